"""The commands about issues: `archive issue-form` and `archive from-issue`."""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from generator.intake.answers import RefusedError
from generator.intake.entry import Proposal, proposal
from generator.intake.form import issue_form
from generator.intake.questions import Question, questions
from generator.reading.gate import survey
from generator.reading.registry import read_registry

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)
FORM = Path(".github/ISSUE_TEMPLATE/new-incident.yml")
_LARGEST_EVENT = 4 * 1024 * 1024
_ENTRIES = click.option(
    "--entries", type=_FOLDER, default="entries", show_default=True, help="The entries."
)


@click.command("issue-form")
@_ENTRIES
@click.option("--to", type=_NEW, default=FORM, show_default=True, help="The file to write.")
def write_issue_form(entries: Path, to: Path) -> None:
    """Write GitHub's form for a new incident, from the codebook and the registry."""
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(issue_form(_questions(entries)), encoding="utf-8", newline="\n")
    click.echo(f"Wrote {to}")


@click.command("from-issue")
@click.option("--event", type=_FILE, required=True, help="GitHub's event, as JSON.")
@_ENTRIES
@click.option("--report", type=_NEW, required=True, help="Where to say what came of it.")
def from_issue(event: Path, entries: Path, report: Path) -> None:
    """Turn a filled issue form into an entry, and print the entry's path.

    Exits with 0 where the entry was written, 1 where the form is refused, 2 where the command is
    wrong. The report is Markdown, for a pull request or a comment.
    """
    number, body = _issue(event)
    ids = frozenset(Path(candidate.path).stem for candidate in survey(entries)[0])
    try:
        made = proposal(body, number, _questions(entries), ids, datetime.now(UTC).date())
    except RefusedError as error:
        report.write_text(_refusal(str(error)), encoding="utf-8", newline="\n")
        click.echo("refused; the report says why", err=True)
        sys.exit(1)
    file = entries / made.path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:  # never over another entry
        stream.write(made.text)
    report.write_text(_acceptance(made, number), encoding="utf-8", newline="\n")
    click.echo(file.as_posix())


def _questions(entries: Path) -> tuple[Question, ...]:
    registry, _ = read_registry(survey(entries)[0])
    return questions(registry)


def _issue(event: Path) -> tuple[int, str]:
    try:
        if event.stat().st_size > _LARGEST_EVENT:
            raise click.UsageError(f"{event} is too large for an event")
        said: Any = json.loads(event.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.UsageError(f"{event} is not JSON: {error}") from error
    issue = said.get("issue") if isinstance(said, Mapping) else None
    match issue:
        case {"number": int(number), "body": str(body)}:
            return number, body
        case {"number": int(number), "body": None}:
            return number, ""
    raise click.UsageError(f"{event} tells of no issue")


def _refusal(why: str) -> str:
    told = _fenced(why)
    return (
        "Thank you. This could not become an entry yet:\n\n"
        f"{told}\n"
        "Please edit the issue. A maintainer then sets the label `accepted` again.\n"
    )


def _acceptance(made: Proposal, number: int) -> str:
    return (
        f"The entry `{made.id}`, made from the form of issue #{number}. Closes #{number}.\n\n"
        "Read it beside its sources before you merge it. GitHub starts no check for a pull "
        "request that a workflow opened: close it and open it again, and the checks run.\n\n"
        "- [ ] It endangers nobody.\n"
        "- [ ] Each statement is in its source.\n"
        "- [ ] The archive does not have this incident yet.\n"
        "- [ ] What the form says «for the maintainers» is answered.\n"
    )


def _fenced(text: str) -> str:
    """Show text that may hold a stranger's words as it is: no mention, link or picture in it."""
    longest = max((len(run) for run in text.split() if set(run) == {"~"}), default=0)
    fence = "~" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}\n"
