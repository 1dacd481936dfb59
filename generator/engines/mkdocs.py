"""The MkDocs plugin: a door between MkDocs' events and the pipeline."""

import gc
import logging
import os
import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from generator import history, pipeline, report
from generator.engines import executors, exporting, policy, processes
from generator.engines.clock import today
from generator.engines.exporting import Exporting
from generator.engines.frame import Frame, Unindented
from generator.engines.generated import ArchiveFiles, GeneratedPage, path_of, values_of
from generator.engines.indexing import SearchIndex
from generator.engines.staging import THEME, files_beside, marked_parts
from generator.engines.writing import Sheet, Writing
from generator.exports import parquet
from generator.exports.copies import ChangedError
from generator.exports.layouts import LAYOUTS
from generator.model.archive import Archive
from generator.model.problem import Problem
from generator.model.visible import visible
from generator.reading.cache import default_cache
from generator.search.index import IndexingError
from generator.site.pages import Page, pages_of
from generator.site.render import Renderer, Site
from generator.site.sitemap import INDEX

log = logging.getLogger("mkdocs.plugins.archive")
MIB = 1024 * 1024
NO_ADDRESS = (
    "site_url is not set: feeds have relative addresses, and there is no site map "
    "(set it in mkdocs.yml, or as SITE_URL in the environment)"
)
_ADDRESS = re.compile(r"https?://[^\s/?#@<>\"'\\]+(?:/[^\s?#<>\"'\\]*)?")


class Options(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's settings in mkdocs.yml."""

    entries = config_options.Type(str, default="entries")
    """The entries folder, relative to mkdocs.yml."""
    repository = config_options.Type(str, default="")
    """The repository's web address; adds edit and history links to pages."""
    branch = config_options.Type(str, default="main")
    """The branch that those links lead to."""
    license = config_options.Type(str, default="")
    """The address of the licence of the data files, for data catalogues."""
    exports = config_options.Type(bool, default=True)
    """Whether to write the data files, beside those of the explore page."""
    largest_data_file = config_options.Type(int, default=24)
    """From how many MiB on a data file is compressed; hosts limit the size of a file."""
    search = config_options.Type(bool, default=True)
    """Whether to build the search index."""
    splice = config_options.Type(bool, default=True)
    """Whether to render the theme's frame once per kind of page, instead of for every page."""
    cache = config_options.Type(bool, default=True)
    """Whether to keep what was read in the user's cache folder, for the next build."""
    workers = config_options.Type(int, default=0)
    """How many processes read and render; 0 for one a processor."""


class ArchivePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Reads and checks the archive, then gives its pages to MkDocs."""

    archive: Archive
    renderer: Renderer
    show_reading: pipeline.Progress = staticmethod(lambda _done, _of: None)
    """Is told how many entries have been read."""
    show_page: pipeline.Progress = staticmethod(lambda _done, _of: None)
    """Is told how many of the archive's pages have been built."""
    executor: executors.Open | None = None
    """Opens what reads the entries in place of this machine's processes; no setting, since who
    sends a change to mkdocs.yml must not choose where its code runs."""

    @property
    def pages(self) -> int:
        """How many pages of the archive were built."""
        return len(self._pages)

    def __init__(self) -> None:
        super().__init__()
        self._serving = False
        self._indexing: SearchIndex | None = None
        self._exporting: Exporting | None = None
        self._writing: Writing | None = None
        self._pages: tuple[Page, ...] = ()
        self._nav = Navigation([], [])
        self._allowed: frozenset[str] = frozenset()
        self._hashes: list[str] = []
        self._unsafe: list[Problem] = []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is the live preview; MkDocs keeps this object through all of it."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our templates before Material's, and follow the entries in the live preview."""
        own = str(THEME)
        if own not in config.theme.dirs:
            at = next(
                (
                    n
                    for n, folder in enumerate(config.theme.dirs)
                    if "material" in Path(folder).parts
                ),
                0,
            )
            config.theme.dirs.insert(at, own)
        watched = str(self._entries(config))
        if watched not in config.watch:
            config.watch.append(watched)
        if not config.site_url and not self._serving:
            log.info("%s", NO_ADDRESS)
        if self.config.exports and not parquet.is_available() and not self._serving:
            log.info("%s", exporting.NO_PARQUET)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check. A problem ends the build here, before MkDocs empties the site folder."""
        self._close()
        self._hashes, self._unsafe = [], []
        gc.disable()  # an archive is a million objects that stay: see `processes.uncollected`
        try:
            self.load(config, self._index_ahead)
        except PluginError as error:
            self._close()
            if not (self._serving and hasattr(self, "renderer")):
                raise
            # the preview shows the last good state instead of getting stuck
            log.error("%s", error)  # noqa: TRY400 - the trace says nothing to a contributor

    def load(self, config: MkDocsConfig, ahead: pipeline.Ahead = pipeline.nothing) -> Renderer:
        """Read and check the archive; raises PluginError after naming every fault."""
        url = _site_address(config.site_url or "")
        outcome = self._read(config, ahead)
        _name(outcome.errors)
        if len(outcome.problems) > len(outcome.errors):
            log.warning("%s", report.of_warnings(outcome.problems))
        if outcome.archive is None:
            told = report.summary(outcome.problems, outcome.files)
            raise PluginError(f"{told}; what was there before is left as it is")
        self.archive = outcome.archive
        site = Site(
            name=config.site_name,
            url=url,
            repository=self.config.repository,
            branch=self.config.branch,
            entries=Path(self.config.entries).as_posix(),
            description=config.site_description or "",
            copyright=Markup(config.copyright or "").striptags(),  # noqa: S704 - the archive's own
            license=self.config.license,
        )
        changes = history.last_changes(self._entries(config))
        layouts = LAYOUTS if self.config.exports else ()
        self.renderer = Renderer(outcome.archive, site, changes, layouts)
        return self.renderer

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the archive's pages, redirects and map, and start to write search index and data."""
        self._start_index(files, Path(config.site_dir))
        if self.config.exports:
            largest = self.config.largest_data_file * MIB
            self._exporting = Exporting(
                self.renderer, self._entries(config), largest, copying=not self._serving
            )
            self._exporting.start(Path(config.site_dir))
        for file in files:
            if file.src_uri.endswith(".html") and file.generated_by is None:
                self._with_policy(file.content_string, file.src_uri)
        config.theme.static_templates.discard(INDEX)  # ours are several files, with their own dates
        own = set(files.src_uris)
        written = [file.url.removeprefix("./") for file in files.documentation_pages()]
        self._pages = tuple(p for p in pages_of(self.archive) if path_of(p) not in own)
        files = self._with_pages(files, config)
        for name, text in files_beside(self.renderer, self._pages, written):
            if name not in own:
                files.append(File.generated(config, name, content=text))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Hang every page below the section of the navigation that its index stands in."""
        self._nav = nav
        if isinstance(files, ArchiveFiles):
            files.has_navigation = True
        for file in files.documentation_pages():
            page = file.page
            if isinstance(page, GeneratedPage):
                page.in_navigation = page.parent is not None or page in nav.items
                if page.parent is None:
                    page.parent = self._parent(page.page.section, files)
        return nav

    def _with_pages(self, files: Files, config: MkDocsConfig) -> Files:
        """Add every page of the archive, or let each be made when something asks for it."""

        def make(page: Page) -> File:
            return self._generated(page, config).file

        if self.config.splice and not _others_want(_FILES, config):
            return ArchiveFiles(files, self._pages, make)
        for page in self._pages:
            files.append(make(page))
        return files

    def _generated(self, page: Page, config: MkDocsConfig) -> GeneratedPage:
        path, inclusion = path_of(page), InclusionLevel.NOT_IN_NAV
        file = File.generated(config, path, content="", inclusion=inclusion)
        return GeneratedPage(page, self.renderer, file, config)

    def _parent(self, section: str, files: Files) -> Section | None:
        """Find the section of the navigation in which the index of a part of the site stands."""
        index = files.src_uris.get(f"{section}/index.md")
        return index.page.parent if index and index.page else None

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Fill the marks of hand-written pages: the home page's, and the form's."""
        if isinstance(page, GeneratedPage):
            return html
        for mark, part in marked_parts(self.renderer).items():
            if mark in html:
                html = html.replace(mark, part())
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take the archive's pages out of MkDocs' hands, and write them with spliced frames."""
        env.trim_blocks = env.lstrip_blocks = True  # a third of Material's frame is white space
        env.add_extension(Unindented)
        icons = env.get_template("partials/icon-sheet.html").render(config=config)
        files.append(File.generated(config, "assets/archive/icons.svg", content=icons))
        if not self._serving:  # the preview's page reloads itself by an inline script
            env.globals["policy"] = policy.MARK
        own = env.get_template("partials/javascripts/palette.html").render(base_url=".")
        self._allowed = frozenset(policy.read("palette.html", own).hashes)
        if not self.config.splice or _others_want(_PAGES, config):
            return env
        template = env.get_template("main.html")
        documents = files.documentation_pages()
        frames: dict[object, Frame] = {}
        sheets = []
        folder = os.path.normpath(config.site_dir)
        for page in self._pages:
            file = files.src_uris.get(path_of(page))
            known = file.page if file else None
            if isinstance(known, GeneratedPage) and known.in_navigation:
                continue
            kind = (page.section, page.depth, page.headings, page.source is None)
            frame = frames.get(kind)
            first = frame is None
            path = f"{page.address}index.html"
            if frame is None:
                if not isinstance(known, GeneratedPage):
                    known = self._generated(page, config)
                    known.parent = self._parent(page.section, files)
                with known.as_tokens():
                    context = get_context(self._nav, documents, config, known)
                    rendered = self._with_policy(template.render(context), path)
                frame = frames[kind] = Frame.of(rendered)
            values = values_of(page, self.renderer, config)
            sheets.append(Sheet(page, frame, values, f"{folder}/{path}", path, first))
            if file is not None:
                file.inclusion = InclusionLevel.EXCLUDED
        others = len(self._pages) - len(sheets)
        self._writing = Writing(
            self.renderer,
            sheets,
            self._allowed,
            self._workers,
            lambda done, of: self.show_page(done + others, of + others),
        )
        return env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Check a page that MkDocs built, and give it its policy."""
        return self._with_policy(output, page.file.dest_uri)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Do the same with pages such as that for a missing address."""
        is_page = template_name.endswith(".html")
        return self._with_policy(output, template_name) if is_page else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the pages and for the search index."""
        if self._writing is not None:
            self._unsafe += self._writing.finish()
        if self._indexing is not None:
            try:
                self._indexing.finish(Path(config.site_dir) / "pagefind")
            except IndexingError as error:
                raise PluginError(f"the search index could not be written: {error}") from error
        self._show_data(Path(config.site_dir))
        self._close()
        unsafe = policy.summed(self._unsafe)
        _name(unsafe)
        if unsafe and not self._serving:
            raise PluginError("pages hold what no page may; what was there before is left as it is")
        headers = Path(config.site_dir) / "_headers"
        if headers.exists():
            text = policy.with_policy(headers.read_text(encoding="utf-8"), self._hashes)
            headers.write_text(text, encoding="utf-8")

    def _show_data(self, site: Path) -> None:
        """Wait for the data files, and fill the page that lists them."""
        try:
            published = (
                self._exporting.finish(site) if self._exporting else exporting.published_below(site)
            )
        except ChangedError as error:
            raise PluginError(f"the data files could not be written: {error}") from error
        page = exporting.fill(site / exporting.PAGE, self.renderer, published)
        exporting.sum_pages(site)
        read = policy.read(exporting.PAGE, page, self._allowed, self.renderer.site.url)
        self._unsafe += read.problems

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no process behind."""
        self._close()

    def _with_policy(self, output: str, path: str) -> str:
        """Note what a page must not hold, and put in its policy with the hashes of its scripts."""
        read = policy.read(path, output, self._allowed, self.renderer.site.url)
        self._unsafe += read.problems
        self._hashes += read.hashes
        return output.replace(policy.MARK, policy.policy(read.hashes))

    def _index_ahead(self, archive: Archive) -> None:
        if self.config.search:
            self._indexing = SearchIndex(archive, self._workers)

    def _start_index(self, files: Files, site: Path) -> None:
        if self.config.search:
            written = [(file.url, file.content_string) for file in files.documentation_pages()]
            self._indexing = self._indexing or SearchIndex(self.archive, self._workers)
            self._indexing.start(site / "pagefind", written)

    def _read(self, config: MkDocsConfig, ahead: pipeline.Ahead) -> pipeline.Outcome:
        entries = self._entries(config)
        kept = default_cache() if self.config.cache else None
        try:
            with processes.reading_pool(entries, self.config.workers, self.executor) as executor:

                def begin(archive: Archive) -> None:
                    if executor is not None:
                        executor.shutdown()  # what begins forks, and an executor may have threads
                    ahead(archive)

                # a warning never stops a build, so that the rules that only warn need not run
                return pipeline.run(
                    entries, today(), executor, self.show_reading, kept, warnings=False, ahead=begin
                )
        except executors.ExecutorError as error:
            raise PluginError(f"{error}; what was there before is left as it is") from error

    def _entries(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent / self.config.entries

    @property
    def _workers(self) -> int:
        return self.config.workers or processes.processors()

    def _close(self) -> None:
        for work in (self._indexing, self._writing, self._exporting):
            if work is not None:
                work.abandon()
        self._indexing = self._writing = self._exporting = None
        processes.forget()
        gc.enable()


_PAGES = ("page_context", "post_page")
_FILES = (
    "files",
    "nav",
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    *_PAGES,
)


def _others_want(events: Iterable[str], config: MkDocsConfig) -> bool:
    """Say whether another plugin asks to see pages as MkDocs carries them along: then it shall."""
    return any(
        not isinstance(getattr(method, "__self__", None), ArchivePlugin)
        for event in events
        for method in config.plugins.events[event]
    )


def _name(errors: Iterable[Problem]) -> None:
    for problem in errors:
        log.error("%s", report.as_text([problem]).rstrip("\n"))


def _site_address(address: str) -> str:
    """Give the site's address with a slash at its end; raises PluginError where it is none."""
    if address and not _ADDRESS.fullmatch(address):
        raise PluginError(
            f"site_url is `{visible(address)}`, but must be an address such as "
            "https://archive.example.org/, without a name, query or fragment"
        )
    return address if not address or address.endswith("/") else f"{address}/"
