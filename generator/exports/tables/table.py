"""What a table of the data files is: its columns, its keys, and where its rows come from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.model.archive import Archive
from generator.model.data_file import Column
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.toll import TollLine

Value = str | int | float | bool | None
"""A cell. Days are text as 2022-06-11; lists and mappings are JSON text; nothing is None."""
Row = tuple[Value, ...]
Tolls = Callable[[Entry[Event]], Sequence[TollLine]]
"""Gives an event's toll: the caller may have worked it out before."""


@dataclass(frozen=True, slots=True)
class Link:
    """A column whose value, where there is one, is the key of a row of another table."""

    column: str
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `rows` gives its rows in a fixed order, each with a value for every column.

    `key` are the columns that together name a row. A table for `machines_only` has texts too long
    for a spreadsheet, and is left out of the files of comma-separated values.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Archive, Tolls], Iterable[Row]]
    links: tuple[Link, ...] = ()
    machines_only: bool = False

    def at(self, column: str) -> int:
        """Give the place of a column in every row."""
        return next(n for n, own in enumerate(self.columns) if own.name == column)
