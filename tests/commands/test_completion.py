"""What a shell completes behind `archive new`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow

COMMAND = Path(sys.executable).parent / "archive"


def _completed(folder: Path, *words: str) -> list[str]:
    """Ask as zsh does; gives each completion with what explains it."""
    done = subprocess.run(
        [COMMAND],
        cwd=folder,
        env={
            **os.environ,
            "_ARCHIVE_COMPLETE": "zsh_complete",
            "COMP_WORDS": " ".join(["archive", *(f"'{word}'" for word in words)]),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = done.stdout.split("\n")
    return [f"{lines[n + 1]} {lines[n + 2]}".strip(" _") for n in range(0, len(lines) - 2, 3)]


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["new", "--type", "r"], ["raid Raid (made up)"]),
        (["new", "--province", "north"], ["northland Northland"]),
        (["new", "event", "--actor", "muf"], ["made-up-front Made-up Front"]),
        (["new", "--actor", "جبهه"], ["made-up-front Made-up Front"]),
        (["new", "--actor", "made-up-front:t"], ["made-up-front:target"]),
        (["new", "--actor", "made-up-front:target:c"],
         ["made-up-front:target:confirmed", "made-up-front:target:claimed-by-self",
          "made-up-front:target:claimed-by-opponent"]),
        (["new", "--actor", "a:target:unknown:"], []),
        (["new", "--source", "mut"], ["made-up-times Made-up Times"]),
        (["new", "--precision", "co"], ["country"]),
        (["new", "actor", "--parent", "made-up-w"], ["made-up-wing Made-up Wing"]),
        (["new", "actor", "--kind", "armed"], ["armed-group"]),
        (["new", "--entries", "entries/actors", "--type", "r"], []),
    ],
)  # fmt: skip
def test_options_complete_from_the_registry(
    folder: Path, words: list[str], completed: list[str]
) -> None:
    assert _completed(folder, *words) == completed


def test_behind_new_stand_its_commands_and_the_options_of_an_event(folder: Path) -> None:
    assert [word.split()[0] for word in _completed(folder, "new", "")] == [
        "actor",
        "event",
        "province",
    ]
    assert "--title" in [word.split()[0] for word in _completed(folder, "new", "--t")]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_bash_completes_as_the_readme_says(folder: Path) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    line = 'eval "$(_ARCHIVE_COMPLETE=bash_source archive)"'
    assert line in readme
    script = f"""
        {line}
        COMP_WORDS=(archive new --province north); COMP_CWORD=3
        _archive_completion archive north --province
        echo "${{COMPREPLY[@]}}"
    """

    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": f"{COMMAND.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["northland"]
