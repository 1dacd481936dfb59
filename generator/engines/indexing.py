"""How the search index is written beside the pages, in shards, while they are built."""

import json
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from generator.engines import processes
from generator.model.archive import Archive
from generator.search.collect import events_of_shards, names_of, records_of
from generator.search.columns import values_of
from generator.search.index import Indexing, Load
from generator.search.records import Record
from generator.site.words import GRADES

LARGEST_SHARD = 5_500
"""Records. Pagefind needs about 100 KB of memory for each, and no process may take 700 MB."""
LISTING = "listing.json"
NAMES = "names.json"


class SearchIndex:
    """The index of one archive and of the hand-written pages beside it.

    A shard is a Pagefind index, `pagefind/<number>/`, run by the program of the first;
    `pagefind/listing.json` lists them, each with its number of events, their first and last day,
    and what it costs to load, and names what can be chosen; `pagefind/names.json` has the names
    that a misspelt word may stand for. The first shard has the newest events and all that is no
    event, the others older and older events.
    """

    def __init__(self, archive: Archive, pages: Sequence[Record], workers: int) -> None:
        self._records = (archive, tuple(pages))
        count = len(archive.events)
        self._shards = max(1, -(-count // LARGEST_SHARD))
        self._workers = min(workers, self._shards)
        self._pool: Executor | None = None
        self._running: list[Future[Load]] = []

    def start(self, folder: Path) -> None:
        """Begin to write the index into a folder, such as `site/pagefind`."""
        processes.inherit(records=self._records, shards=self._shards)
        self._pool = processes.worker_pool(self._workers, at_least=1) or ThreadPoolExecutor(1)
        numbers = range(self._shards)
        self._running = [self._pool.submit(_write, n, folder / str(n)) for n in numbers]

    def finish(self, folder: Path) -> None:
        """Wait until the index is complete; raises IndexingError where it could not be written."""
        loads = [shard.result() for shard in self._running]
        archive, _ = self._records
        shared = events_of_shards(archive, self._shards)
        listing = {
            "shards": [
                {
                    "name": f"{number}",
                    "events": len(events),
                    "first": min((e.facts.date.first.isoformat() for e in events), default=""),
                    "last": max((e.facts.date.last.isoformat() for e in events), default=""),
                    "bytes": asdict(load),
                }
                for number, (events, load) in enumerate(zip(shared, loads, strict=True))
            ],
            "facets": {
                facet: list(map(list, names.items()))
                for facet, names in values_of(archive, GRADES).items()
            },
        }
        for name, content in ((LISTING, listing), (NAMES, names_of(archive))):
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
            (folder / name).write_text(text, encoding="utf-8")
        self.abandon()

    def abandon(self) -> None:
        """Leave no process behind."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _write(number: int, folder: Path) -> Load:
    archive, pages = processes.inherited("records")
    shards: int = processes.inherited("shards")
    folder.parent.mkdir(parents=True, exist_ok=True)
    records, values = records_of(archive, pages, number, shards), values_of(archive, GRADES)
    return Indexing(records, folder, values, "../0/" if number else "").wait()
