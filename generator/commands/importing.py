"""The command `archive import`: other people's tables become entries."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from generator import pipeline, report
from generator.commands.landing import Plan, all_events, path_below, prove_and_write, text_of
from generator.commands.progress import Show, progress
from generator.engines.clock import today
from generator.engines.processes import reading_pool, uncollected
from generator.importing import acled, sheet, ucdp
from generator.importing.draft import Importer
from generator.importing.mapping import read_mapping
from generator.importing.merging import Resolve
from generator.importing.records import import_records
from generator.importing.rows import (
    Choice,
    existing,
    import_rows,
)
from generator.importing.table import Lines, TableError, read_table
from generator.importing.telling import as_text, as_values
from generator.importing.world import World
from generator.model.archive import Registry
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.problem import quoted
from generator.reading.entry import read, typed_entry
from generator.reading.gate import Candidate, survey
from generator.reading.lock import read_lock
from generator.reading.registry import read_registry

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_BEGINNING = {"no-entries"}
_BARE = {"no-entries", "missing-file"}
"""What may be missing where the registry is to be proposed."""
_LEFT = {"unknown-actor", "unknown-province", "unknown-type"}
"""What imported entries may be, when a proposal for the registry was turned down."""
_MOST_COLUMNS = 60
"""So many are named where one is missing."""
_ENTRIES = click.option(
    "--entries", type=_FOLDER, default="entries", show_default=True, help="The entries."
)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Give the same report, and write nothing.")
_STYLE = click.option(
    "--report", "style", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Lines to read, or one object.",
)  # fmt: skip
F = TypeVar("F", bound=Callable[..., None])


@click.group("import")
def import_() -> None:
    """Make entries of the rows of somebody's table, or bring them up to date.

    Exits with 0 where every row has its entry, 1 where something was refused, contradicts an
    editor's work or may be there already, 2 where the command or the table is wrong.
    """


def _shared(command: F) -> F:
    options = (
        click.argument("file", type=_FILE),
        _ENTRIES,
        _DRY_RUN,
        click.option(
            "--propose-registry", "proposing", is_flag=True,
            help="Write what the registry lacks, for you to read.",
        ),
        click.option(
            "--draft", "as_drafts", is_flag=True,
            help="Write new entries as drafts, which stand on no page until you publish them.",
        ),
        click.option("--version", default="", help="The version of the dataset, such as 22.1."),
        click.option("--country", default="", help="Only rows of this country."),
        click.option("--limit", type=click.IntRange(min=1), help="Stop after so many entries."),
        click.option(
            "--conflicts", "resolve", type=click.Choice(["show", "keep", "take"]), default="show",
            show_default=True,
            help="Where table and editor both changed a value: show both, keep the archive's from "
            "now on, or take the table's.",
        ),
        click.option(
            "--not-duplicate", "unlike", multiple=True, metavar="ROW",
            help="Write this row too, although it resembles an entry; once for each.",
        ),
        _STYLE,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@import_.command("ucdp-ged")
@click.option(
    "--type", "types", multiple=True, metavar="CODE=TYPE",
    help="The type of a type_of_violence, such as 1=clash; once for each.",
)  # fmt: skip
@_shared
def ucdp_ged(types: tuple[str, ...], version: str, **options: Any) -> None:
    """Import UCDP's Georeferenced Event Dataset, as CSV."""
    try:
        importer = ucdp.importer(version, _pairs(types))
    except ValueError as error:
        raise click.UsageError(f"--type: {error}") from error
    _import(importer, **options)


@import_.command("acled")
@click.option(
    "--type", "types", multiple=True, metavar="NAME=TYPE",
    help='The type of a sub_event_type, such as "Armed clash=clash"; once for each.',
)  # fmt: skip
@_shared
def acled_(types: tuple[str, ...], version: str, **options: Any) -> None:
    """Import ACLED's export, as CSV; its terms say whether you may publish its rows."""
    _import(acled.importer(version, _pairs(types)), **options)


@import_.command("csv")
@click.option(
    "--mapping", type=_FILE, required=True, help="The file that says what the columns are."
)
@_shared
def sheet_(mapping: Path, version: str, **options: Any) -> None:
    """Import any sheet, as CSV, by a mapping file."""
    mapped, problems = read_mapping(mapping)
    if mapped is None:
        raise click.UsageError(f"the mapping cannot be used:\n{report.as_text(problems).rstrip()}")
    _import(sheet.importer(mapped, version), **options)


@import_.command("ndjson")
@click.argument("file", type=_FILE)
@_ENTRIES
@_DRY_RUN
@click.option(
    "--conflicts", "resolve", type=click.Choice(["show", "keep", "take"]), default="show",
    show_default=True,
    help="Where an entry is there and says otherwise: show both, keep the archive's, or take the "
    "file's.",
)  # fmt: skip
@_STYLE
def ndjson_(file: Path, entries: Path, resolve: Resolve, style: str, *, dry_run: bool) -> None:
    """Import whole entries, as an archive's events.ndjson has them."""
    with progress() as show, uncollected():
        registry, events = _read(entries, "", show, proposing=False)
        try:
            with file.open("rb") as stream:
                there = {entry.id: entry for entry in events}
                result = import_records(Lines(stream), there, resolve)
        except (TableError, OSError) as error:
            raise click.UsageError(f"{file}: {error}") from error
        plan = Plan(entries, "", World(registry, "", file.name), result)
        prove_and_write(plan, frozenset(), show, dry_run=dry_run)
    _tell(plan, style, dry_run=dry_run)


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for one in given:
        code, sign, id_ = one.partition("=")
        if not sign or not code or not id_:
            raise click.UsageError(f"--type: write it as CODE=TYPE, not {one}")
        pairs[code.strip()] = id_.strip()
    return pairs


def _import(
    importer: Importer,
    *,
    file: Path,
    entries: Path,
    dry_run: bool,
    proposing: bool,
    as_drafts: bool,
    country: str,
    limit: int | None,
    resolve: Resolve,
    unlike: tuple[str, ...],
    style: str,
) -> None:
    with progress() as show, uncollected():
        try:
            table = read_table(file, importer.columns)
        except TableError as error:
            raise click.UsageError(f"{file}: {error}") from error
        lacking = [column for column in importer.required if column not in table.columns]
        if lacking:
            raise click.UsageError(f"{file}: {_lack(lacking, table.columns)}")
        if country and importer.country not in table.columns:
            raise click.UsageError("--country: this table has no column for the country")
        origin = importer.origin
        registry, events = _read(entries, origin.dataset, show, proposing=proposing)
        world = World(registry, origin.external_id, origin.dataset, proposing=proposing)
        if proposing and importer.publisher:
            world.propose_publisher(importer.publisher)
        elif origin.publisher not in registry.publishers:
            raise click.UsageError(
                f"the publisher `{origin.publisher}` is not in publishers.yml; add it, or let "
                "--propose-registry add it"
            )
        published = read_lock(entries)[0].lines
        there = existing(events, importer, published, lambda path: text_of(entries / path))
        choice = Choice(today(), country, limit, resolve, as_drafts)
        result = import_rows(table, importer, world, there, choice, progress=show("Reading rows"))
        plan = Plan(entries, origin.publisher, world, result)
        prove_and_write(plan, frozenset(unlike), show, dry_run=dry_run)
    _tell(plan, style, dry_run=dry_run)


def _lack(lacking: Sequence[str], columns: Sequence[str]) -> str:
    named = ", ".join(map(quoted, filter(None, columns[:_MOST_COLUMNS])))
    more = ", …" if len(columns) > _MOST_COLUMNS else ""
    return f"there is no column {', '.join(map(quoted, lacking))}; there are {named}{more}"


def _tell(plan: Plan, style: str, *, dry_run: bool) -> NoReturn:
    """Give the report, and end with what it means."""
    result, world = plan.result, plan.world
    if style == "json":
        values = as_values(result, world, plan.proposed)
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(result, world, plan.proposed, dry=dry_run), nl=False)
    sys.exit(1 if result.refused or result.clashes or result.twins else 0)


def _read(
    entries: Path, dataset: str, show: Show, *, proposing: bool
) -> tuple[Registry, list[Entry[Event]]]:
    """Read the archive, which must be sound; a new one may lack what will be proposed.

    Entries of the dataset may name what has left the registry: importing again mends them.
    """
    with reading_pool(entries, 0) as executor:
        outcome = pipeline.run(entries, today(), executor, show("Reading entries"), warnings=False)
    if outcome.archive is not None:
        return outcome.archive.registry, all_events(outcome.archive)
    candidates, _ = survey(entries)
    registry, _ = read_registry(candidates)
    events = list(_typed(candidates))
    own = {entry.path for entry in events if _is_of(dataset, entry.facts)}
    passing = _BARE if proposing else _BEGINNING
    errors = [
        problem
        for problem in outcome.errors
        if problem.rule not in passing
        and not (problem.rule in _LEFT and path_below(problem) in own)
    ]
    if errors:
        click.echo(report.as_text(errors), nl=False, err=True)
        raise click.ClickException("nothing was imported: mend the entries first")
    return registry, events


def _typed(candidates: Iterable[Candidate]) -> Iterator[Entry[Event]]:
    for candidate in candidates:
        if candidate.path.startswith("events/"):
            entry, _ = typed_entry(Event, read(candidate), candidate)
            if entry is not None:
                yield entry


def _is_of(dataset: str, facts: Event) -> bool:
    return facts.imported is not None and facts.imported.dataset == dataset
