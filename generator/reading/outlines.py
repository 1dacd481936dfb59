"""In the outline of which province a point lies."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from shapely import Point
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from generator.model.fields import Coordinates

TOLERANCE = 0.03
"""Degrees, about 3 km: the outlines are simplified, and a border runs through towns."""


class Outlines:
    """The outlines of an archive by province id, from GeoJSON geometries; points are [lat, lon]."""

    def __init__(self, boundaries: Mapping[str, Mapping[str, Any]]) -> None:
        self.shapes: Mapping[str, BaseGeometry] = {
            id_: shape(dict(geometry)) for id_, geometry in boundaries.items()
        }
        self.holding = cache(self._holding)
        self.hold = cache(self._hold)
        self.around = cache(self._around)

    def _holding(self, point: Coordinates) -> str | None:
        """Give the province in whose outline a point lies; None where in no one's."""
        spot = _spot(point)
        return next((id_ for id_, outline in self.shapes.items() if outline.covers(spot)), None)

    def _around(self, point: Coordinates) -> tuple[str, ...]:
        """Give every province in or at whose outline a point lies."""
        spot = _spot(point)
        near = (id_ for id_, outline in self.shapes.items() if outline.dwithin(spot, TOLERANCE))
        return tuple(near)

    def _hold(self, provinces: tuple[str, ...], point: Coordinates) -> bool:
        """Tell whether a point lies in or at one of the outlines; true without outlines."""
        spot = _spot(point)
        own = list(self._of(provinces))
        return not own or any(outline.dwithin(spot, TOLERANCE) for outline in own)

    def _of(self, provinces: Iterable[str]) -> Iterable[BaseGeometry]:
        return (self.shapes[id_] for id_ in provinces if id_ in self.shapes)


def _spot(point: Coordinates) -> Point:
    latitude, longitude = point
    return Point(longitude, latitude)
