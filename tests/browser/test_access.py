"""What people meet who read by ear, by keyboard, in large print, without motion, or on paper."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.dialog import Dialog
from tests.browser.kinds import KINDS, RAID
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


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core."""
    modules = installed(_AXE)
    if modules is None:
        pytest.skip("axe-core is skipped: it needs npm")
    return (modules / "axe-core/axe.min.js").read_text(encoding="utf-8")


def test_axe_finds_nothing_on_any_kind_of_page_in_either_scheme(reader: Reader, axe: str) -> None:
    page = reader.opens()

    found = {}
    for kind, address in {**KINDS, "new entry": FORM}.items():
        page.goto(address)
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
    dialog.unfolded()

    assert page.evaluate(_RUN, _tags(*STANDARDS)) == []

    page.keyboard.press("Escape")
    if page.locator("label.md-header__button[for=__drawer]").is_visible():
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(page.locator(".md-sidebar--primary a").first).to_be_in_viewport()
        assert page.evaluate(_RUN, _tags(*STANDARDS)) == []


def _tags(*names: str) -> dict[str, Any]:
    return {"type": "tag", "values": names}


def _rules(*names: str) -> dict[str, Any]:
    return {"type": "rule", "values": names}
