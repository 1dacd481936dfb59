"""`archive docs`: the pages that are made from the models and the rules."""

import sys
from pathlib import Path

import click

from generator.commands.options import FOLDER
from generator.reference import pages as reference


@click.command()
@click.option("--docs", "folder", type=FOLDER, default="docs", show_default=True, help="The docs.")
@click.option(
    "--cases", type=FOLDER, default="tests/broken", show_default=True,
    help="The broken cases, whose messages the page of rules shows.",
)  # fmt: skip
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where stale.")
def docs(folder: Path, cases: Path, *, only_check: bool) -> None:
    """Rewrite the pages on fields and rules, which are made from the models and the rules."""
    pages = list(reference.stale(folder, cases)) if only_check else reference.write(folder, cases)
    for page in pages:
        click.echo(f"{page} is stale (run `make docs`)" if only_check else f"Wrote {page}")
    sys.exit(1 if only_check and pages else 0)
