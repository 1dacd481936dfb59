"""Mending files on disk: which may change, and that each changes whole or not at all."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.fixing import Change, fix
from tests.conftest import digest

BASE = Path(__file__).parents[1] / "broken/base"
EVENT = "events/2022/2022-03-05-made-up-bridge.md"
ARMY = "actors/made-up-army.md"


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "entries")


def rewrite(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8", newline="")


def test_a_clean_archive_is_left_alone_to_the_byte(entries: Path) -> None:
    before = digest(entries)

    assert fix(entries) == []
    assert digest(entries) == before


def test_what_was_changed_is_told_with_file_and_line(entries: Path) -> None:
    rewrite(entries / EVENT, ("date: 2022-03-05", "date: 2022-3-5  "))

    assert [str(change) for change in fix(entries)] == [
        f"entries/{EVENT}:3: fixed: `date`: `2022-3-5` is now `2022-03-05`",
        f"entries/{EVENT}:3: fixed: took away spaces at the end of the line",
    ]
    assert digest(entries) == digest(BASE)


def test_names_stand_for_ids_also_where_the_profile_itself_has_to_be_mended(entries: Path) -> None:
    rewrite(entries / EVENT, ("actor: made-up-residents", "actor: Made-Up  RESIDENTS"))
    army = entries / ARMY
    army.write_bytes(b"\xef\xbb\xbf" + army.read_bytes().replace(b"\n", b"\r\n"))

    changes = fix(entries)

    assert {change.message for change in changes} == {
        "took away the byte order mark",
        "lines end in LF",
        "`actors[2].actor`: `Made-Up RESIDENTS` is now `made-up-residents`",
    }
    assert digest(entries) == digest(BASE)
    assert pipeline.run(entries, date(2023, 1, 1)).problems == ()


def test_while_a_profile_cannot_be_read_no_name_stands_for_an_actor(entries: Path) -> None:
    rewrite(entries / EVENT, ("actor: made-up-residents", "actor: Made-Up  RESIDENTS"))
    (entries / "actors/another.md").write_text("---\nname: [\n---\n")
    before = digest(entries)

    assert fix(entries) == []
    assert digest(entries) == before


def test_lists_are_mended_as_entries_are(entries: Path) -> None:
    publishers = entries / "publishers.yml"
    rewrite(publishers, ("  kind: ", "  kind:   "))
    text = publishers.read_text("utf-8").split("\n")
    text[1], text[2] = text[2], text[1]
    publishers.write_text("\n".join(text).replace("\n", "\r\n"), "utf-8", newline="")

    messages = [change.message for change in fix(entries)]

    assert messages == ["lines end in LF", "the fields of `[1]` are in the codebook's order"]
    assert b"\r" not in publishers.read_bytes()


def test_only_the_files_that_are_named_may_change(entries: Path) -> None:
    rewrite(entries / EVENT, ("date: 2022-03-05", "date: 2022-3-5"))
    rewrite(entries / ARMY, ("name: ", "name: \t"), ("\n---\n", "  \n---\n"))

    changes = fix(entries, {f"entries/{EVENT}"})

    assert {change.path for change in changes} == {f"entries/{EVENT}"}


def test_no_link_is_followed_and_nothing_outside_is_written(entries: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes((entries / EVENT).read_bytes().replace(b"\n", b"\r\n"))
    (entries / "events/2022/2022-04-01-link.md").symlink_to(outside)
    (entries / "events/2021").symlink_to(tmp_path, target_is_directory=True)
    before = outside.read_bytes()

    assert fix(entries) == []
    assert outside.read_bytes() == before
    assert (entries / "events/2022/2022-04-01-link.md").is_symlink()


def test_a_file_keeps_its_mode_and_nothing_else_is_left_behind(entries: Path) -> None:
    rewrite(entries / EVENT, ("date: 2022-03-05", "date: 2022-3-5"))
    (entries / EVENT).chmod(0o640)

    fix(entries)

    assert (entries / EVENT).stat().st_mode & 0o777 == 0o640
    assert digest(entries).keys() == digest(BASE).keys()


def test_a_write_that_fails_leaves_the_old_file_whole(
    entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(entries / EVENT, ("date: 2022-03-05", "date: 2022-3-5"))
    before = digest(entries)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        fix(entries)

    assert digest(entries) == before


def test_files_that_are_no_text_are_left_to_the_check(entries: Path) -> None:
    (entries / ARMY).write_bytes(b"---\r\nname: Arm\xe9e\r\n---\r\n")

    assert fix(entries) == []


def test_a_change_is_told_in_one_line_whatever_stood_there() -> None:
    change = Change("entries/x.md", 3, "`date`: `2022-6-11\x1b[2J` is now `2022-06-11`")

    assert str(change) == (r"entries/x.md:3: fixed: `date`: `2022-6-11\x1b[2J` is now `2022-06-11`")
