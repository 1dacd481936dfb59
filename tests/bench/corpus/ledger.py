"""Who said what about a made-up event, with which figures, and the grade that this allows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tests.bench.corpus import vocabulary
from tests.bench.corpus.chance import Skewed, weighted
from tests.bench.corpus.front_matter import Value
from tests.bench.corpus.registry import (
    BODIES,
    PARTY_OUTLETS,
    PUBLISHERS,
    SPEAKERS,
    UN_BODIES,
    WIRES,
    Actor,
    Publisher,
)
from tests.bench.corpus.sketch import Sketch

BUSY_PUBLISHERS = Skewed(PUBLISHERS)
BUSY_WIRES = Skewed(WIRES)
OUTLET_OF = {publisher.stands_with: publisher for publisher in PARTY_OUTLETS}
NAMES = {publisher.id: publisher.name for publisher in PUBLISHERS}
PARTIES = {publisher.id: publisher.stands_with for publisher in PUBLISHERS}
PARTY_OUTLET_IDS = frozenset(publisher.id for publisher in PARTY_OUTLETS)
UN_BODY_IDS = frozenset(publisher.id for publisher in UN_BODIES)
FINDING_BODY_IDS = frozenset(actor.id for actor in BODIES) | UN_BODY_IDS
SOURCE_COUNTS: dict[int, float] = {1: 34, 2: 38, 3: 19, 4: 9}
LANGUAGES: dict[str, float] = {"en": 60, "fa": 25, "ps": 15}
REPRINTING = frozenset({"national-media", "local-media"})
REPRINT_SHARE = 0.35
GRADE_WEIGHTS: dict[str, float] = {
    "contested": 300, "confirmed": 150, "fair": 60, "weak": 12, "discounted": 1, "unassessed": 3,
}  # fmt: skip
"""Among the grades that an event's ledger allows; most ledgers allow only the lower ones."""
MOST_CLAIMS = 5


@dataclass(frozen=True, slots=True)
class Source:
    """One page that tells of the event."""

    id: str
    publisher: Publisher
    carries: str
    url: str
    title: str
    published: date
    language: str

    @property
    def origin(self) -> str:
        """Whose account it is: the agency whose text it carries, or else its publisher."""
        return self.carries or self.publisher.id

    def row(self) -> dict[str, Value]:
        """Give its row of the front matter."""
        row: dict[str, Value] = {"id": self.id, "publisher": self.publisher.id}
        if self.carries:
            row["carries"] = self.carries
        row |= {"url": self.url, "title": self.title}
        row |= {"published": f"{self.published}", "language": self.language}
        return row


@dataclass(frozen=True, slots=True)
class Report:
    """So many people of one group and one fate."""

    outcome: str
    group: str
    number: int
    form: str = "exact"

    @property
    def count(self) -> str | int:
        """The number as the codebook writes it."""
        match self.form:
            case "at least":
                return f"{self.number}+"
            case "up to":
                return f"<={self.number}"
            case "about":
                return f"~{self.number}"
            case "range":
                return f"{self.number}-{self.number + max(2, self.number // 3)}"
            case "unknown":
                return "unknown"
            case _:
                return self.number

    def row(self) -> dict[str, Value]:
        """Give its row of the front matter."""
        return {"outcome": self.outcome, "group": self.group, "count": self.count}


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one speaker; `about` is the number of the claim that it answers."""

    by: str
    name: str
    made: date
    stance: str
    text: str
    source: str
    reports: tuple[Report, ...] = ()
    about: str = ""
    id: str = "c1"
    is_dated: bool = True

    def row(self) -> dict[str, Value]:
        """Give its row of the front matter."""
        row: dict[str, Value] = {"id": self.id, "by": self.by}
        if self.is_dated:
            row["made"] = f"{self.made}"
        row |= {"stance": self.stance, "text": self.text}
        if self.reports:
            row["reports"] = [report.row() for report in self.reports]
        if self.about:
            row["about"] = self.about
        row["source"] = self.source
        return row


@dataclass(frozen=True, slots=True)
class Cast:
    """Who took part: the one who began it, and all others."""

    initiator: Actor | None
    others: Sequence[Actor] = field(default=())


def draw_sources(random: Random, sketch: Sketch, cast: Cast) -> list[Source]:
    """Draw one to four pages of different publishers, a party's outlet among them at times."""
    publishers = BUSY_PUBLISHERS.draw_different(random, weighted(random, SOURCE_COUNTS))
    outlet = OUTLET_OF.get(cast.initiator.id) if cast.initiator else None
    if outlet and outlet not in publishers and random.random() < 0.3:
        publishers[-1] = outlet
    published = sorted(
        sketch.last + timedelta(days=random.choice((0, 0, 0, 1, 1, 2, 4))) for _ in publishers
    )
    return [
        _source(random, sketch, f"s{number}", publisher, day)
        for number, (publisher, day) in enumerate(zip(publishers, published, strict=True), start=1)
    ]


def _source(
    random: Random, sketch: Sketch, source_id: str, publisher: Publisher, day: date
) -> Source:
    reprints = publisher.kind in REPRINTING and random.random() < REPRINT_SHARE
    return Source(
        id=source_id,
        publisher=publisher,
        carries=BUSY_WIRES.draw(random).id if reprints else "",
        url=f"https://example.org/{publisher.id}/{day:%Y/%m/%d}/{sketch.id}",
        title=f"{sketch.type.name} reported from {sketch.place.name}",
        published=day,
        language=weighted(random, LANGUAGES),
    )


def draw_claims(
    random: Random, sketch: Sketch, cast: Cast, sources: Sequence[Source]
) -> list[Claim]:
    """Draw one to five statements, in the order made; denials and revisions answer the first."""
    voice = _Voice(random, sketch, cast, sources)
    claims = [voice.first()]
    if cast.initiator:
        match weighted(random, {"silent": 76, "admits": 14, "refuses": 10}):
            case "admits":
                claims.append(voice.of(cast.initiator, "claims-responsibility"))
            case "refuses":
                claims.append(voice.of(cast.initiator, "denies-responsibility"))
    if cast.others and random.random() < 0.09:
        claims.append(voice.of(cast.others[0], "denies"))
    if claims[0].reports and random.random() < 0.15:
        claims.append(voice.revision(claims[0]))
    if random.random() < 0.05:
        claims.append(voice.of(random.choice(BODIES), "asserts", reports=claims[0].reports))
    while len(claims) < len(sources) or (len(claims) < MOST_CLAIMS and random.random() < 0.12):
        claims.append(voice.further(claims[0]))
    first, *later = claims[:MOST_CLAIMS]
    in_order = [first, *sorted(later, key=lambda claim: claim.made)]
    return [replace(claim, id=f"c{number}") for number, claim in enumerate(in_order, start=1)]


def draw_reading(random: Random, claims: Sequence[Claim]) -> list[dict[str, Value]]:
    """Give the archive's own figures, resting on the last claim that has any; none at times."""
    resting = [
        claim for claim in claims if claim.reports and claim.stance in ("asserts", "revises")
    ]
    if not resting or random.random() < 0.2:
        return []
    last = resting[-1]
    agreeing = [claim.id for claim in resting if claim.reports == last.reports]
    return [{**report.row(), "basis": agreeing} for report in last.reports]


def draw_grade(
    random: Random, sources: Sequence[Source], claims: Sequence[Claim], cast: Cast
) -> str:
    """Draw one of the grades that the codebook allows for these sources and claims."""
    allowed = {"weak", "discounted", "unassessed"}
    if any(claim.stance in ("denies", "denies-responsibility") for claim in claims):
        allowed.add("contested")
    if any(_settles(claim, cast) for claim in claims):
        allowed.add("confirmed")
    if len(_independent_origins(sources)) > 1:
        allowed.add("fair")
    return weighted(
        random, {grade: weight for grade, weight in GRADE_WEIGHTS.items() if grade in allowed}
    )


def _settles(claim: Claim, cast: Cast) -> bool:
    """Whether the initiator admits it, or a UN body, an international one or a court found it."""
    admits = claim.stance == "claims-responsibility"
    admits = admits and cast.initiator is not None and claim.by == cast.initiator.id
    return admits or (claim.stance in ("asserts", "revises") and claim.by in FINDING_BODY_IDS)


def _independent_origins(sources: Sequence[Source]) -> set[str]:
    """Collect whose accounts there are: no party's, and those who stand with one party as one."""
    return {
        PARTIES[source.origin] or source.origin
        for source in sources
        if source.origin not in PARTY_OUTLET_IDS
    }


class _Voice:
    """Words the claims about one event."""

    def __init__(
        self, random: Random, sketch: Sketch, cast: Cast, sources: Sequence[Source]
    ) -> None:
        self._random = random
        self._sketch = sketch
        self._sources = sources
        actor = cast.initiator or SPEAKERS[0]
        self._words = {
            "kind": sketch.type.phrase,
            "place": sketch.place.name,
            "district": sketch.place.district,
            "actor": actor.name,
        }
        self._heard: set[tuple[str, str]] = set()

    def first(self) -> Claim:
        """Word the first account, with its figures if it has any."""
        return self._assertion(self._sources[0], self._figures())

    def further(self, first: Claim) -> Claim:
        """Word another account, whose figures agree with the first's or do not."""
        agrees = self._random.random() < 0.5
        reports = first.reports if agrees else _other_figures(self._random, first.reports)
        return self._assertion(self._random.choice(self._sources), reports)

    def revision(self, first: Claim) -> Claim:
        """Word the first speaker's own correction, upwards."""
        reports = tuple(
            Report(report.outcome, report.group, report.number + self._random.randint(1, 6))
            for report in first.reports
        )
        return self._claim(
            (first.by, first.name), "revises", vocabulary.REVISIONS, self._sources[-1], reports
        )

    def of(self, actor: Actor, stance: str, reports: tuple[Report, ...] = ()) -> Claim:
        """Word what a party or a body says."""
        texts = {
            "claims-responsibility": vocabulary.ADMISSIONS,
            "denies-responsibility": vocabulary.REFUSALS,
            "denies": vocabulary.DENIALS,
        }.get(stance, vocabulary.CLAIMS)
        source = self._random.choice(self._sources)
        return self._claim((actor.id, actor.name), stance, texts, source, reports)

    def _assertion(self, source: Source, reports: tuple[Report, ...]) -> Claim:
        by = (source.origin, NAMES[source.origin])
        if by in self._heard or self._random.random() < 0.55:
            unheard = [actor for actor in SPEAKERS if (actor.id, actor.name) not in self._heard]
            speaker = Skewed(unheard).draw(self._random)
            by = (speaker.id, speaker.name)
        self._heard.add(by)
        return self._claim(by, "asserts", vocabulary.CLAIMS, source, reports)

    def _claim(
        self,
        by: tuple[str, str],
        stance: str,
        texts: Sequence[str],
        source: Source,
        reports: tuple[Report, ...],
    ) -> Claim:
        speaker, name = by
        answers = stance in ("denies", "denies-responsibility", "revises")
        return Claim(
            by=speaker,
            name=name,
            made=source.published,
            stance=stance,
            text=self._random.choice(texts).format(by=name, **self._words),
            source=source.id,
            reports=reports,
            about="c1" if answers else "",
            is_dated=self._random.random() < 0.94,
        )

    def _figures(self) -> tuple[Report, ...]:
        fates = weighted(
            self._random,
            {
                (): 28,
                (("killed", "civilians"),): 20,
                (("killed", "fighters"),): 14,
                (("killed", "security-forces"), ("injured", "security-forces")): 12,
                (("killed", "civilians"), ("injured", "civilians")): 12,
                (("injured", "unknown"),): 5,
                (("abducted", "civilians"),): 4,
                (("captured", "fighters"),): 4,
                (("missing", "unknown"),): 1,
            },
        )
        return tuple(self._report(outcome, group) for outcome, group in fates)

    def _report(self, outcome: str, group: str) -> Report:
        number = max(1, min(140, round(self._random.lognormvariate(1.2, 0.9))))
        form = weighted(
            self._random,
            {"exact": 72, "at least": 12, "range": 6, "about": 4, "up to": 3, "unknown": 3},
        )
        return Report(outcome, group, number, form)


def _other_figures(random: Random, reports: tuple[Report, ...]) -> tuple[Report, ...]:
    return tuple(
        replace(report, number=max(1, report.number + random.choice((-2, -1, 1, 2, 3))))
        for report in reports
    )
