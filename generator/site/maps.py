"""What the maps show: the provinces in the plane, their neighbours, shades, and known points."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import shapely

from generator.model.archive import Archive, Events
from generator.model.event import Event, Location

_WIDTH = 1000
_MARGIN = 8
_SHADES = 5
_ROOM_FOR_A_NAME = 0.05
"""Of a window's side: what must be seen of a province for its name to stand in it."""


@dataclass(frozen=True)
class Map:
    """The provinces in the plane: an equirectangular projection, true at the middle latitude.

    `boundaries` are GeoJSON geometries by province id. Lengths are in units of the picture, which
    is 1,000 wide.
    """

    boundaries: Mapping[str, Mapping[str, Any]]

    @cached_property
    def _frame(self) -> tuple[float, float, float, float]:
        """West, north, units a degree of longitude, units a degree of latitude."""
        points = [point for id_ in self.boundaries for ring in self._rings(id_) for point in ring]
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        across = (_WIDTH - 2 * _MARGIN) / max(east - west, 1e-6)
        return west, north, across, across / math.cos(math.radians((south + north) / 2))

    @cached_property
    def height(self) -> int:
        """The picture's height."""
        points = [point for id_ in self.boundaries for ring in self._rings(id_) for point in ring]
        return math.ceil(max(self.place(p[1], p[0])[1] for p in points)) + _MARGIN

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Project a point, in degrees, to x and y."""
        west, north, across, down = self._frame
        return (
            round(_MARGIN + (longitude - west) * across, 1),
            round(_MARGIN + (north - latitude) * down, 1),
        )

    @cached_property
    def outlines(self) -> dict[str, str]:
        """Each province's outline as SVG path data."""
        return {id_: self._outline(id_) for id_ in self.boundaries}

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str, ...]]:
        """Give, by province, the provinces with a stretch of border in common, by id.

        Outlines must have been simplified together, so that they share the corners of their
        borders. A single corner in common makes no neighbours.
        """
        sides: defaultdict[frozenset[tuple[float, float]], set[str]] = defaultdict(set)
        for id_ in self.boundaries:
            for ring in self._rings(id_):
                for ends in pairwise(ring):
                    sides[frozenset(ends)].add(id_)
        found: dict[str, set[str]] = {id_: set() for id_ in self.boundaries}
        for owners in sides.values():
            for id_ in owners:
                found[id_] |= owners - {id_}
        return {id_: tuple(sorted(others)) for id_, others in found.items()}

    def window(self, id_: str) -> "Window":
        """Give the part of the plane that shows a province with its surroundings."""
        points = [self.place(lat, lon) for ring in self._rings(id_) for lon, lat in ring]
        left, right = min(p[0] for p in points), max(p[0] for p in points)
        top, bottom = min(p[1] for p in points), max(p[1] for p in points)
        side = max(right - left, bottom - top, 60) * 1.6
        x, y = (left + right - side) / 2, (top + bottom - side * 0.75) / 2
        return Window(round(x), round(y), round(side), round(side * 0.75))

    def surroundings(self, id_: str) -> "Surroundings":
        """Give a province's window, and where a name can stand on it and on each neighbour.

        A neighbour of which too little is seen has no such place.
        """
        window = self.window(id_)
        inset = window.width * _ROOM_FOR_A_NAME
        view = shapely.box(
            window.x + 2 * inset,
            window.y + inset,
            window.x + window.width - 2 * inset,
            window.y + window.height - inset,
        )
        places = {}
        for other in (id_, *self.neighbours[id_]):
            seen = shapely.intersection(self._area(other), view)
            if shapely.area(seen) > (inset * 2) ** 2:
                point = shapely.point_on_surface(_largest(seen))
                places[other] = (round(point.x), round(point.y))
        return Surroundings(window, self.neighbours[id_], places)

    def _area(self, id_: str) -> shapely.Geometry:
        rings = [[self.place(lat, lon) for lon, lat in ring] for ring in self._rings(id_)]
        return shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])

    def _outline(self, id_: str) -> str:
        parts = []
        for ring in self._rings(id_):
            corners = [self.place(lat, lon) for lon, lat in ring]
            whole = [(round(x), round(y)) for x, y in corners]
            steps = [whole[0]]
            steps += [b for a, b in pairwise(whole) if a != b]
            (x, y), path = steps[0], ""
            for nx, ny in steps[1:-1]:
                path += f"l{nx - x} {ny - y}"
                x, y = nx, ny
            parts.append(f"M{steps[0][0]} {steps[0][1]}{path}z")
        return "".join(parts)

    def _rings(self, id_: str) -> list[list[tuple[float, float]]]:
        geometry = self.boundaries[id_]
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        return [[(p[0], p[1]) for p in ring] for polygon in polygons for ring in polygon]


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the plane, in units of the picture."""

    x: int
    y: int
    width: int
    height: int

    def __str__(self) -> str:
        """Write it as SVG's `viewBox` does."""
        return f"{self.x} {self.y} {self.width} {self.height}"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A province among its neighbours; `labels` has the places of names, by province."""

    window: Window
    neighbours: tuple[str, ...]
    labels: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Points:
    """A province's events as dots: SVG path data of the places, and what is no dot.

    `exact` counts the events that a dot stands for, `wider` those known to a wider area only,
    `withheld` those among them whose place is coarsened on purpose.
    """

    path: str
    exact: int
    wider: int
    withheld: int


def points(events: Events, id_: str, chart: Map) -> Points:
    """Draw a province's events, of which only exact points become dots."""
    inside = [e.facts.location for e in events if e.facts.location.province == id_]
    exact = [location for location in inside if is_dot(location)]
    places = sorted({chart.place(*at) for location in exact if (at := location.coordinates)})
    return Points(
        path="".join(f"M{x:g} {y:g}h0" for x, y in places),
        exact=len(exact),
        wider=len(events) - len(exact),
        withheld=sum(location.withheld for location in inside),
    )


def is_dot(location: Location) -> bool:
    """Say whether a place is known, and shown, as an exact point."""
    known = location.precision == "exact" and location.coordinates is not None
    return known and not location.withheld


@dataclass(frozen=True, slots=True)
class Shade:
    """A province on a map of totals: how many events, and one of five steps of shade (0: none)."""

    id: str
    name: str
    count: int
    step: int


@dataclass(frozen=True, slots=True)
class Shading:
    """A map of totals: its provinces, what each step stands for, and what it cannot show.

    `legend` has, for each step in use, its number and the least and most events of a province.
    `nowhere` counts the events that are known to the whole country only.
    """

    shades: tuple[Shade, ...]
    legend: tuple[tuple[int, int, int], ...]
    nowhere: int


def shading(archive: Archive, counts: Mapping[str, int], nowhere: int) -> Shading | None:
    """Shade provinces by number of events; None where nothing can be shaded."""
    largest, least = max(counts.values(), default=0), min(counts.values(), default=1)
    shades = []
    for id_, province in archive.registry.provinces.items():
        if id_ in archive.registry.boundaries:
            count = counts.get(id_, 0)
            shades.append(Shade(id_, province.facts.name, count, step(count, largest, least)))
    legend = []
    for at in range(1, _SHADES + 1):
        within = [shade.count for shade in shades if shade.step == at]
        if within:
            legend.append((at, min(within), max(within)))
    return Shading(tuple(shades), tuple(legend), nowhere) if legend else None


def step(count: int, largest: int, least: int = 1) -> int:
    """Give one of five steps of shade, 0 for none; the steps grow geometrically."""
    if count == 0:
        return 0
    if largest == least:
        return _SHADES
    part = math.log(count / least) / math.log(largest / least)
    return 1 + math.floor((_SHADES - 1) * part + 1e-9)


@dataclass(frozen=True, slots=True)
class Locator:
    """Where an event is on the map: the shaded provinces, and a dot only for an exact point.

    `country` is true where no more than the country is known: then all of it is shaded.
    """

    provinces: tuple[str, ...]
    dot: tuple[float, float] | None
    country: bool = False


def locator(event: Event, chart: Map | None) -> Locator | None:
    """Show a place at its precision: an area is shaded, and no point is invented."""
    if chart is None:
        return None
    location = event.location
    named = [location.province, *event.also_in]
    known = tuple(id_ for id_ in named if id_ and id_ in chart.boundaries)
    point = location.coordinates
    dot = chart.place(*point) if point and is_dot(location) else None
    country = location.precision == "country" and not known
    return Locator(known, dot, country) if known or dot or country else None


def _largest(area: shapely.Geometry) -> shapely.Geometry:
    parts: list[shapely.Geometry] = list(shapely.get_parts(area))
    return max(parts, key=shapely.area)
