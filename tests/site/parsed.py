"""A built site's pages, parsed by a strict parser: what they link to, load and hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib

ROOT = "https://archive.test/"
_LOADING = {
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href"),
    ("embed", "src"), ("object", "data"), ("video", "src"), ("audio", "src"), ("input", "src"),
}  # fmt: skip
_LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch"}


@dataclass(frozen=True)
class Parsed:
    """What a page links to and holds."""

    name: str
    links: list[str]
    loads: list[str]
    ids: list[str]
    errors: list[str]
    inline_handlers: list[str]


def parsed(site: Path) -> dict[str, Parsed]:
    """Parse every page of a site, and give each by its path."""
    return {path.relative_to(site).as_posix(): _parse(path, site) for path in site.rglob("*.html")}


def dead_links(pages: Mapping[str, Parsed], site: Path) -> list[str]:
    """Name every link to a page, a heading or a file of the site that is not there."""
    return [
        f"{page.name}: {link}"
        for page in pages.values()
        for link in (*page.links, *page.loads)
        if not _resolves(page, link, pages, site)
    ]


def _parse(path: Path, root: Path) -> Parsed:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(path.read_bytes())
    page = Parsed(
        path.relative_to(root).as_posix(), [], [], [], [str(e) for e in parser.errors], []
    )
    for element in tree.iter():
        tag = str(element.tag).rpartition("}")[2]
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2]
            if name.startswith("on"):
                page.inline_handlers.append(name)
            if name == "id":
                page.ids.append(value)
            loads = (tag, name) in _LOADING or (
                (tag, name) == ("link", "href")
                and not _LOADING_LINKS.isdisjoint(element.attrib.get("rel", "").split())
            )
            if loads:
                page.loads.append(value)
            elif tag in {"a", "link", "area"} and name == "href":
                page.links.append(value)
    return page


def _resolves(page: Parsed, link: str, pages: Mapping[str, Parsed], built: Path) -> bool:
    target = urlsplit(urljoin(ROOT + page.name, link))
    if target.netloc != "archive.test":
        return target.scheme in {"http", "https"} and bool(target.netloc)
    for name in _candidates(unquote(target.path).lstrip("/")):
        if name in pages:
            return not target.fragment or unquote(target.fragment) in (*pages[name].ids, "__skip")
        if (built / name).is_file():
            return not target.fragment or f'id="{target.fragment}"' in (built / name).read_text()
    return False


def _candidates(path: str) -> Iterator[str]:
    yield path
    yield f"{path.rstrip('/')}/index.html".lstrip("/")
