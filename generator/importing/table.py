"""How a table is read: CSV from strangers, row by row, with the place of whatever is wrong."""

import csv
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.importing.cleaning import cleaned
from generator.model.problem import quoted

_BOM = b"\xef\xbb\xbf"
_OTHERS = (
    (b"PK\x03\x04", "is a spreadsheet or a zip file; save it as CSV in UTF-8"),
    (b"\xff\xfe", "is UTF-16; save it as CSV in UTF-8"),
    (b"\xfe\xff", "is UTF-16; save it as CSV in UTF-8"),
    (b"\x1f\x8b", "is compressed with gzip; unpack it first"),
)
"""What other files begin with."""
_SIGNS = ",;\t|"
LONGEST_CELL = 1024 * 1024
_LARGEST = 4 * 1024**3
_FAULTS = {
    "new-line character": "its lines do not end as those of other tables; save it as CSV again",
    "field larger": (
        f"a cell has more than {LONGEST_CELL:,} characters; shorten it, or close the quote that "
        "opens it"
    ),
    "unexpected end": "a quote is open up to the end of the file; close it",
    "expected after": "a cell goes on behind its closing quote; write a quote inside it twice",
}
"""What the reader of CSV says, in words that help."""


class TableError(Exception):
    """The file cannot be read as a table; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's filled cells by column, cleaned; and the line of the file in which it begins.

    `fault` says why the row cannot be used, and is empty otherwise. `changed` are the columns
    from whose cells invisible characters were taken.
    """

    line: int
    cells: Mapping[str, str]
    fault: str = ""
    changed: tuple[str, ...] = ()

    def text(self, column: str) -> str:
        """Give what stands in a column, without spaces around it; empty where nothing does."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns in their order, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(file: Path, known: Collection[str] = ()) -> Table:
    """Read CSV in UTF-8; its separator is the one by which most `known` columns are found.

    Raises TableError. Empty lines count for nothing.
    """
    try:
        with file.open("rb") as stream:
            _refuse_others(stream.peek(4)[:4], file.stat().st_size)
            lines = Lines(stream)
            first = next(iter(lines), "")
            sign = _sign(first, known)
            reader = csv.reader(_again(first, lines), delimiter=sign, strict=True)
            return _table(reader, lines)
    except OSError as error:
        raise TableError(f"cannot be read: {error.strerror or error}") from error


class Lines:
    """The lines of a stream as text; knows how many there were.

    Iterating raises TableError at a byte that is no UTF-8 text.
    """

    def __init__(self, stream: Iterable[bytes]) -> None:
        self.number = 0
        self._stream = iter(stream)

    def __iter__(self) -> Iterator[str]:
        for raw in self._stream:
            self.number += 1
            line = raw.removeprefix(_BOM) if self.number == 1 else raw
            if 0 in line:
                at = _characters(line[: line.index(0)]) + 1
                raise TableError(f"line {self.number}, column {at}: holds a NUL byte")
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError as error:
                at = _characters(line[: error.start]) + 1
                fault = f"byte 0x{line[error.start]:02x} is not UTF-8; save the table as UTF-8"
                raise TableError(f"line {self.number}, column {at}: {fault}") from error


def _characters(raw: bytes) -> int:
    return len(raw.decode("utf-8", "replace"))


def _refuse_others(head: bytes, size: int) -> None:
    if not size:
        raise TableError("is empty")
    if size > _LARGEST:
        raise TableError(f"has {size:,} bytes; import it in parts of at most {_LARGEST:,}")
    for magic, why in _OTHERS:
        if head.startswith(magic):
            raise TableError(why)


def _again(first: str, lines: Iterable[str]) -> Iterator[str]:
    yield first
    yield from lines


def _sign(header: str, known: Collection[str]) -> str:
    def found(sign: str) -> tuple[int, int]:
        names = [name.strip().strip('"') for name in header.split(sign)]
        return sum(name in known for name in names), len(names)

    return max(_SIGNS, key=found)


def _table(reader: Iterator[list[str]], lines: Lines) -> Table:
    csv.field_size_limit(min(LONGEST_CELL, sys.maxsize))
    begins = 1
    try:
        columns = _columns(next(reader, []))
        rows = []
        begins = lines.number + 1
        for cells in reader:
            if cells:
                rows.append(_row(begins, columns, cells))
            begins = lines.number + 1
    except csv.Error as error:
        why = str(error)
        words = next((ours for theirs, ours in _FAULTS.items() if theirs in why), why)
        raise TableError(f"line {begins}: {words}") from error
    return Table(tuple(columns), tuple(rows))


def _columns(header: Sequence[str]) -> list[str]:
    columns = [" ".join(cleaned(name)[0].split()) for name in header]
    if not any(columns):
        raise TableError("line 1: there is no header")
    twice = [name for name, count in Counter(columns).items() if count > 1 and name]
    if twice:
        raise TableError(f"line 1: the column {quoted(twice[0])} stands there twice")
    return columns


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(columns):
        fault = f"has {len(cells)} cells, and the header {len(columns)}"
        return Row(line, dict(zip(columns, cells, strict=False)), fault)
    found: dict[str, str] = {}
    changed = []
    for column, cell in zip(columns, cells, strict=True):
        if cell and column:
            found[column], is_changed = cleaned(cell)
            if is_changed:
                changed.append(column)
    filled = {column: cell for column, cell in found.items() if cell.strip()}
    return Row(line, filled, changed=tuple(changed))
