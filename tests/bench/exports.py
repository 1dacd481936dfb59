"""Times the data files of an archive: `python -m tests.bench.exports --entries DIR --to DIR`."""

import gc
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from generator import pipeline
from generator.engines.clock import today
from generator.exports import parquet, writing
from generator.exports.compression import compressed
from generator.exports.copies import copies
from generator.exports.csv_files import csv_text
from generator.exports.database import database
from generator.exports.disclosure import disclosed
from generator.exports.geojson import events_geojson, provinces_geojson
from generator.exports.layouts import LAYOUTS, layout_text, told
from generator.exports.ndjson import ndjson_text
from generator.exports.package import About
from generator.exports.tables import TABLES, rows_of
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.toll import TollLine, toll_of

T = TypeVar("T")


@click.command()
@click.option("--entries", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True)
def main(entries: Path, folder: Path) -> None:
    """Write all data files of ENTRIES, and say what each kind takes of the processor's time."""
    archive = pipeline.run(entries, today(), warnings=False).archive
    if archive is None:
        raise click.UsageError(f"{entries} does not pass the check")
    gc.disable()  # as in a build
    known = {event.id: toll_of(event.facts) for event in archive.events}

    def tolls(event: Entry[Event]) -> tuple[TollLine, ...]:
        return known[event.id]

    shown = _timed("what may be told", lambda: disclosed(archive))
    rows = _timed("rows of all tables", lambda: rows_of(shown, tolls))
    _timed("CSV", lambda: [csv_text([c.name for c in t.columns], rows[t.name]) for t in TABLES])
    _timed("records", lambda: ndjson_text(shown.events))
    store = _timed("SQLite", lambda: database(rows, {}))
    _timed("SQLite, compressed", lambda: compressed(store))
    _timed("GeoJSON", lambda: (events_geojson(shown, tolls), provinces_geojson(shown)))
    events = _timed("for other layouts", lambda: told(shown, tolls))
    for layout in LAYOUTS:
        _timed(layout.title, partial(layout_text, layout, events))
    _timed("copies of the entries", lambda: copies(archive, entries))
    if parquet.is_available():
        _timed("Parquet", lambda: list(parquet.parquet_files(shown, rows)))
    order = writing.Order(archive, entries, tolls, About("Timed"))
    outcome = _timed("all of it, written", lambda: writing.write_all(order, folder))
    for one in outcome.published:
        count = "" if one.rows is None else f"{one.rows:,} rows"
        click.echo(f"{one.path:40} {one.size / 1e6:8.2f} MB  {count}")


def _timed(what: str, work: Callable[[], T]) -> T:
    started = time.process_time()
    result = work()
    click.echo(f"{what:40} {time.process_time() - started:8.2f} s")
    return result


if __name__ == "__main__":
    main()
