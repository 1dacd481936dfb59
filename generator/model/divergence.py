"""How one speaker's figures compare with independent ones, over all events where both exist."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from types import MappingProxyType
from typing import Literal

from generator.model.archive import Archive, Registry
from generator.model.count import Count, add_up, span
from generator.model.entry import Entry
from generator.model.event import Claim, Event, Group, Outcome
from generator.model.evidence import root_of
from generator.model.toll import GROUPS, OUTCOMES

Kind = tuple[Outcome, Group]
Side = Literal["below", "above", "open"]
FEWEST = 5
"""Events; over fewer nothing is summed up, and no picture is drawn."""
_PARTIES = {"state", "authority", "armed-group", "criminal-group"}
_MANY_VOICES = {"unnamed", "community"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people as one claim gives it; `by` is an actor's id or a publisher's."""

    claim: str
    by: str
    count: Count


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure divided by others, from `low` to `high`, both included; `high` may be infinite."""

    low: float
    high: float
    approximate: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether it bounds nothing: two figures of "at least" may stand in any ratio."""
        return self.low == 0 and self.high == math.inf


@dataclass(frozen=True, slots=True)
class Comparison:
    """One event in which a speaker and others independent of it number the same people."""

    event: Entry[Event]
    own: tuple[Figure, ...]
    others: tuple[Figure, ...]

    @property
    def own_count(self) -> Count:
        """The range of the speaker's own figures that stand."""
        return span(figure.count for figure in self.own)

    @property
    def others_count(self) -> Count:
        """The range within which the independent figures lie."""
        return span(figure.count for figure in self.others)

    @property
    def ratio(self) -> Ratio:
        """The own figure divided by the independent ones, by their bounds.

        From own low / others' high to own high / others' low. Where both may be zero they may be
        equal, which counts as 1.
        """
        own, others = self.own_count, self.others_count
        if others.high is None:
            low = 0.0
        elif others.high == 0:
            low = 1.0 if own.low == 0 else math.inf
        else:
            low = own.low / others.high
        if own.high is None:
            high = math.inf
        elif others.low == 0:
            high = 1.0 if own.high == 0 else math.inf
        else:
            high = own.high / others.low
        return Ratio(low, high, own.approximate or others.approximate)

    @property
    def side(self) -> Side:
        """`below` or `above` every independent figure for certain, else `open`."""
        own, others = self.own_count, self.others_count
        if own.high is not None and own.high < others.low:
            return "below"
        return "above" if others.high is not None and own.low > others.high else "open"


@dataclass(frozen=True, slots=True)
class Divergence:
    """One speaker's comparisons for one outcome and group, newest event first."""

    outcome: Outcome
    group: Group
    comparisons: tuple[Comparison, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there are enough events to sum them up."""
        return len(self.comparisons) >= FEWEST

    def count(self, side: Side) -> int:
        """Give the number of events on one side."""
        return sum(comparison.side == side for comparison in self.comparisons)

    @property
    def median(self) -> Ratio:
        """The bounds of the median ratio: the medians of the lows and of the highs.

        Whatever the true ratios are within their bounds, their median lies between these two.
        """
        ratios = [comparison.ratio for comparison in self.comparisons]
        return Ratio(
            median(ratio.low for ratio in ratios),
            median(ratio.high for ratio in ratios),
            approximate=any(ratio.approximate for ratio in ratios),
        )


@lru_cache(maxsize=1)
def divergences(archive: Archive) -> Mapping[str, tuple[Divergence, ...]]:
    """Compare the figures of every actor, by its id, with those that are independent of it.

    Only speakers that are one voice are compared: no unnamed speakers, no communities. Events of
    a type that sums up others are left out, as are figures of `unknown`. It is worked out once.
    """
    registry = archive.registry
    types = registry.types
    voices = _Voices(registry)
    found: defaultdict[tuple[str, Kind], list[Comparison]] = defaultdict(list)
    for event in reversed(archive.events):
        facts = event.facts
        if len(facts.claims) > 1 and not types[facts.type].facts.aggregate:
            for kind, figures in standing(facts.claims, voices).items():
                for actor, comparison in _compared(event, figures, voices):
                    found[actor, kind].append(comparison)
    by_actor: defaultdict[str, list[Divergence]] = defaultdict(list)
    for (actor, (outcome, group)), comparisons in found.items():
        by_actor[actor].append(Divergence(outcome, group, tuple(comparisons)))
    return MappingProxyType(
        {actor: tuple(sorted(by_actor[actor], key=_order)) for actor in sorted(by_actor)}
    )


def _order(one: Divergence) -> tuple[int, int]:
    return OUTCOMES.index(one.outcome), GROUPS.index(one.group)


class _Voices:
    """Who speaks for whom, by the registry; each speaker is looked up once."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.voice = lru_cache(maxsize=None)(self._voice)
        self.root = lru_cache(maxsize=None)(lambda actor: root_of(actor, registry))
        self.independent = lru_cache(maxsize=None)(self._independent)

    def is_one(self, speaker: str) -> bool:
        """Tell whether a speaker is one voice, which can replace its own earlier figure."""
        actor = self.registry.actors.get(speaker)
        return actor is None or actor.facts.kind not in _MANY_VOICES

    def _voice(self, speaker: str) -> str | None:
        """Give the actor that a speaker speaks for: itself, or the party whose outlet it is."""
        if speaker in self.registry.actors:
            return speaker if self.is_one(speaker) else None
        publisher = self.registry.publishers[speaker].facts
        return publisher.stands_with if publisher.kind == "party" else None

    def _independent(self, speaker: str) -> tuple[bool, str | None]:
        """Tell whether a speaker can be independent at all, and with whose whole it stands."""
        actor = self.registry.actors.get(speaker)
        if actor is not None:
            return actor.facts.kind not in _PARTIES, self.root(speaker)
        publisher = self.registry.publishers[speaker].facts
        party = publisher.stands_with
        return publisher.kind != "party", self.root(party) if party else None


def standing(claims: Sequence[Claim], voices: _Voices) -> Mapping[Kind, list[Figure]]:
    """Give the figures that their speakers did not replace, by outcome and group.

    A figure is replaced by its speaker's own revision, and by a later figure of the same speaker
    where the days tell for certain which is later; of unnamed speakers only by a revision, since
    each may be somebody else.
    """
    replaced = _revised(claims)
    found: dict[Kind, list[tuple[Claim, Figure]]] = {}
    for claim in claims:
        for kind in dict.fromkeys((row.outcome, row.group) for row in claim.reports):
            count = add_up(r.count for r in claim.reports if (r.outcome, r.group) == kind)
            if (claim.id, kind) not in replaced:
                found.setdefault(kind, []).append((claim, Figure(claim.id, claim.by, count)))
    return {
        kind: [
            figure
            for claim, figure in pairs
            if figure.count.known
            and not (voices.is_one(claim.by) and any(_is_later(c, claim) for c, _ in pairs))
        ]
        for kind, pairs in found.items()
        if len(pairs) > 1
    }


def _revised(claims: Iterable[Claim]) -> set[tuple[str, Kind]]:
    """Find the figures that a speaker revised, back to the first of a chain of revisions."""
    by_id = {claim.id: claim for claim in claims}
    found: set[tuple[str, Kind]] = set()
    for claim in by_id.values():
        earlier: Claim | None = claim
        while earlier is not None and earlier.stance == "revises":
            earlier = by_id.get(earlier.about or "")
            if earlier is None or earlier.by != claim.by:
                break
            found.update((earlier.id, (row.outcome, row.group)) for row in claim.reports)
    return found


def _is_later(one: Claim, other: Claim) -> bool:
    if one.by != other.by or one.made is None or other.made is None:
        return False
    is_certain = one.made.is_certain and other.made.is_certain
    return is_certain and one.made.first > other.made.last


def _compared(
    event: Entry[Event], figures: Sequence[Figure], voices: _Voices
) -> Iterable[tuple[str, Comparison]]:
    """Compare every actor that gives a figure with those who are independent of it.

    Independent is whoever is no party (a state, an authority, an armed or criminal group, or a
    party's outlet), is not listed with the event, and belongs to no whole that is, or stands with
    it: the check's notion of origins, in which a party's own outlets are none.
    """
    involved = {voices.root(part.actor) for part in event.facts.actors}
    speakers = {figure.by: voices.independent(figure.by) for figure in figures}
    outside = [f for f in figures if speakers[f.by][0] and speakers[f.by][1] not in involved]
    if outside:
        for actor in dict.fromkeys(voices.voice(figure.by) for figure in figures):
            if actor is not None:
                whole = voices.root(actor)
                own = tuple(f for f in figures if voices.voice(f.by) == actor)
                others = tuple(f for f in outside if speakers[f.by][1] != whole)
                if others:
                    yield actor, Comparison(event, own, others)
