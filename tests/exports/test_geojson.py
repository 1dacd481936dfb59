"""Maps: points only where they may be told, read by a reader of GeoJSON that is not ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from geojson_pydantic import Feature, FeatureCollection, Point
from hypothesis import given, settings
from shapely.geometry import shape

from generator.exports.disclosure import disclosed
from generator.exports.geojson import events_geojson
from generator.exports.tables.events import EVENTS
from generator.model.archive import Archive
from tests.exports.archives import archives
from tests.exports.conftest import tolls_of


@settings(max_examples=60, deadline=None)
@given(archives())
def test_an_event_is_a_point_exactly_where_it_may_be_told_as_one(archive: Archive) -> None:
    shown = disclosed(archive)

    features = json.loads(events_geojson(shown, tolls_of))["features"]

    for feature, event in zip(features, archive.events, strict=True):
        place = event.facts.location
        told = place.coordinates and place.precision == "exact" and not place.withheld
        expected = list(reversed(place.coordinates or ())) if told else None
        assert (feature["geometry"] or {}).get("coordinates") == expected
        if place.withheld and place.coordinates:
            assert f"{place.coordinates[0]}" not in json.dumps(feature)


@pytest.mark.slow
def test_another_reader_finds_every_event_and_its_outline(data: Path, whole: Archive) -> None:
    text = (data / "events.geojson").read_text("utf-8")
    outlines = {feature["id"]: feature for feature in _features(data / "provinces.geojson")}

    features = FeatureCollection[Feature[Point, dict[str, Any]]].model_validate_json(text).features

    assert [feature.id for feature in features] == [event.id for event in whole.events]
    assert sum(feature.geometry is not None for feature in features) == 1
    for feature in features:
        told = feature.properties or {}
        named = told["outline"]
        assert (named is None) == bool(feature.geometry or not told["province"])
        if named:
            file, _, id_ = named.partition("#")
            assert file == "provinces.geojson"
            assert outlines[id_]["properties"]["name"]


@pytest.mark.slow
def test_outlines_are_valid_shapes_and_say_how_many_events_they_have(
    data: Path, whole: Archive
) -> None:
    for feature in _features(data / "provinces.geojson"):
        assert shape(feature["geometry"]).is_valid
        assert feature["properties"]["events"] == len(whole.of("provinces", feature["id"]))


@pytest.mark.slow
def test_the_sums_on_the_map_are_those_of_the_table(data: Path, rows: Any) -> None:
    told = sum(
        feature["properties"].get("killed_min", 0) for feature in _features(data / "events.geojson")
    )

    assert told == sum(row[EVENTS.at("killed_min")] or 0 for row in rows["events"]) > 0


def _features(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["features"]
    return found
