"""How tables become comma-separated values (RFC 4180) that no spreadsheet runs as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from generator.exports.tables import Row, Value

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
_RUNS = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
                   r"\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}])")  # fmt: skip
"""Source: OWASP, CSV injection. The apostrophes make the way back certain."""
_FIRSTS = frozenset("'=+-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
                    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip


def defused(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could run."""
    first = text[:1]
    if first in _FIRSTS or first.isspace():
        return f"'{text}" if _RUNS.match(text) else text
    return text


def restored(cell: str) -> str:
    """Give the text that a cell was made from: the way back from `defused`."""
    return cell[1:] if cell[:1] == "'" and _RUNS.match(cell) else cell


def csv_text(header: Iterable[str], rows: Iterable[Row], second: Sequence[str] = ()) -> str:
    """Write rows below a header; `second` is a row right below it, such as one of hashtags."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    if second:
        writer.writerow(second)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _cell(value: Value) -> Value:
    if value.__class__ is str:
        return defused(value)
    if value is True:
        return "true"
    return "false" if value is False else value
