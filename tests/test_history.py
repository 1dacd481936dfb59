"""Which files differ from a commit, asked of the real Git in a repository made for the test."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from generator.history import (
    HistoryError,
    changed_since,
    file_at,
    last_changes,
    place_in_repository,
)
from tests.conftest import plant

FILES = {
    "entries/actors/kept.md": "kept\n",
    "entries/actors/edited.md": "before\n",
    "entries/actors/staged.md": "before\n",
    "entries/actors/renamed.md": "a line that moves\n" * 9,
    "entries/actors/deleted.md": "deleted\n",
    "docs/edited.md": "before\n",
}


def git(folder: Path, *arguments: str) -> str:
    author = ("-c", "user.name=Made Up", "-c", "user.email=made-up@example.org")
    done = subprocess.run(
        ["git", *author, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "made up") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--no-gpg-sign", "--message", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    plant(tmp_path, FILES)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path)
    return tmp_path


def test_a_clean_working_tree_differs_in_nothing(repository: Path) -> None:
    assert changed_since(repository / "entries", "HEAD") == frozenset()


def test_every_way_to_differ_counts_and_files_elsewhere_do_not(repository: Path) -> None:
    actors = repository / "entries/actors"
    (actors / "edited.md").write_text("after\n")
    (actors / "staged.md").write_text("after\n")
    git(repository, "add", "entries/actors/staged.md")
    git(repository, "mv", "entries/actors/renamed.md", "entries/actors/new-name.md")
    (actors / "deleted.md").unlink()
    (actors / "سیب two.md").write_text("new\n")
    (repository / "docs/edited.md").write_text("after\n")

    assert changed_since(repository / "entries", "HEAD") == {
        "actors/edited.md",
        "actors/staged.md",
        "actors/renamed.md",
        "actors/new-name.md",
        "actors/deleted.md",
        "actors/سیب two.md",
    }


def test_what_git_ignores_counts_too_since_the_check_reads_it(repository: Path) -> None:
    plant(repository, {".gitignore": "ignored.md\n", "entries/actors/ignored.md": "new\n"})

    assert changed_since(repository / "entries", "HEAD") == {"actors/ignored.md"}


def test_commits_since_count_and_a_branch_or_a_hash_names_one(repository: Path) -> None:
    git(repository, "branch", "base")
    first = git(repository, "rev-parse", "HEAD")
    (repository / "entries/actors/edited.md").write_text("after\n")
    commit(repository)

    for name in ("base", "HEAD~1", first, first[:8]):
        assert changed_since(repository / "entries", name) == {"actors/edited.md"}
    assert changed_since(repository / "entries", "HEAD") == frozenset()


@pytest.mark.parametrize(
    "revision", ["nope", "HEAD~9", "HEAD:entries", "0" * 40, "", "a\0b", "HEAD\n", "main..HEAD"]
)
def test_what_names_no_commit_is_refused(repository: Path, revision: str) -> None:
    with pytest.raises(HistoryError, match="commit"):
        changed_since(repository / "entries", revision)


@pytest.mark.parametrize("revision", ["--output=stolen.txt", "-o", "--help", "--all", "--"])
def test_no_revision_is_taken_for_an_option(repository: Path, revision: str) -> None:
    with pytest.raises(HistoryError, match="not the name of a commit"):
        changed_since(repository / "entries", revision)

    assert not list(repository.rglob("stolen.txt"))


def test_a_folder_outside_of_git_is_refused(tmp_path: Path) -> None:
    plant(tmp_path, FILES)

    with pytest.raises(HistoryError, match="not in the working tree of a Git repository"):
        changed_since(tmp_path / "entries", "HEAD")
    assert place_in_repository(tmp_path / "entries") == ""


def test_a_machine_without_git_is_told_so(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(HistoryError, match="git is not installed"):
        changed_since(repository / "entries", "HEAD")


def test_it_works_within_a_hook_where_git_has_set_its_own_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "entries/actors/edited.md").write_text("after\n")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")

    assert changed_since(repository / "entries", "HEAD") == {"actors/edited.md"}


def test_drivers_for_differences_are_not_run(repository: Path) -> None:
    plant(repository, {"entries/.gitattributes": "*.md diff=made-up\n"})
    git(repository, "config", "diff.made-up.command", "touch driver-ran")
    git(repository, "config", "diff.external", "touch driver-ran")
    git(repository, "config", "core.fsmonitor", "touch driver-ran")
    (repository / "entries/actors/edited.md").write_text("after\n")

    assert changed_since(repository / "entries", "HEAD") == {".gitattributes", "actors/edited.md"}
    assert not list(repository.rglob("driver-ran"))


def test_the_place_in_the_repository_is_that_of_the_folder_above(repository: Path) -> None:
    plant(repository, {"data/afghanistan/entries/types.yml": "[]\n"})

    assert place_in_repository(repository / "entries") == ""
    assert place_in_repository(repository / "data/afghanistan/entries") == "data/afghanistan/"


def test_a_file_of_a_commit_is_given_as_it_was_byte_for_byte(repository: Path) -> None:
    folder = repository / "entries/actors"
    (repository / ".gitattributes").write_text("* text eol=crlf\n")
    (folder / "edited.md").write_text("after\n")
    (folder / "deleted.md").unlink()

    assert file_at(folder, "HEAD", "edited.md", 100) == b"before\n"
    assert file_at(folder, "main", "deleted.md", 7 + 1) == b"deleted\n"


def test_what_was_no_file_in_a_commit_is_none(repository: Path) -> None:
    new = repository / "entries/new"
    new.mkdir()
    (new / "kept.md").write_text("new\n")

    assert file_at(new, "HEAD", "kept.md", 100) is None
    assert file_at(repository / "entries", "HEAD", "kept.md", 100) is None
    assert file_at(repository / "entries", "HEAD", "actors", 100) is None


def test_a_file_that_was_too_large_is_not_read(repository: Path) -> None:
    with pytest.raises(HistoryError, match="more than 6 bytes"):
        file_at(repository / "entries/actors", "HEAD", "edited.md", 6)


def test_a_link_of_a_commit_is_not_followed(repository: Path) -> None:
    (repository / "entries/ids.lock").symlink_to("actors/kept.md")
    commit(repository)

    assert file_at(repository / "entries", "HEAD", "ids.lock", 100) == b"actors/kept.md"


def test_a_file_last_changed_when_its_latest_commit_was_made_in_utc(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors = repository / "entries/actors"
    (actors / "edited.md").write_text("after\n")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-02T01:00:00+05:00")
    commit(repository)
    git(repository, "mv", "entries/actors/edited.md", "entries/actors/moved.md")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2031-01-01T12:00:00+00:00")
    commit(repository)
    (actors / "staged.md").write_text("not committed\n")

    found = last_changes(repository / "entries")

    assert found["actors/moved.md"] == date(2030, 1, 1)
    assert "actors/kept.md" in found
    assert "actors/staged.md" not in found


def test_without_a_whole_history_no_file_has_a_day_of_change(
    repository: Path, tmp_path: Path
) -> None:
    commit(repository)
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")

    assert last_changes(tmp_path / "shallow/entries") == {}
