"""Parquet as DuckDB, Dask and pyarrow read it: the same rows, and only the years they need."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import shapely

from generator.exports import parquet
from generator.exports.tables import TABLES, Rows, Table
from generator.exports.tables.events import EVENTS
from generator.model.archive import Archive

pytestmark = pytest.mark.slow


def _files(data: Path, table: Table) -> str:
    parted = parquet.is_parted(table)
    return f"{data}/parquet/{table.name}{'/*/*.parquet' if parted else '.parquet'}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_duckdb_reads_every_row_of_every_table(data: Path, rows: Rows, table: Table) -> None:
    names = [column.name for column in table.columns]
    if not rows[table.name] and parquet.is_parted(table):
        assert not (data / "parquet" / table.name).exists()
        return
    chosen = ", ".join(f'"{name}"' for name in names)
    asked = f"SELECT {chosen} FROM read_parquet('{_files(data, table)}', hive_partitioning = true)"  # noqa: S608
    keys = [names.index(name) for name in table.key]

    found = duckdb.execute(asked).fetchall()

    told = sorted(map(_plain, found), key=lambda row: tuple(row[key] for key in keys))
    expected = [tuple(_listed(table, row)) for row in rows[table.name]]
    assert told == sorted(expected, key=lambda row: tuple(row[key] for key in keys))


def test_engines_open_only_the_files_of_the_years_they_need(data: Path, rows: Rows) -> None:
    asked = (
        f"EXPLAIN ANALYZE SELECT count(*) FROM read_parquet('{_files(data, EVENTS)}', "  # noqa: S608
        "hive_partitioning = true) WHERE year = 2022"
    )
    years = {row[EVENTS.at("year")] for row in rows["events"]}

    plan = "\n".join(row[1] for row in duckdb.execute(asked).fetchall())
    parts = ds.dataset(data / "parquet/events", partitioning="hive")
    opened = list(parts.get_fragments(ds.field("year") == 2022))

    assert len(years) > 3
    assert f"Scanning Files: 1/{len(years)}" in plan
    assert [Path(part.path).parent.name for part in opened] == ["year=2022"]


def test_columns_carry_their_types_and_descriptions(data: Path) -> None:
    schema = pq.read_schema(data / "parquet/events/year=2022/part-0.parquet")

    assert str(schema.field("date_first").type) == "date32[day]"
    assert str(schema.field("killed_min").type) == "int32"
    assert str(schema.field("tags").type).startswith("list<")
    assert not schema.field("title").nullable
    for name in schema.names:
        assert schema.field(name).metadata[b"description"]


def test_places_are_geoparquet_with_points_only_where_they_may_be_told(
    data: Path, whole: Archive
) -> None:
    exact = {
        event.id: event.facts.location.coordinates
        for event in whole.events
        if event.facts.location.precision == "exact" and not event.facts.location.withheld
    }
    found: dict[str, Any] = {}

    for file in (data / "parquet/places").rglob("*.parquet"):
        table = pq.read_table(file, partitioning=None)
        about = json.loads(table.schema.metadata[b"geo"])
        column = about["columns"][about["primary_column"]]
        assert about["version"] == "1.1.0"
        assert column["encoding"] == "WKB"
        shapes = dict(zip(table["id"].to_pylist(), table["geometry"].to_pylist(), strict=True))
        points = {id_: _shape(wkb) for id_, wkb in shapes.items() if wkb is not None}
        assert column["geometry_types"] == (["Point"] if points else [])
        if points:
            assert column["bbox"] == list(shapely.total_bounds(list(points.values())))
        found |= {id_: (point.y, point.x) for id_, point in points.items()}

    assert exact
    assert found == exact


def test_outlines_are_geoparquet_with_a_shape_for_every_province(
    data: Path, whole: Archive
) -> None:
    table = pq.read_table(data / "parquet/outlines.parquet")

    shapes = dict(zip(table["id"].to_pylist(), table["geometry"].to_pylist(), strict=True))

    for id_, outline in whole.registry.boundaries.items():
        assert _shape(shapes[id_]).equals(shapely.geometry.shape(dict(outline)))
    assert len(shapes) == 34


def test_the_same_rows_give_the_same_bytes(whole: Archive, rows: Rows) -> None:
    one, other = (list(parquet.parquet_files(whole, rows)) for _ in range(2))

    assert one == other
    assert pq.read_table(BytesIO(one[0][3])).num_rows == one[0][2]


def _shape(wkb: bytes) -> Any:
    return shapely.from_wkb(wkb)


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row)


def _listed(table: Table, row: tuple[Any, ...]) -> Any:
    for column, value in zip(table.columns, row, strict=True):
        yield json.loads(value) if column.type == "array" and value is not None else value
