"""What a page costs a reader on a bad line."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.bench import weight
from tests.browser.kinds import KINDS, RAID
from tests.browser.reader import PHONE, Reader
from tests.browser.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_page_of_every_event_keeps_to_its_weight(built: Path) -> None:
    weights = {page.parent.name: weight.html(page) for page in weight.events(built)}

    heavy = {
        name: (raw, packed)
        for name, (raw, packed) in weights.items()
        if raw >= weight.RAW or packed >= weight.PACKED
    }

    assert heavy == {}
    assert len(weights) > 46


def test_a_first_view_is_light_and_nothing_moves_while_it_loads(
    built: Path, browser: Browser
) -> None:
    event = f"events/{weight.heaviest(built)[0].name}/"

    with served(built, packed=True) as site:
        views = {
            page: weight.view(browser, site + page)
            for page in (event, KINDS["home"], KINDS["actor"])
        }

    assert {page: met.shift for page, met in views.items()} == dict.fromkeys(views, 0)
    assert views[event].wire <= weight.VIEW
    assert views[event].wire > 50_000  # less would mean that the theme was not counted


def test_the_contents_list_marks_what_is_read_and_the_button_leads_back_up(
    reader: Reader,
) -> None:
    page = reader.opens(RAID, reduced_motion="reduce")

    page.locator(".md-nav--secondary").get_by_text("Sources").click()
    expect(page.locator(".md-nav--secondary .md-nav__link--active")).to_have_count(1)
    page.mouse.wheel(0, -150)
    page.get_by_role("button", name="Back to top").click()

    expect(page.locator("h1")).to_be_in_viewport()


def test_the_drawer_of_a_phone_leads_to_every_page_of_the_navigation(reader: Reader) -> None:
    page = reader.opens(RAID, PHONE, reduced_motion="reduce")

    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator(".md-nav--primary").get_by_role("link", name="Contribute").click()
    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator(".md-nav--primary").get_by_role("link", name="Review").click()

    expect(page).to_have_url(reader.site + KINDS["review"])
