"""Other people's columns: all of them, in their order, and filled as their pages say."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import hxl
import pytest

from generator.exports.layouts import LAYOUTS, layout_text, told
from generator.exports.layouts.acled import ACLED
from generator.exports.layouts.hxl import HXL
from generator.exports.layouts.ucdp import UCDP
from generator.model import data_file
from generator.model.archive import Archive, archive_of
from generator.model.data_file import Layout
from generator.model.entry import Body, Entry
from generator.model.event import Event
from tests.exports.archives import made_up_registry
from tests.exports.conftest import tolls_of

GED = Path(__file__).parents[3] / "shared/data/ucdp/ged_mexico.csv"
UCDP_COLUMNS = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
ACLED_COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
HXL_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\+[a-z][a-z0-9_]*)*")
HXL_CORE = {"#meta", "#event", "#date", "#adm1", "#adm2", "#loc", "#geo", "#group", "#affected",
            "#status"}  # fmt: skip
"""Of the hashtags of HXL 1.1 those that are used here."""


def test_the_columns_are_those_of_the_codebooks_in_their_order() -> None:
    assert [column.name for column in UCDP.columns] == UCDP_COLUMNS
    assert [column.name for column in ACLED.columns] == ACLED_COLUMNS
    assert {layout.key for layout in LAYOUTS} == set(data_file.LAYOUTS)


def test_every_column_says_how_well_it_is_filled_and_why() -> None:
    for layout in LAYOUTS:
        for column in layout.columns:
            assert column.how.endswith("."), column
            assert column.mark in {"exact", "approximated", "absent"}


def test_a_column_that_is_absent_is_empty_and_no_other_is_empty_throughout() -> None:
    full = _event(
        date="2022-06-11/2022-06-14",
        location={"province": "takhar", "district": "Taloqan", "place": "A village",
                  "coordinates": [36.5, 69.25], "precision": "exact"},
        actors=[
            {"actor": "taliban-gdi", "role": "initiator", "certainty": "unknown"},
            {"actor": "isis-k", "role": "target", "certainty": "unknown"},
        ],
        external_ids={"ucdp": "412700", "acled": "AFG1"},
        tags=["border"],
        casualties=[
            {"outcome": "killed", "group": group, "count": {"min": 1, "best": 2, "max": 3}}
            for group in ("civilians", "fighters", "security-forces", "unknown")
        ],
    )  # fmt: skip
    unfilled = {
        "ucdp": {"side_a_new_id", "side_b_new_id", "country"},
        "acled": {"disorder_type", "event_type", "sub_event_type", "assoc_actor_1",
                  "assoc_actor_2", "civilian_targeting", "country"},
    }  # fmt: skip

    for layout in (UCDP, ACLED):
        (row,) = _read(layout, full)
        empty = {name for name, cell in row.items() if cell == ""}
        absent = {column.name for column in layout.columns if column.mark == "absent"}
        assert absent <= empty
        assert empty - absent == unfilled[layout.key]  # what the made-up registry does not tell


def test_ucdp_gets_dates_places_and_the_dead_as_its_codebook_means_them() -> None:
    event = _event(
        date="2022-06-11/2022-06-14",
        location={"province": "takhar", "coordinates": [19.42847, -99.12766],
                  "precision": "exact"},
        actors=[
            {"actor": "taliban-gdi", "role": "participant", "certainty": "unknown"},
            {"actor": "isis-k", "role": "participant", "certainty": "unknown"},
        ],
        casualties=[
            {"outcome": "killed", "group": "security-forces", "count": "1"},
            {"outcome": "killed", "group": "fighters", "count": {"min": 1, "best": 2, "max": 9}},
            {"outcome": "killed", "group": "civilians", "count": "4"},
            {"outcome": "injured", "group": "civilians", "count": "50"},
        ],
    )  # fmt: skip

    (row,) = _read(UCDP, event)

    expected = {
        "year": "2022", "date_start": "2022-06-11", "date_end": "2022-06-14", "date_prec": "2",
        "type_of_violence": "1", "deaths_a": "1", "deaths_b": "2", "deaths_civilians": "4",
        "low": "6", "best": "7", "high": "14", "where_prec": "1", "latitude": "19.42847",
        "geom_wkt": "POINT (-99.12766 19.42847)", "priogrid_gid": "157122",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("date", "precision"),
    [
        ("2022-06-11", "1"), ("2022-06-11/2022-06-12", "2"), ("2022-06-11/2022-06-16", "2"),
        ("2022-06-11/2022-06-17", "3"), ("2022-06", "4"), ("2022-06-10/2022-06-20", "4"),
        ("2022", "5"), ("2022-06/2022-07", "5"),
    ],
)  # fmt: skip
def test_ucdp_gets_the_precision_of_a_date_by_its_length(date: str, precision: str) -> None:
    (row,) = _read(UCDP, _event(date=date))

    assert row["date_prec"] == precision


def test_an_unknown_toll_is_empty_and_no_zero() -> None:
    count = [{"outcome": "killed", "group": "unknown", "count": "unknown"}]

    (ucdp,) = _read(UCDP, _event(casualties=count))
    (acled,) = _read(ACLED, _event(casualties=count))

    assert (ucdp["low"], ucdp["best"], ucdp["high"]) == ("", "", "")
    assert acled["fatalities"] == ""


def test_an_imported_row_gets_its_own_cells_back_and_only_in_its_own_layout() -> None:
    cells = {"code_status": "Clear", "latitude": "20.0", "longitude": "-100.0", "best": "77"}
    origin = {"dataset": "ucdp-ged", "publisher": "ucdp", "row": "1", "attribution": "UCDP"}
    event = _event(imported={**origin, "cells": cells})

    (row,) = _read(UCDP, event)
    (other,) = _read(ACLED, event)

    assert {name: row[name] for name in cells} == cells
    assert (row["relid"], row["date_prec"], row["year"]) == ("", "", "2022")
    assert row["priogrid_gid"] == "158561"
    assert row["geom_wkt"] == "POINT (-100 20)"
    assert (other["latitude"], other["fatalities"]) == ("", "")


def test_what_ucdp_derives_from_a_row_is_derived_here_alike() -> None:
    if not GED.exists():
        pytest.skip(f"the table is not there: {GED.name}")
    with GED.open(encoding="utf-8", newline="") as stream:
        table = list(csv.DictReader(stream))
    assert len(table) == 18_957
    names = ("date_prec", "priogrid_gid", "year", "date_start", "date_end", "low", "best", "high")
    rows = [row for row in table if int(row["low"]) <= int(row["best"]) <= int(row["high"])]
    sample = rows[::9]

    told_rows = _read(UCDP, *(_of_row(row) for row in sample))

    for row, again in zip(sample, told_rows, strict=True):
        assert [again[name] for name in names] == [row[name] for name in names], row["id"]


def test_hxl_has_a_well_formed_tag_of_the_standard_below_every_header() -> None:
    text = layout_text(HXL, told(_archive(_event(title="=1+1")), tolls_of))

    header, tags, row = csv.reader(io.StringIO(text, newline=""))

    assert len(header) == len(tags) == len(row)
    assert len(set(tags)) == len(tags)
    for tag in tags:
        assert HXL_TAG.fullmatch(tag)
        assert tag.partition("+")[0] in HXL_CORE
    told_row = dict(zip(tags, row, strict=True))
    assert told_row["#event+name"] == "'=1+1"
    assert told_row["#date+start"] == "2022-01-01"
    assert told_row["#adm1+name"] == ""


@pytest.mark.slow
def test_the_library_of_the_hxl_standard_finds_no_fault_and_the_same_values(
    data: Path, whole: Archive
) -> None:
    here = hxl.input.InputOptions(allow_local=True)

    report = hxl.validate(hxl.data(str(data / "layouts/hxl.csv"), here))
    rows = list(hxl.data(str(data / "layouts/hxl.csv"), here))

    counts = report["stats"]  # it also informs of numbers that stand out, which is no fault
    assert (counts["error"], counts["warning"]) == (0, 0), report["issues"]
    assert [row.get("#meta+id") for row in rows] == [event.id for event in whole.events]
    assert [row.get("#date+start") for row in rows] == [
        event.facts.date.first.isoformat() for event in whole.events
    ]
    told_killed = sum(int(row.get("#affected+killed+min") or 0) for row in rows)
    lines = (line for event in whole.events for line in tolls_of(event))
    known = [line.count.low for line in lines if line.outcome == "killed" and line.count.known]
    assert told_killed == sum(known) > 0


def _of_row(row: dict[str, str]) -> Event:
    """Give an event with what UCDP says of the day, the point and the dead."""
    numbers = {key: int(row[name]) for key, name in
               (("min", "low"), ("best", "best"), ("max", "high"))}  # fmt: skip
    start, end = row["date_start"], row["date_end"]
    return _event(
        date=start if start == end else f"{start}/{end}",
        location={"province": "takhar", "precision": "exact",
                  "coordinates": [float(row["latitude"]), float(row["longitude"])]},
        casualties=[{"outcome": "killed", "group": "unknown", "count": numbers}],
    )  # fmt: skip


def _event(**changes: Any) -> Event:
    facts = {
        "title": "Made up",
        "date": "2022",
        "type": "raid",
        "location": {"precision": "country"},
        "actors": [{"actor": "made-up", "role": "initiator", "certainty": "unknown"}],
        "sources": [
            {"id": "s1", "publisher": "voa", "title": "A title", "published": "2022-06-12"}
        ],
        "added": "2026-11-22",
    }
    return Event.model_validate({**facts, **changes})


def _archive(*events: Event) -> Archive:
    registry = made_up_registry()
    entries = [
        Entry(f"2022-made-up-{number:06d}", "x.md", event, Body("", ""))
        for number, event in enumerate(events)
    ]
    archive = archive_of(registry, entries)
    ordered = tuple(sorted(archive.events, key=lambda entry: entry.id))
    object.__setattr__(archive, "events", ordered)
    return archive


def _read(layout: Layout, *events: Event) -> list[dict[str, str]]:
    text = layout_text(layout, told(_archive(*events), tolls_of))
    return list(csv.DictReader(io.StringIO(text, newline="")))
