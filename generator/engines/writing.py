"""How pages are rendered, framed and written, by several processes where there are many."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from generator.engines import processes
from generator.engines.frame import Frame
from generator.site.pages import Page
from generator.site.render import Renderer

_BATCH = 50
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to write: its frame, what fills the slots but `head` and `content`, its file."""

    page: Page
    frame: Frame
    values: Mapping[str, str]
    file: str


class Writing:
    """Pages that are being written while the build goes on."""

    def __init__(
        self, renderer: Renderer, sheets: Sequence[Sheet], workers: int, progress: Progress
    ) -> None:
        self._sheets, self._progress = sheets, progress
        self._renderer = renderer
        enough = len(sheets) >= processes.WORTH_A_POOL
        self._pool: Executor | None = processes.worker_pool(workers) if enough else None
        self._running: list[Future[None]] = []
        for folder in dict.fromkeys(os.path.dirname(sheet.file) for sheet in sheets):  # noqa: PTH120
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - there are thousands
        if self._pool is not None:
            processes.inherit(renderer=renderer, sheets=sheets)
            starts = range(0, len(sheets), _BATCH)
            self._running = [self._pool.submit(_write_batch, start) for start in starts]

    def finish(self) -> None:
        """Return when every page is written; raises what a page raised."""
        if self._pool is None:
            for number, sheet in enumerate(self._sheets, 1):
                write(self._renderer, sheet)
                self._progress(number, len(self._sheets))
        for number, batch in enumerate(self._running, 1):
            batch.result()
            self._progress(min(number * _BATCH, len(self._sheets)), len(self._sheets))
        self.abandon()

    def abandon(self) -> None:
        """Leave no process behind."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def write(renderer: Renderer, sheet: Sheet) -> None:
    """Render one page and write it."""
    page = sheet.page
    values = {**sheet.values, "head": renderer.head(page), "content": renderer.content(page)}
    descriptor = os.open(sheet.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - half the time of a Path's
        file.write(sheet.frame.around(values))


def _write_batch(start: int) -> None:
    renderer: Renderer = processes.inherited("renderer")
    sheets: Sequence[Sheet] = processes.inherited("sheets")
    for sheet in sheets[start : start + _BATCH]:
        write(renderer, sheet)
