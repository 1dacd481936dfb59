"""What the browser tests share: the machine's Chromium, the built site served, and a reader."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.reader import Reader, reading
from tests.browser.serving import served

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The machine's Chromium. Without one the tests skip, or fail if ARCHIVE_BROWSER=required."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        reason = f"no browser: none of {', '.join(_PROGRAMS)} is installed"
        if os.environ.get("ARCHIVE_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(built: Path) -> Iterator[str]:
    """The address of the built site."""
    with served(built) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Reader]:
    """A reader of the built site; the test fails where a page troubles them."""
    with reading(browser, site) as reader:
        yield reader
