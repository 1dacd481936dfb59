"""The run, from files to a frozen archive or to everything that is wrong with them."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from generator import checks
from generator.checks import Draft
from generator.model.archive import Archive, Registry, archive_of
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.problem import Problem
from generator.reading.cache import read_with_cache
from generator.reading.entry import marks_of, typed_entry
from generator.reading.gate import Candidate, survey
from generator.reading.registry import marks_in_list, read_registry
from generator.reading.strict_yaml import Marks

Progress = Callable[[int, int], None]
"""Is told how many of how many files have been read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The archive, or None where a problem is an error; and all problems, sorted by place."""

    archive: Archive | None
    problems: tuple[Problem, ...]
    files: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the archive from being published."""
        return tuple(p for p in self.problems if p.severity == "error")


def run(
    entries: Path,
    today: date,
    executor: Executor | None = None,
    progress: Progress = lambda _done, _of: None,
    cache: Path | None = None,
) -> Outcome:
    """Read, type, check and freeze the archive in `entries`.

    Nothing is written but the `cache`, a file with what was read before; None for none.
    """
    if not entries.is_dir():
        return _empty(entries, "there is no such folder")
    candidates, problems = survey(entries)
    registry, faults = read_registry(candidates)
    events, event_faults = _read_events(candidates, executor, progress, cache)
    problems += faults + event_faults
    if not any(candidate.path.startswith("events/") for candidate in candidates):
        problems += _empty(entries, "no entries found").problems
    known = _known(candidates, registry, events, {problem.path for problem in problems})
    draft = Draft(registry, tuple(events), known, today)
    problems += checks.run(draft, _marks(candidates))
    ordered = tuple(sorted(_below(entries.name, problem) for problem in set(problems)))
    failed = any(problem.severity == "error" for problem in ordered)
    return Outcome(None if failed else archive_of(registry, events), ordered, len(candidates))


def _read_events(
    candidates: Sequence[Candidate],
    executor: Executor | None,
    progress: Progress,
    cache: Path | None,
) -> tuple[list[Entry[Event]], list[Problem]]:
    of_events = [c for c in candidates if c.path.startswith("events/")]
    events: list[Entry[Event]] = []
    problems: list[Problem] = []
    readings = read_with_cache(of_events, executor, cache)
    for number, (candidate, reading) in enumerate(zip(of_events, readings, strict=True), 1):
        entry, faults = typed_entry(Event, reading, candidate)
        problems += faults
        if entry is not None:
            events.append(entry)
        progress(number, len(of_events))
    return events, problems


def _known(
    candidates: Sequence[Candidate],
    registry: Registry,
    events: Sequence[Entry[Event]],
    faulty: set[str],
) -> dict[str, frozenset[str]]:
    by_folder: dict[str, set[str]] = {"actors": set(), "provinces": set(), "events": set()}
    for candidate in candidates:
        folder, _, rest = candidate.path.partition("/")
        if folder in by_folder:
            by_folder[folder].add(rest.rpartition("/")[2].removesuffix(".md"))
    types, publishers = set(registry.types), set(registry.publishers)
    if "types.yml" in faulty:
        types |= {event.facts.type for event in events}
    if "publishers.yml" in faulty:
        sources = [source for event in events for source in event.facts.sources]
        publishers |= {id_ for s in sources for id_ in (s.publisher, s.carries) if id_}
    return {kind: frozenset(ids) for kind, ids in by_folder.items()} | {
        "types": frozenset(types),
        "publishers": frozenset(publishers),
    }


def _marks(candidates: Sequence[Candidate]) -> Callable[[str], Marks]:
    by_path = {candidate.path: candidate for candidate in candidates}

    @lru_cache(maxsize=64)
    def marks(path: str) -> Marks:
        candidate = by_path[path]
        return marks_in_list(candidate) if path.endswith(".yml") else marks_of(candidate)

    return marks


def _below(folder: str, problem: Problem) -> Problem:
    return replace(problem, path=f"{folder}/{problem.path}" if problem.path else folder)


def _empty(entries: Path, why: str) -> Outcome:
    hint = "entries are Markdown files in events/<year>/; see the README"
    return Outcome(None, (Problem("", 1, 1, "no-entries", why, hint),), 0)
