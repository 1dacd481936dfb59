"""The ids that were published: read from any order, added to as a whole, and never taken away."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline, report
from generator.reading import gate
from generator.reading.lock import ids_in, publish_ids, read_lock
from tests.conftest import ENTRIES, REPOSITORY, attempt, run

BASE = REPOSITORY / "tests/broken/base"
TODAY = date(2023, 1, 1)
BRIDGE = "events/2022/2022-03-05-made-up-bridge.md"
PUBLISHED = """\
actors/made-up-army
actors/made-up-assembly
actors/made-up-front
actors/made-up-residents
actors/made-up-wing
events/2022-03-05-made-up-bridge
events/2022-03-05-made-up-old
provinces/northland
provinces/southland
publishers/front-radio
publishers/made-up-agency
publishers/made-up-post
publishers/made-up-times
types/clash
types/raid
"""


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """A copy of the good archive, with an earlier id and a draft."""
    folder = shutil.copytree(BASE, tmp_path / "entries")
    text = (folder / BRIDGE).read_text("utf-8")
    draft = text.replace("added:", "status: draft\nadded:")
    (folder / BRIDGE.replace("bridge", "draft")).write_text(draft, "utf-8")
    alias = text.replace("added:", "aliases: [2022-03-05-made-up-old]\nadded:")
    (folder / BRIDGE).write_text(alias, "utf-8")
    return folder


def lost(entries: Path) -> list[str]:
    problems = pipeline.run(entries, TODAY).problems
    return [p.message.split("`")[1] for p in problems if p.rule == "id-lost"]


def test_the_command_adds_everything_published_and_says_what(entries: Path) -> None:
    told = run("publish-ids", "--entries", entries)

    assert (entries / "ids.lock").read_text("utf-8") == PUBLISHED
    assert told == f"{PUBLISHED}Added 15 ids to {entries / 'ids.lock'}\n"
    assert run("publish-ids", "--entries", entries) == f"Added 0 ids to {entries / 'ids.lock'}\n"
    assert sorted(path.name for path in entries.glob(".*")) == []


def test_two_branches_merged_line_by_line_lose_nothing_and_are_put_in_order(entries: Path) -> None:
    lines = PUBLISHED.splitlines(keepends=True)
    (entries / "ids.lock").write_text("".join([*lines[7:], *lines[:9]]), "utf-8")

    assert report.as_text(pipeline.run(entries, TODAY, warnings=False).problems) == ""
    run("publish-ids", "--entries", entries)
    assert (entries / "ids.lock").read_text("utf-8") == PUBLISHED


def test_with_faults_nothing_is_written_and_no_id_is_dropped(entries: Path) -> None:
    before = PUBLISHED + "types/made-up-gone\n"
    (entries / "ids.lock").write_text(before, "utf-8")

    done = attempt("publish-ids", "--entries", entries)

    assert done.returncode == 1
    assert "`types/made-up-gone` was published, and has no entry any more" in done.stderr
    assert (entries / "ids.lock").read_text("utf-8") == before


def test_an_entry_that_is_deleted_is_lost_and_a_tombstone_or_an_alias_keeps_it(
    entries: Path,
) -> None:
    (entries / "ids.lock").write_text(PUBLISHED, "utf-8")
    text = (entries / BRIDGE).read_text("utf-8")
    moved = entries / BRIDGE.replace("bridge", "crossing")

    (entries / BRIDGE).rename(moved)
    assert lost(entries) == ["events/2022-03-05-made-up-bridge"]
    moved.write_text(text.replace("made-up-old]", "made-up-old, 2022-03-05-made-up-bridge]"))
    assert lost(entries) == []
    moved.write_text(text)
    (entries / BRIDGE).write_text(
        text.replace("aliases: [2022-03-05-made-up-old]", "status: withdrawn\nstatus_reason: X.")
    )
    assert lost(entries) == []
    (entries / BRIDGE).write_text(text.replace("added:", "status: draft\nadded:"))
    moved.unlink()
    assert lost(entries) == ["events/2022-03-05-made-up-bridge", "events/2022-03-05-made-up-old"]


@pytest.mark.parametrize(
    ("file", "fault"),
    [(BRIDGE, "title: ["), ("types.yml", "- ["), ("publishers.yml", "- id: Bad\n"), (BRIDGE, "x")],
)
def test_a_file_with_a_fault_loses_no_id(entries: Path, file: str, fault: str) -> None:
    (entries / "ids.lock").write_text(PUBLISHED, "utf-8")
    text = (entries / file).read_text("utf-8")
    start = "---\n" if file == BRIDGE else ""
    (entries / file).write_text(start + fault + "\n" + text.removeprefix(start), "utf-8")

    assert pipeline.run(entries, TODAY).errors
    assert lost(entries) == []


def test_a_link_in_its_place_is_not_followed(entries: Path) -> None:
    secret = entries.parent / "secret"
    secret.write_text("types/made-up-secret\n", "utf-8")
    (entries / "ids.lock").symlink_to(secret)

    problems = pipeline.run(entries, TODAY, warnings=False).problems

    assert report.as_text(problems) == (
        "entries/ids.lock:1:1: not-a-regular-file: is a symbolic link (put the file itself here)\n"
    )


def test_a_huge_or_hostile_file_is_a_few_problems(entries: Path) -> None:
    (entries / "ids.lock").write_bytes(b"\n" * 2_000_000)
    _, empty_lines = read_lock(entries)
    with (entries / "ids.lock").open("wb") as file:
        file.truncate(gate.LARGEST_LOCK + 1)
    _, huge = read_lock(entries)
    (entries / "ids.lock").write_bytes(b"types/\xff\n")
    _, other = read_lock(entries)

    assert len(empty_lines) == 201
    assert [p.rule for p in huge] == ["too-large"]
    assert [p.rule for p in other] == ["not-utf-8"]


@pytest.mark.parametrize("line", ["events/../x", "events/X", f"types/{'a' * 101}", " types/raid"])
def test_what_is_no_id_is_told(entries: Path, line: str) -> None:
    (entries / "ids.lock").write_text(f"{line}\n", "utf-8")

    assert [p.rule for p in read_lock(entries)[1]] == ["bad-ids-lock"]


def test_without_the_file_nothing_was_published(entries: Path) -> None:
    assert read_lock(entries)[0].lines == {}
    assert lost(entries) == []


def test_an_earlier_version_gives_its_ids_whatever_else_stands_in_it() -> None:
    content = b"\xef\xbb\xbftypes/raid\r\n\n<<<<<<< x\n types/clash \n../x\n\xff\ntypes/raid"

    assert ids_in(content) == {"types/raid", "types/clash"}


def test_a_line_that_an_earlier_version_had_must_stay_and_a_new_one_may_come(
    entries: Path,
) -> None:
    (entries / "ids.lock").write_text("types/clash\ntypes/raid\n", "utf-8")

    lock, problems = read_lock(entries, {"types/raid", "types/nothing", "actors/made-up-gone"})

    assert report.as_text(problems) == (
        "ids.lock:1:1: bad-ids-lock: the line `actors/made-up-gone` was taken out "
        "(put the line back; `ids.lock` only ever grows)\n"
        "ids.lock:1:1: bad-ids-lock: the line `types/nothing` was taken out "
        "(put the line back; `ids.lock` only ever grows)\n"
    )
    assert lock.lines == {
        "actors/made-up-gone": 1, "types/nothing": 1, "types/clash": 1, "types/raid": 2
    }  # fmt: skip


def test_a_thousand_lines_taken_out_are_a_few_problems(entries: Path) -> None:
    (entries / "ids.lock").write_text("types/raid\n", "utf-8")
    earlier = {f"types/made-up-{number}" for number in range(1_000)}

    lock, problems = read_lock(entries, earlier)

    assert len(problems) == 201
    assert lock.lines.keys() == earlier | {"types/raid"}


@pytest.mark.parametrize("content", [b"types/\xff\n", b"\n" * 1_000])
def test_of_a_file_that_could_not_be_read_no_line_is_called_taken_out(
    entries: Path, content: bytes
) -> None:
    (entries / "ids.lock").write_bytes(content)

    lock, problems = read_lock(entries, {"types/nothing"})

    assert problems
    assert not [p for p in problems if "taken out" in p.message]
    assert lock.lines == {"types/nothing": 1}


def test_a_link_in_place_of_the_file_does_not_free_earlier_ids(entries: Path) -> None:
    (entries / "ids.lock").symlink_to(entries.parent / "nothing")

    problems = pipeline.run(entries, TODAY, earlier_ids={"types/nothing"}).errors

    assert [p.rule for p in problems] == ["id-lost", "not-a-regular-file"]


def test_the_archive_s_own_ids_are_all_published(tmp_path: Path) -> None:
    entries = shutil.copytree(ENTRIES, tmp_path / "entries")
    outcome = pipeline.run(entries, date(2026, 11, 25), warnings=False)
    assert outcome.archive is not None
    before = (entries / "ids.lock").read_bytes()

    publish_ids(entries, outcome.archive)

    after = (entries / "ids.lock").read_bytes()
    assert b"events/2022-06-11-taloqan-raid" in before.split()
    assert set(before.split()) <= set(after.split())
    assert before.split() == sorted(set(before.split()))
