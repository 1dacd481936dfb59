"""An archive whose every text is hostile: strings that have broken other programs."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.model.archive import Archive, Registry, archive_of
from generator.model.entry import Body, Entry
from generator.model.event import Event
from generator.model.fields import Record

NAUGHTY = Path(__file__).parents[3] / "shared/data/hostile/blns.json"
FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "'=1", "''=1", "'", "'plain",
    "=cmd|' /C calc'!A0", '"=1"', "\N{FULLWIDTH EQUALS SIGN}1", "\N{NO-BREAK SPACE}=1", "", " ",
    "a,b", 'a"b', "a\nb", "a\r\nb", "\N{LINE SEPARATOR}", "NULL", "NA", "nan", "true", "2022-06-11",
    "007", "1e5", "</script><script>alert(1)</script>", "' OR 1=1 --",
    "\N{ZERO WIDTH NO-BREAK SPACE}x",
)  # fmt: skip
_KEPT = {"id", "by", "publisher", "carries", "type", "province", "actor", "about", "source",
         "event", "parent", "stands_with", "basis", "lang", "status", "replaced_by"}  # fmt: skip
"""What names something: it has to stay, or there is nothing to be read."""


def naughty_strings() -> tuple[str, ...]:
    """Give the list of naughty strings; skips the test where it is not at hand."""
    if not NAUGHTY.exists():
        pytest.skip(f"the list of naughty strings is not there: {NAUGHTY.name}")
    found: list[str] = json.loads(NAUGHTY.read_text("utf-8"))
    return tuple(found)


def hostile_archive(registry: Registry, strings: tuple[str, ...]) -> Archive:
    """Give an event for each string, with that string in every field that holds a free text.

    The values are put past the models on purpose, which would strip or refuse some.
    """
    dressed = Event.model_validate(_EVERYTHING)
    events = []
    for number, text in enumerate(strings, 1):
        facts = _filled(dressed, text)
        id_ = f"2022-hostile-{number}"
        events.append(Entry(id_, f"events/2022/{id_}.md", facts, Body("", text, source=text)))
    actors = {id_: _named(entry, strings[0]) for id_, entry in registry.actors.items()}
    return archive_of(replace(registry, actors=actors), events)


_EVERYTHING: dict[str, Any] = {
    "title": "a",
    "date": "2022-06-11",
    "type": "raid",
    "added": "2022-07-01",
    "actors": [{"actor": "isis-k", "role": "initiator", "certainty": "unknown"}],
    "claims": [
        {"id": "c1", "by": "civilians", "stance": "asserts", "text": "a", "source": "s1",
         "reports": [{"outcome": "killed", "group": "unknown", "count": "8+"}]}
    ],
    "sources": [
        {"id": "s1", "publisher": "voa", "url": "https://example.org/", "title": "a",
         "author": "a", "language": "fa", "archived": "https://example.org/a", "sha256": "0" * 64}
    ],
    "tags": ["a"],
    "titles": {"fa": "a"},
    "credits": ["a"],
    "external_ids": {"ucdp": "a", "acled": "a", "gtd": "a", "wikidata": "a"},
    "verification": {"grade": "weak", "note": "a"},
    "corrections": [{"date": "2022-07-01", "note": "a", "field": "a", "was": "a", "now": "a"}],
    "location": {"province": "takhar", "district": "a", "place": "a", "precision": "place",
                 "names": {"fa": ["a"]}},
}  # fmt: skip


def _named(entry: Entry[Any], text: str) -> Entry[Any]:
    return replace(entry, facts=entry.facts.model_copy(update={"name": text, "aliases": (text,)}))


def _filled(record: Record, text: str) -> Any:
    changes: dict[str, Any] = {}
    for name, value in record:
        if name in _KEPT or name not in type(record).model_fields:
            continue
        changes[name] = _changed(record, name, value, text)
    return record.model_copy(update=changes)


def _changed(record: Record, name: str, value: Any, text: str) -> Any:
    if isinstance(value, Record):
        return _filled(value, text)
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        return tuple(_filled(item, text) for item in value)
    if isinstance(value, str) and not _is_closed(record, name):
        return text
    if isinstance(value, tuple) and value and isinstance(value[0], str) and name != "sensitivity":
        return (text,)
    if isinstance(value, dict) and value:
        return {key: (text,) if isinstance(item, tuple) else text for key, item in value.items()}
    return value


def _is_closed(record: Record, name: str) -> bool:
    """Say whether a field holds a word of a closed list, or a date."""
    annotation = str(type(record).model_fields[name].annotation)
    return "Literal" in annotation


def texts_of(value: Any) -> Iterator[str]:
    """Give every text within plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts_of(item)
