"""What the built pages may run and load, as a policy for browsers, and what would break it."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

from generator.model.problem import Problem, quoted

MARK = "\ue000policy\ue001"
"""Stands for the policy in a page until the page's scripts are known; no theme writes it."""

_DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # the search engine is WebAssembly
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's style sheet holds its icons as data
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'self'",
}
"""The parts of a content security policy: https://www.w3.org/TR/CSP3/#csp-directives."""

RULES: Mapping[str, str] = {
    "inline-script": "move it to a file below docs/ and name that file in `src`",
    "inline-handler": "add the listener in a script's own file",
    "script-address": "use a button, and a script's own file",
    "inline-style": "use a class, and a style sheet's own file",
    "external-load": "keep a copy below docs/ and load that",
    "embedded-page": "link to it",
}
"""What no page may hold, with the remedy."""

_RUN = re.compile(
    r"(?:module|importmap|speculationrules|(?:text|application)/(?:java|ecma)script)?"
)
"""The types of a script that a browser does something with; all others are data."""
_LOADING = {
    *("stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest"),
    *("preload", "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch"),
}
"""The kinds of `<link>` for which a browser asks somebody."""
_SOURCES = {"src", "srcset", "poster", "background"}
_DRAWN = {"image", "use", "feimage"}
_ADDRESSES = {"href", "xlink:href", "src", "action", "formaction"}
_EMBEDDING = {"iframe", "frame", "embed", "object", "portal", "fencedframe"}
_SCRIPT_ADDRESS = re.compile(
    r"[\x00-\x20]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE
)
_HEADER = re.compile(r"^([ \t]+Content-Security-Policy:)[ \t]*(.*)$", re.MULTILINE | re.IGNORECASE)


class PageReader(HTMLParser):
    """Reads one page: the hashes of its inline scripts, and what the policy would break of it.

    `allowed` are the hashes of the theme's own scripts; `own` is the site's address, or empty.
    """

    def __init__(self, path: str, allowed: frozenset[str] = frozenset(), own: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.hashes: list[str] = []
        self.problems: list[Problem] = []
        self._path, self._allowed = path, allowed
        self._own = urlsplit(own).netloc
        self._script: list[str] | None = None
        self._script_at = (1, 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element and its attributes."""
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            if name.startswith("on"):
                self._found("inline-handler", f"{quoted(name)} on <{tag}>")
            if name in _ADDRESSES and _SCRIPT_ADDRESS.match(value):
                self._found("script-address", f"{name}={quoted(value)} on <{tag}>")
        if "style" in given or tag == "style":
            what = f"`style` on <{tag}>" if "style" in given else "<style>"
            self._found("inline-style", what)
        if tag in _EMBEDDING:
            self._found("embedded-page", f"<{tag}>")
        for address in _loads(tag, given):
            if self._is_elsewhere(address):
                self._found("external-load", f"<{tag}> loads {quoted(address)}")
        if tag == "script" and "src" not in given and _RUN.fullmatch(given.get("type", "").lower()):
            self._script, self._script_at = [], self.getpos()

    def handle_data(self, data: str) -> None:
        """Gather the text of a script."""
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Weigh a script when its text is whole."""
        if tag != "script" or self._script is None:
            return
        text, self._script = "".join(self._script), None
        hashed = _hash(text)
        self.hashes.append(hashed)
        if hashed not in self._allowed:
            self._found("inline-script", f"<script> with {quoted(text)}", self._script_at)

    def _is_elsewhere(self, address: str) -> bool:
        parts = urlsplit(address.strip())
        if parts.netloc:
            return parts.netloc != self._own
        return parts.scheme not in {"", "data", "blob"}

    def _found(self, rule: str, what: str, at: tuple[int, int] | None = None) -> None:
        line, column = at or self.getpos()
        message = f"{what} would be refused by the site's content security policy"
        self.problems.append(Problem(self._path, line, column + 1, rule, message, RULES[rule]))


def read(path: str, text: str, allowed: frozenset[str] = frozenset(), own: str = "") -> PageReader:
    """Read a page to its end."""
    reader = PageReader(path, allowed, own)
    reader.feed(text)
    reader.close()
    return reader


def summed(problems: Iterable[Problem]) -> list[Problem]:
    """Name each fault once, with the first page that has it: the theme's would be on every page."""
    pages: dict[tuple[str, str], dict[str, Problem]] = {}
    for problem in problems:
        pages.setdefault((problem.rule, problem.message), {}).setdefault(problem.path, problem)
    return [_counted(*having.values()) for having in pages.values()]


def _counted(first: Problem, *others: Problem) -> Problem:
    more = f"; so it is on {len(others)} more pages" if others else ""
    return replace(first, message=f"{first.message}{more}")


def policy(hashes: list[str]) -> str:
    """Write the policy that lets scripts with these hashes run, besides the site's own files."""
    scripts = "".join(f" '{hashed}'" for hashed in dict.fromkeys(hashes))
    parts = {**_DIRECTIVES, "script-src": _DIRECTIVES["script-src"] + scripts}
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def with_policy(headers: str, hashes: list[str]) -> str:
    """Put the pages' policy into the text of a `_headers` file, before what the file adds to it."""

    def extended(match: re.Match[str]) -> str:
        more = [part.strip() for part in match[2].split(";")]
        kept = [part for part in more if part and part.split()[0] not in _DIRECTIVES]
        return f"{match[1]} {'; '.join([policy(hashes), *kept])}"

    return _HEADER.sub(extended, headers)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _loads(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    """Give the addresses that a browser asks for because of an element."""
    for name in _SOURCES & given.keys():
        if name == "srcset":
            yield from (part.split()[0] for part in given[name].split(",") if part.split())
        else:
            yield given[name]
    if (tag == "link" and _LOADING & set(given.get("rel", "").lower().split())) or tag in _DRAWN:
        yield given.get("href") or given.get("xlink:href") or ""
