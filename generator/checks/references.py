"""Rules about names: whoever and whatever an entry names must exist."""

from collections.abc import Iterable, Iterator, Sequence

from generator.checks.rule import Draft, Finding, Kind, rule
from generator.checks.vocabulary import Vocabulary, vocabulary_of
from generator.model.archive import Subject
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.problem import quoted
from generator.reading.strict_yaml import Path

Named = Iterable[tuple[Entry[Event], Path, str]]
"""An entry, a field of it, and what stands there."""
_MOST_LISTED = 8
_COMPARISONS = 20_000
"""Within one entry: enough for every slip of a hand, few enough for hundreds of hostile files."""
_WHERE = {
    "actors": ("registry of actors", "add its profile as actors/<id>.md"),
    "provinces": ("registry of provinces", "add it as provinces/<id>.md"),
    "types": ("list of types", "choose one from types.yml"),
    "publishers": ("list of publishers", "add it to publishers.yml"),
    "events": ("archive", "give the id of an entry, which is its file's name without `.md`"),
}


@rule("unknown-actor")
def actors_exist(draft: Draft) -> Iterator[Finding]:
    """Every actor that an entry names has a profile in `actors/`."""
    return _unknown(
        draft,
        "actors",
        (
            (entry, ("actors", number, "actor"), part.actor)
            for entry in draft.events
            for number, part in enumerate(entry.facts.actors)
        ),
    )


@rule("unknown-speaker")
def speakers_exist(draft: Draft) -> Iterator[Finding]:
    """Whoever makes a claim is an actor or a publisher of the registry."""
    speakers = draft.known["actors"] | draft.known["publishers"]
    words: Vocabulary | None = None
    for entry in draft.events:
        for number, claim in enumerate(entry.facts.claims):
            if claim.by not in speakers:
                words = words or vocabulary_of(draft, "actors", "publishers")
                yield Finding(
                    entry,
                    ("claims", number, "by"),
                    f"{quoted(claim.by)} is neither an actor nor a publisher of the registry",
                    words.hint(claim.by) or _WHERE["actors"][1],
                )


@rule("unknown-province")
def provinces_exist(draft: Draft) -> Iterator[Finding]:
    """Every province that an entry names has a file in `provinces/`."""
    return _unknown(
        draft, "provinces", (named for entry in draft.events for named in _provinces(entry))
    )


@rule("unknown-type")
def types_exist(draft: Draft) -> Iterator[Finding]:
    """Every event's type stands in `types.yml`."""
    return _unknown(
        draft, "types", ((entry, ("type",), entry.facts.type) for entry in draft.events)
    )


@rule("unknown-publisher")
def publishers_exist(draft: Draft) -> Iterator[Finding]:
    """Every source's publisher, the agency it carries, and whoever publishes the table that an
    entry was imported from, stand in `publishers.yml`.
    """  # noqa: D205 - one sentence
    return _unknown(
        draft, "publishers", (named for entry in draft.events for named in _publishers(entry))
    )


@rule("unknown-source", rests_on=(("sources", "id"),))
def sources_exist(draft: Draft) -> Iterator[Finding]:
    """The source of a claim or a correction is one of the entry's own sources."""
    for entry in draft.events:
        facts = entry.facts
        cited: list[tuple[Path, str | None]] = [
            *((("claims", n, "source"), claim.source) for n, claim in enumerate(facts.claims)),
            *((("corrections", n, "source"), c.source) for n, c in enumerate(facts.corrections)),
        ]
        own = [source.id for source in facts.sources]
        yield from _not_among(entry, cited, own, "source")


@rule("unknown-claim", rests_on=(("claims", "id"),))
def claims_exist(draft: Draft) -> Iterator[Finding]:
    """What a claim is about, and what the casualties rest on, are claims of the same entry."""
    for entry in draft.events:
        facts = entry.facts
        cited: list[tuple[Path, str | None]] = [
            (("claims", n, "about"), claim.about) for n, claim in enumerate(facts.claims)
        ]
        cited += [
            (("casualties", n, "basis", k), id_)
            for n, line in enumerate(facts.casualties)
            for k, id_ in enumerate(line.basis)
        ]
        yield from _not_among(entry, cited, [claim.id for claim in facts.claims], "claim")


@rule("unknown-event")
def related_events_exist(draft: Draft) -> Iterator[Finding]:
    """The events that relations, `replaced_by` and `not_duplicate_of` name exist and are others."""
    cited = [named for entry in draft.events for named in _events(entry)]
    yield from _unknown(draft, "events", cited)
    drafts = {entry.id for entry in draft.events if entry.facts.status == "draft"}
    for entry, at, id_ in cited:
        if id_ == entry.id:
            yield Finding(entry, at, f"{quoted(id_)} is this entry itself", "name the other event")
        elif at == ("replaced_by",) and id_ in drafts:
            yield Finding(
                entry,
                at,
                f"{quoted(id_)} is a draft, which has no page to lead to",
                "publish that entry first, or name another",
            )


@rule("dead-link")
def links_lead_somewhere(draft: Draft) -> Iterator[Finding]:
    """A link in a text to another entry's `.md` file leads to one that exists and has a page."""
    entries: list[Entry[Event] | Subject] = [
        *draft.events,
        *draft.registry.actors.values(),
        *draft.registry.provinces.values(),
    ]
    years = {entry.id: entry.path.split("/")[1] for entry in draft.events}
    drafts = {entry.id for entry in draft.events if entry.facts.status == "draft"}
    kinds: tuple[Kind, ...] = ("events", "actors", "provinces")
    words = {
        str(kind): Vocabulary({id_: id_ for id_ in sorted(draft.known[kind])}) for kind in kinds
    }
    for entry in entries:
        for link in entry.body.links:
            shown, place = quoted(f"{link.id}.md"), (link.line, link.column)
            if link.id not in draft.known[link.kind]:
                hint = words[link.kind].hint(link.id) or "name a file that is there"
                message = f"the link to {shown} leads to no entry"
                yield Finding(entry, (), message, hint, place)
            elif link.kind == "events" and link.id in drafts and entry.id not in drafts:
                message = f"the link to {shown} leads to a draft, which has no page"
                yield Finding(entry, (), message, "delete the link until that is published", place)
            elif link.year and link.year != years.get(link.id, link.year):
                message = f"the link to {shown} names the folder `{link.year}`"
                hint = f"the file lies in `events/{years[link.id]}`"
                yield Finding(entry, (), message, hint, place)


def _provinces(entry: Entry[Event]) -> Named:
    if entry.facts.location.province is not None:
        yield entry, ("location", "province"), entry.facts.location.province
    for number, id_ in enumerate(entry.facts.also_in):
        yield entry, ("also_in", number), id_


def _publishers(entry: Entry[Event]) -> Named:
    for number, source in enumerate(entry.facts.sources):
        for field, id_ in (("publisher", source.publisher), ("carries", source.carries)):
            if id_ is not None:
                yield entry, ("sources", number, field), id_
    if entry.facts.imported is not None:
        yield entry, ("imported", "publisher"), entry.facts.imported.publisher


def _events(entry: Entry[Event]) -> Named:
    for number, relation in enumerate(entry.facts.relations):
        yield entry, ("relations", number, "event"), relation.event
    for number, id_ in enumerate(entry.facts.not_duplicate_of):
        yield entry, ("not_duplicate_of", number), id_
    if entry.facts.replaced_by is not None:
        yield entry, ("replaced_by",), entry.facts.replaced_by


def _unknown(draft: Draft, kind: Kind, named: Named) -> Iterator[Finding]:
    where, otherwise = _WHERE[kind]
    words: Vocabulary | None = None
    for entry, at, id_ in named:
        if id_ not in draft.known[kind]:
            words = words or vocabulary_of(draft, kind)
            hint = words.hint(id_) or otherwise
            yield Finding(entry, at, f"{quoted(id_)} is not in the {where}", hint)


def _not_among(
    entry: Entry[Event], cited: Iterable[tuple[Path, str | None]], own: Sequence[str], noun: str
) -> Iterator[Finding]:
    """Find what is cited in an entry and is none of its own claims or sources."""
    words = Vocabulary({id_: id_ for id_ in own}, _COMPARISONS)
    listed = ", ".join(own[:_MOST_LISTED]) + (", …" if len(own) > _MOST_LISTED else "")
    otherwise = f"its {noun}s are {listed}" if own else f"it has no {noun}s; add one"
    for at, id_ in cited:
        if id_ is not None and id_ not in words.words:
            hint = words.hint(id_) or otherwise
            yield Finding(entry, at, f"{quoted(id_)} is no {noun} of this entry", hint)
