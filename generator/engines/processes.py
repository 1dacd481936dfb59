"""How work is spread over processes that inherit what this one holds."""

import gc
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.engines import executors
from generator.reading.batch import WorkersError

WORTH_A_POOL = 200
"""Files or pages from which starting processes pays."""


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_pool(workers: int, at_least: int = 2) -> Executor | None:
    """Give processes that inherit what this one holds; None where that is not to be had.

    They are forked when their first task comes, so that what is laid ready until then is there.
    """
    if workers < at_least or "fork" not in multiprocessing.get_all_start_methods():
        return None
    gc.freeze()
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=gc.disable)


@contextmanager
def reading_pool(
    entries: Path, workers: int, opened: executors.Open | None = None
) -> Iterator[Executor | None]:
    """Give a pool to read an archive with, where it is large enough; 0 workers: one a processor.

    What `opened` gives takes its place. The garbage collector rests meanwhile. Raises ExecutorError
    where the executor that was asked for is not to be had, or fails.
    """
    if opened is None:
        files = sum(len(names) for _, _, names in os.walk(entries))
        pool = worker_pool(workers or processors()) if files >= WORTH_A_POOL else None
    else:
        pool = opened()
    try:
        with uncollected():
            yield pool
    except WorkersError as error:
        if opened is None:
            raise  # a fault of ours, whose trace is wanted
        raise executors.ExecutorError(f"the executor failed: {error}") from error
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking over an archive again and again while it grows.

    An archive is a million small objects that all stay; with the collector on, half the time of
    reading 10,000 entries goes into looking through them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_inherited: dict[str, Any] = {}
"""What forked workers find ready: the archive, pages, and what else a task needs."""


def inherit(**things: Any) -> None:
    """Lay things where workers find them; to be called before a pool has its first task."""
    _inherited.update(things)


def inherited(name: str) -> Any:
    """Find a thing that was laid ready."""
    return _inherited[name]


def forget() -> None:
    """Let go of what was laid ready."""
    _inherited.clear()
