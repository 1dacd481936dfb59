"""How cells become the values of the codebook: numbers, days, dates and points."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime

from generator.importing.draft import RefusedError
from generator.model.count import LARGEST
from generator.model.problem import quoted

_WHOLE = re.compile(r"(-?\d{1,12})(?:\.0*)?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,5}(?:\.\d{1,20})?", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_LAST_MONTH = 12


def whole_number(text: str, column: str) -> int | None:
    """Read a whole number, which may end in `.0`; None where the cell is empty."""
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise RefusedError(f"`{column}` is no whole number", quoted(text))
    return int(found[1])


def people(text: str, column: str) -> int | None:
    """Read a number of people; None where the cell is empty, which is not zero."""
    number = whole_number(text, column)
    if number is not None and not 0 <= number <= LARGEST:
        raise RefusedError(f"`{column}` is no number of people", quoted(text))
    return number


def coordinates(latitude: str, longitude: str, columns: tuple[str, str]) -> list[float] | None:
    """Read a point as latitude and longitude; None where both cells are empty."""
    if not latitude and not longitude:
        return None
    for text, column, most in zip((latitude, longitude), columns, (90, 180), strict=True):
        if not _NUMBER.fullmatch(text) or abs(float(text)) > most:
            raise RefusedError(f"`{column}` is no number of degrees", quoted(text))
    return [float(latitude), float(longitude)]


def day(text: str, column: str, form: str = "") -> date | None:
    """Read a day in a form of `strptime`, or as ISO 8601 with or without midnight."""
    if not text:
        return None
    try:
        if form:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        found = _ISO_DAY.fullmatch(text)
        if found is not None:
            return date.fromisoformat(found[1])
    except ValueError:
        pass
    raise RefusedError(f"`{column}` is no day", quoted(text))


def months_and_years(first: date, last: date) -> str | None:
    """Write two days as the month or the year that they begin and end; None where they do not."""
    if first.year != last.year or first.day != 1:
        return None
    if first.month == last.month and last.day == monthrange(last.year, last.month)[1]:
        return f"{first.year:04d}-{first.month:02d}"
    if (first.month, last.month, last.day) == (1, _LAST_MONTH, 31):
        return f"{first.year:04d}"
    return None


def interval(first: date, last: date) -> str:
    """Write two days as an interval, or as one day."""
    one, other = first.isoformat(), last.isoformat()
    return one if one == other else f"{one}/{other}"


def plain_number(text: str) -> str:
    """Write a whole number without the `.0` that some programs add."""
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


def without_gaps(values: Mapping[str, object]) -> dict[str, object]:
    """Leave out what is empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}
