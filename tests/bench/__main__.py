"""The command that builds made-up corpora with every builder and prints what each costs.

With --readers it builds our own sites alone, and prints what their readers load and wait for.
"""

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tests.bench.builders import BUILDERS, Builder
from tests.bench.corpus.writing import write_corpus
from tests.bench.measure import CommandError, Cost, count_pages, measure, median
from tests.bench.readers import measures, table

ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}
SIZES = [1_000, 10_000]
SIZES_FOR_READERS = [1_000, 10_000, 20_000]
MILLISECONDS = 1000
QUIET_SHARE = 0.1
"""Of the wall time: other programs that use more of a processor than this spoil a figure."""


@dataclass(frozen=True, slots=True)
class Row:
    """One builder's result for one corpus."""

    size: int
    builder: Builder
    cost: Cost
    steps: Sequence[tuple[str, Cost]]
    pages: int


def _split_sizes(_context: click.Context, _option: click.Parameter, text: str | None) -> list[int]:
    sizes = text.split(",") if text is not None else []
    if not all(size.isdecimal() and int(size) for size in sizes):
        raise click.BadParameter("give whole numbers with commas, such as 1000,10000")
    return [int(size) for size in sizes]


def _split_peers(_context: click.Context, _option: click.Parameter, text: str) -> list[Builder]:
    names = text.split(",")
    if unknown := [name for name in names if name not in BUILDERS]:
        raise click.BadParameter(f"no `{unknown[0]}`; there are {', '.join(BUILDERS)}")
    return [BUILDERS[name] for name in names]


@click.command(help=__doc__)
@click.option("--sizes", callback=_split_sizes, help="Entries, such as 1000,10000.")
@click.option("--peers", "builders", default=",".join(BUILDERS), callback=_split_peers)
@click.option("--runs", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--work", type=click.Path(file_okay=False, path_type=Path))
@click.option("--readers", is_flag=True, help="Measure what readers of our sites load instead.")
def main(
    sizes: list[int], builders: list[Builder], runs: int, work: Path | None, *, readers: bool
) -> None:
    """Compare; `work` keeps corpora and sites for a look, else they are thrown away."""
    chosen = [BUILDERS["ours"]] if readers else builders
    _stop_if_missing(chosen)
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = (work or Path(temporary)).resolve()
        try:
            if readers:
                lines = list(_measure_for_readers(sizes or SIZES_FOR_READERS, folder))
            else:
                rows = [
                    row for size in sizes or SIZES for row in _compare(size, chosen, runs, folder)
                ]
                lines = [*_report(rows, chosen), f"- median of {runs}"]
        except CommandError as error:
            raise click.ClickException(f"{error}") from error
    click.echo("\n".join(lines))
    click.echo(f"- {_describe_machine()}")


def _measure_for_readers(sizes: Sequence[int], folder: Path) -> Iterator[str]:
    figures = {}
    for size in sizes:
        for row in _compare(size, [BUILDERS["ours"]], 1, folder):
            site = folder / f"{size}" / f"{row.builder.name}-site"
            figures[size] = [figure for rows in measures() for figure in rows(site)]
    yield from table(figures)


def _stop_if_missing(builders: Sequence[Builder]) -> None:
    absent = dict.fromkeys(line for builder in builders for line in builder.missing())
    for line in absent:
        click.echo(f"missing {line}", err=True)
    if absent:
        sys.exit(2)


def _compare(size: int, builders: Sequence[Builder], runs: int, folder: Path) -> Iterator[Row]:
    entries = folder / f"{size}" / "entries"
    click.echo(f"{size:,} entries: writing the corpus", err=True)
    shutil.rmtree(entries, ignore_errors=True)
    write_corpus(entries, size)
    for builder in builders:
        row = _build(size, builder, runs, entries)
        click.echo(f"{size:,} entries: {builder.title}: {row.cost.wall:.2f} s", err=True)
        yield row


def _build(size: int, builder: Builder, runs: int, entries: Path) -> Row:
    root = entries.with_name(builder.name)
    site = entries.with_name(f"{builder.name}-site")
    shutil.rmtree(root, ignore_errors=True)
    builder.prepare(entries, root)
    costs: dict[str, list[Cost]] = {}
    for _ in range(runs):
        shutil.rmtree(site, ignore_errors=True)
        for step in builder.steps(entries, root, site):
            cost = measure(step.command, step.folder, ENVIRONMENT)
            costs.setdefault(step.name, []).append(cost)
    steps = [(name, median(measured)) for name, measured in costs.items()]
    total = sum((cost for _, cost in steps), start=Cost(0, 0, 0))
    return Row(size, builder, total, steps, count_pages(site))


def _report(rows: Sequence[Row], builders: Sequence[Builder]) -> Iterator[str]:
    yield "| entries | builder | wall s | CPU s | peak MB of one process | pages | wall: ours = 1 |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: | ---: |"
    ours = {row.size: row.cost.wall for row in rows if row.builder.name == "ours"}
    for row in rows:
        cost = row.cost
        ratio = f"{cost.wall / ours[row.size]:.2f}" if row.size in ours else ""
        yield (
            f"| {row.size:,} | {row.builder.title} | {cost.wall:.2f} | {cost.cpu:.2f}"
            f" | {cost.peak_mb:.0f} | {row.pages:,} | {ratio} |"
        )
    yield ""
    for row in rows:
        if len(row.steps) > 1:
            walls = " + ".join(
                f"{name} {cost.wall:.2f} s, {cost.peak_mb:.0f} MB" for name, cost in row.steps
            )
            yield f"- {row.size:,} entries, {row.builder.title}: {walls}"
        if row.cost.cpu_of_others > QUIET_SHARE * row.cost.wall:
            yield (
                f"- {row.size:,} entries, {row.builder.title}: NOT QUIET, other programs used"
                f" {row.cost.cpu_of_others:.1f} s of processor time meanwhile"
            )
    for size, wall in ours.items():
        yield f"- {size:,} entries, ours: {wall / size * MILLISECONDS:.2f} ms an entry"
    versions = dict.fromkeys(version for builder in builders for version in builder.versions())
    yield f"- {', '.join(versions)}"


def _describe_machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


if __name__ == "__main__":
    main()
