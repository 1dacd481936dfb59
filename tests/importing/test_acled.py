"""What becomes of ACLED's columns; all rows are made up."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.importing import acled
from generator.importing.draft import Draft, RefusedError
from generator.importing.table import Row
from generator.importing.world import World
from generator.reading.gate import survey
from generator.reading.registry import read_registry
from tests.importing.tables import ACLED, acled_row

BASE = Path(__file__).parents[1] / "broken" / "base"
REGISTRY, _ = read_registry(survey(BASE)[0])


def draft(**cells: str) -> Draft:
    return draft_with({}, cells)


def draft_with(types: Mapping[str, str], cells: Mapping[str, str]) -> Draft:
    row = Row(2, {key: cell for key, cell in acled_row(**cells).items() if cell})
    world = World(REGISTRY, "acled", "acled", proposing=True)
    return acled.importer("", types).read(row, world)


def location(**cells: str) -> dict[str, Any]:
    found: dict[str, Any] = draft(**cells).facts["location"]
    return found


def test_the_made_up_row_and_the_importer_have_the_31_columns() -> None:
    assert len(acled.COLUMNS) == 31
    assert ACLED.keys() <= set(acled.COLUMNS)


def test_a_row_becomes_an_entry_with_everything_that_it_says() -> None:
    found = draft()

    assert found.facts == {
        "title": "Made-up Army \N{EN DASH} Made-up Wing: armed clash in Made-up town, Northland",
        "date": "2019-03-05",
        "type": "armed-clash",
        "location": {
            "province": "northland",
            "district": "Made-up",
            "place": "Made-up town",
            "precision": "place",
        },
        "actors": [
            {"actor": "made-up-army", "role": "participant", "certainty": "unknown"},
            {"actor": "made-up-wing", "role": "participant", "certainty": "unknown"},
            {"actor": "made-up-front", "role": "participant", "certainty": "unknown"},
        ],
        "casualties": [{"outcome": "killed", "group": "unknown", "count": "2", "basis": ["acled"]}],
        "claims": [
            {
                "id": "acled",
                "by": "acled",
                "stance": "asserts",
                "text": "On 5 March 2019, made-up people clashed. Two made-up fatalities.",
                "reports": [{"outcome": "killed", "group": "unknown", "count": "2"}],
                "source": "acled",
            }
        ],
        "sources": [
            {"id": "acled", "publisher": "acled", "title": "ACLED, event ZZZ101"},
            {"id": "acled-1", "publisher": "made-up-times"},
        ],
        "external_ids": {"acled": "ZZZ101"},
    }
    not_kept = {"event_id_cnty", "year", "timestamp"}
    assert found.cells == {k: v for k, v in acled_row().items() if k not in not_kept}


@pytest.mark.parametrize(
    ("precision", "day", "written"),
    [
        ("1", "2019-03-05", "2019-03-05"),
        ("2", "5 March 2019", "2019-03-05~"),
        ("3", "05 March 2019", "2019-03"),
        ("", "2019-03-05", "2019-03-05?"),
    ],
)
def test_dates_keep_their_precision(precision: str, day: str, written: str) -> None:
    assert draft(time_precision=precision, event_date=day).facts["date"] == written


def test_no_point_of_a_town_becomes_the_point_of_an_event() -> None:
    province = {"province": "northland"}
    district = {**province, "district": "Made-up", "precision": "district"}

    assert "coordinates" not in location()
    assert location(geo_precision="2") == district
    assert location(geo_precision="1", location="") == district
    assert location(geo_precision="3") == {**province, "precision": "province"}
    assert location(geo_precision="") == {**province, "precision": "province"}


def test_in_violence_against_civilians_one_acts_and_the_other_is_meant() -> None:
    found = draft(
        event_type="Violence against civilians", sub_event_type="Attack", assoc_actor_1="",
        actor2="Civilians (Madeupland)", inter2="Civilians",
    )  # fmt: skip

    assert [(a["actor"], a["role"]) for a in found.facts["actors"]] == [
        ("made-up-army", "initiator"),
        ("civilians-madeupland", "target"),
    ]


def test_a_type_can_be_chosen_for_a_sub_event_type() -> None:
    assert draft_with({"Armed clash": "clash"}, {}).facts["type"] == "clash"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"event_date": ""}, "there is no date"),
        ({"event_date": "5 Marz 2019"}, "`event_date` is no day"),
        ({"time_precision": "4"}, "`time_precision` is not between 1 and 3"),
        ({"geo_precision": "0"}, "`geo_precision` is not between 1 and 3"),
        ({"sub_event_type": ""}, "there is no type"),
        ({"admin1": ""}, "there is no province"),
        ({"admin1": "Nowhere"}, "the province is not in the registry"),
        ({"fatalities": "many"}, "`fatalities` is no whole number"),
    ],
)
def test_a_row_is_refused_with_a_reason(cells: dict[str, str], reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        draft(**cells)

    assert caught.value.reason == reason
