"""A site is replaced whole or not at all."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.engines import swap
from generator.engines.swap import replacing
from tests.conftest import REPOSITORY, attempt, digest, made_up, plant, project, run

BROKEN = made_up(title='"x"\ncolour: blue', date="2022-13-45")


def test_a_complete_folder_takes_the_old_ones_place(tmp_path: Path) -> None:
    target = plant(tmp_path / "site", {"old.txt": "old"})

    with replacing(target) as folder:
        plant(folder, {"new.txt": "new"})

    assert [path.name for path in target.iterdir()] == ["new.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failure_leaves_the_old_folder(tmp_path: Path) -> None:
    target = plant(tmp_path / "site", {"old.txt": "old"})

    with pytest.raises(RuntimeError, match="half way"), replacing(target) as folder:
        _fail_half_way(folder)

    assert [path.name for path in target.iterdir()] == ["old.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_it_works_where_the_system_cannot_exchange_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda _one, _other: False)
    target = plant(tmp_path / "site", {"old.txt": "old"})

    with replacing(target) as folder:
        plant(folder, {"new.txt": "new"})

    assert [path.name for path in target.iterdir()] == ["new.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_process_left_is_brought_back_and_cleared(tmp_path: Path) -> None:
    plant(tmp_path / ".site.replaced-999999999", {"old.txt": "old"})
    plant(tmp_path / ".site.building-999999999-x", {"half.txt": "half"})

    with pytest.raises(RuntimeError), replacing(tmp_path / "site"):
        raise RuntimeError

    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["old.txt"]


def _fail_half_way(folder: Path) -> None:
    plant(folder, {"new.txt": "new"})
    raise RuntimeError("half way")


@pytest.mark.slow
def test_a_broken_entry_stops_every_way_of_building_and_spares_the_site(tmp_path: Path) -> None:
    settings = project(tmp_path)
    run("build", "--config", settings)
    before = digest(tmp_path / "site")
    plant(tmp_path / "entries", {"events/2022/2022-06-30-made-up-broken.md": BROKEN})

    by_archive = attempt("build", "--config", settings)
    by_mkdocs = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", settings],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    for done in (by_archive, by_mkdocs):
        assert done.returncode == 1
        assert "2022-06-30-made-up-broken.md:3:1: unknown-field: `colour`" in done.stderr
        assert "2022-06-30-made-up-broken.md:4:7: bad-date: `date`" in done.stderr
    assert digest(tmp_path / "site") == before


@pytest.mark.slow
def test_killed_at_any_moment_a_build_leaves_the_site_that_was_there(tmp_path: Path) -> None:
    settings = project(tmp_path)
    run("build", "--config", settings)
    before = digest(tmp_path / "site")
    moments = [0.4, 0.8, 1.1, 1.5, 1.9, 2.4]

    for moment in moments:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "build", "--config", settings],
            cwd=REPOSITORY,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

        assert digest(tmp_path / "site") == before, f"killed after {moment} s"

    run("build", "--config", settings)
    assert sorted(path.name for path in tmp_path.glob(".site*")) == []
