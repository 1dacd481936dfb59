"""`archive import ndjson`: an archive's own records become the same entries again."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.commands.importing import import_
from generator.engines.clock import today
from generator.exports.ndjson import ndjson_text
from generator.model.archive import Archive
from tests.conftest import ENTRIES, digest

BRIDGE = "2022-03-05-made-up-bridge"


def archive(entries: Path) -> Archive:
    outcome = pipeline.run(entries, today())
    assert outcome.errors == ()
    assert outcome.archive is not None
    return outcome.archive


def bring(entries: Path, content: bytes | str, *options: str) -> Result:
    file = entries.parent / "events.ndjson"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    arguments = ["ndjson", str(file), "--entries", str(entries), "--report", "json", *options]
    return CliRunner().invoke(import_, arguments, catch_exceptions=False)


def told(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def entries(folder: Path) -> Path:
    return folder / "entries"


@pytest.fixture
def record(entries: Path) -> dict[str, Any]:
    """The made-up entry as a record."""
    found: dict[str, Any] = json.loads(ndjson_text(archive(entries).events))
    return found


def test_the_archives_own_records_become_the_same_entries(tmp_path: Path) -> None:
    entries = tmp_path / "entries"
    shutil.copytree(ENTRIES, entries, ignore=shutil.ignore_patterns("events", "ids.lock"))
    whole = archive(ENTRIES)

    result = bring(entries, ndjson_text(whole.events))

    assert result.exit_code == 0, result.output
    again = archive(entries)
    assert [(e.id, e.path, e.facts, e.body.source) for e in again.events] == [
        (e.id, e.path, e.facts, e.body.source) for e in whole.events
    ]
    before = digest(entries)
    assert told(bring(entries, ndjson_text(whole.events)))["unchanged"] == len(whole.events)
    assert digest(entries) == before


def test_an_entry_that_says_otherwise_is_shown_and_taken_only_when_asked(
    entries: Path, record: dict[str, Any]
) -> None:
    record["facts"]["title"] = "Another title"
    before = digest(entries)

    shown = bring(entries, json.dumps(record))
    kept = bring(entries, json.dumps(record), "--conflicts", "keep")

    assert (shown.exit_code, kept.exit_code) == (1, 0)
    (conflict,) = told(shown)["conflicts"]
    assert conflict["new"] == '{"title": "Another title"}'
    assert digest(entries) == before
    taken = bring(entries, json.dumps(record), "--conflicts", "take")
    assert taken.exit_code == 0
    assert told(taken)["updated"] == [{"entry": BRIDGE, "fields": ["entry"]}]
    assert archive(entries).by_id[BRIDGE].facts.title == "Another title"


def test_what_is_no_record_or_would_not_pass_the_check_is_refused(
    entries: Path, record: dict[str, Any]
) -> None:
    other = {**record, "id": "2022-03-06-b", "path": "events/2022/2022-03-06-b.md"}
    strange = {**other["facts"], "type": "siege", "title": "Something else altogether"}
    lines = [
        json.dumps(record),
        "",
        json.dumps(record),
        "{",
        json.dumps({**record, "path": "../../etc/passwd"}),
        json.dumps({**other, "facts": {**strange, "date": "2022-03-06"}}),
    ]
    before = digest(entries)

    result = bring(entries, "\n".join(lines))

    assert result.exit_code == 1
    assert {why: [r["line"] for r in g["rows"]] for why, g in told(result)["refused"].items()} == {
        "the id stands in the file twice": [3],
        "the line is no record of an entry": [4, 5],
        "`archive check` refuses the entry: unknown-type": [6],
    }
    assert digest(entries) == before


def test_a_record_without_its_fields_is_refused_in_our_words(
    entries: Path, record: dict[str, Any]
) -> None:
    result = bring(entries, json.dumps({**record, "facts": {"title": "A title"}}))

    (group,) = told(result)["refused"].values()
    assert "is missing (add it" in json.dumps(group)
    assert "pydantic" not in result.output


def test_a_dry_run_writes_nothing_and_a_wrong_file_is_told(
    entries: Path, record: dict[str, Any]
) -> None:
    record["facts"]["title"] = "Another title"
    before = digest(entries)

    dry = bring(entries, json.dumps(record), "--conflicts", "take", "--dry-run")
    wrong = bring(entries, b"\xff{}\n")

    assert (dry.exit_code, len(told(dry)["updated"])) == (0, 1)
    assert wrong.exit_code == 2
    assert "line 1, column 1: byte 0xff is not UTF-8" in wrong.output
    assert digest(entries) == before
