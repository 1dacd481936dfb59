"""A new folder comes to be complete, or not at all."""

from pathlib import Path

import pytest

from generator.starting.folder import NotEmptyError, starting
from tests.conftest import digest, plant


def fill(target: Path) -> None:
    with starting(target) as building:
        plant(building, {"a.md": "a", "b/c.md": "c"})


def test_an_absent_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    fill(tmp_path / "x/y")

    assert sorted(digest(tmp_path)) == ["x/y/a.md", "x/y/b/c.md"]


def test_an_empty_folder_is_filled_and_stays_the_same_folder(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.mkdir()
    before = target.stat().st_ino

    fill(target)

    assert sorted(digest(target)) == ["a.md", "b/c.md"]
    assert target.stat().st_ino == before


def test_a_repository_without_files_is_filled_and_kept(tmp_path: Path) -> None:
    plant(tmp_path, {".git/HEAD": "ref: refs/heads/main"})

    fill(tmp_path)

    assert sorted(digest(tmp_path)) == [".git/HEAD", "a.md", "b/c.md"]


def test_nothing_stays_where_the_work_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    for name in ("absent", "empty"):
        with pytest.raises(UnicodeEncodeError), starting(tmp_path / name) as building:
            plant(building, {"a.md": "a", "b.md": "\ud800"})

    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_what_was_moved_goes_back_where_the_disk_refuses_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x"
    target.mkdir()
    rename = Path.rename

    def refuse_b(path: Path, to: Path) -> Path:
        if path.name == "b":
            raise OSError
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refuse_b)

    with pytest.raises(OSError, match=r"^$"):
        fill(target)

    assert list(target.iterdir()) == []


def test_a_folder_with_something_in_it_and_what_is_no_folder_are_refused(tmp_path: Path) -> None:
    plant(tmp_path, {"full/.hidden": "x", "file": "x"})
    (tmp_path / "link").symlink_to("nowhere")
    before = digest(tmp_path)

    for name in ("full", "file", "link"):
        with pytest.raises(NotEmptyError, match=r"is not empty: it holds .hidden|is no folder"):
            fill(tmp_path / name)

    assert digest(tmp_path) == before
