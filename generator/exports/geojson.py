"""Events and provinces on the map, as GeoJSON (RFC 7946)."""

import json
from collections.abc import Mapping
from typing import Any

from generator.exports.tables import Tolls
from generator.model.archive import Archive
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.toll import OUTCOMES

OUTLINES = "provinces.geojson"
"""Where the outlines stand, beside the events."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def events_geojson(archive: Archive, tolls: Tolls) -> str:
    """Write a feature for every event, each on a line of its own.

    It is a point where the exact one is known and not withheld. Every other event has no geometry,
    and names the feature of `provinces.geojson` within which it happened, if any.
    """
    features = (_event(entry, archive, tolls) for entry in archive.events)
    return _collection(features)


def provinces_geojson(archive: Archive) -> str:
    """Write a feature for every province that has an outline; its id is the province's."""
    provinces = archive.registry.provinces
    features = (
        {
            "type": "Feature",
            "id": id_,
            "geometry": geometry,
            "properties": {
                "id": id_,
                "name": provinces[id_].facts.name if id_ in provinces else None,
                "iso": provinces[id_].facts.iso if id_ in provinces else None,
                "events": len(archive.of("provinces", id_)),
            },
        }
        for id_, geometry in archive.registry.boundaries.items()
    )
    return _collection(features)


def _event(entry: Entry[Event], archive: Archive, tolls: Tolls) -> Mapping[str, Any]:
    facts, place = entry.facts, entry.facts.location
    geometry = None
    if place.coordinates and place.precision == "exact" and not place.withheld:
        latitude, longitude = place.coordinates
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    outlined = place.province if place.province in archive.registry.boundaries else None
    lines = {line.outcome: line.count for line in tolls(entry)}
    counts = {
        f"{outcome}_{bound}": value
        for outcome in OUTCOMES
        if (count := lines.get(outcome)) and count.known
        for bound, value in (("min", count.low), ("best", count.estimate), ("max", count.high))
    }
    return {
        "type": "Feature",
        "id": entry.id,
        "geometry": geometry,
        "properties": {
            "id": entry.id,
            "title": facts.title,
            "date_first": facts.date.first.isoformat(),
            "date_last": facts.date.last.isoformat(),
            "date_edtf": facts.date.text,
            "type": facts.type,
            "province": place.province,
            "outline": f"{OUTLINES}#{outlined}" if outlined and geometry is None else None,
            "location_precision": place.precision,
            "withheld": place.withheld,
            "grade": facts.verification.grade,
            **counts,
            "page": f"events/{entry.id}/",
        },
    }


def _collection(features: Any) -> str:
    lines = ",\n".join(map(_ENCODER.encode, features))
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
