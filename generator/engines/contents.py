"""How the content of pages is rendered ahead of need, in order, by several processes."""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from generator.site.pages import Page
from generator.site.render import Renderer

T = TypeVar("T")
_BATCH = 40
_AHEAD = 12
"""Batches that may wait to be used: enough to keep workers busy, few enough for memory."""
WORTH_A_POOL = 200
"""Files or pages from which starting processes pays."""


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_pool(workers: int) -> Executor | None:
    """Start processes that inherit what this one holds; None where that is not to be had."""
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004
        return None
    gc.collect()
    gc.freeze()
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))


@contextmanager
def reading_pool(entries: Path, workers: int) -> Iterator[Executor | None]:
    """Give a pool to read an archive with, where it is large enough; 0 workers: one a processor."""
    files = sum(len(names) for _, _, names in os.walk(entries))
    pool = worker_pool(workers or processors()) if files >= WORTH_A_POOL else None
    try:
        yield pool
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


_inherited: dict[str, Any] = {}
"""What forked workers find ready: the renderer, the pages and what else a task needs."""


def inherit(**things: Any) -> None:
    """Lay things where workers find them; to be called before the pool starts."""
    _inherited.update(things)


def inherited(name: str) -> Any:
    """Find a thing that was laid ready."""
    return _inherited[name]


def forget() -> None:
    """Let go of what was laid ready."""
    _inherited.clear()


class Contents:
    """The rendered content of pages, to be taken once each, in the order of `pages`."""

    def __init__(
        self,
        renderer: Renderer,
        pages: Sequence[Page],
        pool: Executor | None,
        progress: Callable[[int, int], None],
    ) -> None:
        self._pages = pages
        self._progress = progress
        self._pool = pool
        self._stream = self._rendered_by(renderer)
        self._next = 0

    def take(self, number: int) -> str:
        """Give the content of the page with this number; numbers must come in order."""
        if number != self._next:
            raise LookupError(f"page {number} was asked for where {self._next} was due")
        self._next += 1
        self._progress(self._next, len(self._pages))
        return next(self._stream)

    def _rendered_by(self, renderer: Renderer) -> Iterator[str]:
        if self._pool is None:
            yield from map(renderer.content, self._pages)
            return
        starts = range(0, len(self._pages), _BATCH)
        for contents in ahead(self._pool, _render, list(starts), _AHEAD):
            yield from contents


def ahead(
    pool: Executor, task: Callable[[Any], T], arguments: Sequence[Any], most: int
) -> Iterator[T]:
    """Run tasks on the pool, yielding results in order, with at most so many waiting."""
    waiting: deque[Future[T]] = deque()
    remaining = iter(arguments)
    for argument in remaining:
        waiting.append(pool.submit(task, argument))
        if len(waiting) >= most:
            break
    while waiting:
        result = waiting.popleft().result()
        for argument in remaining:
            waiting.append(pool.submit(task, argument))
            break
        yield result


def _render(start: int) -> list[str]:
    renderer: Renderer = inherited("renderer")
    pages: Sequence[Page] = inherited("pages")
    return [renderer.content(page) for page in pages[start : start + _BATCH]]
