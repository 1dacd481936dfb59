"""The same entries give the same bytes, whatever the machine's settings."""

from pathlib import Path

import pytest

from tests.bench.corpus.writing import write_corpus
from tests.conftest import digest, project, run


@pytest.mark.slow
def test_two_builds_agree_on_every_byte_whatever_the_settings(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 400, 7)
    here, there = tmp_path / "here", tmp_path / "elsewhere" / "on a path with spaces"
    first = project(here, tmp_path / "corpus", "workers: 1")
    second = project(there, tmp_path / "corpus", "workers: 3")

    run("build", "--config", first, TZ="Asia/Kabul", PYTHONHASHSEED="1")
    run("build", "--config", second, TZ="America/Los_Angeles", PYTHONHASHSEED="2", LC_ALL="C")

    one, other = digest(here / "site"), digest(there / "site")
    assert one == other
    assert any(name.startswith("pagefind/0/index/") for name in one)
