"""What people meet who read by ear, by keyboard, in large print, without motion, or on paper."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.dialog import Dialog
from tests.browser.kinds import KINDS, RAID, visit
from tests.browser.reader import Reader
from tests.browser.test_colours import SCHEMES
from tests.conftest import REPOSITORY
from tests.npm import installed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe-core that are run, by its tags."""
FORM = "contribute/new-entry/"
_AXE = REPOSITORY / "tests/browser/axe"
_RUN = """async (only) => {
  const { violations } = await axe.run(document, { runOnly: only, resultTypes: ["violations"] })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`))
}"""

_FOCUSED = """() => {
  const one = document.activeElement
  const box = one.getBoundingClientRect()
  // the switch of colours is a radio button without a size: its label is seen
  const seen = one.matches(".md-option")
    ? document.querySelector(".md-option ~ label:not([hidden])")
    : one
  const { outlineStyle, outlineWidth } = getComputedStyle(seen)
  const { bottom, right, top } = seen.getBoundingClientRect()
  return {
    name: one.textContent.trim(),
    classes: one.className,
    line: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    inside: top >= 0 && bottom <= innerHeight && right <= innerWidth,
    in_content: Boolean(one.closest(".md-content")),
    place: [one.localName, one.getAttribute("href"), box.x, box.y + scrollY].join(),
  }
}"""
_TWICE = """() => {
  const { style } = document.documentElement
  style.fontSize = `${parseFloat(getComputedStyle(document.documentElement).fontSize) * 2}px`
}"""
_CUT = """() => {
  const over = document.scrollingElement.scrollWidth - innerWidth
  const holds = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  const cut = [...document.querySelectorAll(".md-content *, .md-nav *")].filter((one) => {
    if (!one.checkVisibility() || !holds(one) || one.clientWidth < 3) return false
    const { overflowX, overflowY } = getComputedStyle(one)
    return (overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1)
      || (overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1)
  }).map((one) => `${one.localName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)
  return over > 0 ? [`${over} px too wide`, ...cut] : cut
}"""
"""What scrolls sideways or is cut. The header's title may be: the page repeats it in full."""
_SHOWN = "all => all.filter((one) => one.checkVisibility()).length"


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core."""
    modules = installed(_AXE)
    if modules is None:
        pytest.skip("axe-core is skipped: it needs npm")
    return (modules / "axe-core/axe.min.js").read_text(encoding="utf-8")


def test_neither_axe_nor_the_policy_finds_a_fault_on_any_kind_of_page(
    reader: Reader, axe: str
) -> None:
    # what the policy refuses is an error on the console, with which a reader's test fails
    page = reader.opens()

    found = {}
    for kind, address in {**KINDS, "new entry": FORM}.items():
        visit(page, address)
        page.evaluate(axe)
        for mode, scheme in SCHEMES:
            page.emulate_media(color_scheme=mode, reduced_motion="reduce")
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
            # what is not about colours is the same in both schemes
            only = _tags(*STANDARDS) if mode == "light" else _rules("color-contrast")
            faults = page.evaluate(_RUN, only)
            if faults:
                found[kind, mode] = faults

    assert found == {}


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_axe_finds_nothing_in_the_search_and_in_the_drawer(
    reader: Reader, axe: str, size: tuple[int, int]
) -> None:
    page = reader.opens(RAID, size, reduced_motion="reduce")
    page.evaluate(axe)
    dialog = Dialog(page).open()
    dialog.finds("Taliban")

    assert page.evaluate(_RUN, _tags(*STANDARDS)) == []

    page.keyboard.press("Escape")
    if page.locator("label.md-header__button[for=__drawer]").is_visible():
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(page.locator(".md-sidebar--primary a").first).to_be_in_viewport()
        assert page.evaluate(_RUN, _tags(*STANDARDS)) == []


@pytest.mark.parametrize("query", ["q=Taliban&year=2022", "q=Kundoz&year=2009"])
def test_axe_finds_nothing_on_the_search_page_with_an_answer(
    reader: Reader, axe: str, query: str
) -> None:
    page = reader.opens(f"search/?{query}", reduced_motion="reduce")
    Dialog(page).answered()
    page.evaluate(axe)

    for mode, scheme in SCHEMES:
        page.emulate_media(color_scheme=mode, reduced_motion="reduce")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        assert page.evaluate(_RUN, _tags(*STANDARDS)) == []


def _tags(*names: str) -> dict[str, Any]:
    return {"type": "tag", "values": names}


def _rules(*names: str) -> dict[str, Any]:
    return {"type": "rule", "values": names}


def test_what_the_policy_refuses_is_an_error_on_the_console(reader: Reader) -> None:
    reader.expected = "Content Security Policy"
    page = reader.opens(RAID)

    with page.expect_console_message(lambda message: reader.expected in message.text):
        title = page.evaluate(
            """() => {
              const script = document.createElement("script")
              script.textContent = "document.title = 'ran'"
              document.head.append(script)
              return document.title
            }"""
        )

    assert title != "ran"


def test_the_keyboard_reaches_the_skip_link_first_and_its_way_is_always_seen(
    reader: Reader,
) -> None:
    page = reader.opens(RAID)
    ways = [_focused(page) for _ in range(40)]

    assert ways[0]["name"] == "Skip to content"
    unseen = [way for way in ways if not way["line"] or not way["inside"]]
    assert unseen == []
    assert len({way["place"] for way in ways}) == len(ways)

    page.goto(RAID)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{reader.site}{RAID}#page-title")
    assert _focused(page)["in_content"]


def test_the_keyboard_opens_the_drawer_and_passes_by_one_that_is_shut(reader: Reader) -> None:
    page = reader.opens(RAID, (640, 400), reduced_motion="reduce")
    first = page.locator(".md-sidebar--primary a").first

    ways = [_focused(page) for _ in range(8)]
    assert not any("md-nav__link" in way["classes"] for way in ways)

    page.locator("label.md-header__button[for=__drawer]").focus()
    page.keyboard.press("Enter")
    expect(first).to_be_in_viewport()
    first.focus()
    expect(first).to_be_focused()


def test_the_switch_of_colours_shows_where_the_keyboard_is(reader: Reader) -> None:
    page = reader.opens(RAID)
    page.locator("input.md-option").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")

    label = page.locator(".md-header__option label:not([hidden])")

    assert label.evaluate("label => getComputedStyle(label).outlineStyle") == "solid"


def test_nothing_moves_for_whoever_asks_for_stillness(reader: Reader) -> None:
    page = reader.opens(RAID, reduced_motion="reduce")
    moving = """all => all.filter((one) => ["", "::before", "::after"].some((part) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(one, part)
      const long = [transitionDuration, animationDuration].join().split(",")
        .some((span) => parseFloat(span) > 0.001)
      return long || scrollBehavior === "smooth"
    })).length"""

    assert page.locator("*").evaluate_all(moving) == 0


def test_at_twice_the_size_no_kind_of_page_scrolls_sideways_or_cuts_text(reader: Reader) -> None:
    zoomed = reader.opens(size=(640, 400))
    enlarged = reader.opens()

    faults = {}
    for kind, address in KINDS.items():
        for page in (zoomed, enlarged):
            visit(page, address)
            # both in one go: nothing may overflow until a program has drawn anew, either
            cut = page.evaluate(
                _CUT if page is zoomed else f"() => {{ ({_TWICE})(); return ({_CUT})() }}"
            )
            if cut:
                faults[kind, page is enlarged] = cut

    assert faults == {}


def test_paper_shows_the_event_with_the_addresses_of_its_sources(reader: Reader) -> None:
    page = reader.opens(RAID, color_scheme="dark")
    page.emulate_media(media="print")

    for hidden in (".md-header", ".md-sidebar", ".md-footer", ".ia-crumbs", ".ia-neighbours"):
        assert page.locator(hidden).evaluate_all(_SHOWN) == 0, hidden
    for shown in (
        "h1",
        ".ia-facts",
        "svg.ia-map",
        ".ia-figures td",
        ".ia-ledger li",
        ".ia-sources li",
    ):
        assert page.locator(f".ia-event {shown}").evaluate_all(_SHOWN) > 0, shown
    after = page.locator(".ia-sources a[href^=http]").first.evaluate(
        "link => getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))"
    )
    assert after
    assert page.locator("h1").evaluate("h1 => getComputedStyle(h1).color") == "rgba(0, 0, 0, 0.87)"


def _focused(page: Page) -> dict[str, Any]:
    """Press Tab, and tell of what then has the focus."""
    page.keyboard.press("Tab")
    told: dict[str, Any] = page.evaluate(_FOCUSED)
    return told
