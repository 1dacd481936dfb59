"""`archive init`: the command that starts an archive of another country."""

from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import click
from pydantic import TypeAdapter, ValidationError

from generator import pipeline, report
from generator.commands.intake import FORM
from generator.engines.clock import today
from generator.intake.form import issue_form
from generator.intake.questions import questions
from generator.model.fields import Language
from generator.reading.gate import survey
from generator.reading.registry import read_registry
from generator.starting.archive import Plan, files_of
from generator.starting.country import Country, UnknownCountryError, country_of
from generator.starting.divisions import Divisions, divisions_of
from generator.starting.folder import NotEmptyError, starting
from generator.starting.outlines import Outlines, OutlinesError, outlines_of

_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_MARKUP = set("<>[]`|\\*\n")
_LONGEST_NAME = 100
_MOST_NAMES = 6
_DEGREE = 111
"""Kilometres, on a meridian."""


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--country", "word", required=True, help="Its name or ISO 3166-1 code, such as CO.")
@click.option("--name", help="What the archive is called.  [default: COUNTRY Incident Archive]")
@click.option(
    "--language", "languages", multiple=True, metavar="LANG",
    help="A language in which provinces have names too, such as es; once for each.",
)  # fmt: skip
@click.option(
    "--level", type=click.Choice(["top", "lowest"]), default="top", show_default=True,
    help="Which subdivisions become provinces where ISO 3166-2 has two levels.",
)  # fmt: skip
@click.option(
    "--boundaries", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="GeoJSON with the outlines of the provinces.",
)  # fmt: skip
def init(
    folder: Path,
    *,
    word: str,
    name: str | None,
    languages: tuple[str, ...],
    level: Literal["top", "lowest"],
    boundaries: Path | None,
) -> None:
    """Start an archive of another country in FOLDER, which must be empty or absent.

    Its provinces are those of ISO 3166-2. It has pages, settings and workflows, and one entry that
    is made up, so that `archive build` gives a whole site. Where something is wrong, nothing is
    written.
    """
    for language in languages:
        _refuse_unless_language(language)
    try:
        country = country_of(word)
        divisions = divisions_of(country, level, languages)
        outlines = outlines_of(boundaries, country, divisions) if boundaries else None
        plan = Plan(
            country,
            _archive_name(name if name is not None else f"{country.name} Incident Archive"),
            divisions,
            outlines,
            version("incident-archive"),
        )
        with starting(folder) as building:
            number = _write(plan, building)
    except (UnknownCountryError, OutlinesError, NotEmptyError) as error:
        raise click.UsageError(f"{error}; nothing was written") from error
    except OSError as error:
        raise click.ClickException(f"nothing was written: {error}") from error
    for line in (*_of_divisions(country, divisions), *_of_names(divisions, languages)):
        click.echo(line)
    if outlines is not None:
        for line in _of_outlines(outlines, divisions):
            click.echo(line)
    click.echo(f"Wrote {number} files: {folder}")
    click.echo(f"Next: cd {folder} && archive build; README.md has the rest")


def _refuse_unless_language(code: str) -> None:
    try:
        _LANGUAGE.validate_python(code)
    except ValidationError as error:
        told = f"--language: `{code}` is no language, such as es or pt-BR; nothing was written"
        raise click.UsageError(told) from error


def _archive_name(name: str) -> str:
    if not name.strip() or len(name) > _LONGEST_NAME or _MARKUP.intersection(name):
        raise click.UsageError(
            f"--name: one line of at most {_LONGEST_NAME} characters, without markup; "
            "nothing was written"
        )
    return name.strip()


def _write(plan: Plan, folder: Path) -> int:
    """Write every file, and see that the check has nothing to say; gives their number."""
    number = 0
    for path, text in files_of(plan):
        _write_file(folder / path, text)
        number += 1
    entries = folder / "entries"
    registry, _ = read_registry(survey(entries)[0])
    _write_file(folder / FORM, issue_form(questions(registry)))
    errors = pipeline.run(entries, today()).errors
    if errors:
        told = report.as_text(errors)
        raise click.ClickException(f"nothing was written, because of this:\n{told}")
    return number + 1


def _write_file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _of_divisions(country: Country, divisions: Divisions) -> Iterator[str]:
    count = len(divisions.provinces)
    head = f"{country.name} ({country.code}): "
    if not divisions.kinds:
        yield f"{head}ISO 3166-2 divides it no further, so the whole country is one province"
        return
    yield f"{head}{_provinces(count)} from ISO 3166-2 ({_counted(divisions.kinds)})"
    if divisions.left_out:
        yield f"Left out, being of the other level: {_counted(divisions.left_out)}; see --level"


def _of_names(divisions: Divisions, languages: tuple[str, ...]) -> Iterator[str]:
    for language in languages:
        count = sum(language in province.names for province in divisions.provinces.values())
        yield f"Names in {language} that differ: {count} of {_provinces(len(divisions.provinces))}"


def _of_outlines(outlines: Outlines, divisions: Divisions) -> Iterator[str]:
    yield f"Outlines: {outlines.matched} of {_provinces(len(divisions.provinces))}"
    if outlines.tolerance:
        by = f"{outlines.tolerance:g}°, about {outlines.tolerance * _DEGREE:.1g} km"
        yield f"Their lines were simplified by up to {by}, so that readers load less"
    for id_, hint in outlines.missing.items():
        yield f"No outline: {id_}{f' ({hint})' if hint else ''}"
    for id_, names in outlines.joined.items():
        yield f"Joined into one outline: {id_}, of features called {', '.join(names[:_MOST_NAMES])}"
    for label in outlines.spare:
        yield f"In no province: {label}"
    if outlines.foreign:
        yield f"Of other countries, and passed over: {outlines.foreign}"


def _provinces(count: int) -> str:
    return f"{count} province{'' if count == 1 else 's'}"


def _counted(kinds: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
