"""Outlines of provinces from somebody's GeoJSON file: which belongs to which, and how exact."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from generator.model.registry import Province
from generator.model.slug import slug_of
from generator.reading.gate import LARGEST_BOUNDARIES
from generator.reading.suggestion import did_you_mean
from generator.starting.country import Country, by_word
from generator.starting.divisions import Divisions

WEIGHT = 256 * 1024
"""Bytes: every reader of the map, and of the form, loads the outlines."""
TOLERANCES = (0.0, 0.001, 0.002, 0.005, 0.01, 0.02)
"""Degrees by which a line may be moved; a point may lie 0.03 outside of its province."""
_GRID = 0.0001
"""Degrees, about 11 m: finer than any border is known."""
_GLOBE = shapely.box(-180, -90, 180, 90)
_CODE = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")
_OF_THE_COUNTRY = re.compile(
    r"(?:iso_?a[23]|iso3|adm(?:in)?_?0.*|gid_?0|name_?0|shapegroup|country.*|sov_?a3)",
    re.IGNORECASE,
)
_OF_THE_PROVINCE = re.compile(r"(?:.*name.*|adm(?:in)?_?1.*|province|state)", re.IGNORECASE)

_LABEL = re.compile(
    r"name|shapename|name_1|gn_name|woe_name|adm1_[a-z]{2}|admin1name(?:_[a-z]{2})?|province|state",
    re.IGNORECASE,
)
"""Properties by which people know a feature: Natural Earth's, geoBoundaries', GADM's, OCHA's."""


class OutlinesError(ValueError):
    """The file is no GeoJSON with outlines of this country."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """The outlines by province id, as GeoJSON geometries, and what came of the file.

    `missing` are provinces without one, each with what in the file it may be; `spare` what in the
    file belongs to none; `joined` are provinces that several features fell to, with the names of
    those: a wrong label shows there; `foreign` counts what is of other countries. `points` lie
    inside, as latitude and longitude. `tolerance` is in degrees, 0 where no line was simplified.
    """

    text: str
    matched: int
    missing: Mapping[str, str]
    spare: Sequence[str]
    joined: Mapping[str, Sequence[str]]
    foreign: int
    points: Mapping[str, tuple[float, float]]
    tolerance: float


def outlines_of(file: Path, country: Country, divisions: Divisions) -> Outlines:
    """Read a GeoJSON file, and give each province its outline by ISO code, or else by name.

    Several features of one province are made one, and so are those of lower divisions. Raises
    OutlinesError, and OSError where the file cannot be read.
    """
    found: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    spare: list[str] = []
    features_of: defaultdict[str, list[Sequence[str]]] = defaultdict(list)
    foreign = 0
    ids = _ids_by_word(divisions.provinces)
    for number, feature in enumerate(_features(file)):
        properties = feature.get("properties") or {}
        words = {str(key): value for key, value in properties.items() if isinstance(value, str)}
        if _is_foreign(words, country):
            foreign += 1
        elif (id_ := _province(words, divisions, ids)) is not None:
            found[id_].extend(_areas(feature.get("geometry"), number))
            features_of[id_].append(_names(words))
        else:
            spare.append(_label(words, number))
    joined = {id_: shapely.union_all(found[id_]) for id_ in sorted(found) if found[id_]}
    if not joined:
        raise OutlinesError(f"{file} has no outline of a province of {country.name}")
    text, tolerance = _simplified(joined)
    labels = {label: label for label in spare}
    return Outlines(
        text=text,
        matched=len(joined),
        missing={
            id_: did_you_mean(province.name, labels)
            for id_, province in divisions.provinces.items()
            if id_ not in joined
        },
        spare=spare,
        joined={
            id_: sorted({name for names in several for name in names})
            for id_, several in sorted(features_of.items())
            if len(several) > 1
        },
        foreign=foreign,
        points={id_: _point_in(area) for id_, area in joined.items()},
        tolerance=tolerance,
    )


def _features(file: Path) -> list[dict[str, Any]]:
    try:
        read = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise OutlinesError(f"{file} is not JSON: {error}") from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise OutlinesError(f"{file} is no GeoJSON with a list of features")
    return features


def _areas(geometry: Any, number: int) -> Iterator[BaseGeometry]:
    """Give the polygons of a geometry, mended where its lines cross, on a fine grid."""
    try:
        whole = shapely.make_valid(shapely.force_2d(shape(geometry)))
        whole = shapely.set_precision(whole, _GRID)
    except (AttributeError, KeyError, TypeError, ValueError, ShapelyError) as error:
        raise OutlinesError(f"feature {number + 1} has no geometry that can be read") from error
    if not shapely.covers(_GLOBE, whole):
        raise OutlinesError(
            f"feature {number + 1} lies outside of the globe: outlines are in degrees (EPSG:4326)"
        )
    for part in shapely.get_parts(whole):
        yield from (one for one in shapely.get_parts(part) if one.geom_type == "Polygon")


def _is_foreign(words: Mapping[str, str], country: Country) -> bool:
    for key, value in words.items():
        code = _CODE.fullmatch(value)
        if code is not None and code[1] != country.code:
            return True
        if _OF_THE_COUNTRY.fullmatch(key):
            named = by_word().get(value.strip().casefold())
            if named is not None and named != country:
                return True
    return False


def _province(words: Mapping[str, str], divisions: Divisions, ids: Mapping[str, str]) -> str | None:
    for value in words.values():
        if (id_ := divisions.by_code.get(value.strip())) is not None:
            return id_
    for key, value in words.items():
        if _OF_THE_PROVINCE.fullmatch(key):
            for name in value.split("|"):
                if (id_ := ids.get(_folded(name))) is not None:
                    return id_
    return next(iter(divisions.provinces)) if len(divisions.provinces) == 1 else None


def _ids_by_word(provinces: Mapping[str, Province]) -> dict[str, str]:
    """Give province ids by their names in every spelling; what stands for two stands for none."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for id_, province in provinces.items():
        others = (name for names in province.names.values() for name in names)
        for name in (province.name, *province.aliases, *others):
            found[_folded(name)].add(id_)
    return {word: ids.pop() for word, ids in found.items() if len(ids) == 1}


def _folded(name: str) -> str:
    return slug_of(name, 100) or name.strip().casefold()


def _label(words: Mapping[str, str], number: int) -> str:
    return next(iter(_names(words)), f"feature {number + 1}")


def _names(words: Mapping[str, str]) -> list[str]:
    return [value for key, value in words.items() if _LABEL.fullmatch(key) and value]


def _simplified(areas: Mapping[str, BaseGeometry]) -> tuple[str, float]:
    """Write the outlines, with common borders kept common, as exactly as they are light enough.

    Borders are simplified together (a coverage, as the Simple Features standard has it), so that
    neighbours go on sharing corners.
    """
    ids, whole = list(areas), list(areas.values())
    text, tolerance = "", 0.0
    for tolerance in TOLERANCES:
        simple = shapely.coverage_simplify(whole, tolerance) if tolerance else whole
        on_grid = shapely.set_precision(simple, _GRID)
        kept = [
            fine if coarse.is_empty else coarse for coarse, fine in zip(on_grid, whole, strict=True)
        ]
        text = _geojson(ids, kept)
        if len(text.encode()) <= WEIGHT:
            return text, tolerance
    if len(text.encode()) > LARGEST_BOUNDARIES:
        raise OutlinesError("the outlines are too large even when simplified; take a coarser file")
    return text, tolerance


def _geojson(ids: Iterable[str], areas: Iterable[BaseGeometry]) -> str:
    """Write GeoJSON (RFC 7946), a feature a line, outer rings counterclockwise."""
    lines = []
    for id_, area in zip(ids, areas, strict=True):
        geometry = mapping(shapely.orient_polygons(area))
        feature = {"type": "Feature", "properties": {"id": id_}, "geometry": _rounded(geometry)}
        lines.append(json.dumps(feature, separators=(",", ":")))
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"


def _rounded(geometry: Mapping[str, Any]) -> dict[str, Any]:
    def round_all(value: Any) -> Any:
        return round(value, 4) if isinstance(value, float) else [round_all(v) for v in value]

    return {"type": geometry["type"], "coordinates": round_all(geometry["coordinates"])}


def _point_in(area: BaseGeometry) -> tuple[float, float]:
    largest = max(shapely.get_parts(area), key=shapely.area)
    point = largest.representative_point()
    return round(point.y, 4), round(point.x, 4)
