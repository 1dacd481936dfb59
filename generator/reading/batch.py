"""How many files are read at once: in this process, or spread over an executor."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor

from generator.reading.entry import Reading, read
from generator.reading.gate import Candidate

BATCH = 100
"""Files per task: enough to outweigh handing the task over, few enough to keep all cores busy."""


def read_all(candidates: Sequence[Candidate], executor: Executor | None) -> Iterator[Reading]:
    """Read every file, in order; without an executor in this process.

    Any `concurrent.futures.Executor` will do: a task is a list of paths that its workers can
    open, its result plain values.
    """
    batches = [candidates[at : at + BATCH] for at in range(0, len(candidates), BATCH)]
    results = map(read_batch, batches) if executor is None else executor.map(read_batch, batches)
    for readings in results:
        yield from readings


def read_batch(candidates: Sequence[Candidate]) -> list[Reading]:
    """Read some files, one after the other."""
    return [read(candidate) for candidate in candidates]
