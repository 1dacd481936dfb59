"""Options that several commands take."""

from pathlib import Path

import click

from generator.engines.executors import Open, executor_at

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _opened(_context: click.Context, _option: click.Parameter, address: str | None) -> Open | None:
    try:
        return None if address is None else executor_at(address)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


EXECUTOR = click.option(
    "--executor", metavar="SCHEME://PLACE", callback=_opened,
    help="Read entries there, such as dask://HOST:PORT, and not with this machine's processes.",
)  # fmt: skip
