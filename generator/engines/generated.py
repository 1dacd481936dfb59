"""The archive's pages as MkDocs knows them: those that it asks for, out of thousands."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import PurePath

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.engines.frame import token
from generator.site.pages import Heading, Page
from generator.site.render import Renderer

TOP = "page-title"


class ArchiveFiles(Files):
    """MkDocs' files, which find a page of the archive only when something asks for its path.

    MkDocs takes longer to carry a page along than we take to write it. `find` gives the file of
    a path that is not among `files`, or None.
    """

    def __init__(self, files: Iterable[File], find: Callable[[str], File | None]) -> None:
        super().__init__(files)
        self._find = find

    def get_file_from_path(self, path: str) -> File | None:
        """Give the file at a path, such as `events/2022-03-05-made-up-bridge/index.md`."""
        return super().get_file_from_path(path) or self._find(PurePath(path).as_posix())


class GeneratedPage(MkDocsPage):
    """A page of the archive: no Markdown is parsed for it, and its content comes when it is due."""

    def __init__(self, page: Page, renderer: Renderer, file: File, config: MkDocsConfig) -> None:
        self.page = page
        self._renderer = renderer
        self._content: str | None = None
        self._head: str | None = None
        self.in_navigation = False
        super().__init__(str(escape(page.title)), file, config)
        self.edit_url = edit_address(renderer, page)

    @property
    def content(self) -> str | None:
        """The HTML of the page; it is rendered when the page's turn to be built has come."""
        if self._content is None and self.active:
            self._content = self._renderer.content(self.page)
        return self._content or ""

    @content.setter
    def content(self, value: str | None) -> None:
        self._content = value or None

    @property
    def head(self) -> str:
        """What the theme puts in the document's head for this page alone."""
        if self._head is not None:
            return self._head
        return self._renderer.head(self.page) if self.active else ""

    @contextmanager
    def as_tokens(self) -> Iterator[None]:
        """Show the frame's slots in place of this page's own values."""
        kept = (self.title, self.meta, self.canonical_url, self.edit_url)
        self.title = token("title")
        self.meta = {**self.meta, "title": token("title"), "description": token("description")}
        self.canonical_url = token("canonical") if self.canonical_url else None
        self.edit_url = token("edit") if self.edit_url else None
        self.content = token("content")
        self._head = token("head")
        self.active = True
        try:
            yield
        finally:
            self.title, self.meta, self.canonical_url, self.edit_url = kept
            self.content = self._head = None
            self.active = False

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the page's facts instead of front matter."""
        self.markdown = ""
        self.meta = {
            "title": str(escape(self.page.title)),
            "description": str(escape(self.page.description)),
            "archive": True,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the page's headings; there is no Markdown to render."""
        headings = self.page.headings
        self.toc = _table_of_contents(headings)
        self.present_anchor_ids = {TOP, *(heading.id for heading in headings)}


@lru_cache(maxsize=1024)
def _table_of_contents(headings: tuple[Heading, ...]) -> TableOfContents:
    top = AnchorLink("", TOP, 1)
    top.children = [AnchorLink(str(escape(h.title)), h.id, 2) for h in headings]
    return TableOfContents([top])


def path_of(page: Page) -> str:
    """Give the path at which MkDocs finds a page."""
    return f"{page.address}index.md"


def edit_address(renderer: Renderer, page: Page) -> str | None:
    """Give the address at which the page's entry is edited, where there is one."""
    links = renderer.site.links
    return None if page.source is None or links is None else f"{links['edit']}/{page.source}"
