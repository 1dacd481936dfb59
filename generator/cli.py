"""The command `archive`, and those of its commands that build or check."""

import logging
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils.yaml import yaml_load
from rich.console import Console

from generator import fixing, history, pipeline, report
from generator.commands.hosting import host_check, write_manifest
from generator.commands.importing import import_
from generator.commands.intake import from_issue, write_issue_form
from generator.commands.new import new
from generator.commands.progress import progress
from generator.commands.starting import init
from generator.engines import staging
from generator.engines.clock import today
from generator.engines.executors import ExecutorError, Open, executor_at
from generator.engines.exporting import NO_PARQUET
from generator.engines.mkdocs import NO_ADDRESS, ArchivePlugin
from generator.engines.processes import reading_pool
from generator.engines.swap import replacing
from generator.exports import parquet
from generator.model.problem import Problem
from generator.reading import lock
from generator.reading.gate import LARGEST_LOCK
from generator.reference import pages as reference

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _opened(_context: click.Context, _option: click.Parameter, address: str | None) -> Open | None:
    try:
        return None if address is None else executor_at(address)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


_EXECUTOR = click.option(
    "--executor", metavar="SCHEME://PLACE", callback=_opened,
    help="Read entries there, such as dask://HOST:PORT, and not with this machine's processes.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="incident-archive")
def main() -> None:
    """Check an archive of incidents, and build its site."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


main.add_command(new)
main.add_command(host_check)
main.add_command(write_manifest)
main.add_command(write_issue_form)
main.add_command(from_issue)
main.add_command(import_)
main.add_command(init)


@main.command()
@click.option("--entries", type=_FOLDER, default="entries", show_default=True, help="The entries.")
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
@_EXECUTOR
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


@main.command("publish-ids")
@click.option("--entries", type=_FOLDER, default="entries", show_default=True, help="The entries.")
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


@main.command()
@click.option("--config", type=_FILE, default="mkdocs.yml", show_default=True, help="The site.")
@click.option("--entries", type=_FOLDER, help="The entries, in place of those that it names.")
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes, in place of the folder that it names.",
)  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Read every entry anew.")
@_EXECUTOR
def build(
    config: Path,
    entries: Path | None,
    site_dir: Path | None,
    *,
    no_cache: bool,
    executor: Open | None,
) -> None:
    """Build the site, and put it in place only when it is complete.

    Where something is wrong, or the command is stopped, the site that was there stays.
    """
    started = time.monotonic()
    settings = _settings(config, entries)
    target = site_dir or Path(settings.site_dir)
    plugin = _plugin(settings)
    plugin.config.cache = plugin.config.cache and not no_cache
    plugin.executor = executor
    with _logging(), progress() as show:
        plugin.show_reading, plugin.show_page = show("Reading entries"), show("Building pages")
        try:
            with replacing(target) as folder:
                settings.site_dir = str(folder)
                settings.plugins.on_startup(command="build", dirty=False)
                mkdocs_build(settings)
                settings.plugins.on_shutdown()
        except click.ClickException:
            sys.exit(1)
        except OSError as error:
            raise click.ClickException(f"the site could not be put in place: {error}") from error
        finally:
            plugin.executor = None  # MkDocs keeps the plugin for the next build in this process
    events, seconds = len(plugin.archive.events), time.monotonic() - started
    if not settings.site_url:
        click.echo(NO_ADDRESS)
    if plugin.config.exports and not parquet.is_available():
        click.echo(NO_PARQUET)
    built = f"{plugin.pages:,} pages of {events:,} event{'' if events == 1 else 's'}"
    click.echo(f"Built {built} in {seconds:.1f} s: {target}")
    _leave()


@main.command()
@click.option("--config", type=_FILE, default="mkdocs.yml", show_default=True, help="The site.")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
def serve(config: Path, address: str) -> None:
    """Show the site in a browser, and follow changes to entries and pages."""
    with _logging(logging.INFO):
        mkdocs_serve(str(config), livereload=True, dev_addr=address)


@main.command()
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True,
    help="The folder to write; it must be empty or absent.",
)  # fmt: skip
@click.option("--config", type=_FILE, default="mkdocs.yml", show_default=True, help="The site.")
@click.option("--entries", type=_FOLDER, help="The entries, in place of those that it names.")
def stage(folder: Path, config: Path, entries: Path | None) -> None:
    """Write the pages as a tree of files that another builder, such as Zensical, can build."""
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty")
    settings = _settings(config, entries)
    plugin = _plugin(settings)
    with _logging():
        try:
            renderer = plugin.load(settings)
        except PluginError as error:
            raise click.ClickException(str(error)) from error
    own = config.parent / plugin.config.entries if plugin.config.exports else None
    written = staging.stage(renderer, _for_others(settings), folder, own)
    click.echo(f"Wrote {written:,} pages: {folder}")
    click.echo(f"Build them with another builder, for example: cd {folder} && zensical build")


@main.command()
@click.option("--docs", "folder", type=_FOLDER, default="docs", show_default=True, help="The docs.")
@click.option(
    "--cases", type=_FOLDER, default="tests/broken", show_default=True,
    help="The broken cases, whose messages the page of rules shows.",
)  # fmt: skip
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where stale.")
def docs(folder: Path, cases: Path, *, only_check: bool) -> None:
    """Rewrite the pages on fields and rules, which are made from the models and the rules."""
    pages = list(reference.stale(folder, cases)) if only_check else reference.write(folder, cases)
    for page in pages:
        click.echo(f"{page} is stale (run `make docs`)" if only_check else f"Wrote {page}")
    sys.exit(1 if only_check and pages else 0)


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


def _leave() -> NoReturn:
    """End the process without freeing a million objects one by one, as mypy ends too."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _settings(config: Path, entries: Path | None) -> MkDocsConfig:
    with _logging():
        settings = load_config(str(config))
    plugin = _plugin(settings)
    if entries is not None:
        plugin.config.entries = str(entries.absolute())
    return settings


def _for_others(settings: MkDocsConfig) -> staging.Settings:
    """Gather what a builder without our plugin has to know."""
    with Path(settings.config_file_path).open("rb") as stream:
        written = yaml_load(stream)
    return staging.Settings(
        name=settings.site_name,
        description=settings.site_description or "",
        url=settings.site_url or "",
        copyright=settings.copyright or "",
        docs=Path(settings.docs_dir),
        navigation=written.get("nav"),
        theme=written.get("theme", {"name": "material"}),
        extensions=written.get("markdown_extensions", []),
    )


def _plugin(settings: MkDocsConfig) -> ArchivePlugin:
    plugin = settings.plugins.get("archive")
    if not isinstance(plugin, ArchivePlugin):
        raise click.UsageError(f"{settings.config_file_path} does not list the plugin `archive`")
    return plugin


class _Lines(logging.Formatter):
    """Prints the archive's own problems as they are, and others with their level."""

    def format(self, record: logging.LogRecord) -> str:
        """Word one record."""
        text = record.getMessage()
        own = record.name == "mkdocs.plugins.archive"
        return text if own else f"{record.levelname.lower()}: {text}"


@contextmanager
def _logging(level: int = logging.WARNING) -> Iterator[None]:
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines())
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
