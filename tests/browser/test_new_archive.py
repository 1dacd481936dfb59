"""A new archive of another country in a browser: its search finds, and no map leaves a hole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.dialog import Dialog
from tests.browser.explorer import Explorer
from tests.browser.reader import Reader, reading
from tests.browser.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Made-up example: an explosion at a bridge in Example Village"


@pytest.fixture(scope="module")
def visitor(browser: Browser, elsewhere: Path) -> Iterator[Reader]:
    """A reader of the new archive's site."""
    with served(elsewhere / "site") as address, reading(browser, address) as reader:
        yield reader


def test_its_search_finds_the_example(visitor: Reader) -> None:
    dialog = Dialog(visitor.opens("")).open()

    assert dialog.finds("bridge explosion")[0] == TITLE


def test_its_explore_page_works_and_shows_no_map(visitor: Reader) -> None:
    explorer = Explorer(visitor.opens("explore/"))

    expect(explorer.links.first).to_have_text(TITLE)
    expect(explorer.page.locator("[data-part=map]")).to_be_hidden()
    expect(explorer.notes).to_be_hidden()
    expect(explorer.status).to_have_text("1 event of 1 match.")
    expect(explorer.links).to_have_count(1)
