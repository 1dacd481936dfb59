"""`archive check` and `archive publish-ids`: what is wrong, and what is published for ever."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from generator import fixing, history, pipeline, report
from generator.commands.options import EXECUTOR, FOLDER
from generator.commands.progress import progress
from generator.engines.clock import today
from generator.engines.executors import ExecutorError, Open
from generator.engines.processes import reading_pool
from generator.model.problem import Problem
from generator.reading import lock
from generator.reading.gate import LARGEST_LOCK


@click.command()
@click.option("--entries", type=FOLDER, default="entries", show_default=True, help="The entries.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "github"]), default="text",
    show_default=True, help="Lines to read, a list of objects, or annotations of a workflow.",
)  # fmt: skip
@click.option(
    "--changed-since", "revision", metavar="REV",
    help="Show problems only in files that differ from this commit.",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="First mend what has exactly one right answer.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--warnings", is_flag=True, help="Name every warning, also where a rule has many.")
@EXECUTOR
def check(
    entries: Path,
    style: str,
    revision: str | None,
    *,
    fix: bool,
    strict: bool,
    warnings: bool,
    executor: Open | None,
) -> None:
    """Name every fault in the entries, with its place and its remedy.

    Exits with 0 where nothing is wrong, 1 where there are problems, 2 where the command is wrong.
    Warnings alone are no problems, except with --strict.
    With --changed-since the rules still look at the whole archive: problems in other files are
    counted, and errors among them fail too, since a change in one file can break another. Every
    id that ids.lock held in that commit must have stayed.
    """
    if fix and style == "github":
        raise click.UsageError("--fix changes files, and --format github only reports; choose one")
    changed, earlier = (None, None) if revision is None else _before(entries, revision)
    try:
        with progress() as show, reading_pool(entries, 0, executor) as pool:
            mended = fixing.fix(entries, changed) if fix else []
            told = show("Reading entries")
            outcome = pipeline.run(entries, today(), pool, told, earlier_ids=earlier)
    except ExecutorError as error:
        raise click.UsageError(str(error)) from error
    click.echo("".join(f"{change}\n" for change in mended), nl=False, err=style == "json")
    asked, others = report.parted(outcome.problems, changed)
    _show_problems(style, entries, asked, others, outcome.files, every=warnings or bool(revision))
    sys.exit(1 if outcome.errors or (strict and asked) else 0)


@click.command("publish-ids")
@click.option("--entries", type=FOLDER, default="entries", show_default=True, help="The entries.")
def publish_ids(entries: Path) -> None:
    """Add the ids of everything that is published to ids.lock, and print what is new.

    Nothing is ever taken out of that file: whatever stands in it keeps its address for ever.
    """
    with progress() as show, reading_pool(entries, 0) as executor:
        outcome = pipeline.run(entries, today(), executor, show("Reading entries"), warnings=False)
    if outcome.archive is None:
        click.echo(report.as_text(outcome.errors), nl=False, err=True)
        raise click.ClickException("nothing was written: mend the entries first")
    try:
        added = lock.publish_ids(entries, outcome.archive)
    except OSError as error:
        raise click.ClickException(f"{lock.NAME} could not be written: {error}") from error
    click.echo("".join(f"{id_}\n" for id_ in added), nl=False)
    noun = "id" if len(added) == 1 else "ids"
    click.echo(f"Added {len(added):,} {noun} to {entries / lock.NAME}")


def _before(entries: Path, revision: str) -> tuple[frozenset[str], frozenset[str] | None]:
    """Give the paths, as problems have them, of what differs from a commit; and its locked ids."""
    try:
        changed = history.changed_since(entries, revision)
        locked = history.file_at(entries, revision, lock.NAME, LARGEST_LOCK)
    except history.HistoryError as error:
        raise click.UsageError(f"--changed-since: {error}") from error
    paths = frozenset(f"{entries.absolute().name}/{path}" for path in changed)
    return paths, None if locked is None else lock.ids_in(locked)


def _show_problems(
    style: str,
    entries: Path,
    asked: Sequence[Problem],
    others: Sequence[Problem],
    files: int,
    *,
    every: bool,
) -> None:
    match style:
        case "json":
            click.echo(report.as_json(asked), nl=False)
        case "github":
            prefix = history.place_in_repository(entries)
            click.echo(report.annotations(asked, others, files, prefix), nl=False)
            _write_job_summary(asked, others, files)
            return
        case _:
            named, tally = (asked, "") if every else report.shortened(asked)
            console = Console(highlight=False, markup=False, emoji=False)
            source = report.source_below(entries.absolute().parent)
            if console.is_terminal:  # or FORCE_COLOR is set: then colour, and a line each as ever
                source = source if sys.stdout.isatty() else report.no_source
                report.print_with_source(console, named, source)
            else:
                click.echo(report.as_text(named), nl=False)
            click.echo(tally, nl=False)
    if style == "text":
        click.echo(report.summary(asked, files, others))
    if others:
        where = "check without --changed-since to see them"
        click.echo(f"{report.elsewhere(others)}; {where}", err=style == "json")


def _write_job_summary(asked: Sequence[Problem], others: Sequence[Problem], files: int) -> None:
    """Append to the file that GitHub shows below a job, where there is one."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    try:
        with Path(name).open("a", encoding="utf-8") as stream:
            room = report.LARGEST_SUMMARY - stream.tell()
            stream.write(report.job_summary(asked, others, files, room))
    except OSError as error:
        click.echo(f"the job summary could not be written: {error}", err=True)
