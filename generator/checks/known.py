"""Which ids entries may name: a fault in one file is no fault in those that name it."""

from collections.abc import Collection, Iterable, Iterator

from generator.model.archive import Registry
from generator.model.entry import Entry
from generator.model.event import Event

_UNREADABLE = {
    "actors": {"actors"},
    "provinces": {"provinces"},
    "types": {"types.yml"},
    "publishers": {"publishers.yml"},
}
"""The files and folders that hold a kind: where one has a fault, nobody knows what it named."""


def unreadable_kinds(faulty: Collection[str]) -> frozenset[str]:
    """Give the kinds of which not every id is known, by the paths of the files with problems."""
    return frozenset(kind for kind, places in _UNREADABLE.items() if places.intersection(faulty))


def known_ids(
    registry: Registry,
    events: Iterable[Entry[Event]],
    paths: Collection[str],
    faulty: Collection[str],
) -> dict[str, frozenset[str]]:
    """Give, by kind, the ids of what was read, and of what is there and could not be read.

    `paths` are those of the files that were read, `faulty` those with problems.
    """
    known: dict[str, set[str]] = {
        "actors": set(),
        "provinces": set(),
        "types": set(registry.types),
        "publishers": set(registry.publishers),
        "events": set(),
    }
    for path in {*paths, *faulty}:
        folder, _, rest = path.partition("/")
        if folder in known and path.endswith(".md"):
            known[folder].add(rest.rpartition("/")[2].removesuffix(".md"))
    for kind in unreadable_kinds(faulty):
        known[kind] |= {id_ for event in events for id_ in _named(kind, event.facts)}
    return {kind: frozenset(ids) for kind, ids in known.items()}


def _named(kind: str, facts: Event) -> Iterator[str]:
    match kind:
        case "actors":
            yield from (part.actor for part in facts.actors)
            yield from (claim.by for claim in facts.claims)
        case "provinces":
            yield from (id_ for id_ in (facts.location.province, *facts.also_in) if id_)
        case "types":
            yield facts.type
        case "publishers":
            yield from (id_ for s in facts.sources for id_ in (s.publisher, s.carries) if id_)
            yield from (claim.by for claim in facts.claims)
