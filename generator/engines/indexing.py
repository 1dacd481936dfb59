"""How the search index is written beside the pages, in shards, while they are built."""

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

from generator.engines import processes
from generator.model.archive import Archive
from generator.search.collect import events_of_shards, records_by_shard
from generator.search.columns import Values, values_of
from generator.search.index import Indexing
from generator.search.records import Record

LARGEST_SHARD = 5_500
"""Records. Pagefind needs about 100 KB of memory for each, and no process may take 700 MB."""
LISTING = "listing.json"


class SearchIndex:
    """The index of one archive and of the hand-written pages beside it.

    A shard is a complete Pagefind index, `pagefind/<number>/`; `pagefind/listing.json` lists them,
    each with its number of events and their first and last day, and names what can be chosen.
    The first has the newest events and all that is no event, the others older and older events.
    """

    def __init__(self, archive: Archive, pages: Sequence[Record], workers: int) -> None:
        self._records = (archive, tuple(pages))
        count = len(archive.events)
        self._shards = max(1, -(-count // LARGEST_SHARD))
        self._at_once = min(workers, self._shards)
        self._pool: Executor | None = None
        self._running: Future[None] | None = None

    def start(self, folder: Path) -> None:
        """Begin to write the index into a folder, such as `site/pagefind`."""
        processes.inherit(records=self._records)
        self._pool = processes.worker_pool(1, at_least=1) or ThreadPoolExecutor(1)
        self._running = self._pool.submit(_write, folder, self._shards, self._at_once)

    def finish(self, folder: Path) -> None:
        """Wait until the index is complete; raises IndexingError where it could not be written."""
        if self._running is not None:
            self._running.result()
        archive, _ = self._records
        listing = {
            "shards": [
                {
                    "name": f"{number}",
                    "events": len(events),
                    "first": min((e.facts.date.first.isoformat() for e in events), default=""),
                    "last": max((e.facts.date.last.isoformat() for e in events), default=""),
                }
                for number, events in enumerate(events_of_shards(archive, self._shards))
            ],
            "facets": {
                facet: list(map(list, names.items())) for facet, names in values_of(archive).items()
            },
        }
        text = json.dumps(listing, ensure_ascii=False, separators=(",", ":"))
        (folder / LISTING).write_text(text, encoding="utf-8")
        self.abandon()

    def abandon(self) -> None:
        """Leave no process behind."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _write(folder: Path, shards: int, at_once: int) -> None:
    """Make the records, and let Pagefind write so many shards at once."""
    archive, pages = processes.inherited("records")
    values = values_of(archive)
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(at_once) as threads:
        written = [
            threads.submit(_write_shard, records, folder / f"{number}", values)
            for number, records in enumerate(records_by_shard(archive, pages, shards))
        ]
    for shard in written:
        shard.result()


def _write_shard(records: Iterable[Record], folder: Path, values: Values) -> None:
    Indexing(records, folder, values).wait()
