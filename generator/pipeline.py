"""The run, from files to a frozen archive or to everything that is wrong with them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice
from pathlib import Path

from generator import checks
from generator.checks import Draft, known_ids, unreadable_kinds
from generator.model.archive import Archive, archive_of
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.problem import Problem
from generator.reading.cache import read_with_cache
from generator.reading.entry import marks_of, typed_entry
from generator.reading.gate import Candidate, survey
from generator.reading.lock import NAME, Lock, read_lock, with_earlier
from generator.reading.registry import marks_in_list, read_registry
from generator.reading.rules import MOST_PER_FILE
from generator.reading.salvage import salvage
from generator.reading.strict_yaml import Marks
from generator.reading.strict_yaml import Path as At

Progress = Callable[[int, int], None]
"""Is told how many of how many files have been read."""
Ahead = Callable[[Archive], None]
"""Is given an archive before the rules have run, which may yet refuse it."""


def nothing(_archive: Archive) -> None:
    """Wait for the rules."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The archive, or None where a problem is an error; and all problems, sorted by place."""

    archive: Archive | None
    problems: tuple[Problem, ...]
    files: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the archive from being published."""
        return tuple(filter(_is_error, self.problems))


def run(
    entries: Path,
    today: date,
    executor: Executor | None = None,
    progress: Progress = lambda _done, _of: None,
    cache: Path | None = None,
    *,
    warnings: bool = True,
    earlier_ids: Collection[str] | None = None,
    ahead: Ahead = nothing,
) -> Outcome:
    """Read, type, check and freeze the archive in `entries`.

    Nothing is written but the `cache`, a file with what was read before; None for none. Without
    `warnings` the rules that only warn are left out, which saves time. `earlier_ids` are those in
    an earlier version of `ids.lock`, which must all have stayed; None where there was none.
    `ahead` can begin what takes long while the rules run; it is called where all could be read.
    """
    folder = entries.absolute().name
    if not entries.is_dir():
        return Outcome(None, (_below(folder, _empty("there is no such folder")),), 0)
    candidates, problems = survey(entries)
    refused = {problem.path for problem in problems}
    registry, faults = read_registry(candidates)
    problems += [f for f in faults if f.rule != "missing-file" or f.path not in refused]
    if NAME in refused:
        lock = with_earlier(Lock({}), earlier_ids)
    else:
        lock, faults = read_lock(entries, earlier_ids)
        problems += faults
    events, damaged, faults = _read_events(candidates, executor, progress, cache)
    problems += faults
    if not any(candidate.path.startswith("events/") for candidate in candidates):
        problems.append(_empty("no entries found"))
    archive = None if any(map(_is_error, problems)) else archive_of(registry, events)
    if archive is not None:
        ahead(archive)
    paths = {candidate.path for candidate in candidates}
    faulty = {problem.path for problem in problems}
    known = known_ids(registry, events, paths, faulty)
    unreadable = unreadable_kinds(faulty)
    draft = Draft(registry, tuple(events), known, today, damaged, unreadable, lock)
    problems += checks.run(draft, _marks(candidates), warnings=warnings)
    ordered = tuple(_below(folder, problem) for problem in _bounded(problems))
    failed = any(map(_is_error, ordered))
    return Outcome(None if failed else archive, ordered, len(candidates))


def _read_events(
    candidates: Sequence[Candidate],
    executor: Executor | None,
    progress: Progress,
    cache: Path | None,
) -> tuple[list[Entry[Event]], dict[str, frozenset[At]], list[Problem]]:
    of_events = [c for c in candidates if c.path.startswith("events/")]
    events: list[Entry[Event]] = []
    damaged: dict[str, frozenset[At]] = {}
    problems: list[Problem] = []
    readings = read_with_cache(of_events, executor, cache)
    for number, (candidate, reading) in enumerate(zip(of_events, readings, strict=True), 1):
        entry, faults = typed_entry(Event, reading, candidate)
        problems += faults[: MOST_PER_FILE + 1]
        if entry is not None:
            events.append(entry)
        elif (salvaged := salvage(Event, reading.plain)) is not None:
            facts, damaged[reading.path] = salvaged
            events.append(Entry(reading.id, reading.path, facts, reading.body))
        progress(number, len(of_events))
    return events, damaged, problems


def _marks(candidates: Sequence[Candidate]) -> Callable[[str], Marks]:
    by_path = {candidate.path: candidate for candidate in candidates}

    def marks(path: str) -> Marks:
        candidate = by_path[path]
        return marks_in_list(candidate) if path.endswith(".yml") else marks_of(candidate)

    return marks


def _bounded(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Sort, each once; of a file with thousands the first, and a word about the others."""
    for path, group in groupby(sorted(set(problems)), key=lambda problem: problem.path):
        named = list(islice(group, MOST_PER_FILE + 1))
        if len(named) > MOST_PER_FILE:
            last = named.pop()
            message = f"the file has more problems than the {MOST_PER_FILE} named here"
            hint = "mend those, and check again"
            named.append(Problem(path, last.line, last.column, "too-many-problems", message, hint))
        yield from sorted(named)


def _is_error(problem: Problem) -> bool:
    return problem.severity == "error"


def _below(folder: str, problem: Problem) -> Problem:
    return replace(problem, path=f"{folder}/{problem.path}" if problem.path else folder)


def _empty(why: str) -> Problem:
    hint = "entries are Markdown files in events/<year>/; see the README"
    return Problem("", 1, 1, "no-entries", why, hint)
