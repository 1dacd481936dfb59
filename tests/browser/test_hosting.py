from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.dialog import Dialog
from tests.browser.kinds import RAID
from tests.browser.reader import Reader, reading
from tests.browser.serving import served
from tests.conftest import MADE_UP, plant, project, run

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def in_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that knows its address, which is a folder of its host."""
    folder = tmp_path_factory.mktemp("in-folder")
    settings = project(folder)
    plant(folder / "entries", MADE_UP)
    run("build", "--config", settings, SITE_URL="https://example.org/archive/")
    return folder / "site"


@pytest.fixture
def visitor(browser: Browser, in_folder: Path) -> Iterator[Reader]:
    with served(in_folder, "/archive/") as address, reading(browser, address) as reader:
        yield reader


def test_a_site_in_a_folder_shows_its_pages(visitor: Reader) -> None:
    page = visitor.opens()

    for address in ("events/", RAID, "actors/isis-k/2022/", "dates/2022/06/", "404.html"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert {address.split("/")[3] for address in visitor.asked} == {"archive"}


def test_a_site_in_a_folder_is_searched_alike(visitor: Reader) -> None:
    dialog = Dialog(visitor.opens("provinces/takhar/2022/")).open()

    dialog.finds("Taloqan raid")
    dialog.box.press("Enter")

    expect(dialog.page).to_have_url(visitor.site + RAID)


def test_a_missing_page_deep_in_a_folder_has_its_colours_and_its_search(visitor: Reader) -> None:
    visitor.expected = "events/2022/no/such/page/"
    dialog = Dialog(visitor.opens("events/2022/no/such/page/")).open()

    dialog.finds("Taloqan raid")
    dialog.links.first.click()

    expect(dialog.page).to_have_url(visitor.site + RAID)
