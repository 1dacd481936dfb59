from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.dialog import Dialog
from tests.browser.kinds import RAID
from tests.browser.reader import Reader, reading
from tests.browser.serving import served
from tests.conftest import MADE_UP, plant, project, run

_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

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


def test_the_site_map_lists_every_page_that_is_meant_to_be_found(in_folder: Path) -> None:
    root = "https://example.org/archive/"
    gone = ("made-up-withdrawn", "made-up-merged", "made-up-old")
    pages = {path.parent.relative_to(in_folder) for path in in_folder.rglob("index.html")}
    expected = {page.as_posix() for page in pages if not page.name.endswith(gone)}

    parts = _locations(in_folder / "sitemap.xml")
    listed = [address for part in parts for address in _locations(in_folder / part)]

    assert f"Sitemap: {root}sitemap.xml" in (in_folder / "robots.txt").read_text("utf-8")
    assert {f"{address.rstrip('/') or '.'}" for address in listed} == expected
    assert len(set(listed)) == len(listed) > 580


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


def _locations(file: Path) -> list[str]:
    """Give the addresses that a file of the site map names, below the site's own."""
    tree = ET.parse(file)  # noqa: S314 - our own
    return [
        f"{e.text}".removeprefix("https://example.org/archive/") for e in tree.iter(f"{_MAP}loc")
    ]
