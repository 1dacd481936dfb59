"""Pictures made at build time: the map of provinces, where a place is on it, and timelines."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from generator.model.archive import Archive, Events
from generator.model.event import Event
from generator.site.words import MONTHS

_WIDTH = 1000
_MARGIN = 8
_LONGEST_BY_MONTH = 36
_SHADES = 5
TIMELINE_WIDTH, TIMELINE_HEIGHT = 480, 90
_WIDEST_BAR = 40
_LABEL = 28


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

    def window(self, id_: str) -> str:
        """Give the view box that shows a province with its surroundings."""
        points = [self.place(lat, lon) for ring in self._rings(id_) for lon, lat in ring]
        left, right = min(p[0] for p in points), max(p[0] for p in points)
        top, bottom = min(p[1] for p in points), max(p[1] for p in points)
        side = max(right - left, bottom - top, 60) * 1.6
        x, y = (left + right - side) / 2, (top + bottom - side * 0.75) / 2
        return f"{x:.0f} {y:.0f} {side:.0f} {side * 0.75:.0f}"

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
class Shade:
    """A province on a map of totals: how many events, and one of five steps of shade (0: none)."""

    id: str
    name: str
    count: int
    step: int


def shades(archive: Archive, counts: Mapping[str, int]) -> list[Shade]:
    """Shade provinces by number of events; the steps grow geometrically up to the largest."""
    largest = max(counts.values(), default=0)
    found = []
    for id_, province in archive.registry.provinces.items():
        if id_ in archive.registry.boundaries:
            count = counts.get(id_, 0)
            found.append(Shade(id_, province.facts.name, count, step(count, largest)))
    return found


def step(count: int, largest: int) -> int:
    """Give one of five steps of shade, 0 for none; the steps grow geometrically."""
    if count == 0:
        return 0
    if largest == 1:
        return _SHADES
    return 1 + math.floor((_SHADES - 1) * math.log(count) / math.log(largest) + 1e-9)


@dataclass(frozen=True, slots=True)
class Locator:
    """Where an event is on the map: the shaded provinces, and a dot only for an exact point."""

    provinces: tuple[str, ...]
    dot: tuple[float, float] | None


def locator(event: Event, chart: Map | None) -> Locator | None:
    """Show a place at its precision: a province is shaded, and no point is invented."""
    if chart is None:
        return None
    location = event.location
    named = [location.province, *event.also_in]
    known = tuple(id_ for id_ in named if id_ and id_ in chart.boundaries)
    point = location.coordinates
    dot = chart.place(*point) if point and location.precision == "exact" else None
    return Locator(known, dot) if known or dot else None


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year of a timeline: its label, its events, where it leads, and its place."""

    label: str
    count: int
    address: str
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events by month where they span at most three years, else by year, without gaps.

    The picture is `TIMELINE_WIDTH` by `TIMELINE_HEIGHT`, bars stand on its lower edge. `ticks`
    are positions and labels for the axis.
    """

    bars: tuple[Bar, ...]
    unit: str
    largest: int
    ticks: tuple[tuple[float, str], ...]


def timeline(events: Events) -> Timeline | None:
    """Count events by the month or year in which they begin; None where there are none."""
    if not events:
        return None
    days = [event.facts.date.first for event in events]
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _LONGEST_BY_MONTH and all(event.facts.date.months for event in events):
        keys: Sequence[tuple[int, int]] = [
            divmod(first.year * 12 + first.month - 1 + at, 12) for at in range(months)
        ]
        counts = _tally((day.year, day.month - 1) for day in days)
        rows = [
            (f"{MONTHS[month + 1]} {year}", counts.get((year, month), 0),
             f"dates/{year:04d}/{month + 1:02d}/")
            for year, month in keys
        ]  # fmt: skip
        return _bars(rows, "month")
    years = _tally(day.year for day in days)
    rows = [
        (f"{year}", years.get(year, 0), f"dates/{year:04d}/")
        for year in range(first.year, last.year + 1)
    ]
    return _bars(rows, "year")


def _bars(rows: list[tuple[str, int, str]], unit: str) -> Timeline:
    largest = max(count for _, count, _ in rows)
    step = min(TIMELINE_WIDTH / len(rows), _WIDEST_BAR)
    bars = tuple(
        Bar(
            label=label,
            count=count,
            address=address if count else "",
            x=round(at * step, 1),
            width=round(step * 0.86, 1),
            height=round(count * TIMELINE_HEIGHT / largest, 1),
        )
        for at, (label, count, address) in enumerate(rows)
    )
    return Timeline(bars, unit, largest, tuple(_ticks(bars, unit)))


def _ticks(bars: Sequence[Bar], unit: str) -> Iterable[tuple[float, str]]:
    """Label years where they begin, as many as find room."""
    free = 0.0
    for at, bar in enumerate(bars):
        starts = at == 0 or unit == "year" or bar.label.startswith("January")
        if starts and bar.x >= free and bar.x <= TIMELINE_WIDTH - _LABEL:
            yield bar.x, bar.label[-4:]
            free = bar.x + _LABEL * 1.3


def _tally(keys: Iterable[Any]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found
