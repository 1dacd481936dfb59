"""What the whole archive is: every entry, indexed once by every facet and then frozen."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from generator.model.entry import Entry
from generator.model.event import Event, RelationType
from generator.model.facet import FACETS
from generator.model.registry import Actor, EventType, Province, Publisher

Events = tuple[Entry[Event], ...]
Subject = Entry[Actor] | Entry[Province] | Entry[EventType] | Entry[Publisher]


@dataclass(frozen=True, slots=True)
class Registry:
    """Who and what entries may name, each by its id, in the order of their names."""

    actors: Mapping[str, Entry[Actor]]
    provinces: Mapping[str, Entry[Province]]
    types: Mapping[str, Entry[EventType]]
    publishers: Mapping[str, Entry[Publisher]]
    boundaries: Mapping[str, Mapping[str, Any]]
    """GeoJSON geometries by province id."""

    def of_kind(self, kind: str) -> Mapping[str, Subject]:
        """Give the part of the registry that a facet's `kind` names."""
        table: Mapping[str, Mapping[str, Subject]] = {
            "actors": self.actors,
            "provinces": self.provinces,
            "types": self.types,
            "publishers": self.publishers,
        }
        return table[kind]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as one of its two events sees it; `inverse` where the other declared it."""

    type: RelationType
    inverse: bool
    event: Entry[Event]


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """The frozen whole. `events` are the published ones, by date; lists in it are by date too.

    Two archives are never equal, so that what is worked out from one can be kept with it.
    """

    registry: Registry
    events: Events
    tombstones: Events
    """Withdrawn and merged entries: they keep their page and leave lists, totals and search."""
    drafts: Events
    by_id: Mapping[str, Entry[Event]]
    """Published entries and tombstones."""
    aliases: Mapping[str, str]
    """An earlier id, and the id that it became."""
    grouped: Mapping[str, Mapping[str, Events]]
    """Events by a facet's kind, then by the id of its value."""
    years: Mapping[int, Events]
    months: Mapping[tuple[int, int], Events]
    ties: Mapping[str, tuple[Tie, ...]]
    speaking: Mapping[str, Events]
    """Events by the id of whoever makes a claim in them."""
    absorbed: Mapping[str, Events]
    """The merged entries that went into an event, by its id."""
    neighbours: Mapping[str, tuple[Entry[Event] | None, Entry[Event] | None]]
    """The event before and the event after, in time."""

    def of(self, kind: str, id_: str) -> Events:
        """Give the events of one value of a facet, by date."""
        return self.grouped[kind].get(id_, ())


def archive_of(registry: Registry, entries: Iterable[Entry[Event]]) -> Archive:
    """Sort, index and freeze: after this nobody searches a list twice."""
    ordered = sorted(entries, key=lambda entry: (*entry.facts.date.sort_key, entry.id))
    published = tuple(e for e in ordered if e.facts.status == "published")
    tombstones = tuple(e for e in ordered if e.facts.status in {"merged", "withdrawn"})
    by_id = {entry.id: entry for entry in (*published, *tombstones)}
    return Archive(
        registry=registry,
        events=published,
        tombstones=tombstones,
        drafts=tuple(e for e in ordered if e.facts.status == "draft"),
        by_id=MappingProxyType(by_id),
        aliases=MappingProxyType(
            {alias: entry.id for entry in by_id.values() for alias in entry.facts.aliases}
        ),
        grouped=MappingProxyType({f.kind: _group(published, f.keys) for f in FACETS}),
        years=_by_key((year, e) for e in published for year in e.facts.date.years),
        months=_by_key((month, e) for e in published for month in e.facts.date.months),
        ties=_ties(published, by_id),
        speaking=_group(published, lambda event: [claim.by for claim in event.claims]),
        absorbed=_by_key((e.facts.replaced_by, e) for e in tombstones if e.facts.replaced_by),
        neighbours=_neighbours(published),
    )


def _group(events: Events, keys: Callable[[Event], Iterable[str]]) -> Mapping[str, Events]:
    return _by_key((key, event) for event in events for key in dict.fromkeys(keys(event.facts)))


def _by_key(pairs: Iterable[tuple[Any, Entry[Event]]]) -> Mapping[Any, Events]:
    found: defaultdict[Any, list[Entry[Event]]] = defaultdict(list)
    for key, event in pairs:
        found[key].append(event)
    return MappingProxyType({key: tuple(found[key]) for key in sorted(found)})


def _ties(events: Events, by_id: Mapping[str, Entry[Event]]) -> Mapping[str, tuple[Tie, ...]]:
    found: defaultdict[str, list[Tie]] = defaultdict(list)
    for event in events:
        for relation in event.facts.relations:
            other = by_id.get(relation.event)
            if other is not None:
                found[event.id].append(Tie(relation.type, inverse=False, event=other))
                found[other.id].append(Tie(relation.type, inverse=True, event=event))
    return MappingProxyType({id_: _without_echo(found[id_]) for id_ in sorted(found)})


def _without_echo(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """Keep one tie where both events declare that they are related."""
    kept = {(t.type, t.inverse and t.type != "related", t.event.id): t for t in reversed(ties)}
    return tuple(sorted(kept.values(), key=lambda tie: (tie.event.facts.date.sort_key, tie.type)))


def _neighbours(
    events: Events,
) -> Mapping[str, tuple[Entry[Event] | None, Entry[Event] | None]]:
    before = {after.id: entry for entry, after in pairwise(events)}
    after = {entry.id: later for entry, later in pairwise(events)}
    return MappingProxyType({e.id: (before.get(e.id), after.get(e.id)) for e in events})
