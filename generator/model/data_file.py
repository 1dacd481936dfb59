"""What a published data file is: where it stands, and what each of its columns means."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

ColumnType = Literal["string", "integer", "number", "boolean", "date", "array", "object"]
"""Table Schema's names (specs.frictionlessdata.io/table-schema); the last two are JSON text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column or table of a data file; `unit` is empty where its values have none.

    `required` says that no row leaves it empty, `words` are all that it may hold (none: anything),
    `least` and `most` bound its numbers, and `pattern` is what its text has to match.
    """

    name: str
    description: str
    unit: str = ""
    type: ColumnType = "string"
    required: bool = False
    words: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that the site publishes beside its pages; `path` is relative to the site's root."""

    path: str
    title: str
    description: str
    media_type: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A data file as it was written: where it really is, with how many rows, bytes and files.

    `path` ends in a slash where it is a folder of `files` parts, and in `.gz` where the file was
    too large to stand uncompressed. `rows` is None where it has none. `sha256` is empty for a
    folder, and for the list of sums, which is complete only when the page that tells of it is.
    """

    file: DataFile
    path: str
    size: int
    rows: int | None
    sha256: str = ""
    files: int = 1


@dataclass(frozen=True, slots=True)
class Snippet:
    """How the files are opened with one tool: a text in its language, or steps to take."""

    key: str
    tool: str
    language: str
    note: str
    text: str
    steps: tuple[str, ...] = ()


Mark = Literal["exact", "approximated", "absent"]
LAYOUTS: Mapping[str, str] = MappingProxyType({"ucdp": "UCDP GED", "acled": "ACLED", "hxl": "HXL"})
"""Other people's layouts, in which the events are given too: a page each, `data/<key>/`."""


@dataclass(frozen=True, slots=True)
class ForeignColumn:
    """A column of somebody else's layout: how well events fill it, from what, and why not better.

    `mark` is about events of the archive's own; `imported` about those that came from a table of
    that layout. `hashtag` is what the second row says, where the layout has such a row.
    """

    name: str
    mark: Mark
    imported: Mark
    how: str
    hashtag: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Somebody else's layout of columns; `key` is in LAYOUTS, `codebook` is its definition."""

    key: str
    title: str
    description: str
    codebook: str
    path: str
    columns: tuple[ForeignColumn, ...]
