from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.dialog import Dialog
from tests.browser.kinds import KINDS, RAID, visit
from tests.browser.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENOUGH = 4.5
"""The contrast that WCAG 2.2 asks for (1.4.3, level AA)."""
SCHEMES: tuple[tuple[Literal["light", "dark"], str], ...] = (
    ("light", "default"),
    ("dark", "slate"),
)
"""What a reader's system asks for, and the scheme of Material that answers."""
_CONTRASTS = """roots => {
  const parse = (colour) => {
    const [, red, green, blue, alpha = 1] = colour.match(
      /^rgba?\\(([\\d.]+), ([\\d.]+), ([\\d.]+)(?:, ([\\d.]+))?\\)$/).map(Number)
    return { rgb: [red, green, blue], alpha }
  }
  const over = (top, alpha, ground) => top.map((part, n) => part * alpha + ground[n] * (1 - alpha))
  const light = (rgb) => rgb.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0)
  const ground = (element) => {
    if (!element) return [255, 255, 255]
    const { rgb, alpha } = parse(getComputedStyle(element).backgroundColor)
    return alpha === 1 ? rgb : over(rgb, alpha, ground(element.parentElement))
  }
  const found = {}
  const walker = (root) => document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (const root of roots) {
    for (const walk = walker(root); walk.nextNode();) {
      const element = walk.currentNode.parentElement
      const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      if (!walk.currentNode.data.trim() || !shown || element.closest("svg")) continue
      const below = ground(element)
      const { rgb, alpha } = parse(getComputedStyle(element).color)
      const [dark, bright] = [light(over(rgb, alpha, below)), light(below)].sort((a, b) => a - b)
      const ratio = (bright + 0.05) / (dark + 0.05)
      const name = `${element.localName}.${element.className}`
      found[name] = Math.min(found[name] ?? 21, ratio)
    }
  }
  return found
}"""


def test_text_and_badges_keep_their_contrast_in_both_schemes(reader: Reader) -> None:
    page = reader.opens()

    pale = {}
    seen: set[str] = set()
    for kind, address in KINDS.items():
        visit(page, address)
        for mode, scheme in SCHEMES:
            page.emulate_media(color_scheme=mode)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
            contrasts = _contrasts(page, ".md-content")
            seen |= {f"{mode} {name}" for name in contrasts}
            faults = {name: ratio for name, ratio in contrasts.items() if ratio < ENOUGH}
            if faults or not contrasts:
                pale[kind, mode] = faults

    assert pale == {}
    for mode, _ in SCHEMES:
        assert {f"{mode} {name}" for name in ("h1.", "p.", "a.", "span.ia-note")} <= seen
        assert len([name for name in seen if name.startswith(f"{mode} span.ia-grade ")]) >= 4


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_search_keeps_its_contrast(reader: Reader, mode: str) -> None:
    dialog = Dialog(reader.opens(RAID, color_scheme=mode)).open()
    dialog.finds("Taloqan")

    contrasts = _contrasts(dialog.page, ".find")

    assert {name: ratio for name, ratio in contrasts.items() if ratio < ENOUGH} == {}
    assert {"b.", "mark.", "small.", "p.find__status"} <= set(contrasts)


def test_the_switch_in_the_header_changes_the_colours_and_the_choice_stays(
    reader: Reader,
) -> None:
    page = reader.opens(color_scheme="light")
    body = page.locator("body")
    bright = _background(page)

    page.get_by_title("Switch to light mode").click()
    page.get_by_title("Switch to dark mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    dark = _background(page)
    page.goto(RAID)

    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert _background(page) == dark != bright


def _contrasts(page: Page, root: str) -> dict[str, float]:
    found: dict[str, float] = page.locator(root).evaluate_all(_CONTRASTS)
    return found


def _background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
