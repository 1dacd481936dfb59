"""How pages are rendered, framed and written, by several processes where there are many."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from generator.engines import policy, processes
from generator.engines.frame import Frame
from generator.model.problem import Problem
from generator.site.pages import Page
from generator.site.render import Renderer

_BATCH = 50
_OWN_PROGRAM = re.compile(
    r'<script type="module" src="(?:\.\./)*assets/javascripts/[a-z/-]+\.js"></script>'
)
"""How templates name a program of the site's own, which every policy lets run."""
_NOT_OURS = (' style="', "javascript:")
"""What no template writes into a page's content, besides other scripts."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be written: its frame, what fills the slots but `head` and `content`, its file."""

    page: Page
    frame: Frame
    values: Mapping[str, str]
    file: str
    path: str
    """The file, below the site's folder."""
    first: bool = False
    """Whether no other page has had this frame: such a page is looked at whole."""


class Writing:
    """Pages that are being written while the build goes on."""

    def __init__(
        self,
        renderer: Renderer,
        sheets: Sequence[Sheet],
        allowed: frozenset[str],
        workers: int,
        progress: Progress,
    ) -> None:
        self._sheets, self._progress = sheets, progress
        self._renderer, self._allowed = renderer, allowed
        enough = len(sheets) >= processes.WORTH_A_POOL
        self._pool: Executor | None = processes.worker_pool(workers) if enough else None
        self._running: list[Future[list[Problem]]] = []
        for folder in dict.fromkeys(os.path.dirname(sheet.file) for sheet in sheets):  # noqa: PTH120
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - there are thousands
        if self._pool is not None:
            renderer.prepare([sheet.page for sheet in sheets])
            processes.inherit(renderer=renderer, sheets=sheets, allowed=allowed)
            starts = range(0, len(sheets), _BATCH)
            self._running = [self._pool.submit(_write_batch, start) for start in starts]

    def finish(self) -> list[Problem]:
        """Return when every page is written, with what pages hold that they must not.

        Raises what a page raised.
        """
        problems = []
        if self._pool is None:
            for number, sheet in enumerate(self._sheets, 1):
                problems += write(self._renderer, sheet, self._allowed)
                self._progress(number, len(self._sheets))
        for number, batch in enumerate(self._running, 1):
            problems += batch.result()
            self._progress(min(number * _BATCH, len(self._sheets)), len(self._sheets))
        self.abandon()
        return problems

    def abandon(self) -> None:
        """Leave no process behind."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def write(renderer: Renderer, sheet: Sheet, allowed: frozenset[str]) -> list[Problem]:
    """Render one page and write it; gives what it holds that no page may."""
    page = sheet.page
    head, content = renderer.head(page), renderer.content(page)
    written = sheet.frame.around({**sheet.values, "head": head, "content": content})
    descriptor = os.open(sheet.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - half the time of a Path's
        file.write(written)
    if not sheet.first and not is_suspect(content):
        return []
    return policy.read(sheet.path, written.decode(), allowed, renderer.site.url).problems


def is_suspect(content: str) -> bool:
    """Say whether a page's content has anything for which the whole page is to be looked at.

    To read a page whole takes longer than to render it, so that it is not done for each.
    """
    if any(mark in content for mark in _NOT_OURS):
        return True
    return "<script" in content and "<script" in _OWN_PROGRAM.sub("", content)


def _write_batch(start: int) -> list[Problem]:
    renderer: Renderer = processes.inherited("renderer")
    sheets: Sequence[Sheet] = processes.inherited("sheets")
    allowed: frozenset[str] = processes.inherited("allowed")
    batch = sheets[start : start + _BATCH]
    return [problem for sheet in batch for problem in write(renderer, sheet, allowed)]
