"""How the search index is written beside the pages, in shards, while they are built."""

import json
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from generator.engines import processes
from generator.model.archive import Archive
from generator.search.collect import (
    events_of_shards,
    missing_words,
    names_of,
    record_of_page,
    records_by_shard,
)
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

    def __init__(self, archive: Archive, workers: int) -> None:
        """Begin to index what is in the archive, in a process of its own."""
        self._archive = archive
        self._shards = max(1, -(-len(archive.events) // LARGEST_SHARD))
        self._at_once = min(workers, self._shards)
        processes.inherit(searched=archive)
        self._pool = processes.worker_pool(1, at_least=1) or ThreadPoolExecutor(1)
        self._begun = self._pool.submit(_begin, self._shards, self._at_once)
        self._loads: Future[list[Load]] | None = None

    def start(self, folder: Path, pages: Sequence[tuple[str, str]]) -> None:
        """Add the hand-written pages, and write the index into a folder, such as `site/pagefind`.

        `pages` are their addresses and their Markdown.
        """
        self._loads = self._pool.submit(_write, folder, pages, self._at_once)

    def finish(self, folder: Path) -> None:
        """Wait until the index is complete; raises IndexingError where it could not be written."""
        assert self._loads is not None, "it has been started"  # noqa: S101
        self._begun.result()
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
        if self._loads is not None:
            self._loads.cancel()
        with suppress(BrokenExecutor, RuntimeError):  # there is none, or no more
            self._pool.submit(_stop)
        self._pool.shutdown()


def _begin(shards: int, at_once: int) -> None:
    """Let Pagefind have the records of the archive, while the rules may yet refuse it."""
    archive: Archive = processes.inherited("searched")
    records = records_by_shard(archive, shards)
    begun: list[Indexing] = []
    processes.inherit(records=records, begun=begun)
    with ThreadPoolExecutor(at_once) as threads:
        started = [threads.submit(Indexing, shard) for shard in records[:at_once]]
    begun += [future.result() for future in started if future.exception() is None]
    for future in started:
        future.result()  # raises what kept it from starting


def _write(folder: Path, pages: Sequence[tuple[str, str]], at_once: int) -> list[Load]:
    """Let Pagefind write the shards, so many at once."""
    values = values_of(processes.inherited("searched"), GRADES)
    shards: list[list[Record]] = processes.inherited("records")
    begun: list[Indexing] = processes.inherited("begun")
    by_hand = [record_of_page(address, source) for address, source in pages]
    lacking = missing_words([[*shards[0], *by_hand], *shards[1:]])
    lacking[0] += by_hand
    folder.mkdir(parents=True, exist_ok=True)

    def write(number: int) -> Load:
        indexing = begun[number] if number < len(begun) else Indexing(shards[number])
        program = "../0/" if number else ""
        return indexing.finish(folder / f"{number}", values, program, lacking[number])

    with ThreadPoolExecutor(at_once) as threads:
        return list(threads.map(write, range(len(shards))))


def _stop() -> None:
    """End the programs that were begun; each holds this process until it has ended."""
    for indexing in processes.inherited("begun"):
        indexing.stop()
