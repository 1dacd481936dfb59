"""A reader with a browser, whom nothing may trouble: every fault that a page shows is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
)

DESKTOP = (1280, 800)
PHONE = (390, 844)
_GONE = "net::ERR_ABORTED"
"""A request that the reader ended, by going to another page."""


class Reader:
    """Opens pages of the site at an address, and keeps their faults and the hosts that they ask."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._faults: list[str] = []
        self.site = site
        self.asked: list[str] = []
        """The addresses of all that was requested."""
        self.expected = ""
        """A part of the address of what a test lets be missing."""

    def opens(self, address: str = "", size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        """Open a page of the site in a new profile, with options of Playwright's contexts."""
        width, height = size
        viewport = ViewportSize(width=width, height=height)
        context = self._browser.new_context(viewport=viewport, base_url=self.site, **options)
        self._contexts.append(context)
        context.set_default_timeout(10_000)
        context.on("console", self._read_console)
        context.on("weberror", lambda error: self._faults.append(f"page error: {error.error}"))
        context.on("request", self._note_request)
        context.on("requestfailed", self._note_failure)
        context.on("response", self._note_answer)
        page = context.new_page()
        page.goto(address)
        return page

    @property
    def faults(self) -> list[str]:
        """What no reader should meet: errors, warnings, failed requests, requests elsewhere."""
        return [f for f in self._faults if not self.expected or self.expected not in f]

    def leave(self) -> None:
        """Close all pages."""
        for context in self._contexts:
            context.close()

    def _read_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            place = message.location["url"]
            self._faults.append(f"console {message.type}: {message.text} ({place})")

    def _note_request(self, request: Request) -> None:
        self.asked.append(request.url)
        if urlsplit(request.url).netloc != urlsplit(self.site).netloc:
            self._faults.append(f"request to another host: {request.url}")

    def _note_failure(self, request: Request) -> None:
        if request.failure != _GONE:
            self._faults.append(f"failed request: {request.url}: {request.failure}")

    def _note_answer(self, response: Response) -> None:
        if response.status >= 400:
            self._faults.append(f"answer {response.status}: {response.url}")


@contextmanager
def reading(browser: Browser, site: str) -> Iterator[Reader]:
    """Give a reader of the site at an address; fails at the end where a page had a fault."""
    reader = Reader(browser, site)
    try:
        yield reader
    finally:
        reader.leave()
    assert reader.faults == [], "\n".join(reader.faults)
