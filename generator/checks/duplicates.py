"""Rules about twins: one incident is entered once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.checks.likeness import Look, fold_names, look_of, reasons
from generator.checks.neighbours import Neighbours, neighbours
from generator.checks.rule import Draft, Finding, rule
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.evidence import root_of

_MOST_NAMED = 3
"""So many others are named for one entry; whoever looks at those finds the rest."""
_COMPARED = {"published", "draft"}


@rule(
    "possible-duplicate",
    "warning",
    rests_on=(("not_duplicate_of",), ("relations",), ("status",)),
)
def incidents_are_entered_once(draft: Draft) -> Iterator[Finding]:
    """Two entries that share an actor, at most two days apart and in one province or within 25 km,
    and are alike in their titles, texts, places, types and tolls, could be one incident entered
    twice; `not_duplicate_of` in either, or a relation between them, says that they are two, as two
    rows of one dataset do.
    """  # noqa: D205 - one sentence
    named: Counter[str] = Counter()
    for twin in twins(draft):
        named[twin.newer.path] += 1
        if named[twin.newer.path] <= _MOST_NAMED:
            yield _finding(twin)


@dataclass(frozen=True, slots=True)
class Twin:
    """Two entries that could be one incident, and why."""

    older: Entry[Event]
    newer: Entry[Event]
    why: str


def twins(draft: Draft) -> Iterator[Twin]:
    """Give every pair of entries that could be one incident, in the order of their dates."""
    whole = [
        entry
        for entry in draft.events
        if entry.facts.status in _COMPARED and entry.path not in draft.damaged
    ]
    names = fold_names(
        name
        for province in draft.registry.provinces.values()
        for name in (province.facts.name, *province.facts.aliases)
    )
    wholes = {id_: root_of(id_, draft.registry) for id_ in draft.registry.actors}

    @cache
    def actors(path: str) -> frozenset[str]:
        parts = by_path[path].facts.actors
        return frozenset(wholes.get(part.actor, part.actor) for part in parts)

    @cache
    def look(path: str) -> Look:
        return look_of(by_path[path], actors(path))

    by_path = {entry.path: entry for entry in whole}
    for pair in neighbours(whole):
        one, other = pair.one.path, pair.other.path
        if _are_told_apart(pair.one, pair.other) or actors(one).isdisjoint(actors(other)):
            continue
        alike = reasons(look(one), look(other), names)
        if alike:
            older, newer = sorted((pair.one, pair.other), key=_age)
            yield Twin(older, newer, ", ".join((_where(pair), _when(pair), *alike)))


def _finding(twin: Twin) -> Finding:
    return Finding(
        twin.newer,
        ("title",),
        f"could be the incident of `{twin.older.id}`: {twin.why}",
        f"if it is, merge the two; if not, add `not_duplicate_of: [{twin.older.id}]`",
    )


def _age(entry: Entry[Event]) -> tuple[date, str]:
    return entry.facts.added, entry.id


def _where(pair: Neighbours) -> str:
    if pair.kilometres is not None:
        return f"{pair.kilometres:.0f} km apart"
    return "same province" if pair.one.facts.location.province else "same country"


def _when(pair: Neighbours) -> str:
    if pair.days:
        return f"{pair.days} day{'s' if pair.days > 1 else ''} apart"
    same = pair.one.facts.date.text == pair.other.facts.date.text
    return "same date" if same else "dates that overlap"


def _are_told_apart(one: Entry[Event], other: Entry[Event]) -> bool:
    return _names(one, other.id) or _names(other, one.id) or _are_two_rows(one, other)


def _are_two_rows(one: Entry[Event], other: Entry[Event]) -> bool:
    """Tell whether one dataset counts them as two incidents."""
    here, there = one.facts.imported, other.facts.imported
    return here is not None and there is not None and here.dataset == there.dataset


def _names(entry: Entry[Event], id_: str) -> bool:
    facts = entry.facts
    return id_ in facts.not_duplicate_of or any(tie.event == id_ for tie in facts.relations)
