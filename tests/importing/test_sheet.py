"""Anybody's sheet, read by a mapping file; the page on imports has the example."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import pipeline
from generator.commands.importing import import_
from generator.engines.clock import today
from generator.importing.mapping import Mapped
from generator.model.event import Event
from tests.conftest import REPOSITORY, digest
from tests.importing.tables import SHARED, table

PAGE = (REPOSITORY / "docs" / "import.md").read_text("utf-8")
EXAMPLE = re.findall(r"```yaml\n# mapping.yml\n(.*?)```", PAGE, re.DOTALL)[0]
BASE = Path(__file__).parents[1] / "broken" / "base"
SMALL: Mapping[str, Any] = {
    "dataset": "made-up-sheet",
    "publisher": "made-up-times",
    "attribution": "Made up.",
    "row": "No.",
    "date": "Day",
    "type": {"constant": "raid"},
    "province": "Region",
    "actors": [{"name": {"constant": "MUF"}, "role": "initiator"}],
}
ROW = {"No.": "1", "Day": "2019-03-05", "Region": "Northland"}
BLNS = SHARED / "hostile" / "blns.json"


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """The small made-up archive, without its event."""
    entries = tmp_path / "entries"
    for path in BASE.rglob("*.*"):
        if path.is_file() and "events" not in path.parts:
            copy = entries / path.relative_to(BASE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    return entries


def bring(
    entries: Path, mapping: Mapping[str, Any] | str, rows: list[dict[str, str]], *options: str
) -> Result:
    columns = dict.fromkeys(column for row in rows for column in row)
    file = table(entries.parent / "sheet.csv", rows, columns)
    own = entries.parent / "mapping.yml"
    text = mapping if isinstance(mapping, str) else yaml.safe_dump(dict(mapping))
    own.write_text(text, encoding="utf-8")
    arguments = ["csv", str(file), "--mapping", str(own), "--entries", str(entries), *options]
    return CliRunner().invoke(import_, arguments, catch_exceptions=False)


def events(entries: Path) -> dict[str, Event]:
    """Give the events by row, of an archive that passes the check."""
    outcome = pipeline.run(entries, today())
    assert outcome.errors == ()
    assert outcome.archive is not None
    return {e.facts.imported.row: e.facts for e in outcome.archive.events if e.facts.imported}


def test_the_example_of_the_page_reads_a_sheet(entries: Path) -> None:
    text = EXAMPLE.replace("example-monitor", "made-up-times").replace("Civilians", "MUF")
    text = text.replace("bombing", "raid").replace("armed-attack", "raid")
    row = {
        "No.": "1", "Day": "30.12.2019", "Until": "02.01.2020", "Kind": "Bomb",
        "Region": "the north", "District": "D", "Village": "V",
        "Attacker": "Made-up Wing; Made-up Army", "Dead": "8+", "Hurt min": "2", "Hurt": "3",
        "Hurt max": "9", "What happened": "A bomb\nwent off.", "Paper": "MUT",
        "Link": "https://example.org/a", "Headline": "H", "Printed": "03.01.2020",
        "Checked by": "A. Editor", "Phone": "070 000 0000",
    }  # fmt: skip
    other = {**row, "No.": "2", "Kind": "Other", "Until": "", "Village": "W", "Dead": ""}

    result = bring(entries, text, [row, other], "--report", "json")

    assert result.exit_code == 0, result.output
    found = events(entries)
    assert found.keys() == {"1", "2"}
    event = found["1"]
    assert event.title == "Made-up Wing – Made-up Army: raid (made up) in V, Northland"  # noqa: RUF001
    assert event.date.text == "2019-12-30/2020-01-02"
    assert event.location.place == "V"
    assert [(a.actor, a.role, a.certainty) for a in event.actors] == [
        ("made-up-wing", "initiator", "suspected"),
        ("made-up-army", "initiator", "suspected"),
        ("made-up-front", "affected", "unknown"),
    ]
    assert [(c.outcome, str(c.count)) for c in event.casualties] == [
        ("killed", "at least 8"),
        ("injured", "3 (best estimate; 2–9)"),  # noqa: RUF001
    ]
    assert event.claims[0].text == "A bomb went off."
    assert event.sources[1].url == "https://example.org/a"
    assert event.imported is not None
    assert event.imported.cells == {"Checked by": "A. Editor"}
    assert found["2"].type == "clash"
    assert json.loads(result.stdout)["columns"]["unknown"] == ["Phone"]
    before = digest(entries)
    assert bring(entries, text, [row, other]).exit_code == 0
    assert digest(entries) == before


def test_each_column_of_dates_can_have_a_form_of_its_own(entries: Path) -> None:
    published = {"column": "Printed", "date_form": "%Y-%m-%d"}
    mapping = {
        **SMALL,
        "date_form": "%d.%m.%Y",
        "sources": [{"publisher": {"constant": "made-up-times"}, "published": published}],
    }

    result = bring(entries, mapping, [{**ROW, "Day": "05.03.2019", "Printed": "2019-03-06"}])

    assert result.exit_code == 0, result.output
    event = events(entries)["1"]
    assert event.date.text == "2019-03-05"
    assert event.sources[1].published is not None
    assert event.sources[1].published.text == "2019-03-06"


def test_a_mapping_saved_by_an_editor_on_windows_is_read(entries: Path) -> None:
    text = "\ufeff" + yaml.safe_dump(dict(SMALL)).replace("\n", "\r\n")

    result = bring(entries, text, [ROW])

    assert result.exit_code == 0, result.output
    assert events(entries).keys() == {"1"}


def test_the_page_tells_every_field_of_a_mapping() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE.split("## Any other sheet")[1]))

    assert Mapped.model_fields.keys() <= told


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({**SMALL, "dates": "x"}, "unknown-field: `dates` is no field (did you mean `date`?)"),
        ({k: v for k, v in SMALL.items() if k != "row"}, "missing-field: `row` is missing"),
        (
            {**SMALL, "province": {"column": "a", "constant": "b"}},
            "name a `column` or a `constant`",
        ),
        ({**SMALL, "latitude": "Lat"}, "name both `latitude` and `longitude`, or none"),
        (
            {**SMALL, "latitude": "Lat", "longitude": "Lon"},
            "say in `precision` how exact the points are",
        ),
        (
            {**SMALL, "casualties": [{"outcome": "killed", "group": "unknown"}]},
            "name `count`, or `low`, `best` and `high`",
        ),
        (
            {**SMALL, "keep": ["Nowhere"]},
            "there is no column `Nowhere`; there are `No.`, `Day`, `Region`",
        ),
        ({**SMALL, "date_form": "%d.%m"}, "write day, month and year once"),
        ({**SMALL, "date_form": "%d.%d.%Y"}, "write day, month and year once"),
        ({**SMALL, "date_form": "%Q"}, "write day, month and year once"),
        (
            {**SMALL, "date": {"column": "Day", "date_form": "%d.%m"}},
            "write day, month and year once",
        ),
        (
            {**SMALL, "province": {"column": "Region", "date_form": "%d.%m.%Y"}},
            "unknown-field: `province.date_form` is no field",
        ),
        ("- a", "`the mapping` is a list"),
        ("a: [", "yaml-syntax"),
        ({**SMALL, "publisher": "nobody"}, "the publisher `nobody` is not in publishers.yml"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told_and_exits_with_2(
    mapping: Mapping[str, Any] | str, message: str, entries: Path
) -> None:
    result = bring(entries, mapping, [ROW])

    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize(
    ("more", "cells", "reason"),
    [
        ({}, {"Day": ""}, "there is no date"),
        ({}, {"Day": "5.3.2019"}, "`Day` is no day"),
        ({}, {"Region": "Nowhere"}, "the province is not in the registry"),
        ({"type": "Kind"}, {"Kind": ""}, "there is no type"),
        ({"type": "Kind"}, {"Kind": "siege"}, "the type is not in types.yml"),
        (
            {"type": {"column": "Kind", "values": {"a": "raid"}}},
            {"Kind": "b"},
            "`Kind` has a value that the mapping does not name",
        ),
        ({"date_end": "End"}, {"End": "2018"}, "the date ends before it begins"),
        (
            {"casualties": [{"outcome": "killed", "group": "unknown", "count": "Dead"}]},
            {"Dead": "some"},
            "`Dead` is no number of people",
        ),
        ({"actors": [{"name": "Who", "role": "target"}]}, {"Who": ""}, "no actor is named"),
        (
            {"sources": [{"publisher": {"constant": "MUT"}, "url": "Link"}]},
            {"Link": "javascript:alert(1)"},
            "`archive check` would refuse the entry: bad-url",
        ),
    ],
)
def test_a_row_is_refused_with_a_reason(
    more: Mapping[str, Any], cells: dict[str, str], reason: str, entries: Path
) -> None:
    result = bring(entries, {**SMALL, **more}, [{**ROW, **cells}], "--report", "json")

    assert result.exit_code == 1
    assert [*json.loads(result.stdout)["refused"]] == [reason]


def test_rows_of_one_country_can_be_chosen(entries: Path) -> None:
    mapping = {**SMALL, "country": "Land"}
    rows = [{**ROW, "Land": "A"}, {**ROW, "No.": "2", "Land": "B"}]

    bring(entries, mapping, rows, "--country", "b")
    again = bring(entries, mapping, rows[:1], "--report", "json")

    assert json.loads(again.stdout)["gone"] == []
    assert {row: e.imported.cells for row, e in events(entries).items() if e.imported} == {
        "1": {"Land": "A"},
        "2": {"Land": "B"},
    }
    none = bring(entries, SMALL, rows, "--country", "b")
    assert none.exit_code == 2


def test_points_stand_where_their_precision_allows_it(entries: Path) -> None:
    mapping = {**SMALL, "latitude": "Lat", "longitude": "Lon", "precision": "How", "place": "P"}
    cells = {"Lat": "35.5", "Lon": "60.5", "How": "exact", "P": "V"}
    rows = [
        {**ROW, **cells},
        {**ROW, **cells, "No.": "2", "How": "province"},
        {**ROW, **cells, "No.": "3", "Lat": "34.5"},
        {**ROW, **cells, "No.": "4", "How": "country"},
    ]

    assert bring(entries, mapping, rows).exit_code == 0

    places = {row: event.location for row, event in events(entries).items()}
    assert (places["1"].precision, places["1"].coordinates) == ("exact", (35.5, 60.5))
    assert (places["2"].precision, places["2"].coordinates) == ("province", None)
    assert (places["3"].precision, places["3"].coordinates) == ("place", None)
    assert (places["4"].precision, places["4"].province) == ("country", None)


@pytest.mark.skipif(not BLNS.exists(), reason="the list of naughty strings is not here")
def test_hostile_cells_become_entries_that_read_back_equal_or_are_refused(entries: Path) -> None:
    strings = [s for s in json.loads(BLNS.read_text("utf-8")) if "\0" not in s]
    mapping = {
        **SMALL, "title": {"column": "T", "default": "none"}, "text": "T", "place": "T",
        "district": "T", "keep": ["T"],
        "sources": [{"publisher": {"constant": "MUT"}, "title": "T", "author": "T"}],
    }  # fmt: skip
    rows = [{**ROW, "No.": str(n), "T": text} for n, text in enumerate(strings)]

    result = bring(entries, mapping, rows, "--report", "json")

    report = json.loads(result.stdout)
    found = events(entries)
    refused = {r["row"] for group in report["refused"].values() for r in group["rows"]}
    assert len(strings) > 500
    assert found.keys() | refused == {row["No."] for row in rows}
    assert not found.keys() & refused
    assert len(refused) < 5
    for row in rows:
        event = found.get(row["No."])
        if event is not None and row["T"].isascii() and row["T"].isprintable():
            plain = row["T"].strip()
            assert event.imported is not None
            assert event.imported.cells == ({"T": plain} if plain else {})
            title = " ".join(plain.split()) or "none"
            assert event.title == title or event.title.endswith("…")
    before = digest(entries)
    bring(entries, mapping, rows)
    assert digest(entries) == before
