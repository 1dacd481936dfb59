"""What the events of an archive add up to, by month, year and subject, each worked out once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.model.archive import Archive, Events
from generator.model.count import Count
from generator.model.entry import Entry
from generator.model.event import Event, Outcome
from generator.model.toll import TollLine, toll_of
from generator.site.pages import years_of
from generator.site.tally import OUTCOMES, Months, Period, Reading, by_month, together


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events, and the honest sum of one outcome over those that give a figure."""

    outcome: Outcome
    count: Count
    events: int


def tallies(period: Period) -> list[Tally]:
    """List the sums of a stretch of time, without those for which no event gives a figure."""
    sums = zip(OUTCOMES, period.sums, strict=True)
    return [Tally(outcome, found.count, found.events) for outcome, found in sums if found.events]


@dataclass(frozen=True)
class Sums:
    """Adds up events; remembers what several pages ask for."""

    archive: Archive

    @cached_property
    def months(self) -> Months:
        """The whole archive by month."""
        return self.by_month(self.archive.events)

    @cached_property
    def whole(self) -> Period:
        """The whole archive."""
        return together(self.months.values())

    def by_month(self, events: Iterable[Entry[Event]]) -> Months:
        """Add up events and their tolls by the month in which they begin."""
        return by_month(map(self.reading, events))

    def totals(self, events: Events) -> list[Tally]:
        """Add up the dead and the injured over events, with how many events give a figure."""
        return tallies(together(self.by_month(events).values()))

    def months_of(self, kind: str, id_: str) -> Months:
        """Add up a subject's events by month."""
        found = self._months.get((kind, id_))
        if found is None:
            found = self._months[kind, id_] = self.by_month(self.archive.of(kind, id_))
        return found

    def years_of(self, kind: str, id_: str) -> dict[int, Events]:
        """Group a subject's events by the year in which they begin, latest year first."""
        found = self._years.get((kind, id_))
        if found is None:
            found = self._years[kind, id_] = years_of(self.archive.of(kind, id_))
        return found

    def toll(self, event: Entry[Event]) -> tuple[TollLine, ...]:
        """Give an event's toll."""
        found = self._tolls.get(event.id)
        if found is None:
            found = self._tolls[event.id] = toll_of(event.facts)
        return found

    def reading(self, event: Entry[Event]) -> Reading:
        """Give what an event adds to a sum."""
        found = self._readings.get(event.id)
        if found is None:
            date = event.facts.date
            known = {line.outcome: line.count for line in self.toll(event) if line.count.known}
            found = self._readings[event.id] = Reading(
                month=(date.first.year, date.months[0][1] if date.months else 0),
                sums_up=self.archive.registry.types[event.facts.type].facts.aggregate,
                figures=tuple(known.get(outcome) for outcome in OUTCOMES),
            )
        return found

    @cached_property
    def _months(self) -> dict[tuple[str, str], Months]:
        return {}

    @cached_property
    def _years(self) -> dict[tuple[str, str], dict[int, Events]]:
        return {}

    @cached_property
    def _tolls(self) -> dict[str, tuple[TollLine, ...]]:
        return {}

    @cached_property
    def _readings(self) -> dict[str, Reading]:
        return {}
