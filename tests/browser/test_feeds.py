import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import KINDS
from tests.browser.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_FEEDS = 'link[rel="alternate"][type="application/atom+xml"]'


def test_programs_find_the_archives_feed_on_every_kind_of_page(reader: Reader) -> None:
    page = reader.opens()

    for kind, address in KINDS.items():
        page.goto(address)
        assert f"{reader.site}feed.xml" in _found(page), kind
    page.goto(KINDS["home"])
    assert f"{reader.site}corrections/feed.xml" in _found(page)


def test_no_kind_of_page_asks_for_a_site_map(reader: Reader) -> None:
    page = reader.opens()

    for address in KINDS.values():
        page.goto(address)
        page.wait_for_load_state("networkidle")

    assert any(asked.endswith(".js") for asked in reader.asked)
    assert [asked for asked in reader.asked if "sitemap" in asked] == []


def test_the_pages_of_actors_provinces_and_types_lead_to_their_own_feeds(reader: Reader) -> None:
    for kind in ("actor", "province", "type"):
        page = reader.opens(KINDS[kind])

        own = f"{reader.site}{KINDS[kind]}feed.xml"
        assert own in _found(page)
        link = page.locator(".md-content").get_by_role("link", name="Atom")
        assert link.evaluate("link => link.href") == own
        for name in ("feed.xml", "feed.json"):
            assert page.request.get(f"{KINDS[kind]}{name}").ok


def test_a_page_lists_every_feed_and_says_how_to_follow(reader: Reader) -> None:
    page = reader.opens("feeds/")

    expect(page.get_by_role("heading", name="How to subscribe")).to_be_visible()
    links: list[str] = page.locator('.md-content a[href$="feed.xml"]').evaluate_all(
        "links => links.map((link) => link.href)"
    )

    assert len(set(links)) == len(links) > 90
    assert f"{reader.site}actors/isis-k/feed.xml" in links
    assert all(page.request.get(link).ok for link in links[:5])


def _found(page: Page) -> list[str]:
    page.wait_for_load_state("load")
    found: list[str] = page.locator(_FEEDS).evaluate_all("links => links.map((link) => link.href)")
    return found
