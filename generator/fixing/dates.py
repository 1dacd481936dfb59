"""Which spellings of a date have one right reading, and what that is."""

import calendar
import re

from generator.model.partial_date import DateError, PartialDate

_NUMBERS = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}|[xX]{2}))?", re.ASCII)
_OTHER_SIGNS = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? +)?([A-Za-z]{3,9})\.?,? +(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", re.ASCII)
_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_EARLIEST, _LATEST = 1800, 2200
"""Years outside of these are counted in another calendar, such as 1401, or are slips."""


def spelled(text: str, *, whole_day: bool = False) -> str | None:
    """Spell a date as the codebook has it; None where it is right, or could mean several.

    `whole_day` is for fields that hold a day and nothing less. The year has four digits, and
    numbers alone begin with it: `06/11/2022` is June in one country and November in another.
    """
    if _is_right(text, whole_day=whole_day):
        return None
    head, slash, tail = text.partition("/")
    parts = [_point(text)] if not slash or _OTHER_SIGNS.search(text) else [_point(head)]
    if slash and len(parts) == 1 and not _OTHER_SIGNS.search(text):
        parts.append(_point(tail))
    if None in parts:
        return None
    answer = "/".join(part for part in parts if part)
    return answer if _is_right(answer, whole_day=whole_day) else None


def _is_right(text: str, *, whole_day: bool) -> bool:
    try:
        date = PartialDate.parse(text)
    except DateError:
        return False
    return not whole_day or (date.precision == "day" and date.is_certain)


def _point(text: str) -> str | None:
    text = text.strip()
    bare = text.rstrip("?~ ")
    mark = text[len(bare) :].strip()
    found = _parts(bare)
    if found is None or not _EARLIEST <= int(found[0]) <= _LATEST:
        return None
    return "-".join(part.zfill(2).upper() for part in found) + mark


def _parts(text: str) -> tuple[str, ...] | None:
    """Give year, month and day as they are written, the last two where they are there."""
    if found := _NUMBERS.fullmatch(text):
        return tuple(part for part in found.groups() if part)
    if found := _OTHER_SIGNS.fullmatch(text):
        return found[1], found[3], found[4]
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return (text,)
    if found := _DAY_FIRST.fullmatch(text):
        day, word, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        word, day, year = found.groups()
    else:
        return None
    month = _MONTHS.get(word.casefold())
    if month is None:
        return None
    return (year, str(month), day) if day else (year, str(month))
