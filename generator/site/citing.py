"""How an event's page is cited: as a sentence, in BibTeX, in RIS and in CSL-JSON.

The date of a citation is that of the entry: the day of its last change, or else the day on which it
was added. When the event happened stands in a note, as exactly as it is known.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.partial_date import PartialDate, Point
from generator.site.words import MONTHS, dated

SHORT_DIGEST = 12
"""Hexadecimal digits of a version that are shown: no archive has two alike by chance."""
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{letter: f"\\{letter}" for letter in "$&%#_"},
    }
)
"""BibTeX counts braces also behind a backslash, so those that are text have names of their own."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation names: plain text, each in one line; `url` is empty where it is not known."""

    id: str
    title: str
    archive: str
    credits: tuple[str, ...]
    issued: date
    happened: str
    """When it happened, in words that keep what is not known."""
    event_date: PartialDate | None
    """The same as a date; None where the entry's date is not that of the event."""
    version: str
    url: str

    @property
    def authors(self) -> tuple[str, ...]:
        """Whoever asked to be named, or else the archive itself."""
        return self.credits or (self.archive,)

    @property
    def note(self) -> str:
        """What has no field of its own elsewhere."""
        return f"Event: {self.happened}. Version: {self.version}"


def citation_of(entry: Entry[Event], archive: str, root: str, changed: date | None) -> Citation:
    """Gather what a citation of an event names; `root` is the site's address, or empty."""
    facts = entry.facts
    status = "" if facts.status == "published" else f" ({facts.status})"
    return Citation(
        id=entry.id,
        title=_line(facts.title) + status,
        archive=_line(archive),
        credits=tuple(_line(name) for name in facts.credits),
        issued=changed or facts.added,
        happened=dated(facts),
        event_date=facts.date if facts.date_basis == "event" else None,
        version=entry.digest[:SHORT_DIGEST],
        url=f"{root}events/{entry.id}/" if root else "",
    )


def as_text(citation: Citation) -> str:
    """Write a sentence for a footnote."""
    day = citation.issued
    before = f"{', '.join(citation.credits)}. " if citation.credits else ""
    return (
        f"{before}“{citation.title}”, {citation.happened}. {citation.archive}, "
        f"{day.day} {MONTHS[day.month]} {day.year}, version {citation.version}. "
        f"{citation.url or citation.id}"
    )


def as_bibtex(citation: Citation) -> str:
    """Write a `@misc` entry, which BibTeX and biblatex both know; each name is kept whole."""
    fields = {
        "author": " and ".join(f"{{{name.translate(_LATEX)}}}" for name in citation.authors),
        "title": f"{{{citation.title.translate(_LATEX)}}}",
        "howpublished": citation.archive.translate(_LATEX) if citation.credits else "",
        "year": f"{citation.issued.year}",
        "date": citation.issued.isoformat(),
        "url": citation.url,
        "note": citation.note.translate(_LATEX),
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{citation.id},\n" + ",\n".join(lines) + "\n}"


def as_ris(citation: Citation) -> str:
    """Write a RIS record of an electronic page: one tag a line, dates as YYYY/MM/DD/."""
    fields = [
        ("TY", "ELEC"),
        ("ID", citation.id),
        *(("AU", name) for name in citation.authors),
        ("TI", citation.title),
        ("T2", citation.archive if citation.credits else ""),
        ("PY", f"{citation.issued.year}"),
        ("DA", citation.issued.strftime("%Y/%m/%d/")),
        ("N1", citation.note),
        ("UR", citation.url),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - "


def as_csl(citation: Citation) -> str:
    """Write a list of one item of CSL 1.0.2; `event-date` is as exact as the date, or left out."""
    day = citation.issued
    item: dict[str, Any] = {
        "id": citation.id,
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "note": citation.note,
    }
    if citation.credits:
        item["container-title"] = citation.archive
    if citation.event_date is not None:
        item["event-date"] = _csl_date(citation.event_date)
    if citation.url:
        item["URL"] = citation.url
    return json.dumps([item], ensure_ascii=False, separators=(",", ":"))


def _csl_date(when: PartialDate) -> Mapping[str, Any]:
    ends = [when.start] if when.start is when.end else [when.start, when.end]
    parts = {"date-parts": [_parts(point) for point in ends]}
    return parts if when.is_certain else {**parts, "circa": True}


def _parts(point: Point) -> list[int]:
    known = {"year": 1, "month": 2, "day-unknown": 2}.get(point.unit, 3)
    return [point.first.year, point.first.month, point.first.day][:known]


def _line(text: str) -> str:
    """Put text into one line, since a line's beginning is what RIS reads as a tag."""
    return " ".join(text.split())
