"""How many files are read at once: in this process, or spread over an executor."""

import socket
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future

from generator.reading.entry import Reading, read_content
from generator.reading.gate import Content
from generator.reading.software import differences, software

BATCH = 100
"""Files per task: enough to outweigh handing the task over, few enough to keep all cores busy."""
LARGEST_BATCH = 1024 * 1024
"""Bytes from which a task takes no further file."""
AHEAD = 64
"""Tasks that are handed over before the first is done, so that memory stays bounded."""
PATIENCE = 120
"""Seconds. A task takes a tenth of one: an executor that needs longer has lost its workers."""

_Batch = list[Content | Reading]
_Task = tuple[_Batch, Future[list[Reading]] | None]


class WorkersError(Exception):
    """The workers of an executor gave no answer, or one that is not to be used."""


def read_all(items: Iterable[Content | Reading], executor: Executor | None) -> Iterator[Reading]:
    """Read every file, in order; without an executor in this process. Readings stay as they are.

    Any `concurrent.futures.Executor` will do, also one of other machines: a task holds the files'
    bytes, its result plain values, and it opens, asks and keeps nothing. Raises WorkersError where
    the executor fails, or where a worker has other software than this process.
    """
    if executor is None:
        yield from (item if isinstance(item, Reading) else read_content(item) for item in items)
        return
    waiting: deque[_Task] = deque()
    for batch in _batches(items):
        contents = [item for item in batch if isinstance(item, Content)]
        future = executor.submit(read_batch, contents, software()) if contents else None
        waiting.append((batch, future))
        if len(waiting) == AHEAD:
            yield from _result(*waiting.popleft())
    while waiting:
        yield from _result(*waiting.popleft())


def read_batch(batch: Sequence[Content], wanted: Mapping[str, str]) -> list[Reading]:
    """Read some files, one after the other, if this process has the software that is wanted."""
    if wanted != software():
        told = differences(wanted, software())
        raise WorkersError(f"the worker on `{socket.gethostname()}` has {told}")
    return [read_content(content) for content in batch]


def _batches(items: Iterable[Content | Reading]) -> Iterator[_Batch]:
    batch: _Batch = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.raw or b"") if isinstance(item, Content) else 0
        if len(batch) == BATCH or size >= LARGEST_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _result(batch: _Batch, task: Future[list[Reading]] | None) -> Iterator[Reading]:
    fresh = iter(_answer(task) if task is not None else ())
    for item in batch:
        yield item if isinstance(item, Reading) else next(fresh)


def _answer(task: Future[list[Reading]]) -> list[Reading]:
    try:
        return task.result(timeout=PATIENCE)
    except WorkersError:
        raise
    except TimeoutError as error:
        raise WorkersError(f"no worker gave an answer within {PATIENCE} s") from error
    except CancelledError as error:
        raise WorkersError("the connection to its workers was lost") from error
    except Exception as error:
        raise WorkersError(f"{type(error).__name__}: {error}") from error
