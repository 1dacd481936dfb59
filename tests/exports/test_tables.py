"""The tables hold what their columns promise, whatever stands in the entries."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from generator.exports.disclosure import disclosed
from generator.exports.tables import TABLES, Rows, Table, Tolls, rows_of
from generator.exports.tables.events import EVENTS
from generator.exports.tables.ledger import CASUALTIES, SOURCES
from generator.model.archive import Archive, archive_of
from generator.model.count import add_up
from generator.model.data_file import Column
from generator.model.entry import Body, Entry
from generator.model.event import Event
from tests.exports.archives import made_up_registry

TYPES = {"string": str, "integer": int, "number": float, "boolean": bool}


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_keeps_the_promises_of_its_columns(rows: Rows, table: Table) -> None:
    broken = []

    for row in rows[table.name]:
        assert len(row) == len(table.columns)
        broken += [
            (column.name, value)
            for column, value in zip(table.columns, row, strict=True)
            if not _keeps(column, value)
        ]

    assert broken == []


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_name_one_row_and_links_lead_to_one(rows: Rows, table: Table) -> None:
    keys = [tuple(row[table.at(name)] for name in table.key) for row in rows[table.name]]
    targets = {
        link.table: {row[_table(link.table).at("id")] for row in rows[link.table]}
        for link in table.links
    }

    assert len(keys) == len(set(keys))
    for link in table.links:
        named = {row[table.at(link.column)] for row in rows[table.name]} - {None}
        assert named <= targets[link.table], link


@pytest.mark.slow
def test_every_published_event_is_a_row_and_no_other_entry_is(rows: Rows, whole: Archive) -> None:
    ids = [row[0] for row in rows["events"]]

    assert ids == [event.id for event in whole.events]
    assert {row[0] for row in rows["tombstones"]} == {event.id for event in whole.tombstones}
    assert whole.drafts
    assert not {event.id for event in whole.drafts} & set(ids)


@pytest.mark.slow
def test_the_rows_of_casualties_add_up_to_the_figures_of_the_events(
    rows: Rows, whole: Archive
) -> None:
    killed = [
        add_up(row.count for row in event.facts.casualties if row.outcome == "killed")
        for event in whole.events
    ]
    at = CASUALTIES.at

    told = [
        row
        for row in rows["casualties"]
        if row[at("given_by")] == "archive" and row[at("outcome")] == "killed"
    ]

    assert sum(int(row[at("min")] or 0) for row in told) == sum(count.low for count in killed) > 0


def test_of_a_source_that_endangers_only_its_publisher_is_told(tolls: Tolls) -> None:
    archive = _archive(
        sources=[
            {
                "id": "s1",
                "publisher": "voa",
                "carries": "afp",
                "url": "https://example.org/secret",
                "title": "Secret name",
                "author": "Secret author",
                "published": "2022-06-11",
                "archived": "https://example.org/archived-secret",
                "archived_on": "2022-06-12",
                "sha256": "0" * 64,
                "sensitivity": ["graphic", "identifies-person"],
            }
        ]
    )

    row = dict(
        zip(
            (column.name for column in SOURCES.columns),
            rows_of(disclosed(archive), tolls)["sources"][0],
            strict=True,
        )
    )

    assert {key: value for key, value in row.items() if value not in {None, False}} == {
        "id": "2022-made-up/s1",
        "event": "2022-made-up",
        "name": "s1",
        "publisher": "voa",
        "carries": "afp",
        "graphic": True,
        "identifies_person": True,
    }


def test_a_withheld_place_is_told_no_better_than_the_entry_wants(tolls: Tolls) -> None:
    place = {
        "province": "takhar",
        "district": "Taloqan",
        "place": "Secret village",
        "coordinates": [36.111, 69.222],
        "names": {"fa": ["راز"]},
        "precision": "exact",
        "withheld": True,
    }

    row = rows_of(disclosed(_archive(location=place)), tolls)["events"][0]

    told = {column.name: row[EVENTS.at(column.name)] for column in EVENTS.columns}
    assert told["location_precision"] == "district"
    assert (told["place"], told["place_names"], told["latitude"], told["longitude"]) == (None,) * 4
    assert told["district"] == "Taloqan"
    assert told["withheld"] is True


def test_an_imported_event_tells_whose_row_it_was_and_how_they_want_to_be_named(
    tolls: Tolls,
) -> None:
    origin = {
        "dataset": "ucdp-ged",
        "publisher": "voa",
        "version": "22.1",
        "row": "412700",
        "license": "CC-BY-4.0",
        "attribution": "Made up.",
        "cells": {"relid": "x"},
    }

    rows = rows_of(disclosed(_archive(imported=origin)), tolls)

    assert rows["imports"] == (
        ("2022-made-up", "ucdp-ged", "voa", "22.1", "412700", "CC-BY-4.0", "Made up."),
    )


@pytest.mark.parametrize(
    ("count", "cells"),
    [
        ("8", (8, 8, 8, "8")),
        ("0", (0, 0, 0, "0")),
        ("8+", (8, None, None, "8+")),
        ("<=7", (0, None, 7, "<=7")),
        ("8-12", (8, None, 12, "8-12")),
        ("~20", (20, 20, 20, "~20")),
        ("unknown", (None, None, None, "unknown")),
        ({"min": 1, "best": 2, "max": 9}, (1, 2, 9, '{"min":1,"best":2,"max":9}')),
    ],
)
def test_a_count_has_its_bounds_its_estimate_and_its_text(
    count: Any, cells: tuple[Any, ...], tolls: Tolls
) -> None:
    archive = _archive(casualties=[{"outcome": "killed", "group": "unknown", "count": count}])

    rows = rows_of(archive, tolls)

    at = CASUALTIES.at("min")
    assert rows["casualties"][0][at : at + 4] == cells
    at = EVENTS.at("killed_min")
    assert rows["events"][0][at : at + 8] == (*cells, None, None, None, None)


def _archive(**changes: Any) -> Archive:
    """Give an archive of one made-up event, over a registry of whatever it names."""
    facts = {
        "title": "Made up",
        "date": "2022",
        "type": "raid",
        "location": {"precision": "country"},
        "actors": [{"actor": "made-up", "role": "initiator", "certainty": "unknown"}],
        "sources": [{"id": "s1", "publisher": "voa"}],
        "added": "2026-11-22",
    }
    event = Event.model_validate({**facts, **changes})
    registry = made_up_registry()
    return archive_of(registry, [Entry("2022-made-up", "x.md", event, Body("", ""))])


def _table(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)


def _keeps(column: Column, value: Any) -> bool:
    if value is None:
        return not column.required
    if column.words and value not in column.words:
        return False
    if column.pattern and not re.search(column.pattern, value):
        return False
    match column.type:
        case "date":
            return date.fromisoformat(value).isoformat() == str(value)
        case "array" | "object":
            return isinstance(json.loads(value), list if column.type == "array" else dict)
        case _:
            return type(value) is TYPES[column.type] and all(_bounds(column, value))


def _bounds(column: Column, value: Any) -> Iterator[bool]:
    if column.least is not None:
        yield value >= column.least
    if column.most is not None:
        yield value <= column.most
