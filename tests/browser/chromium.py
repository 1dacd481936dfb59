"""The machine's Chromium, for the browser tests and for the programs that measure in it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


class NoBrowserError(Exception):
    """None of `PROGRAMS` is installed."""

    def __init__(self) -> None:
        super().__init__(f"no browser: none of {', '.join(PROGRAMS)} is installed")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start it, and end it; raises NoBrowserError where there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise NoBrowserError
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        yield browser
        browser.close()
