"""What becomes of UCDP's columns, over the archive of the broken cases."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.importing import ucdp
from generator.importing.draft import Draft, RefusedError
from generator.importing.table import Row, read_table
from generator.importing.world import World
from generator.reading.gate import survey
from generator.reading.registry import read_registry
from tests.importing.tables import table, ucdp_row

BASE = Path(__file__).parents[1] / "broken" / "base"
REGISTRY, _ = read_registry(survey(BASE)[0])


def draft(**cells: str) -> Draft:
    return draft_with({}, cells)


def draft_with(types: Mapping[str, str], cells: Mapping[str, str]) -> Draft:
    row = Row(2, {key: cell for key, cell in ucdp_row(**cells).items() if cell})
    world = World(REGISTRY, "ucdp", "ucdp-ged", proposing=True)
    world.actor("Civilians", (date.min, date.max), 0, kind="community")
    return ucdp.importer("22.1", types).read(row, world)


def location(**cells: str) -> dict[str, Any]:
    found: dict[str, Any] = draft(**cells).facts["location"]
    return found


def test_the_importer_knows_the_49_columns() -> None:
    assert len(set(ucdp.COLUMNS)) == len(ucdp.COLUMNS) == 49


def test_a_row_becomes_an_entry_with_everything_that_it_says() -> None:
    found = draft()

    assert found.notes == ()
    assert found.facts == {
        "title": "Made-up Army \N{EN DASH} Made-up Front: state-based violence in Made-up town, "
        "Northland",
        "date": "2019-03-05",
        "type": "state-based-violence",
        "location": {
            "province": "northland",
            "district": "Made-up",
            "place": "Made-up town",
            "coordinates": [35.5, 60.5],
            "precision": "exact",
        },
        "actors": [
            {"actor": "made-up-army", "role": "participant", "certainty": "unknown"},
            {"actor": "made-up-front", "role": "participant", "certainty": "unknown"},
        ],
        "casualties": [{"outcome": "killed", "group": "fighters", "count": "2", "basis": ["ucdp"]}],
        "claims": [
            {
                "id": "ucdp",
                "by": "ucdp",
                "stance": "asserts",
                "text": "Killed: best 2, high 2, low 2. By side: Made-up Army: 0, Made-up Front: "
                "2, civilians: 0, of unknown status: 0. Place: Made-up town by the river. Sources: "
                '"Made-up Times,2019-03-06,Two made-up dead". Said by: a made-up spokesman.',
                "reports": [{"outcome": "killed", "group": "fighters", "count": "2"}],
                "source": "ucdp",
            }
        ],
        "sources": [
            {
                "id": "ucdp",
                "publisher": "ucdp",
                "title": "UCDP Georeferenced Event Dataset, event 101",
            },
            {
                "id": "ucdp-1",
                "publisher": "made-up-times",
                "title": "Two made-up dead",
                "published": "2019-03-06",
            },
        ],
        "external_ids": {"ucdp": "101"},
    }


def test_cells_hold_what_no_field_holds_and_nothing_that_can_be_worked_out() -> None:
    row = ucdp_row()

    cells = draft().cells

    worked_out = {"id", "year", "date_start", "date_end", "priogrid_gid"}
    worked_out |= {"best", "high", "low"}
    assert cells == {key: cell for key, cell in row.items() if key not in worked_out}
    assert draft(priogrid_gid="7.0").cells["priogrid_gid"] == "7"
    assert draft(year="2018").cells["year"] == "2018"


@pytest.mark.parametrize(
    ("precision", "first", "last", "written"),
    [
        ("1", "2019-03-05", "2019-03-05", "2019-03-05"),
        ("1.0", "2019-03-05 00:00:00.000", "2019-03-05 00:00:00", "2019-03-05"),
        ("2", "2019-03-05", "2019-03-07", "2019-03-05/2019-03-07"),
        ("2", "2019-03-05", "2019-03-05", "2019-03-05~"),
        ("3", "2019-03-04", "2019-03-10", "2019-03-04/2019-03-10"),
        ("4", "2020-02-01", "2020-02-29", "2020-02"),
        ("4", "2019-03-01", "2019-03-30", "2019-03-01/2019-03-30"),
        ("5", "2019-01-01", "2019-12-31", "2019"),
        ("5", "2019-03-01", "2019-05-31", "2019-03-01/2019-05-31"),
        ("", "2019-03-01", "2019-03-31", "2019-03"),
        ("", "2019-03-05", "2019-03-06", "2019-03-05/2019-03-06"),
        ("", "2019-03-05", "", "2019-03-05?"),
    ],
)
def test_dates_keep_their_precision(precision: str, first: str, last: str, written: str) -> None:
    found = draft(date_prec=precision, date_start=first, date_end=last)

    assert found.facts["date"] == written


def test_a_place_is_told_as_exactly_as_the_table_knows_it_and_no_point_is_invented() -> None:
    whole = {"province": "northland", "district": "Made-up"}
    place = {**whole, "place": "Made-up town", "precision": "place"}

    assert location(where_prec="2") == place
    assert location(where_prec="1", latitude="", longitude="") == place
    assert location(where_prec="1", latitude="34.5") == place, "the point lies in Southland"
    assert location(where_prec="3") == {**whole, "precision": "district"}
    assert location(where_prec="3", adm_2="") == {"province": "northland", "precision": "province"}
    assert location(where_prec="4") == {**whole, "precision": "province"}
    assert location(where_prec="5")["place"] == "Made-up town"
    assert location(where_prec="5")["precision"] == "province"
    assert location(where_prec="5", adm_1="") == {"place": "Made-up town", "precision": "country"}
    assert location(where_prec="6") == {"precision": "country"}
    assert location(where_prec="7", adm_1="") == {"place": "Made-up town", "precision": "country"}
    assert location(where_prec="") == {**whole, "precision": "district"}


def test_a_district_is_named_without_the_word_for_it() -> None:
    assert location(adm_2="Nahr district (Old Nahr)")["district"] == "Nahr (Old Nahr)"
    assert location(adm_2="Nahr municipality")["district"] == "Nahr"
    assert location(adm_2="District")["district"] == "District"


def test_a_province_that_is_not_named_is_that_around_the_point() -> None:
    found = draft(adm_1="")

    assert found.facts["location"]["province"] == "northland"
    assert found.notes == ("`adm_1` is empty: the province in whose outline the point lies",)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"date_start": ""}, "there is no date"),
        ({"date_start": "5 March"}, "`date_start` is no day"),
        ({"date_start": "2019-02-30"}, "`date_start` is no day"),
        ({"date_end": "2019-03-04"}, "`date_end` lies before `date_start`"),
        ({"side_b": ""}, "a side is not named"),
        ({"type_of_violence": "4"}, "`type_of_violence` is none of 1, 2 and 3"),
        ({"where_prec": "9"}, "`where_prec` is not between 1 and 7"),
        ({"where_prec": "x"}, "`where_prec` is no whole number"),
        ({"latitude": "north"}, "`latitude` is no number of degrees"),
        ({"longitude": "181"}, "`longitude` is no number of degrees"),
        ({"best": "-1"}, "`best` is no number of people"),
        ({"best": "99999999"}, "`best` is no number of people"),
        ({"deaths_a": "1.5"}, "`deaths_a` is no whole number"),
        ({"adm_1": "Nowhere province"}, "the province is not in the registry"),
        ({"adm_1": "", "latitude": "", "longitude": ""}, "there is no province"),
        (
            {"adm_1": "", "latitude": "35.0"},
            "there is no province, and point and district tell several",
        ),
        ({"adm_1": "", "where_prec": "", "adm_2": ""}, "there is no province"),
    ],
)
def test_a_row_is_refused_with_a_reason(cells: dict[str, str], reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        draft(**cells)

    assert caught.value.reason == reason


def test_one_sided_violence_has_one_who_acts_and_civilians_who_are_meant() -> None:
    found = draft(
        type_of_violence="3", side_b="Civilians", side_b_new_id="1", deaths_b="0",
        deaths_civilians="2",
    )  # fmt: skip

    assert [(a["actor"], a["role"]) for a in found.facts["actors"]] == [
        ("made-up-army", "initiator"),
        ("civilians", "target"),
    ]
    assert found.facts["casualties"][0]["group"] == "civilians"
    assert found.facts["title"].startswith("Made-up Army: one-sided violence against civilians in")


def test_civilians_who_died_in_a_fight_are_affected() -> None:
    found = draft(deaths_civilians="1", best="3", high="4", low="3")

    assert found.facts["actors"][2] == {
        "actor": "civilians", "role": "affected", "certainty": "unknown",
    }  # fmt: skip
    assert [(row["group"], row["count"]) for row in found.facts["casualties"]] == [
        ("fighters", {"min": 2, "best": 2, "max": 3}),
        ("civilians", "1"),
    ]


def test_a_side_of_several_actors_is_taken_apart() -> None:
    found = draft(side_b="Made-up Front, Made-up Wing", side_b_new_id="9")

    assert [a["actor"] for a in found.facts["actors"]] == [
        "made-up-army", "made-up-front", "made-up-wing",
    ]  # fmt: skip


def test_estimates_in_no_order_are_told_as_they_stand() -> None:
    found = draft(low="3", best="2", high="1")

    assert found.facts["casualties"][0]["count"] == {"min": 1, "best": 2, "max": 3}
    assert "Killed: best 2, high 1, low 3." in found.facts["claims"][0]["text"]
    assert {found.cells[key] for key in ("low", "best", "high")} == {"3", "2", "1"}


def test_a_type_can_be_chosen_for_a_code() -> None:
    assert draft_with({"1": "clash"}, {}).facts["type"] == "clash"
    with pytest.raises(ValueError, match="`9` is no type_of_violence"):
        ucdp.importer("", {"9": "clash"})


@pytest.mark.parametrize(
    ("side_a", "side_b", "type_"),
    [
        ("Government of Madeupland", "Made-up Front", "state-based-violence"),
        ("Made-up Wing", "Made-up Front", "non-state-violence"),
        ("Made-up Wing", "Civilians", "one-sided-violence"),
    ],
)
def test_a_type_that_the_table_leaves_out_follows_from_the_sides(
    side_a: str, side_b: str, type_: str
) -> None:
    found = draft(type_of_violence="", side_a=side_a, side_b=side_b, side_b_new_id="")

    assert found.facts["type"] == type_


def test_sources_are_parted_where_their_lists_are_of_one_length() -> None:
    two = draft(
        source_office="Made-up Times;MUT;Unheard of",
        source_date="2019-03-06;2019-03-07;2019-03-08",
        source_headline="One;Two;Three",
    ).facts["sources"]
    odd = draft(source_office="MUT;MUT", source_date="2019-03-06", source_headline="A; b; c")

    assert [(s["id"], s.get("title"), s.get("published")) for s in two[1:]] == [
        ("ucdp-1", "One", "2019-03-06"),
        ("ucdp-2", "Two", "2019-03-07"),
    ]
    assert odd.facts["sources"][1:] == [
        {"id": "ucdp-1", "publisher": "made-up-times"},
        {"id": "ucdp-2", "publisher": "made-up-times"},
    ]


def test_another_row_that_places_the_district_elsewhere_forbids_to_trust_the_point(
    tmp_path: Path,
) -> None:
    row = read_table(table(tmp_path / "t.csv", [ucdp_row(adm_1="")])).rows[0]
    world = World(REGISTRY, "ucdp", "ucdp-ged", proposing=True)
    world.learn_district("Made-up District", "Southland province")

    with pytest.raises(RefusedError, match="point and district tell several"):
        ucdp.importer("22.1", {}).read(row, world)
