"""How records of `events.ndjson` become files of the archive, and what is said of each."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.importing.merging import Conflict, Resolve, shown
from generator.importing.ndjson import RecordError, entries_of
from generator.importing.rows import Clash, Refusal, Result, Writing
from generator.model.entry import Entry
from generator.model.event import Event
from generator.writing import entry_text, plain_of


def import_records(
    lines: Iterable[str], there: Mapping[str, Entry[Event]], resolve: Resolve
) -> Result:
    """Work out what to write; `there` has the entries that are there, by id.

    A record is a whole entry: nothing in it is owned by one side, so one that differs from its
    entry is a conflict as a whole.
    """
    result = Result()
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        result.rows += 1
        try:
            (entry,) = entries_of([line])
        except RecordError as error:
            detail = str(error).partition(": ")[2]
            result.refused.append(Refusal(number, "", "the line is no record of an entry", detail))
            continue
        first = seen.setdefault(entry.id, number)
        if first != number:
            reason, detail = "the id stands in the file twice", f"first in line {first}"
            result.refused.append(Refusal(number, entry.id, reason, detail))
        else:
            _take(entry, number, there.get(entry.id), result, resolve)
    return result


def _take(
    entry: Entry[Event], line: int, other: Entry[Event] | None, result: Result, resolve: Resolve
) -> None:
    if other is not None and _plain(other) == _plain(entry):
        result.unchanged += 1
        return
    if other is not None and resolve != "take":
        result.unchanged += 1
        if resolve == "show":
            conflict = Conflict("entry", *shown(_plain(other), _plain(entry)))
            result.clashes.append(Clash(entry.id, entry.id, conflict))
        return
    body = entry.body.source
    changed = ("entry",) if other is not None else ()
    old = other.path if other is not None and other.path != entry.path else ""
    result.writings.append(
        Writing(
            row=entry.id,
            line=line,
            id=entry.id,
            facts=entry.facts,
            body=body,
            text=entry_text(entry.facts, body),
            is_new=other is None,
            changed=changed,
            old=old,
        )
    )


def _plain(entry: Entry[Event]) -> dict[str, Any]:
    return {**plain_of(entry.facts), "body": entry.body.source}
