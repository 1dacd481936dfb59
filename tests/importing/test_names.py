"""Which id a name of a table stands for."""

from datetime import date

import pytest

from generator.importing.names import Missing, Names
from generator.importing.world import World
from generator.model.archive import Registry
from generator.model.entry import Body, Entry
from generator.model.registry import Actor, Province


def actor(id_: str, **facts: object) -> Entry[Actor]:
    plain = {"name": id_.replace("-", " ").title(), "kind": "authority", **facts}
    return Entry(id_, f"actors/{id_}.md", Actor.model_validate(plain), Body("", ""))


def province(id_: str, name: str) -> Entry[Province]:
    facts = Province.model_validate({"name": name})
    return Entry(id_, f"provinces/{id_}.md", facts, Body("", ""))


def on(text: str, until: str = "") -> tuple[date, date]:
    return date.fromisoformat(text), date.fromisoformat(until or text)


@pytest.fixture
def governments() -> Names:
    names = Names("actors", "ucdp")
    shared = {"aliases": ["Government of Madeupland"], "external_ids": {"ucdp": 7}}
    names.learn(
        [
            actor("old-kingdom", active="../2001-05-01", **shared),
            actor("new-republic", active="2001-05-01/2010", **shared),
            actor("made-up-front", aliases=["MUF"]),
        ]
    )
    return names


@pytest.mark.parametrize("external_id", ["", "7", "8"])
def test_of_two_bearers_the_one_counts_that_existed_then(
    governments: Names, external_id: str
) -> None:
    def found(*days: str) -> str | None:
        return governments.find("government of  MADEUPLAND", on(*days), external_id)

    assert found("1999-01-01") == "old-kingdom"
    assert found("2005-01-01") == "new-republic"
    assert found("2010-12-30", "2011-01-02") == "new-republic"


def test_the_day_of_handing_over_is_ambiguous_and_a_later_one_nobodys(governments: Names) -> None:
    both, none = on("2001-05-01"), on("2012-01-01")

    assert governments.find("Government of Madeupland", both, line=4) is None
    assert governments.find("Government of Madeupland", none, line=5) is None
    assert governments.find("Government of Madeupland", none, line=6) is None

    ids = ("new-republic", "old-kingdom")
    assert list(governments.missing.values()) == [
        Missing("Government of Madeupland", "ambiguous", ids, 1, 4),
        Missing("Government of Madeupland", "not-then", ids, 2, 5),
    ]


def test_an_id_of_the_dataset_counts_more_than_a_name(governments: Names) -> None:
    assert governments.find("MUF", on("2005-01-01"), "7") == "new-republic"
    assert governments.find("Unheard of", on("2005-01-01"), "7") == "new-republic"
    assert governments.find("MUF", on("2005-01-01")) == "made-up-front"


def test_words_that_say_what_a_place_is_do_not_count() -> None:
    places = Names("provinces", is_place=True)
    places.learn([province("northland", "Northland"), province("east", "East Province")])

    for name in ("Northland province", "State of Northland", "NORTHLAND", "northland Department"):
        assert places.find(name) == "northland", name
    assert places.find("East") == "east"
    assert places.find("Northlands") is None
    assert places.suggestion("Northlands province") == "northland"


def test_an_actor_is_not_found_without_a_word_of_its_name() -> None:
    names = Names("actors")
    names.learn([actor("state-police", name="State of Madeupland")])

    assert names.find("Madeupland") is None


def test_what_is_proposed_has_a_free_id_and_is_found_from_then_on() -> None:
    there = {"made-up-front": actor("made-up-front", name="Another")}
    registry = Registry(there, {}, {}, {}, {})
    world = World(registry, "ucdp", "ucdp-ged", proposing=True)

    first = world.actor("Made-up Front", on("2019-01-01"), 2, "12")
    again = world.actor("made-up front", on("2020-01-01"), 3, "12")
    odd = world.actor("جبهه ساختگی", on("2019-01-01"), 4, "13")

    assert (first, again, odd) == ("made-up-front-2", "made-up-front-2", "ucdp-actor-13")
    assert world.proposed is not None
    assert world.proposed.actors["made-up-front-2"].facts.external_ids == {"ucdp": "12"}


def test_nothing_is_proposed_for_a_name_that_is_known_at_another_time() -> None:
    old = actor("old-kingdom", active="../2001", name="Government of Madeupland")
    registry = Registry({"old-kingdom": old}, {}, {}, {}, {})
    world = World(registry, "ucdp", "ucdp-ged", proposing=True)

    assert world.actor("Government of Madeupland", on("2005-01-01"), 2) is None
    assert world.proposed is not None
    assert world.proposed.actors == {}


def test_what_is_proposed_names_the_one_entry_that_it_resembles() -> None:
    there = [
        province("coa", "Coastland of the Kings"),
        province("north", "Northland"),
        province("bay", "Bay"),
        province("bay-south", "South Bay Area"),
    ]
    world = World(Registry({}, {p.id: p for p in there}, {}, {}, {}), "", "a table", proposing=True)

    for name in ("Coastland state", "Nothland", "South Bay", "Elsewhere", "Kings Bay Coastland"):
        world.province(name, 2)

    assert world.resembling == {
        ("provinces", "coastland"): "coa",
        ("provinces", "nothland"): "north",
        ("provinces", "south-bay"): "bay-south",
    }
    assert world.proposed is not None
    assert "(such as `coa`?)" in world.proposed.provinces["coastland"].body.source


def test_where_there_are_outlines_no_province_is_proposed() -> None:
    outline = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    with_outlines = World(Registry({}, {}, {}, {}, {"x": outline}), "", "t", proposing=True)
    without = World(Registry({}, {}, {}, {}, {}), "", "t", proposing=True)

    assert with_outlines.province("Northland state", 2) is None
    assert without.province("Northland state", 2) == "northland"
    assert without.province("Northland", 3) == "northland"
