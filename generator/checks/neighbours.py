"""Which events lie close to one another in time and place, found without comparing all with all."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from math import asin, cos, floor, radians, sin, sqrt

from generator.model.entry import Entry
from generator.model.event import Event, Location
from generator.model.fields import Coordinates

DAYS = 2
"""So many days apart two reports of one incident may lie."""
KILOMETRES = 25.0
"""So far apart their points may lie, where the provinces differ."""
_LONGEST = 31
"""Days that a date may span and still be compared by its days; `2022` is close to every day."""
_MOST = 50
"""With so many before it in one place each event is compared: thousands of a day stay cheap."""
_EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two events, the days between their dates, and the kilometres where no province is shared."""

    one: Entry[Event]
    other: Entry[Event]
    days: int
    kilometres: float | None = None


def neighbours(events: Iterable[Entry[Event]]) -> Iterator[Neighbours]:
    """Give each pair of events close in time and place once, in the order of their dates.

    A date that spans more than a month is close to the same date only. Of more than 50 earlier
    events that are close, the latest 50 count.
    """
    ordered = sorted(events, key=lambda e: (e.facts.date.sort_key, e.id))
    open_: defaultdict[Hashable, list[tuple[int, Entry[Event]]]] = defaultdict(list)
    for entry in ordered:
        date = entry.facts.date
        first, last = date.first.toordinal(), date.last.toordinal()
        span = date.text if last - first >= _LONGEST else ""
        near: dict[str, tuple[int, Entry[Event]]] = {}
        for place in _seen_from(entry.facts):
            key = (span, place)
            if key in open_:
                open_[key] = [(end, e) for end, e in open_[key] if end + DAYS >= first][-_MOST:]
                near.update((e.id, (end, e)) for end, e in open_[key])
        for end, other in near.values():
            distance = None if _share_province(entry.facts, other.facts) else _apart(entry, other)
            if distance is None or distance <= KILOMETRES:
                yield Neighbours(other, entry, max(0, first - end), distance)
        for place in _stands_in(entry.facts):
            open_[span, place].append((last, entry))


def kilometres(one: Coordinates, other: Coordinates) -> float:
    """Give the great-circle distance by the haversine formula, on a sphere."""
    (south, west), (north, east) = (map(radians, point) for point in (one, other))
    a = sin((north - south) / 2) ** 2
    a += cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(a)))


def _apart(one: Entry[Event], other: Entry[Event]) -> float | None:
    here, there = one.facts.location.coordinates, other.facts.location.coordinates
    return kilometres(here, there) if here and there else None


def _provinces(facts: Event) -> tuple[str | None, ...]:
    return (facts.location.province, *facts.also_in)


def _share_province(one: Event, other: Event) -> bool:
    return not set(_provinces(one)).isdisjoint(_provinces(other))


def _stands_in(facts: Event) -> Iterator[Hashable]:
    yield from dict.fromkeys(_provinces(facts))
    if facts.location.coordinates:
        yield _cell(facts.location)


def _seen_from(facts: Event) -> Iterator[Hashable]:
    yield from dict.fromkeys(_provinces(facts))
    if facts.location.coordinates:
        around = (range(at - 1, at + 2) for at in _cell(facts.location))
        yield from product(*around)


def _cell(location: Location) -> tuple[int, int, int]:
    """Give the cube of space in which a point lies: whatever is within reach lies in one beside.

    Cubes have no seam at the date line and none at the poles, as squares of degrees have.
    """
    latitude, longitude = map(radians, location.coordinates or (0.0, 0.0))
    x, y = cos(latitude) * cos(longitude), cos(latitude) * sin(longitude)
    east, north, up = (floor(_EARTH * at / KILOMETRES) for at in (x, y, sin(latitude)))
    return east, north, up
