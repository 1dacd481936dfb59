"""Whole entries as records: valid, complete, and the same entries again when they come back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from generator.exports.disclosure import disclosed
from generator.exports.ndjson import ndjson_text, record_line
from generator.importing.ndjson import RecordError, entries_of, texts_of
from generator.model.archive import Archive, archive_of
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.schema import record_schema
from generator.writing import plain_of
from tests.exports.archives import archives

VALIDATOR = jsonschema.Draft202012Validator(record_schema("https://example.org/"))


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(archives())
def test_entries_to_records_to_entries_gives_equal_archives(archive: Archive) -> None:
    text = ndjson_text(_all(archive))

    again = archive_of(archive.registry, entries_of(text.splitlines()))

    for name in ("events", "tombstones", "drafts", "by_id", "aliases", "grouped", "years",
                 "months", "ties", "speaking", "absorbed", "neighbours"):  # fmt: skip
        assert getattr(again, name) == getattr(archive, name), name


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(archives())
def test_a_record_holds_the_plain_values_of_its_entry(archive: Archive) -> None:
    for entry in _all(archive):
        version = {"sha256": entry.digest} if entry.digest else {}

        assert json.loads(record_line(entry)) == {
            "id": entry.id,
            "path": entry.path,
            **version,
            "facts": plain_of(entry.facts),
            "body": entry.body.source,
        }


@settings(max_examples=60, deadline=None)
@given(archives())
def test_what_is_published_is_valid_and_tells_no_more_than_it_may(archive: Archive) -> None:
    shown = disclosed(archive)

    lines = ndjson_text(shown.events).splitlines()

    assert len(lines) == len(archive.events)
    for line, entry in zip(lines, archive.events, strict=True):
        record = json.loads(line)
        VALIDATOR.validate(record)
        again = Event.model_validate(record["facts"])
        for source, told in zip(entry.facts.sources, again.sources, strict=True):
            if source.is_private:
                assert (told.url, told.archived, told.title, told.author) == (None,) * 4
            else:
                assert told == source
        if entry.facts.location.withheld:
            assert again.location.coordinates is None
            assert not again.location.names
            assert again.imported is None or not again.imported.cells
        else:
            assert again.location == entry.facts.location


@pytest.mark.slow
def test_the_published_records_are_valid_and_give_the_published_entries(
    data: Path, built: Path, whole: Archive
) -> None:
    lines = (data / "events.ndjson").read_text("utf-8").splitlines()
    schema = json.loads((built / "schema/event-record.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    faults = [fault.message for line in lines for fault in validator.iter_errors(json.loads(line))]
    again = list(entries_of(lines))

    assert faults == []
    assert list(map(_content, again)) == list(map(_content, disclosed(whole).events))
    assert [json.loads(line)["sha256"] for line in lines] == [e.digest for e in whole.events]


def test_a_record_with_a_field_that_nobody_knows_is_invalid() -> None:
    record = {"id": "a", "path": "events/2022/a.md", "facts": {"made_up": 1}, "body": ""}

    assert not VALIDATOR.is_valid(record)
    assert not VALIDATOR.is_valid({"id": "a"})


def test_empty_lines_between_records_are_skipped() -> None:
    assert list(texts_of(["", "  \n"])) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[]", "line 1: is not a record"),
        ("{", "line 1: Expecting"),
        ('{"path": "../../etc/passwd", "id": "passwd"}', "`path` is not that of an event's file"),
        ('{"path": "events/2022/../x.md", "id": "x"}', "`path` is not that of an event's file"),
        ('{"path": "events/2022/x.md", "id": "y"}', "name two different entries"),
        ('{"path": "events/2022/x.md", "id": "x"}', "`body` is not a text"),
        ('{"path": "events/2022/x.md", "id": "x", "body": "", "facts": {}}', "`actors` is missing"),
        ("[" * 100_000, "line 1: "),
    ],
)
def test_a_line_that_is_no_record_is_named_with_what_is_wrong(line: str, why: str) -> None:
    with pytest.raises(RecordError) as told:
        list(texts_of([line]))

    assert why in str(told.value)


def _all(archive: Archive) -> Iterator[Entry[Event]]:
    yield from archive.drafts
    yield from archive.tombstones
    yield from archive.events


def _content(entry: Entry[Event]) -> tuple[Any, ...]:
    """Give all of an entry but how its file is laid out: its digest, and the lines of links."""
    links = [replace(link, line=0, column=0) for link in entry.body.links]
    return entry.id, entry.path, entry.facts, replace(entry.body, links=()), links
