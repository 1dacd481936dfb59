"""What the browser tests share: the machine's Chromium, the built site served, and a reader."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import NoBrowserError, chromium
from tests.browser.reader import Reader, reading
from tests.browser.serving import served


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The machine's Chromium. Without one the tests skip, or fail if ARCHIVE_BROWSER=required."""
    try:
        with chromium() as browser:
            yield browser
    except NoBrowserError as error:
        if os.environ.get("ARCHIVE_BROWSER") == "required":
            pytest.fail(f"{error}")
        pytest.skip(f"{error}")


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
