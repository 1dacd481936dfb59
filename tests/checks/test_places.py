"""Points near borders, swapped coordinates, and precision that says what is there."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.outlines import TOLERANCE
from tests.checks.made_up import ID, OUTLINES, PROVINCES, draft_of, event, found, hints, registry


def at(latitude: float, longitude: float, **fields: Any) -> list[str]:
    """Put a point into Northland, from 35 to 36 north and 60 to 61 east; give the remedies."""
    point = {
        "province": "northland",
        "coordinates": [latitude, longitude],
        "precision": "exact",
    }
    return hints("outside-province", draft_of(event(location=point, **fields)))


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        pytest.param(35.5, 60.5, id="inside"),
        pytest.param(35.0, 60.0, id="on-a-corner"),
        pytest.param(36.0, 60.5, id="on-the-border"),
        pytest.param(36 + TOLERANCE * 0.9, 60.5, id="just-outside"),
        pytest.param(35 - TOLERANCE * 0.9, 60.5, id="just-inside-the-neighbour"),
    ],
)
def test_a_point_in_its_province_or_close_to_its_border_passes(
    latitude: float, longitude: float
) -> None:
    assert at(latitude, longitude) == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "where"),
    [
        pytest.param(35 - TOLERANCE * 1.1, 60.5, "in `southland`", id="in-the-neighbour"),
        pytest.param(36 + TOLERANCE * 1.1, 60.5, "in no province", id="beyond-the-border"),
        pytest.param(36 + TOLERANCE, 61 + TOLERANCE, "in no province", id="beyond-the-corner"),
        pytest.param(-35.5, 60.5, "in no province", id="south-for-north"),
    ],
)
def test_a_point_elsewhere_is_told_where_it_lies(
    latitude: float, longitude: float, where: str
) -> None:
    assert at(latitude, longitude) == [
        f"the point lies {where}; mend the coordinates or the province"
    ]


def test_swapped_coordinates_are_recognised() -> None:
    assert at(60.5, 35.5) == ["latitude comes first: swap the two numbers"]


def test_a_point_may_lie_in_a_further_province_of_the_entry() -> None:
    assert at(34.5, 60.5, also_in=["southland"]) == []


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_exactly_the_points_within_the_tolerance_pass(latitude: float, longitude: float) -> None:
    beyond = max(35 - latitude, 0, latitude - 36) ** 2 + max(60 - longitude, 0, longitude - 61) ** 2
    distance = beyond**0.5

    if abs(distance - TOLERANCE) > 1e-9:
        assert (at(latitude, longitude) == []) is (distance < TOLERANCE)


def test_without_outlines_nothing_is_said_about_points() -> None:
    point = {"province": "northland", "coordinates": [0, 0], "precision": "exact"}

    draft = draft_of(event(location=point), of=registry(outlines={}))

    assert found("outside-province", draft) == []
    assert found("unknown-outline", draft) == []


def test_a_province_without_an_outline_is_told_which_outline_is_spare() -> None:
    outlines = {"nordland": OUTLINES["northland"], "southland": OUTLINES["southland"]}

    draft = draft_of(of=registry(outlines=outlines))

    assert found("unknown-outline", draft) == [
        ("northland", "", "`northland` has no outline in boundaries.geojson")
    ]
    assert hints("unknown-outline", draft) == ["did you mean `nordland`?"]


@pytest.mark.parametrize(
    "ring",
    [
        pytest.param([[60, 35], [61, 36], [61, 35], [60, 36]], id="bow-tie"),
        pytest.param([[60, 35]] * 4, id="a-single-point"),
        pytest.param([[60, 35], [60, 35], [61, 36], [61, 36]], id="a-line"),
    ],
)
def test_an_outline_that_crosses_itself_stops_nothing(ring: list[list[float]]) -> None:
    broken = {"northland": {"type": "Polygon", "coordinates": [ring]}}
    north = {**PROVINCES["northland"], "coordinates": [0, 0]}

    draft = draft_of(of=registry(provinces={"northland": north}, outlines=broken))

    assert [message for *_, message in found("outside-province", draft)] == [
        "0.0, 0.0 is not in `northland`"
    ]


POINT = [35.5, 60.5]
HERE = {"province": "northland"}


@pytest.mark.parametrize(
    ("location", "fields"),
    [
        pytest.param({**HERE, "precision": "exact", "coordinates": POINT}, [], id="exact"),
        pytest.param({**HERE, "precision": "place", "place": "A"}, [], id="place"),
        pytest.param(
            {**HERE, "precision": "place", "place": "A", "coordinates": POINT},
            [],
            id="place-and-point",
        ),
        pytest.param({**HERE, "precision": "district", "district": "A"}, [], id="district"),
        pytest.param({**HERE, "precision": "province"}, [], id="province"),
        pytest.param({"precision": "country"}, [], id="country"),
        pytest.param({**HERE, "precision": "exact"}, ["precision"], id="no-point"),
        pytest.param({**HERE, "precision": "exact", "place": "A"}, ["precision"], id="place-only"),
        pytest.param({**HERE, "precision": "place"}, ["precision"], id="no-place"),
        pytest.param({**HERE, "precision": "district"}, ["precision"], id="no-district"),
        pytest.param({**HERE, "precision": "country"}, ["precision"], id="country-yet-province"),
        pytest.param({"precision": "province"}, ["precision"], id="no-province"),
        pytest.param({"precision": "place"}, ["precision"] * 2, id="no-province-and-no-place"),
        pytest.param(
            {**HERE, "precision": "district", "district": "A", "coordinates": POINT},
            ["coordinates"],
            id="point-of-a-district",
        ),
        pytest.param(
            {**HERE, "precision": "province", "withheld": True}, [], id="withheld-to-the-province"
        ),
        pytest.param(
            {**HERE, "precision": "district", "district": "A", "withheld": True},
            [],
            id="withheld-to-the-district",
        ),
        pytest.param(
            {**HERE, "precision": "district", "withheld": True},
            ["precision"],
            id="withheld-to-no-district",
        ),
        pytest.param(
            {**HERE, "precision": "exact", "coordinates": POINT, "withheld": True},
            ["precision", "coordinates"],
            id="withheld-yet-exact",
        ),
        pytest.param(
            {**HERE, "precision": "province", "names": {"fa": ["الف"]}, "withheld": True},
            ["names"],
            id="withheld-yet-named",
        ),
    ],
)
def test_the_precision_says_what_is_there(location: dict[str, Any], fields: list[str]) -> None:
    draft = draft_of(event(location=location))

    assert [(id_, field) for id_, field, _ in found("location-precision", draft)] == [
        (ID, f"location.{field}") for field in fields
    ]
