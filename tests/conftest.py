"""What the tests share: the real entries, planted archives, and sites built by the real command."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from generator.cli import main

REPOSITORY = Path(__file__).parents[1]
ENTRIES = REPOSITORY / "entries"
IN_PROCESS = frozenset({"from-issue", "new", "publish-ids"})
"""Commands that are quick, and of which the tests run hundreds: to start Python takes longer."""


def run(*arguments: str | Path, cwd: Path = REPOSITORY, **environment: str) -> str:
    """Run `archive` with arguments; fails with what it printed where it does not exit with 0."""
    done = attempt(*arguments, cwd=cwd, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def attempt(
    *arguments: str | Path, cwd: Path = REPOSITORY, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `archive` with arguments, and give what came of it."""
    words = [*map(str, arguments)]
    if words[0] in IN_PROCESS:
        with chdir(cwd), patch.dict(os.environ, environment):
            result = CliRunner().invoke(main, words, catch_exceptions=False)
        return subprocess.CompletedProcess(words, result.exit_code, result.stdout, result.stderr)
    return subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=cwd,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(REPOSITORY),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def plant(folder: Path, files: Mapping[str, str]) -> Path:
    """Write text files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def project(folder: Path, entries: Path = ENTRIES, options: str = "") -> Path:
    """Lay out a small project: the real hand-written pages and settings, and some entries.

    `options` are lines of YAML for the plugin, such as `splice: false`. Gives the settings' path.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(REPOSITORY / "docs", folder / "docs")
    shutil.copytree(entries, folder / "entries")
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    assert "      entries: entries\n" in settings
    lines = "".join(f"      {line}\n" for line in options.splitlines())
    settings = settings.replace("      entries: entries\n", f"      entries: entries\n{lines}")
    return plant(folder, {"mkdocs.yml": settings}) / "mkdocs.yml"


def digest(folder: Path) -> dict[str, str]:
    """Give every file below a folder with the SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real entries, with extra ones of every status, built once."""
    folder = tmp_path_factory.mktemp("built")
    settings = project(folder, options="repository: https://example.org/archive")
    plant(folder / "entries", MADE_UP)
    run("build", "--config", settings)
    return folder / "site"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package's own files, as its wheel installs them, and nothing of the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    command = ["-m", "hatchling", "build", "--target", "wheel", "--directory", f"{folder}"]
    done = subprocess.run(
        [sys.executable, *command], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = folder.glob("*.whl")
    shutil.unpack_archive(file, folder / "installed", "zip")
    return folder / "installed"


@pytest.fixture(scope="session")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive of another country, started and built with the wheel in an empty folder."""
    folder = tmp_path_factory.mktemp("elsewhere") / "demo"
    run("init", "demo", "--country", "CO", cwd=folder.parent, PYTHONPATH=f"{wheel}")
    run("build", "--no-cache", cwd=folder, PYTHONPATH=f"{wheel}")
    return folder


_HEAD = """\
---
title: {title}
date: {date}
type: raid
location:
{location}
actors:
  - actor: isis-k
    role: target
    certainty: unknown
sources:
  - id: s1
    publisher: voa
    url: https://example.org/made-up
{more}added: 2026-11-22
---

Made up for a test.
"""


def made_up(
    title: str = "A made-up raid",
    date: str = "2022-06-11",
    location: str = "  province: takhar\n  precision: province",
    more: str = "",
) -> str:
    """Give the text of a made-up entry over the real registry."""
    return _HEAD.format(title=title, date=date, location=location, more=more)


MADE_UP = {
    "events/2022/2022-06-12-made-up-merged.md": made_up(
        "A made-up entry that was merged",
        more="status: merged\nstatus_reason: Entered twice.\n"
        "replaced_by: 2022-06-13-made-up-kept\n",
    ),
    "events/2022/2022-06-12-made-up-withdrawn.md": made_up(
        "A made-up entry that was withdrawn",
        more="status: withdrawn\nstatus_reason: It did not happen.\n",
    ),
    "events/2022/2022-06-12-made-up-draft.md": made_up("A made-up draft", more="status: draft\n"),
    "events/2022/2022-06-13-made-up-kept.md": made_up(
        "A made-up entry with <script>alert(1)</script> & an earlier id",
        "2022-06",
        "  province: takhar\n  coordinates: [36.74, 69.53]\n  precision: exact",
        "aliases:\n  - 2022-06-13-made-up-old\ntitles:\n  fa: عنوان ساختگی\nlang: fa\n"
        "corrections:\n  - date: 2026-11-22\n    note: Made up.\n    field: date\n    was: x\n"
        "relations:\n  - type: follows\n    event: 2022-06-11-taloqan-raid\n",
    ),
    "events/2022/2022-made-up-countrywide.md": made_up(
        "A made-up entry for the whole country", "2022", "  precision: country"
    ),
}
"""Made-up entries of every status, with an exact point, an earlier id and hostile text."""
