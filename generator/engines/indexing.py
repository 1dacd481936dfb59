"""How the search index is written beside the pages, in shards, while they are built."""

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from generator.engines import processes
from generator.model.archive import Archive
from generator.search.collect import (
    completed,
    events_of_shards,
    names_of,
    record_of_page,
    records_by_shard,
)
from generator.search.columns import Values, values_of
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

    def __init__(self, archive: Archive, workers: int) -> None:
        """Begin to make the records of what is in the archive, in a process of its own."""
        self._archive = archive
        self._shards = max(1, -(-len(archive.events) // LARGEST_SHARD))
        self._at_once = min(workers, self._shards)
        processes.inherit(searched=archive)
        self._pool = processes.worker_pool(1, at_least=1) or ThreadPoolExecutor(1)
        self._records = self._pool.submit(_make_records, self._shards)
        self._loads: Future[list[Load]]

    def start(self, folder: Path, pages: Sequence[tuple[str, str]]) -> None:
        """Begin to write the index into a folder, such as `site/pagefind`.

        `pages` are the hand-written ones: their addresses and their Markdown.
        """
        self._loads = self._pool.submit(_write, folder, pages, self._at_once)

    def finish(self, folder: Path) -> None:
        """Wait until the index is complete; raises IndexingError where it could not be written."""
        self._records.result()
        loads = self._loads.result()
        archive = self._archive
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
        self._pool.shutdown(cancel_futures=True)


def _make_records(shards: int) -> None:
    archive: Archive = processes.inherited("searched")
    processes.inherit(records=records_by_shard(archive, shards))


def _write(folder: Path, pages: Sequence[tuple[str, str]], at_once: int) -> list[Load]:
    """Let Pagefind write the shards, so many at once."""
    values = values_of(processes.inherited("searched"), GRADES)
    written_by_hand = [record_of_page(address, source) for address, source in pages]
    shards = completed(processes.inherited("records"), written_by_hand)
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(at_once) as threads:
        written = [
            threads.submit(_write_shard, records, folder, number, values)
            for number, records in enumerate(shards)
        ]
    return [shard.result() for shard in written]


def _write_shard(records: Iterable[Record], folder: Path, number: int, values: Values) -> Load:
    program = "../0/" if number else ""
    return Indexing(records, folder / f"{number}", values, program).wait()
