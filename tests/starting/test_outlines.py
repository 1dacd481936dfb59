"""Which outline of a GeoJSON file goes to which province, and how exact it stays."""

import json
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from generator.reading.gate import Candidate
from generator.reading.registry import read_registry
from generator.site.maps import Map
from generator.starting import outlines as outlines_module
from generator.starting.country import Country
from generator.starting.divisions import divisions_of
from generator.starting.outlines import Outlines, OutlinesError, outlines_of

COLOMBIA = Country("CO", "Colombia")
SPAIN = Country("ES", "Spain")


Ring = Sequence[Sequence[float]]


def square(x: float, y: float, side: float = 1) -> Ring:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def feature(ring: Ring, **properties: object) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def written(folder: Path, *features: dict[str, Any]) -> Path:
    file = folder / "made-up.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return file


def outlined(file: Path, country: Country = COLOMBIA) -> tuple[Outlines, dict[str, Any]]:
    """Give what came of a file, and the geometries as the archive's own reader reads them."""
    found = outlines_of(file, country, divisions_of(country))
    copy = file.with_name("boundaries.geojson")
    copy.write_text(found.text, "utf-8")
    registry, problems = read_registry([Candidate("boundaries.geojson", copy)])
    assert [p for p in problems if p.path == "boundaries.geojson"] == []
    return found, dict(registry.boundaries)


def test_outlines_go_by_the_code_or_by_a_name_in_any_spelling(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        feature(square(-70, 0), iso_3166_2="CO-AMA", name="nonsense"),
        feature(square(-71, 0), shapeISO="CO-ANT"),
        feature(square(-72, 0), NAME_1="Bolivar", NAME_0="Colombia", GID_0="COL"),
        feature(square(-73, 0), name_alt="Somewhere|Boyacá"),
        feature(square(-74, 0), ADM1_ES="NARIÑO", ADM0_PCODE="CO"),
    )

    found, shapes = outlined(file)

    assert list(shapes) == ["amazonas", "antioquia", "bolivar", "boyaca", "narino"]
    assert (found.matched, found.spare, found.foreign, found.tolerance) == (5, [], 0, 0)
    assert len(found.missing) == 28
    latitude, longitude = found.points["bolivar"]
    assert shape(shapes["bolivar"]).contains(shapely.Point(longitude, latitude))


def test_what_belongs_to_nothing_is_told_and_other_countries_are_passed_over(
    tmp_path: Path,
) -> None:
    file = written(
        tmp_path,
        feature(square(-70, 0), name="Amazonas"),
        feature(square(-60, 0), name="Amazonas", iso_3166_2="BR-AM"),
        feature(square(-50, 0), name="Bolívar", adm0_a3="VEN"),
        feature(square(-71, 0), name="Antiquia"),
        feature(square(-72, 0)),
    )

    found, shapes = outlined(file)

    assert shape(shapes["amazonas"]).bounds == (-70, 0, -69, 1)
    assert (found.matched, found.foreign) == (1, 2)
    assert found.spare == ["Antiquia", "feature 5"]
    assert found.missing["antioquia"] == "did you mean `Antiquia`?"


def test_several_parts_and_lower_divisions_become_one_outline(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        feature(square(-4, 37), iso_3166_2="ES-GR", name="Granada"),
        feature(square(-5, 37), iso_3166_2="ES-MA", name="Málaga"),
        feature(square(0, 40), iso_3166_2="ES-AN", name="Granada"),
        feature(square(-6, 42), iso_3166_2="ES-LE", name="León"),
    )

    found, shapes = outlined(file, SPAIN)

    assert found.matched == 2
    assert found.joined == {"andalucia": ["Granada", "Málaga"]}
    parts = shapely.get_parts(shape(shapes["andalucia"]))
    assert sorted(part.bounds for part in parts) == [(-5, 37, -3, 38), (0, 40, 1, 41)]


def test_lines_that_cross_are_mended(tmp_path: Path) -> None:
    bow = [[-70, 0], [-69, 1], [-69, 0], [-70, 1], [-70, 0]]

    _, shapes = outlined(written(tmp_path, feature(bow, iso_3166_2="CO-AMA")))

    assert shape(shapes["amazonas"]).is_valid
    assert shape(shapes["amazonas"]).area == pytest.approx(0.5)


def test_large_outlines_are_simplified_and_neighbours_stay_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave: list[Sequence[float]] = [[-70 + math.sin(n / 3) / 100, n / 1000] for n in range(1001)]
    west: Ring = [[-71, 0], *wave, [-71, 1], [-71, 0]]
    east: Ring = [*wave, [-69, 1], [-69, 0], wave[0]]
    file = written(tmp_path, feature(west, iso_3166_2="CO-AMA"), feature(east, iso_3166_2="CO-ANT"))
    monkeypatch.setattr(outlines_module, "WEIGHT", 20_000)

    found, shapes = outlined(file)

    assert found.tolerance in outlines_module.TOLERANCES[1:]
    assert len(found.text) <= 20_000
    assert Map(shapes).neighbours["amazonas"] == ("antioquia",)
    assert shape(shapes["amazonas"]).hausdorff_distance(shapely.Polygon(west)) < 0.03


def test_outer_rings_run_counterclockwise_as_rfc_7946_asks(tmp_path: Path) -> None:
    clockwise = list(reversed(square(-70, 0)))

    _, shapes = outlined(written(tmp_path, feature(clockwise, iso_3166_2="CO-AMA")))

    ring = shapes["amazonas"]["coordinates"][0]
    assert sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring)) < 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is not JSON: "),
        ("[" * 100_000, "is not JSON: "),
        ("[]", "is no GeoJSON with a list of features"),
        ('{"features": [1]}', "is no GeoJSON with a list of features"),
        ('{"features": []}', "has no outline of a province of Colombia"),
        (
            json.dumps({"features": [{"properties": {"iso": "CO-AMA"}, "geometry": None}]}),
            "feature 1 has no geometry that can be read",
        ),
        (
            json.dumps({"features": [feature(square(500_000, 0), iso="CO-AMA")]}),
            "feature 1 lies outside of the globe: outlines are in degrees (EPSG:4326)",
        ),
    ],
)
def test_a_file_without_usable_outlines_is_refused(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "made-up.geojson"
    file.write_text(text, "utf-8")

    with pytest.raises(OutlinesError) as raised:
        outlines_of(file, COLOMBIA, divisions_of(COLOMBIA))

    assert told in str(raised.value)
