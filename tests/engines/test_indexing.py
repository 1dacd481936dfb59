"""The index is begun before the archive is known to be good: it ends as one, or leaves nothing."""

import sys
import time
from pathlib import Path

import pytest
from pagefind.service import get_executable

from generator import pipeline
from generator.engines import indexing, processes
from generator.engines.clock import today
from generator.engines.indexing import SearchIndex
from generator.model.archive import Archive
from generator.search.index import IndexingError
from tests.conftest import ENTRIES, digest

PAGES = [("./", "# Home\n\nA made-up page about zebras.\n")]


@pytest.fixture(scope="module")
def archive() -> Archive:
    found = pipeline.run(ENTRIES, today()).archive
    assert found is not None
    return found


@pytest.mark.slow
def test_any_number_of_workers_writes_the_same_shards(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "LARGEST_SHARD", 20)
    written = []
    for workers in (1, 2, 3):
        folder = tmp_path / f"{workers}"
        index = SearchIndex(archive, workers)
        index.start(folder, PAGES)
        index.finish(folder)
        written.append(digest(folder))
    assert written[0] == written[1] == written[2]
    shards = {name.partition("/")[0] for name in written[0] if "/" in name}
    assert shards == {"0", "1", "2"}


@pytest.mark.parametrize("forks", [True, False])
def test_an_index_that_is_given_up_leaves_no_program_behind(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, forks: bool
) -> None:
    started = _noting_programs(tmp_path, monkeypatch)
    if not forks:
        monkeypatch.setattr(processes, "worker_pool", lambda *_, **__: None)
    index = SearchIndex(archive, 1)
    deadline = time.monotonic() + 30
    while not started.exists() and time.monotonic() < deadline:
        time.sleep(0.01)

    index.abandon()
    processes.forget()

    assert [pid for pid in started.read_text().split() if Path(f"/proc/{pid}").exists()] == []


def test_a_program_that_cannot_be_started_is_told_at_the_end(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.search.index.get_executable", lambda: None)
    index = SearchIndex(archive, 2)
    index.start(tmp_path, PAGES)
    with pytest.raises(IndexingError, match="pip install"):
        index.finish(tmp_path)
    index.abandon()


def _noting_programs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have Pagefind's processes leave their numbers in a file, which is given."""
    numbers, program = folder / "numbers", folder / "pagefind"
    noted = f"with open({str(numbers)!r}, 'a') as file: file.write(f'{{os.getpid()}} ')"
    runs = f"os.execv({str(get_executable())!r}, sys.argv)"
    program.write_text(f"#!{sys.executable}\nimport os, sys\n{noted}\n{runs}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    return numbers
