"""Hostile texts in every field: no export breaks, none runs, and all read back equal."""

import csv
import io
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from generator.exports.csv_files import csv_text, restored
from generator.exports.database import database
from generator.exports.geojson import events_geojson
from generator.exports.layouts import LAYOUTS, layout_text, told
from generator.exports.ndjson import ndjson_text
from generator.exports.parquet import parquet_files
from generator.exports.tables import TABLES, Row, Rows, Table, Tolls, rows_of
from generator.model.archive import Archive
from tests.exports.archives import made_up_registry
from tests.exports.hostile import FORMULAS, hostile_archive, naughty_strings, texts_of

STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@pytest.fixture(scope="module")
def strings() -> tuple[str, ...]:
    """Every naughty string, and what spreadsheets run."""
    return (*naughty_strings(), *FORMULAS)


@pytest.fixture(scope="module")
def archive(strings: tuple[str, ...]) -> Archive:
    """An event for each string, with it in every text field."""
    return hostile_archive(made_up_registry(), strings)


@pytest.fixture(scope="module")
def rows(archive: Archive, tolls: Tolls) -> Rows:
    """The rows of all tables."""
    return rows_of(archive, tolls)


def test_every_string_stands_in_every_kind_of_text(rows: Rows, strings: tuple[str, ...]) -> None:
    for table, column in [("events", "title"), ("events", "place"), ("events", "grade_note"),
                          ("events", "ucdp"), ("claims", "text"), ("sources", "title"),
                          ("sources", "url"), ("sources", "author"), ("corrections", "note"),
                          ("accounts", "text")]:  # fmt: skip
        at = _table(table).at(column)
        assert {row[at] for row in rows[table]} >= set(filter(None, strings)), (table, column)


def test_spreadsheets_run_no_cell_and_readers_get_every_text_again(rows: Rows) -> None:
    for table in TABLES:
        text = csv_text((column.name for column in table.columns), rows[table.name])

        read = list(csv.reader(io.StringIO(text, newline="")))[1:]

        texts = {n for n, column in enumerate(table.columns) if column.type == "string"}
        assert [_as_text(row) for row in rows[table.name]] == [list(map(restored, r)) for r in read]
        assert not [
            cell for row in read for n, cell in enumerate(row)
            if n in texts and cell.lstrip(" ").startswith(STARTS)
        ]  # fmt: skip


def test_pandas_and_duckdb_read_the_same_from_the_files(rows: Rows, tmp_path: Path) -> None:
    for name in ("events", "claims", "sources"):
        table = _table(name)
        text = csv_text((column.name for column in table.columns), rows[name])
        file = tmp_path / f"{name}.csv"
        file.write_bytes(text.encode())
        expected = [_as_text(row) for row in rows[name]]

        frame = pd.read_csv(file, dtype=str, keep_default_na=False)
        found = duckdb.execute(
            f"SELECT * FROM read_csv('{file}', all_varchar = true, header = true, "  # noqa: S608
            "nullstr = '\x00', strict_mode = true, quote = '\"', escape = '\"', delim = ',')"
        ).fetchall()

        assert [list(map(restored, row)) for row in frame.to_numpy().tolist()] == expected
        assert [[restored(cell or "") for cell in row] for row in found] == expected


def test_a_database_of_hostile_texts_is_sound_and_has_them_all(rows: Rows) -> None:
    store = sqlite3.connect(":memory:")
    store.deserialize(database(rows, {"title": "'; DROP TABLE events; --"}))

    for table in TABLES:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        found = store.execute(f'SELECT {names} FROM "{table.name}" ORDER BY rowid')  # noqa: S608
        assert [tuple(row) for row in found] == list(rows[table.name])
    assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_records_of_hostile_texts_are_a_line_each_and_have_them_all(
    archive: Archive, strings: tuple[str, ...]
) -> None:
    lines = ndjson_text(archive.events).split("\n")

    by_id = {(record := json.loads(line))["id"]: record for line in lines[:-1]}
    assert lines[-1] == ""
    for number, text in enumerate(strings, 1):
        facts = by_id[f"2022-hostile-{number}"]["facts"]
        assert facts["title"] == text
        assert facts["claims"][0]["text"] == text
        if text:
            assert set(texts_of(facts["location"])) >= {text}


def test_parquet_of_hostile_texts_has_them_all(archive: Archive, rows: Rows) -> None:
    columns = {table.name: [c.name for c in table.columns if c.name != "year"] for table in TABLES}
    seen = 0

    for name, _, count, content in parquet_files(archive, rows):
        table = pq.read_table(io.BytesIO(content))
        assert table.num_rows == count
        if name in columns:
            assert table.column_names == columns[name]
        if name == "claims":
            at = _table("claims").at("text")
            assert table.column("text").to_pylist() == [row[at] for row in rows["claims"]]
            seen += 1

    assert seen == 1


def test_maps_and_other_peoples_columns_hold_hostile_texts(
    archive: Archive, tolls: Tolls, strings: tuple[str, ...]
) -> None:
    features = json.loads(events_geojson(archive, tolls))["features"]
    assert {feature["properties"]["title"] for feature in features} == set(strings)

    events = told(archive, tolls)
    for layout in LAYOUTS:
        text = layout_text(layout, events)
        read = list(csv.reader(io.StringIO(text, newline="")))
        assert {len(row) for row in read} == {len(layout.columns)}
        first = 2 if layout.columns[0].hashtag else 1
        assert len(read) == first + len(strings)
        data = (cell for row in read[first:] for cell in row if not _is_number(cell))
        assert not [cell for cell in data if cell.lstrip(" ").startswith(STARTS)]


def _table(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)


def _as_text(row: Row) -> list[str]:
    words: Mapping[Any, str] = {True: "true", False: "false", None: ""}
    return [words[v] if v is None or isinstance(v, bool) else str(v) for v in row]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return not cell.strip("-.0123456789")
