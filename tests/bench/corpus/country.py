"""The made-up country: 34 provinces on a grid without two corners, their places and borders."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tests.bench.corpus import vocabulary
from tests.bench.corpus.front_matter import Value, write_entry

Position = tuple[float, float]

PROVINCES = (
    ("Alvarmoor", "الوارمور"), ("Bremmeth", "برمت"), ("Corvandel", "کوروندل"), ("Dastrell", ""),
    ("Elmorane", ""), ("Farrowind", ""), ("Galdisk", "گالدیسک"), ("Hethrinn", ""),
    ("Istovarn", "ایستوارن"), ("Jorvenna", ""), ("Kelmerund", "کلمروند"), ("Lorvikdal", ""),
    ("Mardethen", ""), ("Nethrys", "نتریس"), ("Ostrelle", ""), ("Pellimar", "پلیمار"),
    ("Quendrost", ""), ("Ravenmoth", ""), ("Selvanne", ""), ("Tarmelin", "ترملین"),
    ("Ulmereth", ""), ("Vandrisk", ""), ("Westrinel", ""), ("Yarvost", "یاروست"),
    ("Zembralin", ""), ("Arkendale Vane", ""), ("Brovinsel", ""), ("Cindermarn", ""),
    ("Dorvenholt", ""), ("Eskamoor", "اسکامور"), ("Fennelrath", ""), ("Grelmond", ""),
    ("Harvistern", ""), ("Ilverath", ""),
)  # fmt: skip
SIDE = 6
MISSING_CORNERS = ((0, 0), (SIDE - 1, SIDE - 1))
SOUTH, WEST = 31.0, -47.0
HEIGHT, WIDTH = 0.9, 1.1
CORNER_SHIFT = 0.12
"""How far a corner of the grid moves, in cells."""
BORDER_BULGE = 0.06
"""How far a border's middle moves, in cells; halved at each of the `BORDER_HALVINGS`."""
BORDER_HALVINGS = 4
INSIDE = 0.24
"""Within this distance of a cell's middle, in cells, a point is inside whatever the borders do.

Half a cell, less the corner's shift, less the sum of all bulges.
"""
DISTRICTS = 9
PLACES = 24


@dataclass(frozen=True, slots=True)
class Place:
    """A named point and the district that it lies in."""

    name: str
    district: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Province:
    """A province with its places, the busiest first, and its border as a closed ring."""

    id: str
    name: str
    persian_name: str
    latitude: float
    longitude: float
    places: Sequence[Place]
    ring: Sequence[Position]
    """Longitude and latitude, anticlockwise and closed as RFC 7946 asks."""

    def write(self, number: int) -> str:
        """Write the registry entry; the code is ISO 3166-2 with the user-assigned country XX."""
        entry: dict[str, Value] = {"name": self.name}
        if self.persian_name:
            entry["names"] = {"fa": [self.persian_name]}
        entry["iso"] = f"XX-{number:02d}"
        entry["coordinates"] = [self.latitude, self.longitude]
        return write_entry(entry, f"{self.name} is a province of a country that does not exist.")


def make_country(random: Random) -> list[Province]:
    """Lay out all provinces; neighbours share every position of their common border."""
    grid = _Grid(random)
    cells = [
        (row, column)
        for row in range(SIDE)
        for column in range(SIDE)
        if (row, column) not in MISSING_CORNERS
    ]
    names = _names(random)
    return [
        _province(random, names, both_names, grid.ring(*cell), cell)
        for both_names, cell in zip(PROVINCES, cells, strict=True)
    ]


def write_boundaries(provinces: Sequence[Province]) -> str:
    """Write all borders as one GeoJSON FeatureCollection."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": province.id, "name": province.name},
            "geometry": {"type": "Polygon", "coordinates": [province.ring]},
        }
        for province in provinces
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}) + "\n"


def _province(
    random: Random,
    names: Iterator[str],
    both_names: tuple[str, str],
    ring: Sequence[Position],
    cell: tuple[int, int],
) -> Province:
    name, persian_name = both_names
    districts = [next(names) for _ in range(DISTRICTS)]
    places = []
    for number in range(PLACES):
        latitude, longitude = _position_inside(random, cell)
        place_name = next(names) + random.choice(vocabulary.PLACE_KINDS)
        places.append(Place(place_name, districts[number % DISTRICTS], latitude, longitude))
    return Province(
        id=name.lower().replace(" ", "-"),
        name=name,
        persian_name=persian_name,
        latitude=round(SOUTH + (cell[0] + 0.5) * HEIGHT, 4),
        longitude=round(WEST + (cell[1] + 0.5) * WIDTH, 4),
        places=places,
        ring=ring,
    )


def _position_inside(random: Random, cell: tuple[int, int]) -> Position:
    row, column = (index + 0.5 + random.uniform(-INSIDE, INSIDE) for index in cell)
    return round(SOUTH + row * HEIGHT, 4), round(WEST + column * WIDTH, 4)


def _names(random: Random) -> Iterator[str]:
    """Make names of two or three syllables, no name twice."""
    given: set[str] = set()
    while True:
        starts = "".join(
            random.choice(vocabulary.ONSETS) + random.choice(vocabulary.VOWELS)
            for _ in range(random.choice((1, 2, 2)))
        )
        name = (starts + random.choice(vocabulary.CODAS)).capitalize()
        if name not in given:
            given.add(name)
            yield name


class _Grid:
    """Corners and borders of the cells, each drawn once and handed to both neighbours."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._corners: dict[tuple[int, int], Position] = {}
        self._borders: dict[tuple[tuple[int, int], tuple[int, int]], list[Position]] = {}

    def ring(self, row: int, column: int) -> list[Position]:
        """Give the closed ring round a cell, anticlockwise from its south-west corner."""
        corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        ring: list[Position] = []
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            ring.extend(self._border(start, end)[:-1])
        return [*ring, ring[0]]

    def _border(self, start: tuple[int, int], end: tuple[int, int]) -> list[Position]:
        if start > end:
            return self._border(end, start)[::-1]
        if (start, end) not in self._borders:
            line = [self._corner(start), self._corner(end)]
            for halving in range(BORDER_HALVINGS):
                line = self._bend(line, BORDER_BULGE / 2**halving)
            self._borders[start, end] = [
                (round(longitude, 5), round(latitude, 5)) for longitude, latitude in line
            ]
        return self._borders[start, end]

    def _bend(self, line: list[Position], bulge: float) -> list[Position]:
        bent = line[:1]
        for (west, south), (east, north) in pairwise(line):
            bent.append(self._shift((west + east) / 2, (south + north) / 2, bulge))
            bent.append((east, north))
        return bent

    def _corner(self, index: tuple[int, int]) -> Position:
        if index not in self._corners:
            row, column = index
            longitude, latitude = WEST + column * WIDTH, SOUTH + row * HEIGHT
            self._corners[index] = self._shift(longitude, latitude, CORNER_SHIFT)
        return self._corners[index]

    def _shift(self, longitude: float, latitude: float, most: float) -> Position:
        east, north = (self._random.uniform(-most, most) for _ in range(2))
        return longitude + east * WIDTH, latitude + north * HEIGHT
