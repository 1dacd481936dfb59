"""`archive build`, `serve` and `stage`: the site, its preview, and its pages for other builders."""

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils.yaml import yaml_load

from generator.commands.options import EXECUTOR, FILE, FOLDER
from generator.commands.progress import progress
from generator.engines import staging
from generator.engines.executors import Open
from generator.engines.exporting import NO_PARQUET
from generator.engines.mkdocs import NO_ADDRESS, ArchivePlugin
from generator.engines.swap import replacing
from generator.exports import parquet


@click.command()
@click.option("--config", type=FILE, default="mkdocs.yml", show_default=True, help="The site.")
@click.option("--entries", type=FOLDER, help="The entries, in place of those that it names.")
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes, in place of the folder that it names.",
)  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Read every entry anew.")
@EXECUTOR
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


@click.command()
@click.option("--config", type=FILE, default="mkdocs.yml", show_default=True, help="The site.")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
def serve(config: Path, address: str) -> None:
    """Show the site in a browser, and follow changes to entries and pages."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415 - its server

    with _logging(logging.INFO):
        mkdocs_serve(str(config), livereload=True, dev_addr=address)


@click.command()
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True,
    help="The folder to write; it must be empty or absent.",
)  # fmt: skip
@click.option("--config", type=FILE, default="mkdocs.yml", show_default=True, help="The site.")
@click.option("--entries", type=FOLDER, help="The entries, in place of those that it names.")
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
