"""Maps shade what is known to an area, and only exact points that are not withheld are dots."""

from collections.abc import Mapping
from typing import Any

from generator.model.archive import archive_of
from generator.site.maps import Map, locator, points, shading
from tests.checks.made_up import event, registry, square

CHART = Map({"west": square(0, 0), "east": square(1, 0), "corner": square(2, 1)})
LAND = Map(registry().boundaries)
POINT = {"province": "northland", "coordinates": [35.5, 60.5], "precision": "exact"}


def place(**location: Any) -> Mapping[str, Any]:
    return {"province": "northland", "precision": "province", **location}


def test_neighbours_share_a_border_and_not_only_a_corner() -> None:
    assert CHART.neighbours == {"west": ("east",), "east": ("west",), "corner": ()}


def test_names_stand_within_the_window() -> None:
    around = CHART.surroundings("west")
    window = around.window

    assert set(around.labels) == {"west", "east"}
    for x, y in around.labels.values():
        assert window.x < x < window.x + window.width
        assert window.y < y < window.y + window.height


def test_only_an_exact_point_becomes_a_dot() -> None:
    events = (
        event("a", location=POINT),
        event("b", location=place(precision="place", place="A village", coordinates=[35.4, 60.2])),
        event("c", location=place(withheld=True)),
    )

    found = points(events, "northland", LAND)

    assert (found.exact, found.wider, found.withheld) == (1, 2, 1)
    assert found.path.count("M") == 1


def test_a_withheld_point_is_never_drawn() -> None:
    hidden = event(location={**POINT, "withheld": True})

    assert points((hidden,), "northland", LAND).path == ""
    where = locator(hidden.facts, LAND)
    assert where is not None
    assert where.dot is None


def test_a_locator_shows_each_precision_as_it_is() -> None:
    exact = locator(event(location=POINT).facts, LAND)
    province = locator(event(location=place()).facts, LAND)
    country = locator(event(location={"precision": "country"}).facts, LAND)

    assert exact is not None
    assert exact.dot == LAND.place(35.5, 60.5)
    assert province is not None
    assert (province.provinces, province.dot) == (("northland",), None)
    assert country is not None
    assert (country.provinces, country.dot, country.country) == ((), None, True)


def test_the_legend_covers_every_shaded_province() -> None:
    archive = archive_of(registry(), [])

    found = shading(archive, {"northland": 9, "southland": 2}, 3)

    assert found is not None
    assert found.legend == ((1, 2, 2), (5, 9, 9))
    assert found.nowhere == 3
    assert shading(archive, {}, 3) is None
