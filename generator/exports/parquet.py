"""All tables as Parquet, laid out by year so that engines read only the years they need.

It takes the extra `[parquet]`: pyarrow. Source: the Parquet layout of Hive, and GeoParquet 1.1.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import Point, shape

from generator.exports.tables import TABLES, Row, Rows, Table, Value
from generator.exports.tables.events import EVENTS
from generator.exports.tables.registry import PROVINCES
from generator.model.archive import Archive
from generator.model.data_file import Column, ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "parquet"
PLACES, OUTLINES = "places", "outlines"
_YEAR = "year"
_PLACED = (
    "id", "title", "date_first", "date_last", "type", "province", "location_precision", "withheld",
    "grade", "killed_min", "killed_best", "killed_max", "injured_min", "injured_best",
    "injured_max",
)  # fmt: skip


def is_available() -> bool:
    """Say whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


def is_parted(table: Table) -> bool:
    """Say whether a table is about events, and so parted by their years."""
    return table is EVENTS or any(link.table == EVENTS.name for link in table.links)


def parquet_files(archive: Archive, rows: Rows) -> Iterator[tuple[str, str, int, bytes]]:
    """Give dataset, path below the data folder, number of rows, and bytes of each file.

    Tables about events are parted by the year in which the event begins. A dataset's files all
    have the same columns, and the year stands in the path alone.
    """
    year = EVENTS.at(_YEAR)
    years = {row[0]: int(str(row[year])) for row in rows[EVENTS.name]}
    wholes = {}
    for table in TABLES:
        columns = [column for column in table.columns if column.name != _YEAR]
        wholes[table.name] = whole = _arrow(table, columns, rows[table.name])
        if is_parted(table):
            yield from _parted(table.name, whole, _years(table, rows[table.name], years))
        else:
            yield table.name, f"{FOLDER}/{table.name}.parquet", len(whole), _file(whole)
    placed = wholes[EVENTS.name]
    placed = placed.select([name for name in placed.column_names if name in _PLACED])
    yield from _places(archive, placed, _years(EVENTS, rows[EVENTS.name], years))
    yield from _outlines(archive, rows[PROVINCES.name])


def _years(table: Table, rows: Iterable[Row], years: Mapping[Value, int]) -> Iterator[int]:
    event = 0 if table is EVENTS else table.at("event")
    return (years[row[event]] for row in rows)


def _parted(
    name: str, whole: "pa.Table", years: Iterable[int]
) -> Iterator[tuple[str, str, int, bytes]]:
    for year, rows in _cuts(years):
        part = whole.slice(rows.start, len(rows))
        yield name, _path(name, year), len(part), _file(part)


def _cuts(years: Iterable[int]) -> Iterator[tuple[int, range]]:
    """Give which rows are of each year: all tables about events are in the order of these."""
    start = 0
    for year, part in groupby(years):
        rows = range(start, start + len(list(part)))
        yield year, rows
        start = rows.stop


def _path(name: str, year: int) -> str:
    return f"{FOLDER}/{name}/{_YEAR}={year}/part-0.parquet"


def _arrow(table: Table, columns: Sequence[Column], rows: Sequence[Row]) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415 - an extra

    values = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    types = _types()
    arrays, fields = [], []
    for column in columns:
        cells = _cells(column, values[table.at(column.name)])
        arrays.append(pa.array(cells, types[column.type]))
        described = {"description": column.description, "unit": column.unit}
        fields.append(
            pa.field(
                column.name,
                types[column.type],
                nullable=not column.required,
                metadata={key: value for key, value in described.items() if value},
            )
        )
    return pa.table(arrays, schema=pa.schema(fields))


def _cells(column: Column, values: Iterable[Value]) -> list[Any]:
    match column.type:
        case "date":
            return [None if value is None else date.fromisoformat(str(value)) for value in values]
        case "array":
            return [None if value is None else json.loads(str(value)) for value in values]
        case _:
            return list(values)


def _types() -> "Mapping[ColumnType, pa.DataType]":
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return {
        "string": pa.string(),
        "integer": pa.int32(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "array": pa.list_(pa.string()),
        "object": pa.string(),
    }


def _places(
    archive: Archive, whole: "pa.Table", years: Iterable[int]
) -> Iterator[tuple[str, str, int, bytes]]:
    """Give the events with their points; those that may not be shown as one have none."""
    shapes = [
        Point(*reversed(place.coordinates))
        if (place := entry.facts.location).coordinates
        and place.precision == "exact"
        and not place.withheld
        else None
        for entry in archive.events
    ]
    for year, rows in _cuts(years):
        part = _placed(whole.slice(rows.start, len(rows)), shapes[rows.start : rows.stop])
        yield PLACES, _path(PLACES, year), len(part), _file(part)


def _outlines(archive: Archive, rows: Sequence[Row]) -> Iterator[tuple[str, str, int, bytes]]:
    shapes = [
        shape(dict(archive.registry.boundaries[id_]))
        if id_ in archive.registry.boundaries
        else None
        for id_ in (str(row[0]) for row in rows)
    ]
    columns = [column for column in PROVINCES.columns if column.name in {"id", "name", "iso"}]
    whole = _placed(_arrow(PROVINCES, columns, rows), shapes)
    yield OUTLINES, f"{FOLDER}/{OUTLINES}.parquet", len(rows), _file(whole)


def _placed(table: "pa.Table", shapes: Sequence[Any]) -> "pa.Table":
    """Add a column of shapes, with what GeoParquet 1.1 asks to be said of it."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    shown = [one for one in shapes if one is not None]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({one.geom_type for one in shown}),
    }
    if shown:
        column["bbox"] = [float(edge) for edge in shapely.total_bounds(shown)]
    about = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    wkb = pa.array(shapely.to_wkb(shapes, byte_order=1), pa.binary())
    whole = table.append_column(pa.field("geometry", pa.binary()), wkb)
    return whole.replace_schema_metadata({"geo": json.dumps(about, separators=(",", ":"))})


def _file(table: "pa.Table") -> bytes:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    buffer = BytesIO()
    # at a few hundred rows a file, dictionaries take more time and more room than they save
    pq.write_table(table, buffer, compression="zstd", use_dictionary=False)
    return buffer.getvalue()
