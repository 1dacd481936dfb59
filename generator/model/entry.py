"""What a file of the archive holds once it is read: typed front matter and a safe body."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.model.fields import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a body to another entry, such as `actors` and `made-up-front`."""

    kind: str
    id: str
    line: int
    column: int
    year: str = ""
    """The year's folder that a link to an event names."""


@dataclass(frozen=True, slots=True)
class Body:
    """An entry's Markdown, made harmless: `html` for its page, `text` for search and summaries.

    Links between entries are relative to a page two folders deep, as every entry's page is.
    """

    html: str
    text: str
    links: tuple[Link, ...] = ()
    source: str = ""
    """The Markdown as its author wrote it, without the empty lines around it."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """One file: its id, its path below the entries folder, its facts and its body."""

    id: str
    path: str
    facts: R
    body: Body
    digest: str = ""
    """The SHA-256 of the file's bytes, in hexadecimal: the version that is cited. Empty where the
    entry is only a part of a file."""
