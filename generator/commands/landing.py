"""How an import comes into the archive: tried in a copy, checked whole, then put in place."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator import pipeline, report
from generator.checks import Draft
from generator.checks.duplicates import twins
from generator.commands.progress import Show
from generator.engines.clock import today
from generator.engines.processes import reading_pool
from generator.importing.registering import LISTS, registry_files, used
from generator.importing.rows import Refusal, Result, TwinRow, written
from generator.importing.world import Proposals, World
from generator.model.archive import Archive
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.problem import Problem

_MOST_ROUNDS = 5


@dataclass
class Plan:
    """An import under way: what is there, what will be, and the folder in which that is tried."""

    entries: Path
    publisher: str
    """The id of whoever publishes the dataset; empty for entries of an archive."""
    world: World
    result: Result
    registry: dict[str, str] = field(default_factory=dict)
    """Files of the registry to write, by path."""
    proposed: Proposals = field(default_factory=Proposals)
    laid: set[str] = field(default_factory=set)
    """Files that were put into the folder."""

    def propose(self) -> None:
        """Keep what the entries to be written name."""
        if self.world.proposed is None:
            return
        events = [writing.facts for writing in self.result.writings]
        self.proposed = used(self.world.proposed, events, self.publisher)
        lists = {path: text_of(self.entries / path) for path in LISTS.values()}
        self.registry = registry_files(self.proposed, lists)
        for path in LISTS.values():
            if not (self.entries / path).exists():
                self.registry.setdefault(path, "[]\n")

    def drop(self, rows: Collection[str]) -> None:
        """Leave rows out of what is written."""
        kept = [writing for writing in self.result.writings if writing.row not in rows]
        self.result.writings = kept


def prove_and_write(plan: Plan, unlike: frozenset[str], show: Show, *, dry_run: bool) -> None:
    """Check what the archive will be, leave out what would not pass, and put the rest in place."""
    with _staged(plan.entries, dry_run=dry_run) as folder:
        for _ in range(_MOST_ROUNDS):
            plan.propose()
            if not plan.result.writings:
                return
            archive = _tried(plan, folder, show)
            if archive is not None and not _part_twins(plan, archive, unlike):
                break
        else:
            raise click.ClickException("nothing was written: the entries would not pass the check")
        if not dry_run:
            _put_in_place(plan, folder)


@contextmanager
def _staged(entries: Path, *, dry_run: bool) -> Iterator[Path]:
    """Give a copy of the entries to try things in: on the same disk, if it is to be moved."""
    where = None if dry_run else entries.absolute().parent
    try:
        with TemporaryDirectory(prefix=".import-", dir=where) as scratch:
            folder = Path(scratch) / entries.absolute().name
            shutil.copytree(entries, folder, symlinks=True, copy_function=_linked)
            yield folder
    except OSError as error:
        raise click.ClickException(f"the entries could not be written: {error}") from error


def _linked(source: str, target: str) -> str:
    """Give a file a second name where that can be, which is faster than a copy."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)
    return target


def _tried(plan: Plan, folder: Path, show: Show) -> Archive | None:
    """Check the archive as it would be; None where rows had to be left out for that."""
    _lay(plan, folder)
    with reading_pool(folder, 0) as executor:
        outcome = pipeline.run(folder, today(), executor, show("Checking"), warnings=False)
    by_path = {writing.path: writing for writing in plan.result.writings}
    if outcome.archive is not None:
        plan.result.private = [
            f"{by_path[path].id}: {problem.message}"
            for problem in outcome.problems
            if problem.rule == "personal-data" and (path := path_below(problem)) in by_path
        ]
        return outcome.archive
    faulty: dict[str, Problem] = {}
    for problem in outcome.errors:
        path = path_below(problem)
        if path not in by_path:
            told = report.as_text([problem]).rstrip()
            raise click.ClickException(f"nothing was written, because of this:\n  {told}")
        faulty.setdefault(by_path[path].row, problem)
    for writing in plan.result.writings:
        if writing.row in faulty:
            problem = faulty[writing.row]
            reason = f"`archive check` refuses the entry: {problem.rule}"
            plan.result.refused.append(Refusal(writing.line, writing.row, reason, problem.message))
    plan.drop(faulty)
    return None


def path_below(problem: Problem) -> str:
    """Give a problem's path below the entries folder."""
    return problem.path.partition("/")[2]


def _lay(plan: Plan, folder: Path) -> None:
    """Bring the folder to what the plan says, whatever was tried in it before."""
    wanted = {**plan.registry, **{w.path: w.text for w in plan.result.writings}}
    for path in plan.laid - wanted.keys():
        (folder / path).unlink()
        if (plan.entries / path).exists():
            _linked(str(plan.entries / path), str(folder / path))
    for path, text in wanted.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # it may be another name of the file that is there
        target.write_text(text, encoding="utf-8", newline="\n")
    for writing in plan.result.writings:
        if writing.old:
            (folder / writing.old).unlink(missing_ok=True)
    plan.laid = set(wanted)


def _part_twins(plan: Plan, archive: Archive, unlike: frozenset[str]) -> bool:
    """Leave out new entries that may be there already; tells whether the plan changed.

    What the user said is no duplicate stays, and says so.
    """
    new = {w.id: w for w in plan.result.writings if w.is_new}
    draft = Draft(archive.registry, tuple(all_events(archive)), {}, today())
    dropped: set[str] = set()
    told: dict[str, list[str]] = {}
    for twin in twins(draft):
        mine = [id_ for id_ in (twin.newer.id, twin.older.id) if id_ in new]
        if len(mine) != 1:
            continue
        writing = new[mine[0]]
        other = twin.older.id if mine[0] == twin.newer.id else twin.newer.id
        if writing.row in unlike:
            told.setdefault(writing.id, []).append(other)
        else:
            dropped.add(writing.row)
            plan.result.twins.append(TwinRow(writing.row, writing.line, other, twin.why))
    plan.drop(dropped)
    plan.result.writings = [
        written(w, told[w.id]) if w.id in told else w for w in plan.result.writings
    ]
    return bool(dropped or told)


def _put_in_place(plan: Plan, folder: Path) -> None:
    """Move the files to where they belong, each in one step: the registry first."""
    for path in (*plan.registry, *(writing.path for writing in plan.result.writings)):
        target = plan.entries / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / path).replace(target)
    for writing in plan.result.writings:
        if writing.old:
            (plan.entries / writing.old).unlink()


def all_events(archive: Archive) -> list[Entry[Event]]:
    """Give the events of every status."""
    return [*archive.events, *archive.tombstones, *archive.drafts]


def text_of(file: Path) -> str:
    """Give a file's text; empty where there is none."""
    return file.read_text(encoding="utf-8") if file.exists() else ""
