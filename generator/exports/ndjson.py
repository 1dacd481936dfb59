"""Whole entries as records: one JSON object a line, with all that an entry holds."""

import json
from collections.abc import Iterable

from generator.model.entry import Entry
from generator.model.event import Event
from generator.writing import plain_of


def ndjson_text(entries: Iterable[Entry[Event]]) -> str:
    """Write each entry as a line that `record_schema` describes.

    `facts` are as in the front matter, without what holds its default; `body` is Markdown. Every
    line ends with a line feed, and none holds another.
    """
    return "".join(record_line(entry) for entry in entries)


def record_line(entry: Entry[Event]) -> str:
    """Write one entry as one line."""
    version = {"sha256": entry.digest} if entry.digest else {}
    record = {
        "id": entry.id,
        "path": entry.path,
        **version,
        "facts": plain_of(entry.facts),
        "body": entry.body.source,
    }
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{text}\n"
