"""The command `archive check` as reviewers run it, in a repository made for the test."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, attempt, digest
from tests.test_history import commit, git

pytestmark = pytest.mark.slow

BASE = Path(__file__).parent / "broken/base"
EVENT = "events/2022/2022-03-05-made-up-bridge.md"
WING = "actors/made-up-wing.md"
SPEAKER = "`made-up-residents` is not in the registry of actors"


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    entries = shutil.copytree(BASE, tmp_path / "entries")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path)
    return entries


def check(entries: Path, *options: str | Path, **environment: str) -> tuple[int, str, str]:
    done = attempt("check", "--entries", entries, *options, cwd=entries.parent, **environment)
    return done.returncode, done.stdout, done.stderr


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_only_problems_in_changed_files_are_shown(entries: Path) -> None:
    rewrite(entries / EVENT, "date: 2022-03-05", "date: 2022-03-99")

    code, out, _ = check(entries, "--changed-since", "HEAD")

    assert code == 1
    assert out.startswith(f"entries/{EVENT}:3:7: bad-date: ")
    assert out.endswith("\n1 problem in 1 file (11 checked)\n")


def test_old_problems_elsewhere_are_counted_and_fail_too(entries: Path) -> None:
    rewrite(entries / EVENT, "date: 2022-03-05", "date: 2022-03-99")
    commit(entries.parent)
    (entries / WING).write_text((entries / WING).read_text("utf-8") + "\nMore.\n", "utf-8")

    code, out, _ = check(entries, "--changed-since", "HEAD")

    assert code == 1
    assert out == (
        "no problems in changed files (11 checked)\n"
        "1 more problem in unchanged files, 1 error among them; "
        "check without --changed-since to see them\n"
    )


def test_what_a_deleted_file_breaks_in_an_unchanged_one_does_not_pass(entries: Path) -> None:
    (entries / "actors/made-up-residents.md").unlink()

    code, out, _ = check(entries, "--changed-since", "HEAD")

    assert code == 1
    assert "more problem" in out
    assert "all clean" not in out
    assert SPEAKER in check(entries)[1]


def test_without_a_change_a_clean_archive_is_clean(entries: Path) -> None:
    assert check(entries, "--changed-since", "HEAD")[:2] == (0, "11 files checked, all clean\n")


def test_json_holds_what_is_asked_for_and_nothing_else_is_on_its_stream(entries: Path) -> None:
    (entries / "actors/made-up-residents.md").unlink()
    rewrite(entries / WING, "kind: ", "kind:  x")

    code, out, err = check(entries, "--changed-since", "HEAD", "--format", "json", "--fix")

    assert code == 1
    assert {row["path"] for row in json.loads(out)} == {f"entries/{WING}"}
    assert "more problem" in err


@pytest.mark.parametrize(
    ("revision", "why"),
    [("nope", "no commit that is known here"), ("--output=x", "not the name of a commit")],
)
def test_a_revision_that_is_none_is_a_wrong_command(entries: Path, revision: str, why: str) -> None:
    before = digest(entries.parent)

    code, out, err = check(entries, "--changed-since", revision)

    assert (code, out) == (2, "")
    assert why in err
    assert digest(entries.parent) == before


LOCKED = "events/2022-03-05-made-up-bridge\ntypes/raid\n"
OUT = "bad-ids-lock: the line `events/2022-03-05-made-up-bridge` was taken out"
GONE = "bad-ids-lock: the file is gone, and with it 2 published ids"
LOST = "id-lost: `events/2022-03-05-made-up-bridge` was published, and has no entry any more"


@pytest.fixture
def published(entries: Path) -> Path:
    """The archive, with ids that were published on `main`, on a branch of a stranger."""
    (entries / "ids.lock").write_text(LOCKED, "utf-8")
    commit(entries.parent)
    git(entries.parent, "switch", "--quiet", "--create", "made-up")
    return entries


def take_out(entries: Path, left: str | None) -> None:
    if left is None:
        (entries / "ids.lock").unlink()
    else:
        (entries / "ids.lock").write_text(left, "utf-8")


@pytest.mark.parametrize(("left", "fault"), [("types/raid\n", OUT), ("", OUT), (None, GONE)])
@pytest.mark.parametrize("committed", [True, False])
def test_an_entry_cannot_be_deleted_by_deleting_its_line_in_the_lock_too(
    published: Path, left: str | None, fault: str, *, committed: bool
) -> None:
    (published / EVENT).rename(published / EVENT.replace("bridge", "crossing"))
    take_out(published, left)
    if committed:
        commit(published.parent)

    code, out, _ = check(published, "--changed-since", "main")

    assert code == 1
    assert f"entries/ids.lock:1:1: {fault}" in out
    assert f"entries/ids.lock:1:1: {LOST}" in out


@pytest.mark.parametrize(("left", "fault"), [("types/raid\n", OUT), ("", OUT), (None, GONE)])
def test_a_line_of_the_lock_cannot_be_taken_out_where_its_entry_stays(
    published: Path, left: str | None, fault: str
) -> None:
    take_out(published, left)

    code, out, _ = check(published, "--changed-since", "main", "--format", "github")

    assert code == 1
    assert "::error file=entries/ids.lock,line=1,col=1,title=bad-ids-lock::" in out
    assert fault.removeprefix("bad-ids-lock: ") in out
    assert "id-lost" not in out


def test_the_lock_may_grow_and_a_tombstone_or_an_earlier_id_keeps_what_it_holds(
    published: Path,
) -> None:
    (published / "ids.lock").write_text(f"actors/made-up-army\n{LOCKED}", "utf-8")
    moved = published / EVENT.replace("bridge", "crossing")
    (published / EVENT).rename(moved)
    rewrite(moved, "added:", "aliases: [2022-03-05-made-up-bridge]\nadded:")

    code, out, _ = check(published, "--changed-since", "main")

    assert (code, "ids.lock" in out) == (0, False)


def test_without_a_commit_to_compare_with_the_lock_counts_as_it_is(published: Path) -> None:
    (published / "ids.lock").unlink()

    assert check(published)[:2] == (0, "11 files checked, all clean\n")


def test_outside_of_git_changes_cannot_be_asked_for(tmp_path: Path) -> None:
    entries = shutil.copytree(BASE, tmp_path / "entries")

    code, _, err = check(entries, "--changed-since", "HEAD")

    assert code == 2
    assert "not in the working tree of a Git repository" in err


def test_annotations_name_files_from_the_top_of_the_repository_and_the_summary_is_added_to(
    entries: Path, tmp_path: Path
) -> None:
    deeper = tmp_path / "data"
    deeper.mkdir()
    entries = Path(shutil.move(entries, deeper))
    commit(tmp_path)
    rewrite(entries / WING, "kind: ", "kind: x")
    (entries / "actors/made-up-residents.md").unlink()
    summary = tmp_path / "summary.md"
    summary.write_text("# Before\n")

    code, out, _ = check(
        entries, "--changed-since", "HEAD", "--format", "github", GITHUB_STEP_SUMMARY=f"{summary}"
    )

    assert code == 1
    files = re.findall("^::error file=([^,]*),", out, re.MULTILINE)
    assert files[0] == f"data/entries/{WING}"
    assert files[1] == f"data/entries/{EVENT}"
    text = summary.read_text("utf-8")
    assert text.startswith("# Before\n## Check of the archive\n")
    assert text.index(f"entries/{WING}") < text.index("In files that did not change")
    assert SPEAKER in text


def test_a_summary_that_is_nearly_full_is_not_made_too_long(entries: Path, tmp_path: Path) -> None:
    rewrite(entries / WING, "kind: ", "kind: x")
    summary = tmp_path / "summary.md"
    summary.write_text("x" * 999_900)

    check(entries, "--format", "github", GITHUB_STEP_SUMMARY=f"{summary}")

    assert summary.stat().st_size <= 1_000_000


def test_a_summary_that_cannot_be_written_does_not_hide_the_problems(
    entries: Path, tmp_path: Path
) -> None:
    rewrite(entries / WING, "kind: ", "kind: x")

    code, out, err = check(entries, "--format", "github", GITHUB_STEP_SUMMARY=f"{tmp_path}")

    assert code == 1
    assert "::error file=entries/actors/made-up-wing.md" in out
    assert "the job summary could not be written" in err


def test_fixing_tells_what_it_changed_checks_again_and_reports_the_rest(entries: Path) -> None:
    rewrite(entries / EVENT, "date: 2022-03-05", "date: 2022-3-5")
    rewrite(entries / WING, "kind: ", "kind: x")

    code, out, _ = check(entries, "--fix")

    assert code == 1
    first, second, *_ = out.splitlines()
    assert first == f"entries/{EVENT}:3: fixed: `date`: `2022-3-5` is now `2022-03-05`"
    assert second.startswith(f"entries/{WING}:")
    assert out.endswith("\n1 problem in 1 file (11 checked)\n")


def test_with_both_options_only_changed_files_are_mended(entries: Path) -> None:
    rewrite(entries / WING, "\n---\n", "  \n---\n")
    commit(entries.parent)
    rewrite(entries / EVENT, "date: 2022-03-05", "date: 2022-3-5")
    wing = (entries / WING).read_bytes()

    code, _, _ = check(entries, "--fix", "--changed-since", "HEAD")

    assert code == 0
    assert (entries / WING).read_bytes() == wing
    assert digest(entries)[EVENT] == digest(BASE)[EVENT]


def test_a_workflow_reports_and_mends_nothing(entries: Path) -> None:
    rewrite(entries / EVENT, "date: 2022-03-05", "date: 2022-3-5")
    before = digest(entries)

    code, out, err = check(entries, "--fix", "--format", "github")

    assert (code, out) == (2, "")
    assert "choose one" in err
    assert digest(entries) == before


def on_a_terminal(entries: Path, **environment: str) -> str:
    """Run the check with a terminal as its output, and give what it wrote there."""
    ours, theirs = pty.openpty()
    variables = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    variables |= {"TERM": "xterm", "COLUMNS": "80", "PYTHONPATH": str(REPOSITORY), **environment}
    command = [sys.executable, "-m", "generator", "check", "--entries", str(entries)]
    with subprocess.Popen(
        command, stdout=theirs, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=variables
    ) as process:
        os.close(theirs)
        written = b""
        while chunk := _read(ours):
            written += chunk
        process.wait()
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way to say that the other end is closed
        return b""


def test_a_terminal_shows_the_line_at_fault_with_a_caret_in_colour(entries: Path) -> None:
    rewrite(entries / EVENT, "date: 2022-03-05", "date: 2022-03-99")

    text = on_a_terminal(entries)

    assert "\x1b[1;31mbad-date\x1b[0m" in text
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert "     3 | date: 2022-03-99\n       |       ^\n1 problem in 1 file" in bare


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({"NO_COLOR": "1"}, r"\x1b\[[0-9;]*3[0-9]"), ({"TERM": "dumb"}, r"\x1b")],
)
def test_colour_is_left_out_where_it_is_not_wanted(
    entries: Path, environment: dict[str, str], colour: str
) -> None:
    rewrite(entries / EVENT, "date: 2022-03-05", "date: 2022-03-99")

    text = on_a_terminal(entries, **environment)

    assert not re.search(colour, text)
    assert "date: 2022-03-99" in text


def test_a_pipe_gets_a_line_for_each_problem_in_colour_only_where_that_is_forced(
    entries: Path,
) -> None:
    rewrite(entries / EVENT, "date: 2022-03-05", "date: 2022-03-99")

    plain = check(entries, FORCE_COLOR="")[1]
    forced = check(entries, FORCE_COLOR="1", NO_COLOR="")[1]

    assert "\x1b" not in plain
    assert "\x1b[1;31m" in forced
    assert re.sub(r"\x1b\[[0-9;]*m", "", forced) == plain
    assert len(plain.splitlines()) == 2
