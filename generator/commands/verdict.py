"""What `archive check` would say of an entry that is not written yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator import checks
from generator.checks import Draft, known_ids
from generator.model.archive import Registry
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.fields import Record
from generator.model.problem import Problem
from generator.model.registry import Actor, Province
from generator.reading import markdown
from generator.reading.gate import Candidate, invisible, survey
from generator.reading.registry import read_registry
from generator.reading.salvage import salvage
from generator.reading.strict_yaml import Path as At
from generator.reading.typing import typed

_FOLDERS: Mapping[type[Record], str] = {Actor: "actors", Province: "provinces"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The archive into which an entry is drafted: its files and its registry, but no events."""

    entries: Path
    today: date
    candidates: tuple[Candidate, ...]
    faulty: frozenset[str]
    registry: Registry


def look_around(entries: Path, today: date) -> Surroundings:
    """Read what a new entry may name; faults of what is there are no fault of the new entry."""
    candidates, problems = survey(entries)
    registry, faults = read_registry(candidates)
    faulty = frozenset(problem.path for problem in (*problems, *faults))
    return Surroundings(entries, today, tuple(candidates), faulty, registry)


def verdict(
    around: Surroundings, model: type[Record], path: str, plain: Mapping[str, Any], body: str
) -> tuple[Problem, ...]:
    """Give the problems that an entry with these plain values would have at this path.

    As in a check, what is right is compared even where other values are wrong. Rules that compare
    the entry with all other events have nothing to compare it with.
    """
    rendered, problems = markdown.render(path, body, 1)
    problems = [*problems, *_hidden(path, plain), *_hidden(path, {"text": body})]
    problems += typed(model, plain, path, dict)[1]
    salvaged = salvage(model, plain)
    if salvaged is not None:
        facts, damaged = salvaged
        entry = Entry(path.rpartition("/")[2].removesuffix(".md"), path, facts, rendered)
        draft = _draft(around, entry, damaged)
        problems += [p for p in checks.run(draft, lambda _: {}) if p.path == path]
    return tuple(dict.fromkeys(sorted(problems)))


def _draft(around: Surroundings, entry: Entry[Any], damaged: frozenset[At]) -> Draft:
    registry = around.registry
    folder = _FOLDERS.get(type(entry.facts))
    events: tuple[Entry[Event], ...] = ()
    if folder is None:
        events = (entry,)
    elif folder == "actors":
        registry = replace(registry, actors={**registry.actors, entry.id: entry})
    else:
        registry = replace(registry, provinces={**registry.provinces, entry.id: entry})
    paths = {entry.path, *(candidate.path for candidate in around.candidates)}
    known = known_ids(registry, events, paths, around.faulty)
    return Draft(registry, events, known, around.today, {entry.path: damaged})


def _hidden(path: str, value: object, name: str = "") -> Iterator[Problem]:
    """Find what the gate would not let pass in a file."""
    match value:
        case str():
            for _, mark in invisible(value):
                hint = "delete it; it does not show, and can change how the text reads"
                yield Problem(path, 1, 1, "control-character", f"`{name}` holds {mark}", hint)
        case Mapping():
            for key, inner in value.items():
                yield from _hidden(path, key, name or "a name")
                yield from _hidden(path, inner, f"{name}.{key}" if name else str(key))
        case list() | tuple():
            for number, inner in enumerate(value, 1):
                yield from _hidden(path, inner, f"{name}[{number}]")
        case _:
            return
