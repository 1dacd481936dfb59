"""Reading is the same on every executor, and no worker's failure passes for a reading."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from generator.reading import batch
from generator.reading.batch import WorkersError, read_all, read_batch
from generator.reading.cache import read_with_cache
from generator.reading.gate import LARGEST_ENTRY, Candidate, Content, fetch, survey
from generator.reading.software import software
from tests.conftest import ENTRIES, plant

HOSTILE = {
    "events/2022/not-utf-8.md": b"---\ntitle: \xff\n---\n",
    "events/2022/too-large.md": b"a" * (LARGEST_ENTRY + 1),
    "events/2022/brackets.md": b"---\ntitle: " + b"[" * 25_000 + b"\n---\n",
    "events/2022/bidi.md": "---\ntitle: a\u202eb\n---\n".encode(),
    "events/2022/no-front-matter.md": b"[" * 20_000,
}


def spawned() -> Executor:
    """Give processes that inherit nothing."""
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture
def candidates(tmp_path: Path) -> list[Candidate]:
    """Some of the real events, between files that harm a careless reader, and one that is gone."""
    events = [c for c in survey(ENTRIES)[0] if c.path.startswith("events/")]
    files = plant(tmp_path, dict.fromkeys(HOSTILE, ""))
    for name, raw in HOSTILE.items():
        (files / name).write_bytes(raw)
    harmful = [Candidate(name, files / name) for name in (*HOSTILE, "events/2022/gone.md")]
    return [*events[:20], *harmful, *events[20:]]


@pytest.mark.parametrize("pool", [lambda: ThreadPoolExecutor(3), spawned], ids=["threads", "spawn"])
def test_every_executor_gives_what_this_process_reads(
    candidates: list[Candidate], pool: Callable[[], Executor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "BATCH", 4)
    monkeypatch.setattr(batch, "AHEAD", 3)
    alone = list(read_all(map(fetch, candidates), None))

    with pool() as executor:
        spread = list(read_all(map(fetch, candidates), executor))

    assert spread == alone
    assert [reading.path for reading in spread] == [candidate.path for candidate in candidates]
    assert sum(reading.plain is None for reading in spread) == len(HOSTILE) + 1


def test_a_task_needs_no_file(candidates: list[Candidate], tmp_path: Path) -> None:
    contents = [fetch(candidate) for candidate in candidates]
    alone = [reading for content in contents for reading in read_batch([content], software())]

    for name in HOSTILE:
        (tmp_path / name).unlink()

    with ThreadPoolExecutor(2) as executor:
        assert list(read_all(contents, executor)) == alone


def test_what_the_cache_has_is_handed_to_no_worker(
    candidates: list[Candidate], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "BATCH", 4)
    cache = tmp_path / "readings.sqlite"
    with Watched() as executor:
        first = list(read_with_cache(candidates, executor, cache))
        assert executor.seen == {candidate.path for candidate in candidates}
        executor.seen.clear()

        second = list(read_with_cache(candidates, executor, cache))

    assert second == first
    assert executor.seen == {r.path for r in first if r.plain is None or r.problems}
    assert len(executor.seen) < len(first) / 2


class Watched(ThreadPoolExecutor):
    """Notes which files its tasks hold."""

    def __init__(self) -> None:
        super().__init__(2)
        self.seen: set[str] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand over a task."""
        contents, _ = args
        self.seen |= {content.path for content in contents}
        return super().submit(fn, *args, **kwargs)


def test_a_task_ends_with_few_files_where_they_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "LARGEST_BATCH", 100)
    large = [Content(f"events/2022/{n}.md", b"x" * 60) for n in range(5)]
    sizes: list[int] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            sizes.append(len(args[0]))
            return super().submit(fn, *args, **kwargs)

    with Counting(1) as executor:
        assert len(list(read_all(large, executor))) == 5

    assert sizes == [2, 2, 1]


def test_no_more_tasks_are_under_way_than_memory_is_meant_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "BATCH", 1)
    monkeypatch.setattr(batch, "AHEAD", 3)
    fetched: list[str] = []

    def contents() -> Iterator[Content]:
        for number in range(20):
            fetched.append(f"events/2022/{number}.md")
            yield Content(fetched[-1], b"")

    with ThreadPoolExecutor(1) as executor:
        next(read_all(contents(), executor))

    assert len(fetched) == 3


def test_a_worker_with_other_software_reads_nothing() -> None:
    wanted = {**software(), "nh3": "0.0.1", "the code that reads entries": "another"}

    with pytest.raises(WorkersError) as refused:
        read_batch([Content("events/2022/a.md", b"")], wanted)

    assert str(refused.value).endswith(
        f"` has another version of the code that reads entries and nh3 {software()['nh3']} "
        "in place of 0.0.1"
    )


def test_the_software_that_counts_is_all_that_a_reading_runs_through() -> None:
    assert set(software()) == {
        "the code that reads entries", "Python", "cmarkgfm", "nh3", "pyyaml", "python-frontmatter",
    }  # fmt: skip


class Silent(Executor):
    """Takes tasks and never answers."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a task."""
        return Future()


class Lost(Silent):
    """Takes tasks and then gives them up."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a task."""
        task = super().submit(fn, *args, **kwargs)
        task.cancel()
        return task


def test_an_executor_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "PATIENCE", 0.01)

    with pytest.raises(WorkersError, match="no worker gave an answer within"):
        list(read_all([Content("events/2022/a.md", b"")], Silent()))


def test_tasks_that_are_given_up_are_no_readings() -> None:
    with pytest.raises(WorkersError, match="the connection to its workers was lost"):
        list(read_all([Content("events/2022/a.md", b"")], Lost()))


def test_a_process_that_dies_is_told_as_such() -> None:
    context = multiprocessing.get_context("fork")

    with (
        ProcessPoolExecutor(1, context, initializer=os._exit, initargs=(9,)) as executor,
        pytest.raises(WorkersError, match="BrokenProcessPool"),
    ):
        list(read_all([Content("events/2022/a.md", b"")], executor))
