"""Rules about twins: one incident is entered once."""

from collections import Counter
from collections.abc import Iterator
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
    twice; `not_duplicate_of` in either, or a relation between them, says that they are two.
    """  # noqa: D205 - one sentence
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
    named: Counter[str] = Counter()
    for pair in neighbours(whole):
        one, other = pair.one.path, pair.other.path
        if actors(one).isdisjoint(actors(other)) or _are_told_apart(pair.one, pair.other):
            continue
        alike = reasons(look(one), look(other), names)
        if alike:
            finding = _finding(pair, alike)
            named[finding.entry.path] += 1
            if named[finding.entry.path] <= _MOST_NAMED:
                yield finding


def _finding(pair: Neighbours, alike: tuple[str, ...]) -> Finding:
    older, newer = sorted((pair.one, pair.other), key=_age)
    why = ", ".join((_where(pair), _when(pair), *alike))
    return Finding(
        newer,
        ("title",),
        f"could be the incident of `{older.id}`: {why}",
        f"if it is, merge the two; if not, add `not_duplicate_of: [{older.id}]`",
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
    return _names(one, other.id) or _names(other, one.id)


def _names(entry: Entry[Event], id_: str) -> bool:
    facts = entry.facts
    return id_ in facts.not_duplicate_of or any(tie.event == id_ for tie in facts.relations)
