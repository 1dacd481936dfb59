"""Runs the shell of the jobs that write, in planted repositories, with a `gh` that only notes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ENTRIES, REPOSITORY, plant
from tests.intake.filled import filled
from tests.workflows import lint

GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> "$NOTES"
case "$1 $2" in "pr list") echo 0 ;; esac
"""
ENTRY = "entries/events/2022/2022-06-11-made-up.md"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a planted repository, as a job finds it."""
    plant(tmp_path / "first", {"entries/ids.lock": "2022-a\n2022-c\n"})
    git(tmp_path / "first", "init", "-q", "-b", "main")
    git(tmp_path / "first", "add", "-A")
    git(tmp_path / "first", "-c", "user.name=M", "-c", "user.email=m@e", "commit", "-qm", "x")
    git(tmp_path, "clone", "-q", "--bare", "first", "origin.git")
    git(tmp_path, "clone", "-q", "origin.git", "clone")
    plant(tmp_path / "bin", {"gh": GH})
    (tmp_path / "bin/gh").chmod(0o755)
    return tmp_path / "clone"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def perform(clone: Path, step: str) -> subprocess.CompletedProcess[str]:
    """Run a workflow's step by its name, as the runner does."""
    script = dict(lint.scripts(REPOSITORY))[step]
    top = clone.parent
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=clone,
        env={
            "GIT_AUTHOR_NAME": "M",
            "GIT_AUTHOR_EMAIL": "m@e",
            "GIT_COMMITTER_NAME": "M",
            "GIT_COMMITTER_EMAIL": "m@e",
            "PATH": f"{top / 'bin'}:{os.environ['PATH']}",
            "HOME": f"{top}",
            "NOTES": f"{top / 'notes'}",
            "RUNNER_TEMP": f"{top / 'temp'}",
            "GITHUB_REF_NAME": "main",
            "GITHUB_EVENT_PATH": f"{top / 'temp/event.json'}",
            "GITHUB_OUTPUT": f"{top / 'temp/output'}",
            "NUMBER": "7",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def notes(clone: Path) -> list[str]:
    file = clone.parent / "notes"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


RECORD = "publish.yml: Commit them, or propose them where main is protected"


def test_new_ids_are_committed_to_main_and_nothing_else_is(clone: Path) -> None:
    plant(clone.parent / "temp", {"ids/ids.lock": "2022-a\n2022-b\n2022-c\n"})
    plant(clone, {"other": "left behind by a build"})

    done = perform(clone, RECORD)

    assert done.returncode == 0, done.stderr
    origin = clone.parent / "origin.git"
    assert git(origin, "show", "main:entries/ids.lock") == "2022-a\n2022-b\n2022-c\n"
    assert git(origin, "show", "--format=%s", "--name-only", "main").splitlines() == [
        "Record the ids that were published",
        "",
        "entries/ids.lock",
    ]
    assert notes(clone) == ["auth setup-git"]


def test_where_main_is_protected_the_ids_are_proposed(clone: Path) -> None:
    hook = clone.parent / "origin.git/hooks/update"
    hook.write_text('#!/bin/sh\n[ "$1" != refs/heads/main ]\n', encoding="utf-8")
    hook.chmod(0o755)
    plant(clone.parent / "temp", {"ids/ids.lock": "2022-a\n2022-b\n2022-c\n"})

    done = perform(clone, RECORD)

    assert done.returncode == 0, done.stderr
    origin = clone.parent / "origin.git"
    assert git(origin, "show", "publish/ids:entries/ids.lock").count("\n") == 3
    assert git(origin, "show", "main:entries/ids.lock") == "2022-a\n2022-c\n"
    assert [note for note in notes(clone) if note.startswith("pr create --base main --head pub")]
    assert "::warning::" in done.stdout


@pytest.mark.parametrize("lock", ["2022-a\n", "2022-a\n2022-d\n", ""])
def test_a_list_of_ids_that_lost_one_is_never_committed(clone: Path, lock: str) -> None:
    plant(clone.parent / "temp", {"ids/ids.lock": lock})

    done = perform(clone, RECORD)

    assert done.returncode == 1
    assert "::error::ids.lock only ever grows" in done.stdout
    assert git(clone.parent / "origin.git", "rev-list", "--count", "main") == "1\n"


def test_the_same_ids_make_no_commit(clone: Path) -> None:
    plant(clone.parent / "temp", {"ids/ids.lock": "2022-a\n2022-c\n"})

    assert perform(clone, RECORD).returncode == 0
    assert git(clone.parent / "origin.git", "rev-list", "--count", "--all") == "1\n"


PROPOSE = "accept-issue.yml: Open the pull request"


def test_an_accepted_entry_becomes_a_branch_with_that_one_file(clone: Path) -> None:
    answer = {"path": f"{ENTRY}\n", f"files/{ENTRY}": "made up\n", "report.md": "x"}
    plant(clone.parent / "temp/answer", answer)

    done = perform(clone, PROPOSE)

    assert done.returncode == 0, done.stderr
    changed = git(clone.parent / "origin.git", "diff", "--name-status", "main", "entry/7")
    assert changed == f"A\t{ENTRY}\n"
    assert notes(clone)[-1].startswith("pr create --base main --head entry/7 ")


def test_where_the_branch_is_there_already_it_is_left_alone_and_a_comment_says_so(
    clone: Path,
) -> None:
    origin = clone.parent / "origin.git"
    git(origin, "branch", "entry/7", "main")
    answer = {"path": f"{ENTRY}\n", f"files/{ENTRY}": "made up\n", "report.md": "x"}
    plant(clone.parent / "temp/answer", answer)

    done = perform(clone, PROPOSE)

    assert done.returncode == 0, done.stderr
    assert git(origin, "rev-parse", "entry/7") == git(origin, "rev-parse", "main")
    said = clone.parent / "temp/earlier.md"
    assert notes(clone) == [
        "auth setup-git",
        f"issue comment 7 --body-file {said}",
        "issue edit 7 --remove-label accepted",
    ]
    text = said.read_text(encoding="utf-8")
    assert text.startswith("Nothing was changed: this issue has a branch already, entry/7. ")
    assert text.count("\n") == 1


def test_the_branch_of_another_issue_does_not_stand_in_the_way(clone: Path) -> None:
    git(clone.parent / "origin.git", "branch", "entry/77", "main")
    git(clone.parent / "origin.git", "branch", "other/entry/7", "main")
    answer = {"path": f"{ENTRY}\n", f"files/{ENTRY}": "made up\n", "report.md": "x"}
    plant(clone.parent / "temp/answer", answer)

    assert perform(clone, PROPOSE).returncode == 0
    assert notes(clone)[-1].startswith("pr create --base main --head entry/7 ")


def test_where_nobody_can_tell_whether_the_branch_is_there_the_job_fails(clone: Path) -> None:
    answer = {"path": f"{ENTRY}\n", f"files/{ENTRY}": "made up\n", "report.md": "x"}
    plant(clone.parent / "temp/answer", answer)
    git(clone, "remote", "set-url", "origin", f"{clone.parent / 'gone.git'}")

    assert perform(clone, PROPOSE).returncode != 0
    assert notes(clone) == ["auth setup-git"]


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/x.yml",
        "entries/events/2022/../../../x.md",
        "entries/ids.lock",
        "entries/events/2022/$(touch pwned).md",
        "",
    ],
)
def test_an_entry_goes_to_no_other_place(clone: Path, path: str) -> None:
    plant(clone.parent / "temp/answer", {"path": f"{path}\n", "report.md": "x"})

    done = perform(clone, PROPOSE)

    assert done.returncode == 1
    assert "::error::that is no place for a new entry" in done.stdout
    assert git(clone.parent / "origin.git", "branch", "--list").split() == ["*", "main"]
    assert not (clone / "pwned").exists()


def test_a_link_in_place_of_an_entry_is_refused(clone: Path) -> None:
    folder = plant(clone.parent / "temp/answer", {"path": f"{ENTRY}\n", "report.md": "x"})
    (folder / "files" / ENTRY).parent.mkdir(parents=True)
    (folder / "files" / ENTRY).symlink_to("/etc/passwd")

    assert perform(clone, PROPOSE).returncode == 1


READ = "accept-issue.yml: Make the entry"
CHECK = "accept-issue.yml: Check it beside the others"


@pytest.fixture
def job(clone: Path) -> Path:
    """The clone with the real entries and the installed command, as after the step `Install`."""
    shutil.copytree(ENTRIES, clone / "entries", dirs_exist_ok=True)
    (clone / "entries/ids.lock").unlink()
    command = f'#!/bin/sh\nPYTHONPATH={REPOSITORY} exec {sys.executable} -m generator "$@"\n'
    plant(clone, {".venv/bin/archive": command})
    (clone / ".venv/bin/archive").chmod(0o755)
    (clone.parent / "temp").mkdir()
    return clone


def label(job: Path, body: str) -> str:
    """Perform the job that reads, and give what it says at the end."""
    event = {"issue": {"number": 7, "body": body}}
    plant(job.parent / "temp", {"event.json": json.dumps(event), "output": ""})
    done = perform(job, READ)
    assert done.returncode == 0, done.stderr
    output = (job.parent / "temp/output").read_text(encoding="utf-8")
    if output == "result=entry\n":
        assert perform(job, CHECK).returncode == 0
    return output


@pytest.mark.slow
def test_a_filled_form_travels_from_the_issue_to_the_pull_request(job: Path) -> None:
    assert label(job, filled()) == "result=entry\n"
    git(job, "stash", "--include-untracked", "--quiet")  # the second job has a clone of its own

    done = perform(job, PROPOSE)

    assert done.returncode == 0, done.stderr
    made = "entries/events/2022/2022-06-11-a-made-up-raid-in-taloqan.md"
    origin = job.parent / "origin.git"
    assert git(origin, "diff", "--name-only", "main", "entry/7") == f"{made}\n"
    assert 'title: "A made-up raid in Taloqan"' in git(origin, "show", f"entry/7:{made}")
    report = (job.parent / "temp/answer/report.md").read_text(encoding="utf-8")
    assert "\nThe check says:\n\n    " in report
    assert "\n    no problems, " in report


@pytest.mark.slow
def test_a_form_that_is_refused_comes_back_with_its_reason(job: Path) -> None:
    assert label(job, filled(title="")) == "result=refused\n"

    report = (job.parent / "temp/answer/report.md").read_text(encoding="utf-8")
    assert "it needs an answer" in report
    assert not (job.parent / "temp/answer/files").exists()


LABEL = "accept-issue.yml: Is it a maintainer who set the label?"


@pytest.mark.parametrize(
    ("permission", "code"), [("admin", 0), ("write", 0), ("read", 1), ("none", 1), ("", 1)]
)
def test_only_who_may_write_can_accept(clone: Path, permission: str, code: int) -> None:
    plant(clone.parent / "bin", {"gh": f"#!/bin/sh\necho {permission}\n"})
    script = (
        f"export GITHUB_REPOSITORY=o/n SENDER=somebody\n{dict(lint.scripts(REPOSITORY))[LABEL]}"
    )

    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        env={"PATH": f"{clone.parent / 'bin'}:{os.environ['PATH']}"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == code
