"""The outlines of provinces as one small file: whole numbers, each point as a step."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

from generator.exports.compact import as_json
from generator.model.archive import Archive
from generator.model.data_file import Column, DataFile

STEPS_A_DEGREE = 1000
"""A thousandth of a degree is at most 111 m, as fine as the outlines are."""
OUTLINES = DataFile(
    "data/outlines.json",
    "Outlines of the provinces",
    "What the map draws. Lines are simplified, and decide no question about a border.",
    "application/json",
    (
        Column("scale", "How many steps make a degree.", "steps a degree"),
        Column(
            "provinces",
            "By province id its polygons, each a list of rings, the outer one first. A ring is a "
            "list of numbers: longitude and latitude of its first point, then for every further "
            "point how far it lies from the one before. The last point is the first again.",
            "steps",
        ),
    ),
)


def outlines(archive: Archive) -> str:
    """Write the file `OUTLINES` describes."""
    found = {id_: list(_polygons(shape)) for id_, shape in archive.registry.boundaries.items()}
    return as_json({"scale": STEPS_A_DEGREE, "provinces": found})


def _polygons(geometry: Mapping[str, Any]) -> Iterator[list[list[int]]]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        yield [list(_steps(ring)) for ring in polygon]


def _steps(ring: Iterable[Sequence[float]]) -> Iterator[int]:
    """Round first, then take differences, so that no error adds up; leave out what repeats."""
    points = [(round(p[0] * STEPS_A_DEGREE), round(p[1] * STEPS_A_DEGREE)) for p in ring]
    yield from points[0]
    moves = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    yield from chain.from_iterable(move for move in moves if move != (0, 0))
