"""Rules about places: no point where none is known, and none in the wrong province."""

from collections.abc import Iterator

import shapely
import shapely.geometry

from generator.checks.rule import Draft, Finding, rule
from generator.model.archive import Subject
from generator.model.entry import Entry
from generator.model.event import Event, Location

TOLERANCE = 0.03
"""Degrees, about 3 km: the outlines are simplified, and a border runs through towns."""


@rule("location-precision")
def precision_fits_the_fields(draft: Draft) -> Iterator[Finding]:
    """The precision says what is there: `exact` has coordinates, `place` a place, `district` a
    district, all but `country` a province; a withheld place shows no coordinates.
    """  # noqa: D205 - one sentence
    for entry in draft.events:
        for field, message, hint in _contradictions(entry.facts):
            yield Finding(entry, ("location", field), message, hint)


@rule("outside-province")
def points_lie_in_their_province(draft: Draft) -> Iterator[Finding]:
    """Coordinates lie in the outline of the entry's province (or of one in `also_in`), with
    about 3 km to spare.
    """  # noqa: D205 - one sentence
    shapes = {
        id_: shapely.geometry.shape(geometry)
        for id_, geometry in draft.registry.boundaries.items()
    }
    for province in draft.registry.provinces.values():
        point = province.facts.coordinates
        yield from _outside(province, ("coordinates",), point, [province.id], shapes)
    for entry in draft.events:
        location = entry.facts.location
        if location.coordinates is not None and location.province is not None:
            own = [location.province, *entry.facts.also_in]
            at = ("location", "coordinates")
            yield from _outside(entry, at, location.coordinates, own, shapes)


def _contradictions(facts: Event) -> Iterator[tuple[str, str, str]]:
    location = facts.location
    precision = location.precision
    if precision == "country":
        if location.province is not None:
            yield ("precision", f"is `country`, but the province is `{location.province}`",
                   "set `precision: province`, or delete the province")
    elif location.province is None:
        yield ("precision", f"is `{precision}`, but there is no province",
               "add `province`, or set `precision: country`")
    for wanted, field in (("exact", "coordinates"), ("place", "place"), ("district", "district")):
        if precision == wanted and getattr(location, field) is None:
            yield ("precision", f"is `{precision}`, but there is no `{field}`",
                   f"add `{field}`, or choose a coarser precision")
    if location.coordinates is not None and precision not in {"exact", "place"}:
        yield ("coordinates", f"give a point, but the precision is `{precision}`",
               "delete the coordinates, or set `precision: exact`")
    if location.withheld:
        yield from _leaks(location)


def _leaks(location: Location) -> Iterator[tuple[str, str, str]]:
    for field in ("coordinates", "place"):
        if getattr(location, field) is not None:
            yield (field, "is given, though the place is withheld", f"delete `{field}`")


def _outside(
    entry: Entry[Event] | Subject,
    at: tuple[str, ...],
    point: tuple[float, float] | None,
    provinces: list[str],
    shapes: dict[str, shapely.Geometry],
) -> Iterator[Finding]:
    own = [shapes[id_] for id_ in provinces if id_ in shapes]
    if point is None or not own:
        return
    latitude, longitude = point
    spot = shapely.Point(longitude, latitude)
    if any(shape.dwithin(spot, TOLERANCE) for shape in own):
        return
    where = next((id_ for id_, shape in shapes.items() if shape.covers(spot)), None)
    if any(shape.covers(shapely.Point(latitude, longitude)) for shape in own):
        hint = "latitude comes first: swap the two numbers"
    else:
        hint = f"the point lies in `{where}`" if where else "the point lies in no province"
    yield Finding(entry, at, f"{latitude}, {longitude} is not in `{provinces[0]}`", hint)
