"""The command that reads a made-up corpus alone, in this machine's processes and on a Dask cluster.

The cluster has as many workers as there are processes, each a process of this machine, so that what
differs is only what a cluster costs. The ways are taken in rounds, so that what else the machine
does falls on all of them alike; the best round of each is shown.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import click
import psutil
from distributed import LocalCluster

from generator.engines.dask import connected
from generator.engines.processes import uncollected, worker_pool
from generator.reading.batch import read_all
from generator.reading.gate import Candidate, fetch, survey
from tests.bench.corpus.writing import write_corpus

WORKERS = 2


@click.command(help=__doc__)
@click.option("--entries", type=click.IntRange(min=1), default=10_000, show_default=True)
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
def main(entries: int, rounds: int) -> None:
    """Read, and print wall and processor time of each way."""
    with tempfile.TemporaryDirectory() as folder, cluster() as address:
        write_corpus(Path(folder), entries, 1)
        candidates = [c for c in survey(Path(folder))[0] if c.path.startswith("events/")]
        costs: defaultdict[str, list[tuple[float, float, float]]] = defaultdict(list)
        for _ in range(rounds):
            costs["this process"].append(cost(candidates, None))
            costs[f"{WORKERS} processes"].append(cost(candidates, worker_pool(WORKERS)))
            costs[f"Dask, {WORKERS} workers"].append(cost(candidates, connected(address)))
    click.echo(f"{entries:,} entries, the best of {rounds} rounds, in seconds")
    click.echo(f"{'':16}{'wall':>8}{'processor':>11}{'of it here':>12}")
    for way, measured in costs.items():
        wall, processor, here = (min(figures) for figures in zip(*measured, strict=True))
        click.echo(f"{way:16}{wall:8.2f}{processor:11.2f}{here:12.2f}")


@contextmanager
def cluster() -> Iterator[str]:
    """Give the address of a cluster of processes of this machine."""
    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as workers:
        yield workers.scheduler_address.replace("tcp://", "dask://")


def cost(candidates: Sequence[Candidate], executor: Executor | None) -> tuple[float, float, float]:
    """Read once: seconds of wall time, of all processes' processor time, and of this process'.

    The scheduler of the cluster runs in this process.
    """
    here, others = time.process_time(), children()
    started = time.monotonic()
    with uncollected():
        read = sum(1 for _ in read_all(map(fetch, candidates), executor))
    wall = time.monotonic() - started
    here, others = time.process_time() - here, children() - others
    if executor is not None:
        executor.shutdown()
    if read != len(candidates):
        raise click.ClickException(f"only {read:,} of {len(candidates):,} entries were read")
    return wall, here + others, here


def children() -> float:
    """Give the processor time of this process' children and of theirs so far, in seconds."""
    return sum(sum(child.cpu_times()[:2]) for child in psutil.Process().children(recursive=True))


if __name__ == "__main__":
    main()
