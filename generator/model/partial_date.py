"""What a date with a precision is: a documented subset of EDTF (ISO 8601-2)."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

from generator.model.problem import quoted

_POINT = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:[0-2][0-9]|3[01]|XX))?)?[?~]?"
PATTERN = rf"^{_POINT}(?:/{_POINT})?$"
OPEN_PATTERN = rf"^(?:{_POINT}|\.\.)/(?:{_POINT}|\.\.)$"
FORMS = "2022-06-11, 2022-06, 2022, 2022-06-XX, 2022-06-11?, 2022-06~ or 2022-06-11/2022-06-12"
_TO = "\N{EN DASH}"
_MONTHS = tuple(calendar.month_name)
_LONGEST_MONTH_SPAN = 92
_YEAR_LAST = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")


class DateError(ValueError):
    """The text is not a date of the subset; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date: its first and last day, and how far it can be trusted."""

    first: date
    last: date
    unit: str
    """`day`, `month`, `year`, or `day-unknown` for `2022-06-XX`."""
    uncertain: bool
    approximate: bool


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, year or interval, each perhaps uncertain or approximate.

    `first` and `last` are the earliest and latest day that the text allows, both included
    (EDTF's strict lower and upper bound: `~` and `?` do not widen them). Dates sort by these two.
    """

    text: str
    first: date
    last: date
    start: Point
    end: Point

    @staticmethod
    def parse(value: object) -> "PartialDate":
        """Read `2022-06-11` and its kin; a bare year may come as a number.

        Raises DateError with what is wrong with the text.
        """
        if isinstance(value, str):
            return _parse(value)
        if isinstance(value, int) and not isinstance(value, bool) and MINYEAR <= value <= MAXYEAR:
            return _parse(f"{value:04d}")
        raise DateError(f"a date is text such as {FORMS}")

    @property
    def precision(self) -> str:
        """`day`, `month`, `year` or `interval`."""
        if self.start is not self.end:
            return "interval"
        return "month" if self.start.unit == "day-unknown" else self.start.unit

    @property
    def is_certain(self) -> bool:
        """Whether neither end is marked uncertain or approximate."""
        return not any(p.uncertain or p.approximate for p in (self.start, self.end))

    @property
    def years(self) -> range:
        """Every calendar year that the date touches."""
        return range(self.first.year, self.last.year + 1)

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Every (year, month) that the date touches; none where it spans over three months."""
        if (self.last - self.first).days > _LONGEST_MONTH_SPAN:
            return ()
        return tuple(_months(self.first, self.last))

    def __lt__(self, other: "PartialDate") -> bool:
        return self.sort_key < other.sort_key

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """First day, last day, then the text, so that the order is total."""
        return (self.first, self.last, self.text)

    def __str__(self) -> str:
        """Print as a reader expects: "11 June 2022", "about June 2022" and the like."""
        start, end = self.start, self.end
        if start == end:
            return _qualified(start, _point_words(start))
        if start.uncertain == end.uncertain and start.approximate == end.approximate:
            return _qualified(start, _interval_words(start, end))
        words = [_qualified(point, _point_words(point)) for point in (start, end)]
        return f" {_TO} ".join(words)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (PartialDate.parse, (self.text,))


@lru_cache(maxsize=65536)
def _parse(text: str) -> PartialDate:
    if year_first := _with_the_year_first(text):
        raise DateError(f"{quoted(text)} is not a date; write the year first: {year_first}")
    head, slash, tail = text.partition("/")
    start = _point(head)
    if not slash:
        return PartialDate(text, start.first, start.last, start, start)
    end = _point(tail)
    if end.last < start.first:
        raise DateError(f"the interval {quoted(text)} ends before it begins")
    return PartialDate(text, start.first, end.last, start, end)


def _with_the_year_first(text: str) -> str:
    """Say which days `04/07/2022` can mean, as dates are written here; empty where none."""
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return ""
    one, other, year = map(int, found.groups())
    meant = [
        f"{year:04d}-{month:02d}-{day:02d}"
        for day, month in dict.fromkeys(((one, other), (other, one)))
        if 1 <= month <= 12 and year and 1 <= day <= calendar.monthrange(year, month)[1]  # noqa: PLR2004
    ]
    return " or ".join(meant)


def _point(text: str) -> Point:
    if not re.fullmatch(_POINT, text, re.ASCII):
        raise DateError(f"{quoted(text)} is not a date; write {FORMS}")
    bare = text.rstrip("?~")
    uncertain, approximate = text.endswith("?"), text.endswith("~")
    numbers = bare.split("-")
    year = int(numbers[0])
    if year == 0:
        raise DateError("there is no year 0000 in the archive's calendar")
    match numbers:
        case [_]:
            first, last, unit = date(year, 1, 1), date(year, 12, 31), "year"
        case [_, month]:
            first, last = _month_bounds(year, int(month))
            unit = "month"
        case [_, month, "XX"]:
            first, last = _month_bounds(year, int(month))
            unit = "day-unknown"
        case [_, month, day]:
            _, length = calendar.monthrange(year, int(month))
            if not 1 <= int(day) <= length:
                raise DateError(f"{_MONTHS[int(month)]} {year} has no day {int(day)}")
            first = last = date(year, int(month), int(day))
            unit = "day"
        case _:
            raise AssertionError(text)
    return Point(first, last, unit, uncertain, approximate)


def _month_bounds(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004


def _point_words(point: Point) -> str:
    first = point.first
    match point.unit:
        case "year":
            return f"{first.year}"
        case "month":
            return f"{_MONTHS[first.month]} {first.year}"
        case "day-unknown":
            return f"{_MONTHS[first.month]} {first.year}, day unknown"
        case _:
            return f"{first.day} {_MONTHS[first.month]} {first.year}"


def _interval_words(start: Point, end: Point) -> str:
    first, last = start.first, end.first
    if start.unit == end.unit == "day" and first.year == last.year:
        if first.month == last.month:
            return f"{first.day}{_TO}{last.day} {_MONTHS[last.month]} {last.year}"
        return f"{first.day} {_MONTHS[first.month]} {_TO} {_point_words(end)}"
    if start.unit == end.unit == "month" and first.year == last.year:
        return f"{_MONTHS[first.month]}{_TO}{_point_words(end)}"
    if start.unit == end.unit == "year":
        return f"{first.year}{_TO}{last.year}"
    return f"{_point_words(start)} {_TO} {_point_words(end)}"


def _qualified(point: Point, words: str) -> str:
    if point.approximate:
        words = f"about {words}"
    return f"{words} (uncertain)" if point.uncertain else words
