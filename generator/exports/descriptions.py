"""Every data file in words, for the page on data and for catalogues."""

from collections.abc import Mapping
from types import MappingProxyType

from generator.exports import parquet
from generator.exports.copies import COPIES, DIGESTS
from generator.exports.database import NAME as DATABASE
from generator.exports.explore import COLUMNS, TITLES
from generator.exports.geojson import OUTLINES
from generator.exports.manifest import NAME as MANIFEST
from generator.exports.manifest import SUMS
from generator.exports.outlines import OUTLINES as STEPS
from generator.exports.package import NAME as PACKAGE
from generator.exports.tables import TABLES, Table
from generator.model.data_file import Column, DataFile, Layout

DATA = "data/"
"""Where the data files stand, below the site's root."""
EXPLORE: tuple[DataFile, ...] = (COLUMNS, TITLES, STEPS)
"""The files of the explore page."""
RECORDS = DataFile(
    "data/events.ndjson",
    "Events as whole records",
    "A JSON object a line for each published event, with all that its entry holds: facts, claims, "
    "sources and the account in Markdown. What holds its default is left out. "
    "`schema/event-record.json` describes it; `archive` can make the same entries of it again.",
    "application/x-ndjson",
    (
        Column("id", "The event's id."),
        Column("path", "The entry's file, below the entries folder."),
        Column("sha256", "The SHA-256 of that file."),
        Column("facts", "The front matter, as the page on fields explains it."),
        Column("body", "The account, in Markdown."),
    ),
)
_OTHERS = (
    DataFile(
        f"{DATA}{PACKAGE}",
        "What the tables mean",
        "A Frictionless Data Package: every table's file, columns, keys and constraints.",
        "application/json",
        (),
    ),
    DataFile(
        f"{DATA}{DATABASE}",
        "All tables as one database",
        "SQLite, with keys, indexes, full-text search (`event_search`) and views such as "
        "`deaths_by_province_and_year`, `events_by_actor`, `answers` (claims that answer claims), "
        "`figures_by_speaker` and `sources_by_publisher`. `about_columns` says what each column "
        "means.",
        "application/vnd.sqlite3",
        (),
    ),
    DataFile(
        f"{DATA}events.geojson",
        "Events on the map",
        "A feature for each event: a point where the exact one is known and may be told. Others "
        "have no geometry, and name in `outline` the province that they are in.",
        "application/geo+json",
        (),
    ),
    DataFile(
        f"{DATA}{OUTLINES}",
        "Provinces on the map",
        "The outline of each province. They decide no question about a border.",
        "application/geo+json",
        (),
    ),
    DataFile(
        f"{DATA}{COPIES}",
        "The entries themselves",
        "The file of every published entry, and the registry. An entry with a source that "
        "identifies a person at risk is left out.",
        "application/gzip",
        (),
    ),
    DataFile(
        f"{DATA}{DIGESTS}",
        "Digests of the entries",
        "The SHA-256 of each of those files. `sha256sum --check` verifies them once "
        "unpacked, and in the entries folder of the repository.",
        "text/plain",
        (),
    ),
    DataFile(
        f"{DATA}{MANIFEST}",
        "What is in this folder",
        "Every file with its bytes, rows and SHA-256; which version of the entries and of the "
        "generator they come from.",
        "application/json",
        (),
    ),
    DataFile(
        f"{DATA}{SUMS}",
        "Sums over this folder",
        "The SHA-256 of every data file: `sha256sum --check SHA256SUMS` verifies a copy.",
        "text/plain",
        (),
    ),
)
DESCRIBED: Mapping[str, DataFile] = MappingProxyType(
    {file.path.removeprefix(DATA): file for file in _OTHERS}
)
"""The files that are no table of their own, by their path below the data folder."""


def of_table(table: Table) -> DataFile:
    """Describe a table as a file of comma-separated values."""
    path = f"{DATA}{table.name}.csv"
    return DataFile(path, table.title, table.description, "text/csv", table.columns)


def of_layout(layout: Layout) -> DataFile:
    """Describe the file in somebody else's layout."""
    columns = tuple(Column(column.name, column.how) for column in layout.columns)
    return DataFile(layout.path, layout.title, layout.description, "text/csv", columns)


def _in_parquet(name: str, title: str, *, parted: bool) -> DataFile:
    told = "by the year in which the event begins" if parted else "in one file"
    path = f"{DATA}{parquet.FOLDER}/{name}{'/' if parted else '.parquet'}"
    text = f"The same as Parquet, {told}, which engines such as DuckDB, Dask and Spark read."
    return DataFile(path, f"{title}, as Parquet", text, "application/vnd.apache.parquet", ())


PARQUET: Mapping[str, DataFile] = MappingProxyType(
    {
        **{
            table.name: _in_parquet(
                table.name, table.title, parted=parquet.is_parted(table)
            )
            for table in TABLES
        },
        parquet.PLACES: _in_parquet(parquet.PLACES, "Places of events (GeoParquet)", parted=True),
        parquet.OUTLINES: _in_parquet(
            parquet.OUTLINES, "Outlines of provinces (GeoParquet)", parted=False
        ),
    }
)  # fmt: skip
"""The datasets in Parquet, by name."""
