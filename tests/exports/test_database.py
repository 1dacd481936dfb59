"""The database is sound, says the same as the entries, and opens in Datasette."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.exports.database import database
from generator.exports.tables import TABLES, Rows
from generator.model.archive import Archive
from generator.model.count import add_up
from generator.model.toll import toll_of

pytestmark = pytest.mark.slow


@pytest.fixture
def store(data: Path) -> Iterator[sqlite3.Connection]:
    """The published database."""
    opened = sqlite3.connect(f"file:{data / 'archive.sqlite'}?mode=ro", uri=True)
    yield opened
    opened.close()


def test_it_is_sound_typed_and_its_keys_lead_somewhere(store: sqlite3.Connection) -> None:
    store.execute("PRAGMA foreign_keys = ON")

    assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert store.execute("PRAGMA foreign_key_check").fetchall() == []
    strict = {name: strict for _, name, kind, _, _, strict in _tables(store) if kind == "table"}
    assert all(strict[table.name] for table in TABLES)


def test_every_row_of_every_table_is_there(store: sqlite3.Connection, rows: Rows) -> None:
    for table in TABLES:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        found = store.execute(f'SELECT {names} FROM "{table.name}" ORDER BY rowid')  # noqa: S608
        assert list(found) == list(rows[table.name])


def test_every_column_is_described(store: sqlite3.Connection) -> None:
    told = set(store.execute('SELECT "table", "column" FROM about_columns'))

    (roles,) = store.execute(
        """SELECT words FROM about_columns WHERE "table" = 'event_actors' AND "column" = 'role'"""
    ).fetchone()
    assert "initiator, target" in roles
    assert told == {(table.name, column.name) for table in TABLES for column in table.columns}


def test_deaths_by_province_and_year_are_those_of_the_entries(
    store: sqlite3.Connection, whole: Archive
) -> None:
    types, provinces = whole.registry.types, whole.registry.provinces
    by_place: dict[tuple[str | None, int], list[Any]] = {}
    for event in whole.events:
        if not types[event.facts.type].facts.aggregate:
            province = provinces.get(event.facts.location.province or "")
            place = (province.facts.name if province else None, event.facts.date.first.year)
            by_place.setdefault(place, []).append(
                next((x.count for x in toll_of(event.facts) if x.outcome == "killed"), None)
            )

    found = store.execute("SELECT * FROM deaths_by_province_and_year").fetchall()

    assert len(found) == len(by_place)
    for province, year, events, figures, unknown, low, best, high in found:
        counts = by_place[province, year]
        known = [count for count in counts if count is not None and count.known]
        total = add_up(known)
        assert events == len(counts)
        assert figures == len(known)
        assert unknown == sum(count is not None and not count.known for count in counts)
        assert (low, high) == ((total.low, total.high) if known else (None, None))
        estimates = [count.estimate for count in known]
        assert best == (sum(estimates) if known and None not in estimates else None)


def test_answers_are_the_claims_that_name_a_claim(
    store: sqlite3.Connection, whole: Archive
) -> None:
    answers = {
        (event.id, f"{event.id}/{claim.id}", claim.text)
        for event in whole.events
        for claim in event.facts.claims
        if claim.about
    }

    found = set(store.execute("SELECT event, claim, text FROM answers"))

    assert answers
    assert found == answers


@pytest.mark.parametrize(
    ("view", "source"),
    [
        ("events_by_actor", "SELECT count(*) FROM event_actors"),
        ("figures_by_speaker", "SELECT count(*) FROM casualties"),
        ("speakers", "SELECT count(*) FROM claims WHERE actor NOTNULL OR publisher NOTNULL"),
        ("sources_by_publisher", "SELECT count(DISTINCT publisher) FROM sources"),
        ("event_texts", "SELECT count(*) FROM events"),
        ("toll_by_year", "SELECT count(DISTINCT year) FROM events WHERE counts_in_totals"),
    ],
)
def test_a_view_has_a_row_for_each_of_what_it_lists(
    store: sqlite3.Connection, view: str, source: str
) -> None:
    (rows,) = store.execute(f"SELECT count(*) FROM {view}").fetchone()  # noqa: S608

    assert rows == store.execute(source).fetchone()[0] > 0


def test_full_text_search_finds_titles_accounts_and_claims(store: sqlite3.Connection) -> None:
    def found(words: str) -> set[str]:
        asked = (
            "SELECT event FROM event_search JOIN event_texts "
            "ON event_texts.row = event_search.rowid WHERE event_search MATCH ?"
        )
        return {event for (event,) in store.execute(asked, (words,))}

    taloqan = "2022-06-11-taloqan-raid"
    assert taloqan in found("title: ISIS AND taloqan")
    assert taloqan in found('account: "timber yard"')
    assert taloqan in found("claims: mawlawi")
    assert found("account: zugzwang") == set()


def test_the_same_rows_give_the_same_bytes_and_name_no_version(rows: Rows, data: Path) -> None:
    one, other = database(rows, {"title": "x"}), database(rows, {"title": "x"})

    assert one == other
    assert int.from_bytes((data / "archive.sqlite").read_bytes()[96:100]) == 3_037_000


def test_datasette_opens_it(data: Path, rows: Rows) -> None:
    listed = _datasette(data, "/archive.json")
    rows_told = _datasette(data, "/archive/events.json?_shape=objects&_size=5")
    searched = _datasette(data, "/archive/toll_by_year.json?_shape=array")

    tables = {table["name"]: table["count"] for table in listed["tables"]}
    assert {table.name: tables[table.name] for table in TABLES} == {
        table.name: len(rows[table.name]) for table in TABLES
    }
    assert {view["name"] for view in listed["views"]} >= {"answers", "events_by_actor"}
    assert rows_told["rows"][0]["id"] == rows["events"][0][0]
    assert searched[0]["year"] == min(int(str(row[9])) for row in rows["events"])


def _datasette(data: Path, address: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "datasette", data / "archive.sqlite", "--get", address],
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(done.stdout)


def _tables(store: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return store.execute("PRAGMA table_list").fetchall()
