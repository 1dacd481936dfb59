"""The run of the exports: every data file of an archive, written into one folder."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.exports import parquet
from generator.exports.compact import indented_json
from generator.exports.compression import compressed
from generator.exports.copies import COPIES, DIGESTS, copies
from generator.exports.csv_files import csv_text
from generator.exports.database import NAME as DATABASE
from generator.exports.database import database
from generator.exports.descriptions import (
    DATA,
    DESCRIBED,
    PARQUET,
    RECORDS,
    of_layout,
    of_table,
)
from generator.exports.disclosure import disclosed
from generator.exports.geojson import OUTLINES, events_geojson, provinces_geojson
from generator.exports.layouts import LAYOUTS, layout_text, told
from generator.exports.manifest import Listed, counts_of
from generator.exports.ndjson import ndjson_text
from generator.exports.package import NAME as PACKAGE
from generator.exports.package import About, Resource, package
from generator.exports.tables import TABLES, Rows, Tolls, rows_of
from generator.model.archive import Archive
from generator.model.data_file import DataFile, Published

LARGEST = 24 * 1024 * 1024
"""Bytes. A larger file is compressed: hosts take 25 MiB a file (see `hosting/limits.py`)."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: of which archive, from which entries folder, up to which size.

    Without `copying`, the entries' own files are not copied.
    """

    archive: Archive
    entries: Path
    tolls: Tolls
    about: About
    largest: int = LARGEST
    copying: bool = True


@dataclass(slots=True)
class Outcome:
    """What was written: for readers, for the manifest, and how many rows each table has."""

    published: list[Published] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    entries: str = ""
    """The SHA-256 of the list of the entries' digests."""


def write_all(order: Order, folder: Path) -> Outcome:
    """Write every data file but those of the explore page, the manifest and the sums.

    Raises ChangedError where an entry changed since it was read.
    """
    archive = disclosed(order.archive)
    rows = rows_of(archive, order.tolls)
    desk = _Desk(folder, order.largest)
    desk.outcome.counts = counts_of(rows)
    _write_tables(desk, rows, order.about)
    desk.write(RECORDS, ndjson_text(archive.events).encode(), len(archive.events))
    about = {"title": order.about.title, "license": order.about.license, "page": order.about.url}
    desk.write(
        DESCRIBED[DATABASE],
        database(rows, {key: value for key, value in about.items() if value}),
        None,
    )
    points, outlines = events_geojson(archive, order.tolls), provinces_geojson(archive)
    desk.write(DESCRIBED["events.geojson"], points.encode(), len(archive.events))
    desk.write(DESCRIBED[OUTLINES], outlines.encode(), len(archive.registry.boundaries))
    events = told(archive, order.tolls)
    for layout in LAYOUTS:
        desk.write(of_layout(layout), layout_text(layout, events).encode(), len(events))
    if order.copying:
        _write_copies(desk, order)
    if parquet.is_available():
        _write_parquet(desk, archive, rows)
    return desk.outcome


def _write_tables(desk: "_Desk", rows: Rows, about: About) -> None:
    resources = []
    for table in TABLES:
        if not table.machines_only:
            text = csv_text((column.name for column in table.columns), rows[table.name])
            written = desk.write(of_table(table), text.encode(), len(rows[table.name]))
            path = written.path.removeprefix(DATA)
            resources.append(Resource(table, path, written.size, written.sha256))
    described = indented_json(package(about, resources))
    desk.write(DESCRIBED[PACKAGE], described.encode(), None, squeezable=False)


def _write_copies(desk: "_Desk", order: Order) -> None:
    packed, digests = copies(order.archive, order.entries)
    count = digests.count("\n")
    desk.write(DESCRIBED[COPIES], packed, count, squeezable=False)
    listed = desk.write(DESCRIBED[DIGESTS], digests.encode(), count, squeezable=False)
    desk.outcome.entries = listed.sha256


def _write_parquet(desk: "_Desk", archive: Archive, rows: Rows) -> None:
    datasets: dict[str, Published] = {}
    for name, path, count, content in parquet.parquet_files(archive, rows):
        listed = desk.put(path, content, count)
        so_far = datasets.get(name)
        if so_far is None:
            file = PARQUET[name]
            datasets[name] = Published(file, file.path, listed.size, count, files=1)
        else:
            datasets[name] = replace(
                so_far,
                size=so_far.size + listed.size,
                rows=(so_far.rows or 0) + count,
                files=so_far.files + 1,
            )
    desk.outcome.published += datasets.values()


class _Desk:
    """Writes files into one folder, and remembers them."""

    def __init__(self, folder: Path, largest: int) -> None:
        self.outcome = Outcome()
        self._folder, self._largest = folder, largest

    def write(
        self,
        file: DataFile,
        content: bytes | bytearray,
        rows: int | None,
        *,
        squeezable: bool = True,
    ) -> Published:
        """Write a file, compressed where it is too large for many hosts and `squeezable`."""
        path = file.path
        if squeezable and len(content) > self._largest:
            path, content = f"{path}.gz", compressed(content)
        listed = self.put(path.removeprefix(DATA), content, rows)
        published = Published(file, path, listed.size, rows, listed.sha256)
        self.outcome.published.append(published)
        return published

    def put(self, path: str, content: bytes | bytearray, rows: int | None) -> Listed:
        """Write a file as it is."""
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        listed = Listed(path, len(content), hashlib.sha256(content).hexdigest(), rows)
        self.outcome.listed.append(listed)
        return listed
