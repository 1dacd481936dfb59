"""What a built site publishes below /data/ can be checked by anybody, and is told on its page."""

import json
import re
import shutil
import subprocess
import tarfile
from html import unescape
from pathlib import Path

import pytest

from generator.exports import manifest
from generator.exports.copies import ChangedError, copies
from generator.exports.tables import Rows
from generator.model.archive import Archive, archive_of
from generator.model.entry import Entry
from generator.model.event import Event

pytestmark = pytest.mark.slow


def _verify(sums: Path, folder: Path) -> str:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", sums],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_the_sums_verify_and_name_every_data_file(data: Path) -> None:
    named = {line.split("  ")[1] for line in (data / "SHA256SUMS").read_text().splitlines()}
    there = {
        path.relative_to(data).as_posix()
        for path in data.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }

    assert _verify(Path("SHA256SUMS"), data) == ""
    assert named == there


def test_a_changed_file_fails_the_sums(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    (tmp_path / "data/events.csv").write_text("changed")

    assert "events.csv: FAILED" in _verify(Path("SHA256SUMS"), tmp_path / "data")


def test_the_digests_of_the_entries_verify_when_unpacked_and_in_the_repository(
    data: Path, entries: Path, tmp_path: Path, whole: Archive
) -> None:
    with tarfile.open(data / "entries.tar.gz") as packed:
        packed.extractall(tmp_path, filter="data")

    digests = data / "entries.sha256"
    assert _verify(digests, tmp_path) == ""
    assert _verify(digests, entries) == ""
    listed = {line.split("  ")[1] for line in digests.read_text().splitlines()}
    assert {event.path for event in whole.events} <= listed
    assert not {entry.path for entry in (*whole.drafts, *whole.tombstones)} & listed
    assert {"types.yml", "publishers.yml", "boundaries.geojson"} <= listed


def test_an_entry_with_something_to_keep_back_is_not_copied(whole: Archive, entries: Path) -> None:
    private = next(event for event in whole.events if event.facts.sources[0].url)
    changed = private.facts.model_copy(
        update={
            "sources": tuple(
                source.model_copy(update={"sensitivity": ("identifies-person",)})
                for source in private.facts.sources
            )
        }
    )
    archive = _with(whole, Entry(private.id, private.path, changed, private.body, private.digest))

    _, digests = copies(archive, entries)

    assert private.path not in digests
    assert digests.count("\n") == copies(whole, entries)[1].count("\n") - 1


def test_an_entry_that_changed_since_it_was_read_is_told(whole: Archive, tmp_path: Path) -> None:
    event = whole.events[0]
    file = tmp_path / event.path
    file.parent.mkdir(parents=True)
    file.write_text("changed")
    only = archive_of(whole.registry, [event])

    with pytest.raises(ChangedError, match="has changed since it was read"):
        copies(only, tmp_path)


def test_the_manifest_counts_what_there_is(data: Path, whole: Archive, rows: Rows) -> None:
    told = json.loads((data / manifest.NAME).read_text("utf-8"))

    assert told["counts"] == {name: len(found) for name, found in rows.items()}
    assert told["counts"]["events"] == len(whole.events)
    assert told["generator"]["name"] == "incident-archive"
    assert re.fullmatch("[0-9a-f]{64}", told["source"]["entries_sha256"])
    for file in told["files"]:
        assert (data / file["path"]).stat().st_size == file["bytes"]
    by_path = {file["path"]: file for file in told["files"]}
    assert by_path["claims.csv"]["rows"] == len(rows["claims"])
    assert "time" not in json.dumps(told).lower()


def test_the_page_tells_every_file_with_its_size_and_rows(data: Path, rows: Rows) -> None:
    page = (data / "index.html").read_text("utf-8")
    told = json.loads((data / manifest.NAME).read_text("utf-8"))

    for file in told["files"]:
        if "year=" not in file["path"]:
            assert f'href="../data/{file["path"]}"' in page
    row = next(line for line in page.splitlines() if ">claims.csv<" in line)
    assert f"<td>{len(rows['claims'])}</td>" in row
    assert re.search(r"<td>\d+ kB</td>", row)
    assert "archive:data" not in page
    assert 'id="open-pandas-py"' in page
    assert unescape(page).count('href="../data/ucdp/"') == 1


def _with(archive: Archive, entry: Entry[Event]) -> Archive:
    others = [event for event in archive.events if event.id != entry.id]
    return archive_of(archive.registry, [*others, entry])
