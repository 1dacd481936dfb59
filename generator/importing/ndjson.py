"""Records of whole entries, one a line as `events.ndjson` has them, as entries again."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.schema import RECORD_PATH
from generator.reading.entry import read_text
from generator.reading.typing import told
from generator.writing import entry_text

_PATH = re.compile(RECORD_PATH)


class RecordError(ValueError):
    """A line is no record of an entry; the message says which, and why."""


def texts_of(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each record's path below the entries folder, and the text of its file.

    No path leads out of the folder of events. Empty lines are skipped. Raises RecordError.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                path, facts, body = _parts(json.loads(line))
            except ValidationError as error:
                problem = told(Event, error, "", {}, "the record")[0]
                fault = f"{problem.message} ({problem.hint})"
                raise RecordError(f"line {number}: {fault}") from error
            except (ValueError, RecursionError) as error:  # JSON's errors are such
                raise RecordError(f"line {number}: {error}") from error
            yield path, entry_text(facts, body)


def entries_of(lines: Iterable[str]) -> Iterator[Entry[Event]]:
    """Give each record as the entry that its file would be; raises RecordError."""
    for number, (path, text) in enumerate(texts_of(lines), 1):
        reading = read_text(path, text)
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        if reading.plain is None or errors:
            raise RecordError(f"record {number}: {errors[0].message}")
        facts = Event.model_validate(reading.plain)
        yield Entry(reading.id, path, facts, reading.body, reading.digest)


def _parts(record: Any) -> tuple[str, Event, str]:
    if not isinstance(record, dict):
        raise RecordError("is not a record")
    path, body, id_ = record.get("path"), record.get("body"), record.get("id")
    if not isinstance(path, str) or not _PATH.fullmatch(path):
        raise RecordError("`path` is not that of an event's file")
    if path.rpartition("/")[2] != f"{id_}.md":
        raise RecordError("`path` and `id` name two different entries")
    if not isinstance(body, str):
        raise RecordError("`body` is not a text")
    return path, Event.model_validate(record.get("facts")), body
