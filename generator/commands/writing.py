"""The end of every `archive new`: faults are named at once, or the file is written."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.commands.asking import worded
from generator.commands.verdict import Surroundings, look_around
from generator.drafting.placing import PlacingError, place
from generator.drafting.skeleton import entry_text
from generator.engines.clock import today
from generator.model.fields import Record
from generator.model.problem import Problem

ENTRIES = click.option(
    "--entries",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="entries",
    show_default=True,
    is_eager=True,
    help="The entries.",
)
NO_INPUT = click.option("--no-input", is_flag=True, help="Ask nothing, even at a terminal.")


def scene(entries: Path) -> Surroundings:
    """Look at the archive that is drafted for, as it is today."""
    return look_around(entries, today())


def may_ask(*, no_input: bool) -> bool:
    """Tell whether somebody is there to answer."""
    return not no_input and sys.stdin.isatty() and sys.stdout.isatty()


def refuse_faults(
    missing: Iterable[str], problems: Iterable[Problem], passing: Iterable[str] = ()
) -> None:
    """Stop with everything that is missing or wrong; warnings, and rules that pass, are noted."""
    absent, passed = list(missing), set(passing)
    faults = [f"missing: {', '.join(absent)}"] if absent else []
    for problem in problems:
        if problem.severity == "error" and problem.rule not in passed:
            faults.append(worded(problem))
        else:
            click.echo(f"note: {worded(problem)}", err=True)
    if faults:
        told = "".join(f"\n  {fault}" for fault in faults)
        raise click.UsageError(f"nothing was written, because of this:{told}")


def is_gap(problem: Problem) -> bool:
    """Tell whether a problem is only that a field is not there yet."""
    return problem.rule == "missing-field" and problem.message.endswith("is missing")


def refuse_taken(id_: str, owner: str, free: str) -> NoReturn:
    """Stop where the id is taken, with one that is free."""
    raise click.ClickException(
        f"the id `{id_}` is taken by {owner}; nothing was written.\n"
        f"  If it is the same, correct that entry. If not, this id is free: --id {free}"
    )


def write(
    entries: Path, path: str, model: type[Record], values: Mapping[str, Any], body: str
) -> Path:
    """Write the file, whole and over nothing, and print where it is."""
    try:
        written = place(entries, path, entry_text(model, values, body))
    except PlacingError as error:
        raise click.ClickException(str(error)) from error
    click.echo(str(written))
    return written


def check_command(entries: Path) -> str:
    """Give the command that checks these entries."""
    return "archive check" if str(entries) == "entries" else f"archive check --entries {entries}"
