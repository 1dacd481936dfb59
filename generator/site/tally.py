"""What happened in a stretch of time: how many events, and the honest sums of their tolls."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.count import UNKNOWN, Count, add_up
from generator.model.event import Outcome

OUTCOMES: tuple[Outcome, ...] = ("killed", "injured")
"""The outcomes that are added up over events."""
Month = tuple[int, int]
"""A year and a month from 1 to 12; 0 where the month is not known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one event adds: where in time it begins, and its figure for each of `OUTCOMES`.

    A figure is None where the event gives none. `sums_up` is true of an event that reports on
    others: it counts as an event, but its figures stay out of sums.
    """

    month: Month
    sums_up: bool
    figures: tuple[Count | None, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """The honest sum of one outcome, over the `events` that give a figure."""

    count: Count
    events: int

    def __str__(self) -> str:
        """Say it as a table does: "at least 8 (3)" where three events give a figure."""
        return f"{self.count} ({self.events:,})" if self.events else "no figure"


_NOTHING = Sum(UNKNOWN, 0)


@dataclass(frozen=True, slots=True)
class Period:
    """Events that begin in a stretch of time, with a sum for each of `OUTCOMES`.

    `reports` counts the events among them that sum up others.
    """

    events: int
    reports: int
    sums: tuple[Sum, ...]

    def silent(self, at: int) -> int:
        """Count the events that give no figure for an outcome, though they could."""
        return self.events - self.reports - self.sums[at].events


Months = Mapping[Month, Period]


def by_month(readings: Iterable[Reading]) -> Months:
    """Add up what events say, by the month in which they begin, in order of time."""
    grouped: dict[Month, list[Reading]] = {}
    for reading in readings:
        found = grouped.get(reading.month)
        if found is None:
            grouped[reading.month] = [reading]
        else:
            found.append(reading)
    return {month: _period(grouped[month]) for month in sorted(grouped)}


def together(periods: Iterable[Period]) -> Period:
    """Join stretches of time into one."""
    parts = tuple(periods)
    if len(parts) == 1:
        return parts[0]
    return Period(
        sum(part.events for part in parts),
        sum(part.reports for part in parts),
        tuple(_join([part.sums[at] for part in parts]) for at in range(len(OUTCOMES))),
    )


def _period(readings: list[Reading]) -> Period:
    counted = [reading.figures for reading in readings if not reading.sums_up]
    sums = tuple(
        _sum([count for figures in counted if (count := figures[at]) is not None])
        for at in range(len(OUTCOMES))
    )
    return Period(len(readings), len(readings) - len(counted), sums)


def _sum(counts: list[Count]) -> Sum:
    return Sum(add_up(counts), len(counts)) if counts else _NOTHING


def _join(sums: list[Sum]) -> Sum:
    known = [part for part in sums if part.events]
    if not known:
        return _NOTHING
    return Sum(add_up(part.count for part in known), sum(part.events for part in known))
