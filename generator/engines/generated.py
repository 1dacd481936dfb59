"""The archive's pages as MkDocs knows them: those that it asks for, out of thousands."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import PurePath
from urllib.parse import quote

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
    """MkDocs' files, which make a page of the archive only when something asks for its path.

    MkDocs takes longer to carry a page along than we take to write it. Until `has_navigation`,
    who asks is the navigation, and MkDocs builds such a page; after it, a link in a page that
    somebody wrote by hand, which only wants to know address and headings.
    """

    def __init__(
        self, files: Iterable[File], pages: Iterable[Page], make: Callable[[Page], File]
    ) -> None:
        super().__init__(files)
        self.has_navigation = False
        self._make = make
        self._waiting = {path_of(page): page for page in pages}
        self._linked: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Give the file at a path, such as `events/2022-03-05-made-up-bridge/index.md`."""
        name = PurePath(path).as_posix()
        page = self._waiting.pop(name, None)
        if page is None:
            return super().get_file_from_path(name) or self._linked.get(name)
        file = self._make(page)
        if self.has_navigation:
            self._linked[name] = file
        else:
            self.append(file)
        return file


class GeneratedPage(MkDocsPage):
    """A page of the archive: no Markdown is parsed for it, and its content comes when it is due."""

    def __init__(self, page: Page, renderer: Renderer, file: File, config: MkDocsConfig) -> None:
        self.page = page
        self._renderer = renderer
        self._content: str | None = None
        self._head: str | None = None
        self.in_navigation = False
        super().__init__(str(escape(page.title)), file, config)
        shown = values_of(page, renderer, config)
        self.edit_url = shown["edit"] or None
        self.markdown = ""
        self.meta = {
            "title": shown["title"],
            "description": shown["description"],
            "archive": True,
        }
        self.toc = _table_of_contents(page.headings)
        self.present_anchor_ids = {TOP, *(heading.id for heading in page.headings)}

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
        """Do nothing: the page's facts stand in place of front matter."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Do nothing: there is no Markdown to render."""


@lru_cache(maxsize=1024)
def _table_of_contents(headings: tuple[Heading, ...]) -> TableOfContents:
    top = AnchorLink("", TOP, 1)
    top.children = [AnchorLink(str(escape(h.title)), h.id, 2) for h in headings]
    return TableOfContents([top])


def path_of(page: Page) -> str:
    """Give the path at which MkDocs finds a page."""
    return f"{page.address}index.md"


def values_of(page: Page, renderer: Renderer, config: MkDocsConfig) -> Mapping[str, str]:
    """Give what a frame's slots hold for a page, but for those that are rendered."""
    site = renderer.site
    address = page.address if config.use_directory_urls else f"{page.address}index.html"
    links = site.links if page.source is not None else None
    return {
        "title": str(escape(page.title)),
        "description": str(escape(page.description)),
        "canonical": f"{site.url}{quote(address)}" if site.url else "",
        "edit": f"{links['edit']}/{page.source}" if links else "",
    }
