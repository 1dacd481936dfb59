"""The columns that several tables share, and how their cells are made: dates, counts, lists."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.exports.tables.table import Row
from generator.model.count import Count
from generator.model.data_file import Column
from generator.model.fields import ID_PATTERN
from generator.model.partial_date import PartialDate

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PRECISIONS = ("day", "month", "year", "interval")


def key(name: str, description: str) -> Column:
    """Describe a column with the id of an entry."""
    return Column(name, description, required=True, pattern=ID_PATTERN)


def date_columns(prefix: str, whose: str, *, required: bool = False) -> tuple[Column, ...]:
    """Describe a date by four columns: its first and last day, its precision, and its text."""
    return (
        Column(f"{prefix}_first", f"The earliest day that {whose} allows.", "", "date", required),
        Column(f"{prefix}_last", f"The latest day that {whose} allows.", "", "date", required),
        Column(
            f"{prefix}_precision",
            f"How exactly {whose} is known; `interval` where it has a beginning and an end.",
            required=required,
            words=_PRECISIONS,
        ),
        Column(
            f"{prefix}_edtf",
            f"All that is known of {whose}, in EDTF (ISO 8601-2): `?` for uncertain, `~` for "
            "approximate, `/` between the ends of an interval.",
            required=required,
        ),
    )


def date_cells(when: PartialDate | None) -> Row:
    """Fill the columns of a date; all are empty where there is none."""
    if when is None:
        return (None, None, None, None)
    return _cells_of_date(when.text)


@lru_cache(maxsize=65536)
def _cells_of_date(text: str) -> Row:
    """Fill them once for all events of a day: its text is all that there is to a date."""
    when = PartialDate.parse(text)
    return (when.first.isoformat(), when.last.isoformat(), when.precision, when.text)


def count_columns(prefix: str, whose: str) -> tuple[Column, ...]:
    """Describe a number of people by four columns: least, best, most, and its text."""
    people = "people"
    return (
        Column(
            f"{prefix}min", f"At least so many {whose}; empty where that is not known.",
            people, "integer", least=0,
        ),
        Column(
            f"{prefix}best",
            f"The best estimate of the {whose}: a source's own, or the number itself where it is "
            "exact. Empty where nobody gives one.",
            people, "integer", least=0,
        ),
        Column(
            f"{prefix}max", f"At most so many {whose}; empty where nothing bounds it.",
            people, "integer", least=0,
        ),
        Column(
            f"{prefix}text",
            f"The number of {whose} in short: `8`, `8+` (at least 8), `<=7`, `8-12`, `~20` "
            "(about 20), `unknown` (which is not zero), or the three as JSON where somebody "
            "estimates. Empty where nobody gives a figure.",
        ),
    )  # fmt: skip


def count_cells(count: Count | None) -> Row:
    """Fill the columns of a count; all are empty where there is none."""
    if count is None:
        return (None, None, None, None)
    if not count.known:
        return (None, None, None, "unknown")
    plain = count.plain
    text = plain if isinstance(plain, str) else as_cell(plain)
    return (count.low, count.estimate, count.high, text)


def as_cell(values: Any) -> str:
    """Write a list or a mapping as JSON on one line."""
    return _ENCODER.encode(values)


def list_cell(values: Sequence[object]) -> str | None:
    """Write a list as JSON; None where it is empty."""
    return as_cell(values) if values else None


def mapping_cell(values: Mapping[str, Any]) -> str | None:
    """Write a mapping as JSON; None where it is empty."""
    return as_cell(dict(values)) if values else None
