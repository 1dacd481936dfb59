"""How the search index is written beside the pages, in shards, while they are built."""

import json
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

from generator.engines import processes
from generator.model.archive import Archive
from generator.search.collect import records_of
from generator.search.index import Indexing
from generator.search.records import Record

LARGEST_SHARD = 5_500
"""Records. Pagefind needs about 100 KB of memory for each, and no process may take 700 MB."""
LISTING = "shards.json"


class SearchIndex:
    """The index of one archive and of the hand-written pages beside it.

    A shard is a complete Pagefind index, `pagefind/<number>/`; `pagefind/shards.json` lists them.
    The first has the newest events and all that is no event, the others older and older events.
    """

    def __init__(self, archive: Archive, pages: Sequence[Record], workers: int) -> None:
        self._records = (archive, tuple(pages))
        count = len(archive.events)
        self._shards = max(1, -(-count // LARGEST_SHARD))
        self._workers = min(workers, self._shards)
        self._pool: Executor | None = None
        self._running: list[Future[None]] = []

    def start(self, folder: Path) -> None:
        """Begin to write the index into a folder, such as `site/pagefind`."""
        processes.inherit(records=self._records, shards=self._shards)
        self._pool = processes.worker_pool(self._workers, at_least=1) or ThreadPoolExecutor(1)
        numbers = range(self._shards)
        self._running = [self._pool.submit(_write, n, folder / str(n)) for n in numbers]

    def finish(self, folder: Path) -> None:
        """Wait until the index is complete; raises IndexingError where it could not be written."""
        for shard in self._running:
            shard.result()
        names = [str(number) for number in range(self._shards)]
        (folder / LISTING).write_text(json.dumps(names), encoding="utf-8")
        self.abandon()

    def abandon(self) -> None:
        """Leave no process behind."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _write(number: int, folder: Path) -> None:
    archive, pages = processes.inherited("records")
    shards: int = processes.inherited("shards")
    folder.parent.mkdir(parents=True, exist_ok=True)
    Indexing(records_of(archive, pages, number, shards), folder).wait()
