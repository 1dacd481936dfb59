"""How a body becomes safe HTML: GitHub's Markdown, then an allow-list, then our own links."""

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options

from generator.model.entry import Body, Link
from generator.model.problem import Problem

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_ANCHOR = re.compile(r'<a href="([^"]*)"')
_HEADING = re.compile(r"<(/?)h([1-6])>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")
_RAW_HTML = "<!-- raw HTML omitted -->"
_DEEPEST = 40
_LARGEST = 400_000
_HARMFUL = re.compile(r"(?i)(?:javascript|vbscript|file|data)\s*:")
_OPENS = re.compile(r"<(/?)(?:blockquote|ul|ol)\b")
_ENTRY_LINK = re.compile(r"(?:events/[0-9]{4}|actors|provinces)/([a-z0-9-]+)\.md")
_REL = "noopener noreferrer nofollow"


def render(path: str, source: str, first_line: int) -> tuple[Body, list[Problem]]:
    """Render a body that begins on `first_line` of the file at `path` below the entries folder.

    Headings start at level three, below the page's own. Links to other entries become links
    between their pages; those that are no http or https address and no entry are problems.
    """
    if not source.strip():
        return Body("", ""), []
    raw = cmarkgfm.github_flavored_markdown_to_html(source, options=Options.CMARK_OPT_DEFAULT)
    if len(raw) > _LARGEST:
        fault = f"becomes {len(raw):,} characters of HTML, more than the {_LARGEST:,} allowed"
        return Body("", ""), [
            Problem(path, first_line, 1, "too-large", fault, "use smaller tables")
        ]
    if _depth(raw) > _DEEPEST:
        fault = f"quotes or lists are nested more than {_DEEPEST} levels deep"
        return Body("", ""), [Problem(path, first_line, 1, "too-deep", fault, "write it flatter")]
    problems = list(_unwelcome(path, source, raw, first_line))
    clean = nh3.clean(
        raw, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel=_REL
    )
    clean = _HEADING.sub(lambda m: f"<{m[1]}h{min(int(m[2]) + 2, 6)}>", clean)
    links: list[Link] = []
    places = _Places(source, first_line)

    def follow(match: re.Match[str]) -> str:
        address = html.unescape(match[1])
        if not address or urlsplit(address).scheme:
            return match[0]
        line, column = places.of(address)
        link = _resolve(path, address, line, column)
        if link is None:
            problems.append(
                Problem(
                    path,
                    line,
                    column,
                    "bad-link",
                    f"`{address[:80]}` leads nowhere",
                    "link to https://… or to another entry's .md file",
                )
            )
            return match[0]
        links.append(link)
        return f'<a href="../../{link.kind}/{link.id}/"'

    clean = _ANCHOR.sub(follow, clean)
    return Body(clean.strip(), plain_text(clean), tuple(links)), problems


def plain_text(markup: str) -> str:
    """Give the words of safe HTML, without tags, on one line."""
    return _SPACES.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()


def _unwelcome(path: str, source: str, raw: str, first_line: int) -> Iterator[Problem]:
    places = _Places(source, first_line)
    if _RAW_HTML in raw:
        line, column = places.of("<")
        yield Problem(
            path,
            line,
            column,
            "raw-html",
            "holds HTML, which is not shown",
            "write Markdown; put a literal `<` between backticks",
        )
    if "<img" in raw:
        line, column = places.of("![")
        yield Problem(
            path,
            line,
            column,
            "picture",
            "holds a picture, which the archive does not publish",
            "link to the page that shows it",
        )
    for address in re.findall(r'<a href="([^"]*)"', raw):
        plain = html.unescape(address)
        scheme = _scheme(plain)
        if plain == "" or scheme not in {"", "http", "https"}:
            emptied = _HARMFUL.search(source)
            line, column = places.of(plain or (emptied[0] if emptied else "]("))
            shown = f"`{plain[:60]}`" if plain else "the link's address"
            yield Problem(
                path,
                line,
                column,
                "bad-link",
                f"{shown} is no web address",
                "link to https://… or to another entry's .md file",
            )


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return "unreadable"


class _Places:
    """Finds where in the source the next mention of an address stands."""

    def __init__(self, source: str, first_line: int) -> None:
        self.source, self.first_line, self.start = source, first_line, 0

    def of(self, text: str) -> tuple[int, int]:
        at = self.source.find(text, self.start)
        at = at if at >= 0 else self.source.find(unquote(text), self.start)
        if at < 0:
            return self.first_line, 1
        self.start = at + 1
        before = self.source[:at]
        return self.first_line + before.count("\n"), at - (before.rfind("\n") + 1) + 1


def _resolve(path: str, address: str, line: int, column: int) -> Link | None:
    parts = urlsplit(address)
    if parts.netloc or parts.query or parts.fragment or not parts.path:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    found = _ENTRY_LINK.fullmatch(target)
    return Link(target.partition("/")[0], found[1], line, column) if found else None


def _depth(raw: str) -> int:
    """Count how deep quotes and lists nest: sanitisers walk that depth."""
    depth = deepest = 0
    for found in _OPENS.finditer(raw):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest
