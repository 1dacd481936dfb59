"""The commands about hosts: `archive host-check` and `archive manifest`."""

import sys
from pathlib import Path

import click

from generator.hosting.limits import HOSTS
from generator.hosting.manifest import NAME, manifest
from generator.hosting.measure import measure
from generator.hosting.verdict import amounts, judge

_SITE = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("host-check")
@click.option("--target", type=click.Choice(list(HOSTS)), required=True, help="The host.")
@click.option("--site-dir", type=_SITE, default="site", show_default=True, help="The built site.")
def host_check(target: str, site_dir: Path) -> None:
    """Compare the built site with what a host takes.

    Exits with 0 where it fits, 1 where something would break, 2 where the command is wrong.
    """
    size = measure(site_dir)
    if not size.amounts["files"]:
        raise click.UsageError(f"{site_dir} holds no file; build the site first")
    remarks = judge(target, size)
    click.echo(f"{HOSTS[target].name}: {amounts(size)}")
    for remark in remarks:
        click.echo(f"{remark.weight}: {remark.text}")
    broken = any(remark.weight == "breaks" for remark in remarks)
    click.echo("does not fit" if broken else "fits")
    sys.exit(1 if broken else 0)


@click.command("manifest")
@click.option("--site-dir", type=_SITE, default="site", show_default=True, help="The built site.")
def write_manifest(site_dir: Path) -> None:
    """Write SHA256SUMS into the built site: the SHA-256 of every other file in it."""
    try:
        text = manifest(site_dir)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if not text:
        raise click.UsageError(f"{site_dir} holds no file; build the site first")
    (site_dir / NAME).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Listed {len(text.splitlines()):,} files: {site_dir / NAME}")
