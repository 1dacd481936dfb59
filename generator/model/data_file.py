"""What a published data file is: where it stands, and what each of its columns means."""

from dataclasses import dataclass
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
