"""Rules about names: whoever and whatever an entry names must exist."""

from collections.abc import Iterable, Iterator

from generator.checks.rule import Draft, Finding, Kind, rule
from generator.model.archive import Subject
from generator.model.entry import Entry
from generator.model.event import Event
from generator.reading.strict_yaml import Path
from generator.reading.suggestion import did_you_mean

Named = Iterable[tuple[Path, str]]


@rule("unknown-actor")
def actors_exist(draft: Draft) -> Iterator[Finding]:
    """Every actor that an entry names has a profile in `actors/`."""
    for entry in draft.events:
        named: list[tuple[Path, str]] = [
            (("actors", number, "actor"), part.actor)
            for number, part in enumerate(entry.facts.actors)
        ]
        yield from _unknown(draft, "actors", entry, named)


@rule("unknown-speaker")
def speakers_exist(draft: Draft) -> Iterator[Finding]:
    """Whoever makes a claim is an actor or a publisher of the registry."""
    speakers = draft.known["actors"] | draft.known["publishers"]
    words: dict[str, str] | None = None
    for entry in draft.events:
        for number, claim in enumerate(entry.facts.claims):
            if claim.by not in speakers:
                words = words or {**_vocabulary(draft, "publishers"), **_vocabulary(draft, "actors")}
                yield Finding(entry, ("claims", number, "by"),
                              f"`{claim.by}` is neither an actor nor a publisher of the registry",
                              did_you_mean(claim.by, words) or _add("actors"))


@rule("unknown-province")
def provinces_exist(draft: Draft) -> Iterator[Finding]:
    """Every province that an entry names, and every outline, has a file in `provinces/`."""
    for entry in draft.events:
        location = entry.facts.location
        named: list[tuple[Path, str]] = [
            (("also_in", number), id_) for number, id_ in enumerate(entry.facts.also_in)
        ]
        if location.province is not None:
            named.append((("location", "province"), location.province))
        yield from _unknown(draft, "provinces", entry, named)


@rule("unknown-type")
def types_exist(draft: Draft) -> Iterator[Finding]:
    """Every event's type stands in `types.yml`."""
    for entry in draft.events:
        yield from _unknown(draft, "types", entry, [(("type",), entry.facts.type)])


@rule("unknown-publisher")
def publishers_exist(draft: Draft) -> Iterator[Finding]:
    """Every source's publisher, and the agency it carries, stand in `publishers.yml`."""
    for entry in draft.events:
        for number, source in enumerate(entry.facts.sources):
            named: list[tuple[Path, str]] = [(("sources", number, "publisher"), source.publisher)]
            if source.carries is not None:
                named.append((("sources", number, "carries"), source.carries))
            yield from _unknown(draft, "publishers", entry, named)


@rule("unknown-source")
def sources_exist(draft: Draft) -> Iterator[Finding]:
    """The source of a claim or a correction is one of the entry's own sources."""
    for entry in draft.events:
        facts = entry.facts
        own = [source.id for source in facts.sources]
        cited = [
            *((("claims", n, "source"), claim.source) for n, claim in enumerate(facts.claims)),
            *((("corrections", n, "source"), c.source) for n, c in enumerate(facts.corrections)),
        ]
        for at, id_ in cited:
            if id_ is not None and id_ not in own:
                yield Finding(entry, at, f"`{id_}` is no source of this entry", _own(id_, own))


@rule("unknown-claim")
def claims_exist(draft: Draft) -> Iterator[Finding]:
    """What a claim is about, and what the casualties rest on, are claims of the same entry."""
    for entry in draft.events:
        facts = entry.facts
        own = [claim.id for claim in facts.claims]
        cited: list[tuple[Path, str]] = [
            (("claims", n, "about"), c.about) for n, c in enumerate(facts.claims) if c.about
        ]
        cited += [
            (("casualties", n, "basis", k), id_)
            for n, line in enumerate(facts.casualties)
            for k, id_ in enumerate(line.basis)
        ]
        for at, id_ in cited:
            if id_ not in own:
                yield Finding(entry, at, f"`{id_}` is no claim of this entry", _own(id_, own))


@rule("unknown-event")
def related_events_exist(draft: Draft) -> Iterator[Finding]:
    """The event of a relation, and the one that replaces a merged entry, exist and are others."""
    for entry in draft.events:
        facts = entry.facts
        cited: list[tuple[Path, str]] = [
            (("relations", n, "event"), tie.event) for n, tie in enumerate(facts.relations)
        ]
        if facts.replaced_by is not None:
            cited.append((("replaced_by",), facts.replaced_by))
        yield from _unknown(draft, "events", entry, cited)
        for at, id_ in cited:
            if id_ == entry.id:
                yield Finding(entry, at, "names the entry itself", "name the other event")


@rule("dead-link")
def links_lead_somewhere(draft: Draft) -> Iterator[Finding]:
    """A link in a text to another entry's `.md` file leads to one that exists."""
    entries: list[Entry[Event] | Subject] = [
        *draft.events,
        *draft.registry.actors.values(),
        *draft.registry.provinces.values(),
    ]
    for entry in entries:
        for link in entry.body.links:
            if link.id not in draft.known[link.kind]:
                yield Finding(
                    entry, (), f"the link to `{link.id}.md` leads to no entry",
                    did_you_mean(link.id, sorted(draft.known[link.kind])),
                    place=(link.line, link.column),
                )  # fmt: skip


def _unknown(
    draft: Draft, kind: Kind, entry: Entry[Event] | Subject, named: Named
) -> Iterator[Finding]:
    for at, id_ in named:
        if id_ not in draft.known[kind]:
            hint = did_you_mean(id_, _vocabulary(draft, kind)) or _add(kind)
            yield Finding(entry, at, f"`{id_}` is not in the {_PLACES[kind]}", hint)


_PLACES = {
    "actors": "registry of actors",
    "provinces": "registry of provinces",
    "types": "list of types",
    "publishers": "list of publishers",
    "events": "archive",
}


def _add(kind: Kind) -> str:
    return {
        "actors": "add its profile as actors/<id>.md",
        "provinces": "add it as provinces/<id>.md",
        "types": "choose one from types.yml",
        "publishers": "add it to publishers.yml",
        "events": "give the id of an entry",
    }[kind]


def _own(id_: str, own: list[str]) -> str:
    return did_you_mean(id_, own) or (f"it has {', '.join(own)}" if own else "it has none")


def _vocabulary(draft: Draft, kind: Kind) -> dict[str, str]:
    """Every id, name and alias of a kind, and the id that it stands for."""
    words = {id_: id_ for id_ in sorted(draft.known[kind])}
    if kind == "events":
        return words
    for entry in draft.registry.of_kind(kind).values():
        facts = entry.facts
        other = [name for names in getattr(facts, "names", {}).values() for name in names]
        for word in (facts.name, *getattr(facts, "aliases", ()), *other):
            words.setdefault(word, entry.id)
    return words
