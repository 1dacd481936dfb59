"""Rules about places: no point where none is known, and none in the wrong province."""

from collections.abc import Iterator

from generator.checks.rule import Draft, Finding, rule
from generator.model.archive import Subject
from generator.model.entry import Entry
from generator.model.event import TELLING_CELLS, Event, Location
from generator.model.problem import quoted
from generator.reading.outlines import Outlines

_NEEDS = {"exact": "coordinates", "place": "place", "district": "district"}
_POINTS = {"exact", "place"}


@rule("location-precision", rests_on=(("location",), ("imported",)))
def precision_fits_the_fields(draft: Draft) -> Iterator[Finding]:
    """The precision says what is there: `exact` has coordinates, `place` a place, `district` a
    district, all but `country` a province; a withheld place shows no coordinates and no names, and
    keeps no cell of a table that tells it.
    """  # noqa: D205 - one sentence
    for entry in draft.events:
        for field, message, hint in _contradictions(entry.facts.location):
            yield Finding(entry, ("location", field), message, hint)
        origin = entry.facts.imported
        if entry.facts.location.withheld and origin is not None:
            for column in sorted(TELLING_CELLS.intersection(origin.cells)):
                message = f"a place that is withheld has no cell `{column}`"
                yield Finding(entry, ("imported", "cells", column), message, "delete it")


@rule("outside-province", rests_on=(("location",), ("also_in",)))
def points_lie_in_their_province(draft: Draft) -> Iterator[Finding]:
    """Coordinates lie in the outline of the entry's province (or of one in `also_in`), with
    about 3 km to spare.
    """  # noqa: D205 - one sentence
    outlines = Outlines(draft.registry.boundaries)
    for province in draft.registry.provinces.values():
        point = province.facts.coordinates
        yield from _outside(province, ("coordinates",), point, (province.id,), outlines)
    for entry in draft.events:
        location = entry.facts.location
        if location.coordinates is not None and location.province is not None:
            own = (location.province, *entry.facts.also_in)
            at = ("location", "coordinates")
            yield from _outside(entry, at, location.coordinates, own, outlines)


def _contradictions(location: Location) -> Iterator[tuple[str, str, str]]:
    precision = location.precision
    if precision == "country":
        if location.province is not None:
            yield (
                "precision",
                f"`precision` is `country`, but the province is {quoted(location.province)}",
                "set `precision: province`, or delete the province",
            )
    elif location.province is None:
        yield (
            "precision",
            f"`precision` is `{precision}`, but there is no `province`",
            "add `province`, or set `precision: country`",
        )
    if location.withheld:
        yield from _leaks(location)
        return
    wanted = _NEEDS.get(precision)
    if wanted is not None and getattr(location, wanted) is None:
        yield (
            "precision",
            f"`precision` is `{precision}`, but `{wanted}` is missing",
            f"add `{wanted}`, or choose a coarser precision",
        )
    if location.coordinates is not None and precision not in _POINTS:
        yield (
            "coordinates",
            f"`coordinates` give a point, but `precision` is `{precision}`",
            "delete `coordinates`, or set `precision: exact`",
        )


def _leaks(location: Location) -> Iterator[tuple[str, str, str]]:
    """Find what tells more than a withheld place may."""
    if location.precision in _POINTS:
        yield (
            "precision",
            f"`precision` is `{location.precision}`, though the place is withheld",
            "set `district`, `province` or `country`",
        )
    elif location.precision == "district" and location.district is None:
        yield (
            "precision",
            "`precision` is `district`, but `district` is missing",
            "add `district`, or choose a coarser precision",
        )
    for field in ("coordinates", "place", "names"):
        if getattr(location, field):
            yield (field, f"a place that is withheld has no `{field}`", f"delete `{field}`")


def _outside(
    entry: Entry[Event] | Subject,
    at: tuple[str, ...],
    point: tuple[float, float] | None,
    provinces: tuple[str, ...],
    outlines: Outlines,
) -> Iterator[Finding]:
    if point is None or outlines.hold(provinces, point):
        return
    latitude, longitude = point
    where = outlines.holding(point)
    if outlines.holding((longitude, latitude)) in provinces:
        hint = "latitude comes first: swap the two numbers"
    else:
        found = f"in `{where}`" if where else "in no province"
        hint = f"the point lies {found}; mend the coordinates or the province"
    yield Finding(entry, at, f"{latitude}, {longitude} is not in {quoted(provinces[0])}", hint)
