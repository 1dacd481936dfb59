"""How the search index is written beside the pages, while they are built."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from generator.model.archive import Archive
from generator.search.collect import record_of_page, records_of
from generator.search.index import Indexing
from generator.search.records import Record


class SearchIndex:
    """The index of one archive and of the hand-written pages beside it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._pages: list[Record] = []
        self._running: Future[Indexing] | None = None

    def add_page(self, address: str, title: str, markup: str) -> None:
        """Take in a hand-written page, by its address, its title and its HTML."""
        self._pages.append(record_of_page(address, title, markup))

    def start(self, site: Path) -> None:
        """Begin to write the index into the site's folder; further pages come too late."""
        records = self._records()
        starting = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
        self._running = starting.submit(Indexing, records, site / "pagefind")
        starting.shutdown(wait=False)

    def finish(self) -> None:
        """Wait until the index is complete; raises IndexingError where it could not be written."""
        if self._running is not None:
            self._running.result().wait()
            self._running = None

    def abandon(self) -> None:
        """Stop writing it."""
        if self._running is not None:
            self._running.result().stop()
            self._running = None

    def _records(self) -> Iterator[Record]:
        yield from records_of(self._archive)
        yield from self._pages
