"""How a body becomes safe HTML: GitHub's Markdown, then an allow-list, then our own links."""

import html
import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options

from generator.model.entry import Body, Link
from generator.model.problem import Problem, quoted
from generator.reading.gate import control_character, invisible, place_in

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_LINK = re.compile(r'<a href="([^"]*)"')
_ANCHOR = re.compile(r'<a\b(?: href="([^"]*)")?')
_LINK_HINT = "link to https://… or to another entry's .md file"
_HEADING = re.compile(r"<(/?)h([1-6])>")
_INLINE = re.compile(r"</?(?:a|code|del|em|strong)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_RAW_HTML = "<!-- raw HTML omitted -->"
_DEEPEST = 40
_MOST_LINKS = 100
"""So many bad links of one body are reported."""
_LARGEST = 400_000
_HTML = re.compile(r"<(?=[A-Za-z/!?])(?![A-Za-z][A-Za-z0-9+.-]{1,31}:|[^\s<>]*@)")
"""What begins a tag, a comment or the like, and no `<https://…>` or `<name@host>`."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_BOXES = {
    '<input type="checkbox" checked="" disabled="" />': "☑",
    '<input type="checkbox" disabled="" />': "☐",
}
"""A task list's boxes as signs: no form controls on a page."""
_HARMFUL = re.compile(r"(?i)(?:javascript|vbscript|file|data)\s*:")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_EMPTY = re.compile(r"(?<=\]\()[\s<>]*\)")
_PICTURE = re.compile(r"!\[")
_OPENS = re.compile(r"<(/?)(?:blockquote|ul|ol)\b")
_ENTRY_LINK = re.compile(r"(?:events/([0-9]{4})|actors|provinces)/([a-z0-9-]+)\.md")
_REL = "noopener noreferrer nofollow"
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel=_REL
)


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
    for box, mark in _BOXES.items():
        raw = raw.replace(box, mark)
    clean = _CLEANER.clean(raw)
    clean = _HEADING.sub(lambda m: f"<{m[1]}h{min(int(m[2]) + 2, 6)}>", clean)
    clean, links, bad_links = _follow(path, clean, _LINK.findall(raw), _Places(source, first_line))
    return Body(clean.strip(), plain_text(clean), links), [*problems, *bad_links]


def _follow(
    path: str, clean: str, addresses: list[str], places: "_Places"
) -> tuple[str, tuple[Link, ...], list[Problem]]:
    """Lead links between entries to their pages; take the address off those that lead nowhere.

    `addresses` are those that the links had before the sanitiser took what it did not like.
    """
    links: list[Link] = []
    problems: list[Problem] = []
    written = iter(addresses)

    def follow(match: re.Match[str]) -> str:
        left, address = html.unescape(match[1] or ""), html.unescape(next(written, match[1] or ""))
        if left.lower().startswith(("http://", "https://")):
            return match[0]
        link = _resolve(path, left) if left else None
        if link is None and len(problems) >= _MOST_LINKS:
            return "<a"
        line, column = places.of_address(address)
        if link is not None:
            kind, id_, year = link
            links.append(Link(kind, id_, line, column, year))
            return f'<a href="../../{kind}/{id_}/"'
        shown = quoted(address) if address else "the link's address"
        fault = f"{shown} leads nowhere" if left else f"{shown} is no web address"
        problems.append(Problem(path, line, column, "bad-link", fault, _LINK_HINT))
        return "<a"

    return _ANCHOR.sub(follow, clean), tuple(links), problems


def plain_text(markup: str) -> str:
    """Give the words of safe HTML, without tags, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", markup))).split())


def _unwelcome(path: str, source: str, raw: str, first_line: int) -> Iterator[Problem]:
    places = _Places(source, first_line)
    for line, column in places.of_each(_HTML, raw.count(_RAW_HTML)):
        yield Problem(
            path,
            line,
            column,
            "raw-html",
            "holds HTML, which is not shown",
            "write Markdown; put a literal `<` between backticks",
        )
    for line, column in places.of_each(_PICTURE, raw.count("<img")):
        yield Problem(
            path,
            line,
            column,
            "picture",
            "holds a picture, which the archive does not publish",
            "link to the page that shows it",
        )
    if "&" not in source:
        return  # the gate has seen every other character
    for name in dict.fromkeys(name for _, name in invisible(raw)):
        entity = next((e for e in _ENTITY.finditer(source) if _stands_for(e[0], name)), None)
        line, column = places.at(entity.start()) if entity else (first_line, 1)
        yield control_character(path, line, column, name)


def _stands_for(entity: str, name: str) -> bool:
    return any(found == name for _, found in invisible(html.unescape(entity)))


class _Places:
    """Finds where in the source things stand that are known from the HTML."""

    def __init__(self, source: str, first_line: int) -> None:
        self.source, self.first_line = source, first_line
        self.last: dict[str, int] = {}
        self.emptied: list[int] | None = None

    def at(self, offset: int) -> tuple[int, int]:
        line, column = place_in(self.source, offset)
        return self.first_line + line - 1, column

    def of_each(self, form: re.Pattern[str], most: int) -> list[tuple[int, int]]:
        """Give the first place on each line that has such a thing, for at most so many things."""
        if not most:
            return []
        text = _CODE.sub(lambda code: " " * len(code[0]), self.source)
        found = [self.at(match.start()) for match in islice(form.finditer(text), most)]
        return list({line: (line, column) for line, column in reversed(found)}.values())[::-1]

    def of_address(self, address: str) -> tuple[int, int]:
        """Give the next place of a link's address: in the link, or where a reference defines it."""
        after = self.last.get(address, -1) + 1
        found = self._written(address, after) if address else self._next_emptied()
        if found >= 0:
            self.last[address] = found
        last = self.last.get(address)
        return (self.first_line, 1) if last is None else self.at(last)

    def _written(self, address: str, after: int) -> int:
        plain = address.removeprefix("mailto:")
        for text in dict.fromkeys((address, unquote(address), plain)):
            for before in ("](", "](<", "]: ", "<", ""):
                found = self.source.find(f"{before}{text}", max(after - len(before), 0))
                if found >= 0:
                    return found + len(before)
        return -1

    def _next_emptied(self) -> int:
        """Find an address that is empty, or that the renderer emptied because it could run."""
        if self.emptied is None:
            forms = (_HARMFUL, _EMPTY)
            found = {m.start() for form in forms for m in form.finditer(self.source)}
            self.emptied = sorted(found, reverse=True)
        return self.emptied.pop() if self.emptied else -1


def _resolve(path: str, address: str) -> tuple[str, str, str] | None:
    """Give kind and id of the entry that a relative address leads to, and an event's folder."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.query or parts.fragment or not parts.path:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    found = _ENTRY_LINK.fullmatch(target)
    return (target.partition("/")[0], found[2], found[1] or "") if found else None


def _depth(raw: str) -> int:
    """Count how deep quotes and lists nest: sanitisers walk that depth."""
    depth = deepest = 0
    for found in _OPENS.finditer(raw):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest
