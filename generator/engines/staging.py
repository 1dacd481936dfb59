"""The other engine: the same pages as a tree of files, for any builder of MkDocs' layout."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.engines import exporting
from generator.engines.leaflet import leaflet_files
from generator.engines.swap import replacing
from generator.exports import data_files
from generator.model.schema import ADDRESS, RECORD_ADDRESS, event_schema, record_schema
from generator.site.pages import Page, pages_of, redirects_of
from generator.site.render import Renderer
from generator.site.sitemap import robots, sitemap_files
from generator.site.syndication import Syndication

HOME_MARK = "<!-- archive:home -->"
FORM_MARK = "<!-- archive:form -->"
FEEDS_MARK = "<!-- archive:feeds -->"
THEME = Path(__file__).parents[1] / "theme"
_STYLES = ("assets/stylesheets/archive.css",)
_SEARCH = ("assets/stylesheets/find.css",)
_FORM = ("assets/stylesheets/entry-form.css", "assets/javascripts/fold.js")
_EXPLORE = ("assets/stylesheets/explore.css",)
_CITE = ("assets/javascripts/cite.js",)
_PROGRAMS = (
    "assets/javascripts/entry-form",
    "assets/javascripts/explore",
    "assets/javascripts/search",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the other builder is told of the site.

    `docs` is the folder of hand-written pages; `navigation` is as in mkdocs.yml; `theme` and
    `extensions` are passed on as they are.
    """

    name: str
    description: str
    url: str
    copyright: str
    docs: Path
    navigation: Sequence[Any] | None
    theme: Mapping[str, Any]
    extensions: Sequence[Any]


def stage(renderer: Renderer, settings: Settings, folder: Path, entries: Path | None) -> int:
    """Write the whole tree to `folder`, complete or not at all; gives the number of pages.

    The data files are made from the `entries` folder too; None for no data files.
    """
    pages = tuple(pages_of(renderer.archive))
    with replacing(folder) as building:
        docs = building / "docs"
        _copy_docs(renderer, settings.docs, docs)
        for page in pages:
            _write(docs / page.address / "index.md", _markdown(page, renderer.content(page)))
        _write_rest(renderer, pages, settings.docs, docs)
        published = (
            exporting.Exporting(renderer, entries).finish(docs)
            if entries
            else exporting.published_below(docs)
        )
        exporting.fill(docs / "data/index.md", renderer, published, _without_gaps)
        _write(building / "mkdocs.yml", _configuration(settings))
    return len(pages)


def _copy_docs(renderer: Renderer, source: Path, docs: Path) -> None:
    shutil.copytree(source, docs)
    for path in docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        for mark, part in marked_parts(renderer).items():
            if mark in text:
                path.write_text(text.replace(mark, _block(part())), encoding="utf-8")


def marked_parts(renderer: Renderer) -> Mapping[str, Callable[[], str]]:
    """Give what fills the marks of hand-written pages."""
    return {HOME_MARK: renderer.home, FORM_MARK: renderer.form, FEEDS_MARK: renderer.feeds}


def files_beside(
    renderer: Renderer, pages: Iterable[Page], others: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Give path and text of every file that is no page: redirects, pictures, data, feeds, Leaflet.

    `pages` are those of the archive, `others` the addresses of the hand-written ones.
    """
    for redirect in redirects_of(renderer.archive):
        yield f"{redirect.address}index.html", renderer.redirect(redirect)
    picture = renderer.map()
    if picture is not None:
        yield "assets/archive/map.svg", picture
    schema = event_schema(renderer.site.url)
    yield ADDRESS, json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    record = record_schema(renderer.site.url)
    yield RECORD_ADDRESS, json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    yield from Syndication(renderer).files()
    yield from sitemap_files(renderer, pages, others)
    yield "robots.txt", robots(renderer.site.url)
    yield from data_files(renderer.archive, renderer.views.sums.toll)
    yield from leaflet_files()


def _write_rest(renderer: Renderer, pages: Iterable[Page], source: Path, docs: Path) -> None:
    for name, text in files_beside(renderer, pages, map(_address, _written(source))):
        if not (source / name).exists():
            _write(docs / name, text)
    for asset in (*_STYLES, *_FORM, *_SEARCH, *_EXPLORE, *_CITE):
        _write(docs / asset, (THEME / asset).read_text(encoding="utf-8"))
    for program in _PROGRAMS:
        shutil.copytree(THEME / program, docs / program)


def _written(source: Path) -> Iterator[str]:
    for path in source.rglob("*.md"):
        yield path.relative_to(source).as_posix()


def _address(name: str) -> str:
    """Give the address that builders of MkDocs' layout give to a page of this file name."""
    bare = name.removesuffix(".md")
    return "" if bare == "index" else f"{bare.removesuffix('/index')}/"


def _markdown(page: Page, content: str) -> str:
    """Write a page as front matter, in JSON (which is YAML), and one block of raw HTML."""
    head = {"title": page.title, "description": page.description}
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in head.items())
    return f"---\n{lines}---\n\n{_block(content)}\n"


def _block(markup: str) -> str:
    """Enclose HTML in one element without blank lines, so that Markdown leaves it alone."""
    return f'<div class="ia-page">\n{_without_gaps(markup)}\n</div>'


def _without_gaps(markup: str) -> str:
    return "\n".join(line for line in markup.splitlines() if line.strip())


def _configuration(settings: Settings) -> str:
    known = {
        "site_name": settings.name,
        "site_description": settings.description,
        "site_url": settings.url,
        "copyright": settings.copyright,
        "theme": dict(settings.theme),
        "extra_css": list(_STYLES),
        "extra": {"generator": False},
        "markdown_extensions": list(settings.extensions),
        "nav": settings.navigation,
    }
    filled = {key: value for key, value in known.items() if value}
    return yaml.safe_dump(filled, allow_unicode=True, sort_keys=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
