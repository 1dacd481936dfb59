import pytest

from tests.browser.kinds import RAID
from tests.browser.reader import DESKTOP, PHONE, Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RICH = (
    RAID,
    "events/2008-08-22-azizabad-raid/",
    "events/2022-05-07-khwaja-ghar-rockets/",
    "events/2022-12-12-kabul-longan-hotel-attack/",
)
"""Real events with many claims, deep answers, or figures of many kinds."""
_OVERFLOW = "document.scrollingElement.scrollWidth - innerWidth"
_EDGES = """rows => rows.map((row) => [...row.querySelectorAll("td:not([colspan])")]
  .map((cell) => Math.round(cell.getBoundingClientRect().right)))"""
_INDENT = (
    """items => items.map((item) => [item.id, Math.round(item.getBoundingClientRect().left)])"""
)


def test_rich_ledgers_and_comparisons_do_not_scroll_sideways_on_a_phone(reader: Reader) -> None:
    page = reader.opens(size=PHONE)

    too_wide = []
    for address in (*RICH, "actors/taliban-government/", "corrections/"):
        page.goto(address)
        if page.evaluate(_OVERFLOW) > 0:
            too_wide.append(address)

    assert too_wide == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_figures_of_one_kind_stand_under_one_another(reader: Reader, size: tuple[int, int]) -> None:
    page = reader.opens(RICH[1], size=size)

    rows = page.locator(".ia-figures tbody tr").evaluate_all(_EDGES)

    assert len(rows) == 6
    assert len({tuple(row) for row in rows}) == 1
    assert len(set(rows[0])) == 3


def test_answers_are_indented_under_what_they_answer(reader: Reader) -> None:
    page = reader.opens(RICH[1], size=PHONE)

    left = dict(page.locator(".ia-ledger li").evaluate_all(_INDENT))

    assert left["c1"] < left["c2"] < left["c4"]
    assert left["c1"] == left["c3"] == left["c5"]


def test_a_comparison_of_five_events_or_more_is_drawn_and_a_smaller_one_is_not(
    reader: Reader,
) -> None:
    page = reader.opens("actors/taliban-government/")

    parts = page.locator(".ia-compared tbody")
    drawn = {
        "too few" not in part.inner_text(): part.locator("svg").count() > 0 for part in parts.all()
    }

    assert drawn == {True: True, False: False}
