"""The command that writes a made-up corpus to a folder."""

from pathlib import Path

import click

from tests.bench.corpus.writing import write_corpus


@click.command(help=__doc__)
@click.option("--entries", "count", type=click.IntRange(min=1), default=3000, show_default=True)
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(count: int, folder: Path, seed: int) -> None:
    """Write `count` events and their registry to a folder that is empty or not there yet."""
    if folder.exists() and any(folder.iterdir()):
        raise click.BadParameter(f"{folder} is not empty", param_hint="--to")
    write_corpus(folder, count, seed)
    click.echo(f"wrote {count:,} made-up events to {folder}", err=True)


if __name__ == "__main__":
    main()
