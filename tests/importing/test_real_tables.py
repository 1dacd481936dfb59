"""UCDP's own tables, where they are at hand: all rows accounted for, and DuckDB's sums the same."""

import csv
import json
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.commands.importing import import_
from generator.engines.clock import today
from generator.exports.csv_files import restored
from generator.exports.layouts import UCDP, layout_text, told
from generator.importing.cleaning import cleaned
from generator.model.archive import Archive
from generator.model.count import Count, add_up
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.toll import toll_of
from tests.conftest import ENTRIES, digest
from tests.importing.tables import SHARED, table

AFGHAN = SHARED / "ucdp" / "ged_afghanistan.csv"
MEXICAN = SHARED / "ucdp" / "ged_mexico.csv"
pytestmark = [
    pytest.mark.skipif(not MEXICAN.exists(), reason="UCDP's tables are not here"),
    pytest.mark.slow,
]


def bring(entries: Path, file: Path) -> dict[str, Any]:
    arguments = [str(file), "--entries", str(entries), "--propose-registry", "--report", "json"]
    result = CliRunner().invoke(import_, ["ucdp-ged", *arguments], catch_exceptions=False)
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def checked(entries: Path) -> Archive:
    outcome = pipeline.run(entries, today())
    assert outcome.errors == ()
    assert outcome.archive is not None
    return outcome.archive


def imported(archive: Archive) -> list[Entry[Event]]:
    return [entry for entry in archive.events if entry.facts.imported is not None]


def killed(events: list[Entry[Event]]) -> Count:
    lines = (line for entry in events for line in toll_of(entry.facts))
    return add_up(line.count for line in lines if line.outcome == "killed")


def sums(file: Path, rows: list[str]) -> tuple[int, int, int]:
    """Add up the table's own figures of some rows with DuckDB: low, best and high.

    Where they are in no order, low is the smallest and high the largest of them.
    """
    query = """
        with figures as (
            select low::double as low, best::double as best, high::double as high
            from read_csv(?, all_varchar = true, header = true)
            where id in (select unnest(?)) and best <> '' and low <> '' and high <> '')
        select sum(least(low, best, high)), sum(best), sum(greatest(low, best, high)) from figures
    """
    (found,) = duckdb.execute(query, [str(file), rows]).fetchall()
    low, best, high = (int(number or 0) for number in found)
    return low, best, high


@pytest.fixture(scope="module")
def rows() -> Mapping[str, Mapping[str, str]]:
    """The rows of the Afghan table, by id."""
    with AFGHAN.open(encoding="utf-8-sig", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def afghan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The archive's own entries with the Afghan table, and the report."""
    entries = tmp_path_factory.mktemp("afghan") / "entries"
    shutil.copytree(ENTRIES, entries)
    return entries, bring(entries, AFGHAN)


@pytest.fixture(scope="module")
def archive(afghan: tuple[Path, dict[str, Any]]) -> Archive:
    """The archive with the Afghan table, which passes the check."""
    return checked(afghan[0])


@pytest.fixture(scope="module")
def events(archive: Archive) -> list[Entry[Event]]:
    """The events that the Afghan table became."""
    return imported(archive)


def row_of(entry: Entry[Event]) -> str:
    assert entry.facts.imported is not None
    return entry.facts.imported.row


def test_every_row_that_has_sides_a_date_and_a_province_becomes_a_valid_entry(
    rows: Mapping[str, Mapping[str, str]],
    afghan: tuple[Path, dict[str, Any]],
    events: list[Entry[Event]],
) -> None:
    _, report = afghan
    whole = {id_ for id_, row in rows.items() if row["adm_1"] and row["side_a"]}
    twins = {twin["row"] for twin in report["possible_duplicates"]}
    refused = {reason: group["count"] for reason, group in report["refused"].items()}

    assert len(whole) == 1146
    assert whole <= {*map(row_of, events), *twins}
    assert len(events) + len(twins) + sum(refused.values()) == len(rows) == 2445
    assert refused == {
        "a side is not named": 988,
        "there is no province": 50,
        "there is no province, and point and district tell several": 7,
    }
    assert report["missing_names"].keys() <= {"publishers"}


def test_every_name_stands_for_whom_it_means_on_the_day(
    afghan: tuple[Path, dict[str, Any]],
) -> None:
    _, report = afghan

    assert {name: set(ids) for name, ids in report["names"]["actors"].items()} == {
        "AFF": {"aff"},
        "Civilians": {"civilians"},
        "Forces of Amanullah Khan": {"forces-of-amanullah-khan"},
        "Forces of Ismail Khan": {"forces-of-ismail-khan"},
        "Government of Afghanistan": {
            "afghan-democratic-republic-government",
            "afghan-islamic-state-government",
            "taliban-emirate-1996",
            "afghan-republic-government",
            "taliban-government",
        },
        "Government of Pakistan": {"pakistan-government"},
        "Government of United Kingdom": {"government-of-united-kingdom"},
        "Government of United States of America": {"us-government"},
        "High Council of Afghanistan Islamic Emirate": {"high-council-of-afghanistan-islamic"},
        "Hizb-i Islami-yi Afghanistan": {"hizb-i-islami-yi-afghanistan"},
        "Hizb-i Islami-yi Afghanistan - Khalis faction": {"hizb-i-islami-yi-afghanistan-khalis"},
        "IS": {"isis-k"},
        "Jam'iyyat-i Islami-yi Afghanistan": {"jamiyyat-i-islami-yi-afghanistan"},
        "Junbish-i Milli-yi Islami": {"junbish-i-milli-yi-islami"},
        "Kharotai": {"kharotai"},
        "Mangal": {"mangal"},
        "NRF": {"nrf"},
        "Punjabi Taleban": {"punjabi-taleban"},
        "TTP": {"ttp"},
        "Taleban": {"taliban-movement"},
        "Taleban - Mudassir faction": {"taleban-mudassir-faction"},
        "Taleban - Sarhadi faction": {"taleban-sarhadi-faction"},
        "UIFSA": {"uifsa"},
        "al-Qaida": {"al-qaeda"},
    }
    odd = {"Hilmand": "helmand", "Hirat": "herat", "Jawzjan": "jowzjan", "Paktya": "paktia",
           "Panjsher": "panjshir", "Sari Pul": "sar-e-pul"}  # fmt: skip
    places = {name.removesuffix(" province"): ids for name, ids in
              report["names"]["provinces"].items()}  # fmt: skip
    assert len(places) == 34
    assert {name: [*ids] for name, ids in places.items()} == {
        name: [odd.get(name, name.lower())] for name in places
    }


def test_the_government_is_the_one_that_ruled_on_the_day(
    rows: Mapping[str, Mapping[str, str]], events: list[Entry[Event]]
) -> None:
    spans: dict[str, tuple[str, str]] = {}

    for entry in events:
        if rows[row_of(entry)]["side_a"] == "Government of Afghanistan":
            actor, day = entry.facts.actors[0].actor, entry.facts.date.first.isoformat()
            first, last = spans.get(actor, (day, day))
            spans[actor] = (min(first, day), max(last, day))

    assert {actor: (first[:4], last[:4]) for actor, (first, last) in spans.items()} == {
        "afghan-democratic-republic-government": ("1989", "1989"),
        "afghan-islamic-state-government": ("1992", "1996"),
        "taliban-emirate-1996": ("1997", "2001"),
        "afghan-republic-government": ("2004", "2021"),
        "taliban-government": ("2021", "2022"),
    }
    assert spans["afghan-republic-government"][1] < "2021-08-15" <= spans["taliban-government"][0]


@pytest.mark.parametrize("year", ["", "2018"])
def test_the_sums_are_those_that_duckdb_finds_in_the_table(
    year: str, rows: Mapping[str, Mapping[str, str]], events: list[Entry[Event]]
) -> None:
    some = [
        entry
        for entry in events
        if rows[row_of(entry)]["year"].startswith(year)
        and all(rows[row_of(entry)][column] for column in ("low", "best", "high"))
    ]

    total = killed(some)

    assert len(some) > 100
    assert (total.low, total.best, total.high) == sums(AFGHAN, [row_of(entry) for entry in some])


def test_every_filled_cell_is_given_back_in_the_columns_of_the_table(
    rows: Mapping[str, Mapping[str, str]], archive: Archive
) -> None:
    exact = {column.name for column in UCDP.columns if column.imported == "exact"}

    given = given_back(archive)

    assert len(given) > 1000
    assert exact == set(given[0]) == {*rows[given[0]["id"]], "gwnob"} - {"from"}
    assert lost(rows, given) == []


def given_back(archive: Archive) -> list[dict[str, str]]:
    """Give the imported events as rows of UCDP's own columns."""
    events = [event for event in told(archive, lambda e: toll_of(e.facts)) if event.dataset]
    return list(csv.DictReader(StringIO(layout_text(UCDP, events), newline="")))


def lost(
    rows: Mapping[str, Mapping[str, str]], given: list[dict[str, str]]
) -> list[tuple[str, str, str, str]]:
    """Find filled cells that came back with another value."""
    return [
        (row["id"], name, cell, row[name])
        for row in given
        for name, cell in rows[row["id"]].items()
        if cell and name in row and value(name, cell) != value(name, row[name])
    ]


def value(name: str, cell: str) -> object:
    """Read a cell: a point as numbers, a whole number without `.0`, a text by what shows."""
    if name == "geom_wkt":
        return [round(float(number), 9) for number in re.findall(r"-?[0-9.]+", cell)]
    shown, _ = cleaned(restored(cell))
    return " ".join(shown.removesuffix(".0").split())


def test_the_table_changes_nothing_the_second_time(afghan: tuple[Path, dict[str, Any]]) -> None:
    entries, first = afghan
    before = digest(entries)

    again = bring(entries, AFGHAN)

    assert digest(entries) == before
    assert again["unchanged"] == len(first["new"])
    assert again["refused"] == first["refused"]


def test_rows_of_another_country_keep_their_precision_and_their_disorder(tmp_path: Path) -> None:
    with MEXICAN.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    disordered = [r for r in rows if not int(r["low"]) <= int(r["best"]) <= int(r["high"])]
    chosen = {r["id"]: r for r in (*disordered, *rows[::100])}
    entries = tmp_path / "entries"
    entries.mkdir()

    report = bring(entries, table(tmp_path / "some.csv", chosen.values(), rows[0]))

    archive = checked(entries)
    events = imported(archive)
    assert len(disordered) == 89
    assert report["approximated"][
        "low, best and high are in no order: the count runs from the smallest to the largest"
    ] == len(disordered)
    assert len(events) == len(report["new"]) == len(chosen)
    total = killed(events)
    assert (total.low, total.best, total.high) == sums(MEXICAN, list(chosen))
    for entry in events:
        row = chosen[row_of(entry)]
        first, last = entry.facts.date.first.isoformat(), entry.facts.date.last.isoformat()
        assert (first, last) == (row["date_start"], row["date_end"])
        assert (entry.facts.location.coordinates is not None) == (row["where_prec"] == "1")
    assert lost(chosen, given_back(archive)) == []
    kinds = Counter(entry.facts.date.precision for entry in events)
    assert kinds.keys() == {"day", "month", "year", "interval"}
