"""Whole entries as records: one JSON object a line, with all that an entry holds."""

import json
from collections.abc import Iterable

from generator.model.entry import Entry
from generator.model.event import Event
from generator.writing import json_of

_text = json.JSONEncoder(ensure_ascii=False).encode


def ndjson_text(entries: Iterable[Entry[Event]]) -> str:
    """Write each entry as a line that `record_schema` describes.

    `facts` are as in the front matter, without what holds its default; `body` is Markdown. Every
    line ends with a line feed, and none holds another.
    """
    return "".join(record_line(entry) for entry in entries)


def record_line(entry: Entry[Event]) -> str:
    """Write one entry as one line."""
    version = f'"sha256":"{entry.digest}",' if entry.digest else ""
    id_, path, body = map(_text, (entry.id, entry.path, entry.body.source))
    facts = json_of(entry.facts)
    return f'{{"id":{id_},"path":{path},{version}"facts":{facts},"body":{body}}}\n'
