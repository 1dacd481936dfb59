import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.dialog import Dialog
from tests.browser.kinds import KINDS, MAPPED, RAID, visit
from tests.browser.reader import PHONE, Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_OVERFLOW = "document.scrollingElement.scrollWidth - innerWidth"
_READ = """content => [
  // not what scripts alone can do: buttons, and the views of the search and explore pages
  ...[...content.querySelectorAll("button, .find-page, .find-unscripted, #explore")]
    .map((one) => one.remove()).slice(0, 0),
  content.innerText.replace(/\\s+/g, " "),
  ...[...content.querySelectorAll("a")].filter((a) => a.checkVisibility()).map((a) => a.href),
]"""
_FILLED = """rows => {
  for (const row of rows) {
    for (const cell of row.querySelectorAll("td")) {
      (cell.querySelector("a") ?? cell).textContent = "1,888"
    }
  }
  return rows.map((row) => Math.round(row.getBoundingClientRect().height))
}"""
"""Fills a calendar with large numbers, and gives the heights of its rows."""
_LETTERS = """all => all.map((text) =>
  text.getScreenCTM().a * parseFloat(getComputedStyle(text).fontSize))"""
_DRAWN = """maps => maps.map((map) => map.getBoundingClientRect())
  .filter(({ width, height }) => width > 50 && height > 50).length"""


def test_no_kind_of_page_scrolls_sideways_on_a_phone(reader: Reader) -> None:
    page = reader.opens(size=PHONE)

    too_wide = {}
    for kind, address in KINDS.items():
        visit(page, address)
        beyond = page.evaluate(_OVERFLOW)
        if beyond > 0:
            too_wide[kind] = beyond

    assert too_wide == {}


def test_the_search_does_not_scroll_sideways_on_a_phone(reader: Reader) -> None:
    dialog = Dialog(reader.opens("search/?q=Taliban", size=PHONE))
    expect(dialog.links.first).to_be_visible()
    expect(dialog.page.locator(".find__groups")).to_be_hidden()
    dialog.page.locator(".find__filters > summary").click()
    dialog.unfolded()

    beyond = dialog.page.locator(".find-page, .find-page *").evaluate_all(
        "all => all.filter((one) => one.getBoundingClientRect().right > innerWidth).length"
    )

    assert dialog.page.evaluate(_OVERFLOW) <= 0
    assert beyond == 0


def test_without_scripts_every_kind_of_page_reads_the_same(reader: Reader) -> None:
    with_scripts = reader.opens()
    without = reader.opens(java_script_enabled=False)

    different = []
    for kind, address in KINDS.items():
        with_scripts.goto(address)
        without.goto(address)
        texts = _read(without)
        if texts != _read(with_scripts) or len(texts[0]) < 10:
            different.append(kind)

    assert different == []


def test_without_scripts_maps_are_drawn(reader: Reader) -> None:
    page = reader.opens(java_script_enabled=False)

    for kind in MAPPED:
        page.goto(KINDS[kind])
        assert page.locator("svg.ia-map").evaluate_all(_DRAWN) > 0, kind


def test_without_scripts_the_list_of_events_stands_in_for_the_search(reader: Reader) -> None:
    page = reader.opens(RAID, java_script_enabled=False)

    expect(page.locator("button.find-open")).to_be_hidden()
    page.locator("a.find-open").click()

    expect(page).to_have_url(reader.site + KINDS["all events"])
    expect(page.locator(f".md-content a[href$='/{RAID}']")).to_be_visible()


def test_an_earlier_address_leads_to_the_event_with_and_without_scripts(reader: Reader) -> None:
    for scripts in (True, False):
        page = reader.opens("events/2022-06-13-made-up-old/", java_script_enabled=scripts)

        expect(page).to_have_url(re.compile("/events/2022-06-13-made-up-kept/"))


def test_a_visit_stores_nothing_but_materials_choice_of_colours(reader: Reader) -> None:
    page = reader.opens()
    page.goto(RAID)
    Dialog(page).open().finds("Taloqan")
    page.keyboard.press("Escape")

    assert _stored(page) == ["/.__palette"]
    assert page.context.cookies() == []


def test_a_missing_page_is_explained(reader: Reader) -> None:
    reader.expected = "events/no-such-event/"

    page = reader.opens("events/no-such-event/")

    expect(page.get_by_role("heading", level=1)).to_contain_text("404")
    expect(page.locator("main input[name=q]")).to_have_css("border-style", "solid")


def test_on_a_phone_a_calendar_breaks_no_number_and_a_timeline_is_large_enough_to_read(
    reader: Reader,
) -> None:
    page = reader.opens(KINDS["all dates"], PHONE)
    heights = page.locator(".ia-calendar tbody tr").evaluate_all(_FILLED)

    sizes = page.locator(".ia-timeline text").evaluate_all(_LETTERS)

    assert max(heights) < 40  # one line
    assert page.evaluate(_OVERFLOW) <= 0
    assert min(sizes) >= 11


def _read(page: Page) -> list[str]:
    texts: list[str] = page.locator(".md-content").evaluate(_READ)
    return texts


def _stored(page: Page) -> list[str]:
    keys: list[str] = page.evaluate("Object.keys({ ...localStorage, ...sessionStorage })")
    return keys
