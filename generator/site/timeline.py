"""What a timeline shows: events and casualties along one axis, as figures and as a drawing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.model.count import Count
from generator.site.tally import OUTCOMES, Month, Months, Period, together
from generator.site.words import MONTHS

WIDTH = 400
_PANEL = 44
_TITLE = 17
"""Units that a panel's title needs above its bars."""
_ARROW = 7
"""Units kept free above the bars for what has no upper bound."""
_AXIS = 14
_WIDEST_BAR = 40
_MONTH_LABEL, _YEAR_LABEL = 30, 36
"""Units from the beginning of a label to that of the next, so that they stand apart on a phone."""
_LONGEST_BY_MONTH = 36
_LONGEST_BY_QUARTER = 48
_YEAR = 12
_MONTHS_OF = {"month": 1, "quarter": 3, "year": _YEAR}
_FEWEST = 2
_ENOUGH_PLACED = 0.75

Unit = Literal["month", "quarter", "year"]
Addresses = Callable[[int, int | None], str]
"""Gives the page about a year, or about a month of it, relative to the site's root."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One month, quarter or year with events: its figures, its place, and where it leads.

    `x` is where it begins on the axis.
    """

    label: str
    period: Period
    address: str
    x: float

    def __str__(self) -> str:
        """Say it in one line: "June 2022: 3 events, at least 8 killed"."""
        count = self.period.events
        words = f"{self.label}: {count:,} event{'' if count == 1 else 's'}"
        for outcome, found in zip(OUTCOMES, self.period.sums, strict=True):
            if found.events:
                words += f", {found.count} {outcome}"
        return words


@dataclass(frozen=True, slots=True)
class Panel:
    """One row of a timeline, drawn as SVG path data; paths are empty where there is nothing.

    `sure` are bars up to the lower bounds, `ranges` go on to the upper bounds, `open_ends` are
    arrows where there is none, `best` are ticks at best estimates, `unknown` are the places of
    question marks: something happened there, and no figure is given. `top` is where the row's
    bars begin, `largest` is what its highest line stands for.
    """

    name: str
    top: int
    largest: int
    sure: str
    ranges: str = ""
    open_ends: str = ""
    best: str = ""
    unknown: str = ""

    @property
    def foot(self) -> int:
        """Where the bars stand."""
        return self.top + _PANEL

    @property
    def marks(self) -> str:
        """As many question marks as there are places for them."""
        return "?" * len(self.unknown.split())


@dataclass(frozen=True)
class Timeline:
    """Events by the month, quarter or year in which they begin, and what is known of the toll.

    The picture is `WIDTH` wide, and `height` high. `whole` has the sums over all events, `unplaced`
    those of the events whose date is too wide for a place on the axis, or None. `ticks` are
    positions and labels.
    """

    unit: Unit
    slots: tuple[Slot, ...]
    first: str
    last: str
    width: float
    ticks: tuple[tuple[float, str], ...]
    whole: Period
    unplaced: Period | None

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """Events, then each outcome for which there is a figure."""
        found = [self._events()]
        for at, outcome in enumerate(OUTCOMES):
            if any(slot.period.sums[at].events for slot in self.slots):
                top = _TITLE + len(found) * (_PANEL + _TITLE)
                found.append(self._toll(at, outcome.capitalize(), top))
        return tuple(found)

    @property
    def rows(self) -> list[tuple[str, str, str, str, str, list[str]]]:
        """Give for each slot, as text: its line, address, area (path data), label, events, sums.

        Templates are much faster over text than over values, and thousands of pages have these.
        """
        foot, width = self.panels[-1].foot, f"{self.width:g}"
        return [
            (
                str(slot),
                slot.address,
                f"M{slot.x:g} {_TITLE}h{width}V{foot}h-{width}z",
                slot.label,
                f"{slot.period.events:,}",
                [str(found) for found in slot.period.sums],
            )
            for slot in self.slots
        ]

    @property
    def height(self) -> int:
        """The picture's height."""
        return self.panels[-1].foot + _AXIS

    def _events(self) -> Panel:
        largest = max(slot.period.events for slot in self.slots)
        scale = (_PANEL - _ARROW) / largest
        foot = _TITLE + _PANEL
        bars = [
            _box(slot.x, foot, self.width, 0, slot.period.events * scale) for slot in self.slots
        ]
        return Panel("Events", _TITLE, largest, "".join(bars))

    def _toll(self, at: int, name: str, top: int) -> Panel:
        foot, width = top + _PANEL, self.width
        sums = [(slot.x, slot.period.sums[at]) for slot in self.slots]
        known = [(x, found.count) for x, found in sums if found.events]
        largest = max(_reach(count) for _, count in known)
        scale = (_PANEL - _ARROW) / max(largest, 1)
        sure, ranges, open_ends, best = [], [], [], []
        for x, count in known:
            low, reach = count.low * scale, _reach(count) * scale
            sure.append(_box(x, foot, width, 0, max(low, 0.6)))
            if reach > low:
                ranges.append(_box(x, foot, width, low, reach))
            if count.high is None:
                open_ends.append(_arrow(x, foot - reach, width))
            if count.best is not None and count.low != count.high:
                best.append(f"M{x:g} {foot - count.best * scale:.1f}h{width:g}")
        silent = [
            f"{slot.x + width / 2:.1f}"
            for slot in self.slots
            if not slot.period.sums[at].events and slot.period.silent(at)
        ]
        return Panel(
            name, top, largest, "".join(sure), "".join(ranges), "".join(open_ends),
            "".join(best), " ".join(silent),
        )  # fmt: skip


def timeline(months: Months, whole: Period, addresses: Addresses) -> Timeline | None:
    """Draw a subject's or the archive's time; None for fewer than two events.

    `whole` is all of `months` together. By month up to 36 months, by quarter up to 12 years, else
    by year; by year too where more than a quarter of the events have no known month.
    """
    if whole.events < _FEWEST:
        return None
    unit = _unit(months, whole)
    ends = _at(min(months), unit), _at(max(months), unit)
    return _drawn(unit, months, ends, addresses, whole)


def year_timeline(
    months: Months, whole: Period, year: int, addresses: Addresses
) -> Timeline | None:
    """Draw one year, January to December; None for fewer than two events with a known month."""
    unplaced = months.get((year, 0))
    if whole.events - (unplaced.events if unplaced else 0) < _FEWEST:
        return None
    first = _at((year, 1), "month")
    return _drawn("month", months, (first, first + _YEAR - 1), addresses, whole)


def _unit(months: Months, whole: Period) -> Unit:
    placed = sum(period.events for (_, month), period in months.items() if month)
    if placed < whole.events * _ENOUGH_PLACED:
        return "year"
    if _at(max(months), "month") - _at(min(months), "month") < _LONGEST_BY_MONTH:
        return "month"
    quarters = _at(max(months), "quarter") - _at(min(months), "quarter") + 1
    return "quarter" if quarters <= _LONGEST_BY_QUARTER else "year"


def _at(month: Month, unit: Unit) -> int:
    """Number the stretches of time, those of the year 0 first."""
    return (month[0] * _YEAR + max(month[1] - 1, 0)) // _MONTHS_OF[unit]


def _drawn(
    unit: Unit, months: Months, ends: tuple[int, int], addresses: Addresses, whole: Period
) -> Timeline:
    first, last = ends
    step = min(WIDTH / (last - first + 1), _WIDEST_BAR)
    grouped: dict[int, list[Month]] = {}
    unplaced = []
    for month in months:
        if month[1] or unit == "year":
            grouped.setdefault(_at(month, unit), []).append(month)
        else:
            unplaced.append(months[month])
    slots = tuple(
        Slot(
            label=_label(at, unit),
            period=together([months[month] for month in members]),
            address=addresses(members[0][0], members[0][1] if unit == "month" else None),
            x=round((at - first) * step, 1),
        )
        for at, members in grouped.items()
    )
    return Timeline(
        unit=unit,
        slots=slots,
        first=_label(first, unit),
        last=_label(last, unit),
        width=round(step * 0.86, 1),
        ticks=tuple(_ticks(first, last, unit, step)),
        whole=whole,
        unplaced=together(unplaced) if unplaced else None,
    )


def _label(at: int, unit: Unit) -> str:
    match unit:
        case "month":
            year, month = divmod(at, _YEAR)
            return f"{MONTHS[month + 1]} {year}"
        case "quarter":
            year, quarter = divmod(at, 4)
            return f"{MONTHS[quarter * 3 + 1][:3]}\N{EN DASH}{MONTHS[quarter * 3 + 3][:3]} {year}"
        case _:
            return f"{at}"


def _ticks(first: int, last: int, unit: Unit, step: float) -> Iterable[tuple[float, str]]:
    """Label years where they begin, and months within one year, as many as find room."""
    a_year = _YEAR // _MONTHS_OF[unit]
    single = unit == "month" and first // a_year == last // a_year
    room = _MONTH_LABEL if single else _YEAR_LABEL
    free = 0.0
    for at in range(first, last + 1):
        x = round((at - first) * step, 1)
        if (single or at == first or at % a_year == 0) and free <= x <= WIDTH - room * 0.85:
            yield x, MONTHS[at % a_year + 1][:3] if single else f"{at // a_year}"
            free = x + room


def _reach(count: Count) -> int:
    """Give the largest number that a sum names."""
    return max(count.low, count.high or 0, count.best or 0)


def _box(x: float, foot: float, width: float, low: float, high: float) -> str:
    return f"M{x:g} {foot - low:.1f}h{width:g}V{foot - high:.1f}h-{width:g}z"


def _arrow(x: float, y: float, width: float) -> str:
    half = min(width, 8) / 2
    return f"M{x + width / 2 - half:.1f} {y - 1.5:.1f}l{half:g} -4 {half:g} 4"
