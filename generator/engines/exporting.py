"""How the data files are written beside the pages, and then the page that tells their sizes."""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from generator import history
from generator.engines import processes
from generator.exports import manifest, writing
from generator.exports.compact import indented_json
from generator.exports.csv_files import DEFUSED
from generator.exports.descriptions import DATA, DESCRIBED, EXPLORE
from generator.exports.manifest import Listed, Origin
from generator.exports.package import About
from generator.exports.snippets import snippets
from generator.exports.writing import Order, Outcome
from generator.model.data_file import DataFile, Published
from generator.model.schema import event_schema
from generator.site.render import DATA_MARK, Renderer

PAGE = f"{DATA}index.html"
NO_PARQUET = (
    "pyarrow is not installed: no data files as Parquet are written "
    "(install incident-archive[parquet])"
)


class Exporting:
    """The data files of one archive, while another process writes them.

    `largest` is how many bytes a file may have before it is compressed. The preview does no
    `copying` of the entries' files: they change while it shows the last good state.
    """

    def __init__(
        self,
        renderer: Renderer,
        entries: Path,
        largest: int = writing.LARGEST,
        *,
        copying: bool = True,
    ) -> None:
        self._renderer, self._entries = renderer, entries
        site = renderer.site
        about = About(site.name, site.description, site.url, site.license, site.copyright)
        tolls = renderer.views.sums.toll
        self._order = Order(renderer.archive, entries, tolls, about, largest, copying)
        self._pool: Executor | None = None
        self._running: Future[Outcome] | None = None

    def start(self, site: Path) -> None:
        """Begin to write into the folder `data` of a site."""
        processes.inherit(order=self._order)
        self._pool = processes.worker_pool(1, at_least=1) or ThreadPoolExecutor(1)
        self._running = self._pool.submit(_write, site / DATA)

    def finish(self, site: Path) -> list[Published]:
        """Wait for the files, add the manifest and the sums, and tell what is there.

        Raises ChangedError where an entry changed since it was read.
        """
        running = self._running
        outcome = running.result() if running else writing.write_all(self._order, site / DATA)
        self.abandon()
        return self._sealed(outcome, site)

    def abandon(self) -> None:
        """Leave no process behind."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _sealed(self, outcome: Outcome, site: Path) -> list[Published]:
        folder = site / DATA
        explored = published_below(site)
        listed = [
            *outcome.listed,
            *(Listed(one.path.removeprefix(DATA), one.size, one.sha256) for one in explored),
        ]
        about = self._order.about
        told = {
            "title": about.title,
            "description": about.description,
            "homepage": about.url,
            "license": about.license,
        }
        archive = self._renderer.archive
        content = manifest.manifest(told, archive, outcome.counts, self._origin(outcome), listed)
        counted = _put(manifest.NAME, indented_json(content), folder)
        listed.append(Listed(manifest.NAME, counted.size, counted.sha256))
        # the pages beside the files are summed last, so that of the sums only the length is known
        pages = manifest.sums(Listed(path, 0, "0" * 64) for path in _pages(folder))
        summed = _put(manifest.SUMS, manifest.sums(listed), folder)
        summed = replace(summed, size=summed.size + len(pages), sha256="")
        return [*outcome.published, counted, summed, *explored]

    def _origin(self, outcome: Outcome) -> Origin:
        revision, clean = history.revision(self._entries)
        schema = json.dumps(event_schema(), ensure_ascii=False, sort_keys=True).encode()
        return Origin(revision, clean, outcome.entries, hashlib.sha256(schema).hexdigest())


def sum_pages(site: Path) -> None:
    """Add the finished pages of the folder `data` to its sums, where there are any."""
    folder = site / DATA
    file = folder / manifest.SUMS
    if file.is_file():
        lines = file.read_text(encoding="utf-8").splitlines()
        listed = [Listed(line[66:], 0, line[:64]) for line in lines]
        pages = [
            Listed(path, 0, hashlib.sha256((folder / path).read_bytes()).hexdigest())
            for path in _pages(folder)
        ]
        text = manifest.sums([*listed, *pages])
        file.write_text(text, encoding="utf-8", newline="\n")


def _pages(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]


def published_below(site: Path) -> list[Published]:
    """Tell of the explore page's files, which are there whether or not the others are written."""
    return [_published(file, site / file.path) for file in EXPLORE if (site / file.path).is_file()]


def fill(
    page: Path,
    renderer: Renderer,
    published: list[Published],
    laid: Callable[[str], str] = str,
) -> str:
    """Fill the page on data, which waits for the files; gives the whole page, empty where none is.

    `laid` lays out the markup as the page needs it.
    A page that somebody wrote in its place is left as it is, unless it has the mark too.
    """
    if not page.is_file():
        return ""
    text = page.read_text(encoding="utf-8")
    if DATA_MARK not in text:
        return ""
    shown = list(snippets(published, renderer.site.url))
    text = text.replace(DATA_MARK, laid(renderer.data(published, shown, DEFUSED)))
    page.write_text(text, encoding="utf-8", newline="\n")
    return text


def _put(name: str, text: str, folder: Path) -> Published:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return _published(DESCRIBED[name], folder / name)


def _published(file: DataFile, path: Path) -> Published:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return Published(file, file.path, len(content), None, digest)


def _write(folder: Path) -> Outcome:
    order: Order = processes.inherited("order")
    return writing.write_all(order, folder)
