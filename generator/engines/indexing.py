"""How the search index is written beside the pages, in shards, while they are built."""

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from generator.engines import processes
from generator.model.archive import Archive
from generator.search.collect import (
    completed,
    events_of_shards,
    record_of_page,
    records_by_shard,
)
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

    def __init__(self, archive: Archive, workers: int) -> None:
        """Begin to make the records of what is in the archive, in a process of its own."""
        self._archive = archive
        self._shards = max(1, -(-len(archive.events) // LARGEST_SHARD))
        self._at_once = min(workers, self._shards)
        processes.inherit(searched=archive)
        self._pool = processes.worker_pool(1, at_least=1) or ThreadPoolExecutor(1)
        self._running: list[Future[None]] = [self._pool.submit(_make_records, self._shards)]

    def start(self, folder: Path, pages: Sequence[tuple[str, str]]) -> None:
        """Begin to write the index into a folder, such as `site/pagefind`.

        `pages` are the hand-written ones: their addresses and their Markdown.
        """
        self._running.append(self._pool.submit(_write, folder, pages, self._at_once))

    def finish(self, folder: Path) -> None:
        """Wait until the index is complete; raises IndexingError where it could not be written."""
        for task in self._running:
            task.result()
        archive = self._archive
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
        self._pool.shutdown(cancel_futures=True)


def _make_records(shards: int) -> None:
    archive: Archive = processes.inherited("searched")
    processes.inherit(records=records_by_shard(archive, shards))


def _write(folder: Path, pages: Sequence[tuple[str, str]], at_once: int) -> None:
    """Let Pagefind write the shards, so many at once."""
    values = values_of(processes.inherited("searched"))
    written_by_hand = [record_of_page(address, source) for address, source in pages]
    shards = completed(processes.inherited("records"), written_by_hand)
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(at_once) as threads:
        written = [
            threads.submit(_write_shard, records, folder / f"{number}", values)
            for number, records in enumerate(shards)
        ]
    for shard in written:
        shard.result()


def _write_shard(records: Iterable[Record], folder: Path, values: Values) -> None:
    Indexing(records, folder, values).wait()
