"""How tables become comma-separated values (RFC 4180) that no spreadsheet runs as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from generator.exports.tables import Value

DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}
"""The same in the words of Frictionless' CSV Dialect."""
DEFUSED = (
    "A text that a spreadsheet could take for a formula begins with an apostrophe: such a cell "
    "starts, after any apostrophes and white space, with = + - @ or their full-width forms, or "
    "with a tab or a line break. Take one apostrophe away to have the text again. Numbers stay "
    "numbers."
)
_WIDE = (
    "\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
)
_RUNS = re.compile(rf"'*\s*[\t\r\n=+\-@{_WIDE}]")
"""Source: OWASP, CSV injection. The apostrophes make the way back certain."""
_WORDS: dict[Value, str] = {True: "true", False: "false"}
_SPACES = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
_FIRSTS = frozenset(f"'=+-@{_WIDE}{_SPACES}")
"""With what a text begins that has to be looked at: nearly none does."""
_TEXTS = {str, type(None)}
_first = itemgetter(0)


def defused(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could run."""
    return f"'{text}" if _RUNS.match(text) else text


def restored(cell: str) -> str:
    """Give the text that a cell was made from: the way back from `defused`."""
    return cell[1:] if cell[:1] == "'" and _RUNS.match(cell) else cell


def csv_text(
    header: Iterable[str], rows: Iterable[Sequence[Value]], second: Sequence[str] = ()
) -> str:
    """Write rows below a header; `second` is a row right below it, such as one of hashtags."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    if second:
        writer.writerow(second)
    writer.writerows(zip(*map(_cells, zip(*rows, strict=True)), strict=True))
    return buffer.getvalue()


def _cells(values: Sequence[Value]) -> Iterable[Value]:
    """Make the cells of one column: by columns it takes half the time that it takes by rows."""
    kinds = set(map(type, values))
    if bool in kinds:
        values = [_WORDS[value] if value.__class__ is bool else value for value in values]
    elif str not in kinds or _are_harmless(values, kinds):
        return values
    return [
        value if value.__class__ is not str or value[:1] not in _FIRSTS else defused(value)
        for value in values
    ]


def _are_harmless(values: Iterable[Any], kinds: set[type]) -> bool:
    """Say whether no cell of a column that has only texts, or nothing, needs a closer look."""
    return kinds <= _TEXTS and _FIRSTS.isdisjoint(map(_first, filter(None, values)))
