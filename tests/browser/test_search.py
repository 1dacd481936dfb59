import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.dialog import Dialog, address_of
from tests.browser.kinds import RAID
from tests.browser.reader import PHONE, Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Taliban intelligence forces raid an ISIS-K base in Taloqan and say eight were killed"
MADE_UP = "A made-up entry with <script>alert(1)</script> & an earlier id"
SUBJECTS = ("actors/isis-k/", "provinces/takhar/", "types/raid/", "dates/2022/06/")
MEANT = {
    "تخار": TITLE,
    "داعش": TITLE,
    "Daesh": TITLE,
    "Takhār": TITLE,
    "takhar TALOQAN": TITLE,
    "بادغيس": "Badghis",  # as an Arabic keyboard writes it
    "بادغیس": "Badghis",
    "كابل": "Kabul",
    "عنوان ساختگي": MADE_UP,
}
"""What readers type, and the title that they look for."""


def test_a_click_opens_the_search_ready_to_type(reader: Reader) -> None:
    dialog = Dialog(reader.opens()).open()

    expect(dialog.page.get_by_role("dialog", name="Search")).to_be_visible()
    expect(dialog.status).to_have_text("Type a name, a place, a date or any other word.")


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_the_search_ready_to_type(reader: Reader, key: str) -> None:
    page = reader.opens("actors/")

    page.keyboard.press(key)

    expect(Dialog(page).box).to_be_focused()
    expect(Dialog(page).box).to_have_value("")


def test_keys_typed_before_the_search_is_loaded_are_kept(reader: Reader) -> None:
    page = reader.opens(RAID)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search/dialog.js", hold)

    page.keyboard.press("/")
    page.keyboard.type("Taloqan np")
    expect(Dialog(page).box).to_have_value("Taloqan np")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    held[0].continue_()

    expect(Dialog(page).links.locator("b").first).to_have_text(TITLE)
    expect(page).to_have_url(f"{reader.site}{RAID}?q=Taloqan+")


def test_enter_leads_to_the_search_page_before_the_search_is_loaded(reader: Reader) -> None:
    page = reader.opens(RAID)
    page.route("**/search/dialog.js", lambda _: None)

    page.keyboard.press("/")
    page.keyboard.type("Taloqan")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{reader.site}search/?q=Taloqan")
    expect(Dialog(page).links.locator("b").first).to_have_text(TITLE)


def test_nothing_of_the_index_is_loaded_before_the_search_is_opened(reader: Reader) -> None:
    dialog = Dialog(reader.opens(RAID))
    before = [address for address in reader.asked if "/pagefind/" in address]

    titles = dialog.open().finds("Taloqan")

    assert before == []
    assert TITLE in titles
    programs = [address for address in reader.asked if address.endswith("/pagefind.js")]
    assert programs == [f"{reader.site}pagefind/0/pagefind.js"]


def test_a_click_on_a_result_opens_the_event(reader: Reader) -> None:
    dialog = Dialog(reader.opens()).open()
    assert dialog.finds("Taloqan")[0] == TITLE

    dialog.links.first.click()

    expect(dialog.page).to_have_url(reader.site + RAID)
    expect(dialog.page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_enter_opens_the_first_result(reader: Reader) -> None:
    dialog = Dialog(reader.opens("about/")).open()
    dialog.finds("Taloqan")

    dialog.box.press("Enter")

    expect(dialog.page).to_have_url(reader.site + RAID)


def test_an_event_leads_to_its_subjects_and_each_leads_back(reader: Reader) -> None:
    page = reader.opens(RAID)

    for subject in SUBJECTS:
        page.locator(f".md-content a[href$='/{subject}']").first.click()
        expect(page).to_have_url(reader.site + subject)
        page.locator(f".md-content a[href$='/{RAID}']").first.click()
        expect(page).to_have_url(reader.site + RAID)


def test_filters_narrow_what_is_found_and_the_other_counts_follow(reader: Reader) -> None:
    dialog = Dialog(reader.opens(address_of("Taliban"))).unfolded()
    first, found = dialog.counts(), [dialog.found()]

    dialog.choose("Year", "2022")
    second = dialog.counts()
    found.append(dialog.found())
    dialog.choose("Province", "Takhar")
    found.append(dialog.found())

    assert found[1:] == [first["Year"]["2022"], second["Province"]["Takhar"]]
    assert found[0] > found[1] > found[2] > 0
    assert sum(second["Actor"].values()) < sum(first["Actor"].values())
    assert second["Year"] == first["Year"]  # each would add to the one that is chosen


def test_two_values_of_a_facet_widen_what_is_found(reader: Reader) -> None:
    dialog = Dialog(reader.opens(address_of(year="2022"))).unfolded()
    counts = dialog.counts()["Province"]

    dialog.choose("Province", "Takhar")
    one = dialog.found()
    dialog.choose("Province", "Kunduz")

    assert one == counts["Takhar"]
    assert one < dialog.found() <= counts["Takhar"] + counts["Kunduz"]


def test_the_filters_can_be_removed_at_once(reader: Reader) -> None:
    dialog = Dialog(reader.opens(address_of("Taliban", year="2022", province="takhar"))).unfolded()
    narrowed = dialog.found()

    with dialog.updated():
        dialog.page.get_by_role("button", name="Remove all filters").click()

    assert dialog.found() > narrowed


def test_an_address_with_a_query_opens_the_search(reader: Reader) -> None:
    dialog = Dialog(reader.opens(address_of("raid", province="takhar", year="2022"))).unfolded()

    expect(dialog.links.locator("b").first).to_be_visible()
    assert TITLE in dialog.links.locator("b").all_inner_texts()
    expect(dialog.value("Province", "Takhar").get_by_role("checkbox")).to_be_checked()


def test_the_address_shows_the_query_while_the_search_is_open(reader: Reader) -> None:
    dialog = Dialog(reader.opens(RAID)).open()

    dialog.finds("rockets & Tajikistan")
    expect(dialog.page).to_have_url(f"{reader.site}{RAID}?q=rockets+%26+Tajikistan")
    dialog.page.keyboard.press("Escape")

    expect(dialog.page).to_have_url(f"{reader.site}{RAID}")


def test_spellings_names_and_aliases_find_what_they_mean(reader: Reader) -> None:
    dialog = Dialog(reader.opens("search/"))

    missed = {}
    for query, title in MEANT.items():
        dialog.finds(query)
        dialog.show_all()
        titles = dialog.links.locator("b").all_inner_texts()
        if title not in titles:
            missed[query] = titles
        dialog.box.fill("")

    assert missed == {}


def test_the_keyboard_alone_finds_and_opens_an_event(reader: Reader) -> None:
    page = reader.opens("about/")
    dialog = Dialog(page)

    page.keyboard.press("/")
    expect(dialog.box).to_be_focused()
    page.keyboard.type("Takhar raid Taloqan")
    expect(dialog.links.locator("b").first).to_have_text(TITLE)
    page.keyboard.press("ArrowDown")
    expect(dialog.links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(dialog.box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(reader.site + RAID)


def test_escape_closes_the_search_and_the_focus_returns(reader: Reader) -> None:
    page = reader.opens(RAID)
    link = page.locator(".md-content a[href*='/provinces/']").first
    link.focus()
    page.keyboard.press("/")
    expect(Dialog(page).box).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_letters_typed_in_the_search_turn_no_page(reader: Reader) -> None:
    dialog = Dialog(reader.opens(RAID)).open()

    dialog.page.keyboard.type("npfs,.")

    expect(dialog.box).to_have_value("npfs,.")
    expect(dialog.status).not_to_contain_text("Type a name")
    assert dialog.page.url.startswith(reader.site + RAID)


def test_a_search_that_finds_nothing_says_so_and_helps(reader: Reader) -> None:
    dialog = Dialog(reader.opens()).open()

    dialog.box.fill("xqzwvjk")

    expect(dialog.status).to_have_text(
        "Nothing found for “xqzwvjk”. Check the spelling, or use fewer words."
    )
    expect(dialog.links).to_have_count(0)


def test_a_search_that_filters_leave_empty_advises_to_remove_one(reader: Reader) -> None:
    dialog = Dialog(reader.opens(address_of("Taloqan", year="2009")))

    expect(dialog.status).to_have_text(
        "Nothing found for “Taloqan”. Remove a filter, or use fewer words."
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kundoz", "Kunduz"),
        ("Talban", "Taliban"),
        ("داعس", "داعش"),
        ("Kundoz polio", "Kunduz polio"),
    ],
)
def test_a_misspelt_name_leads_to_the_name(reader: Reader, typed: str, name: str) -> None:
    dialog = Dialog(reader.opens()).open()

    dialog.box.fill(typed)

    expect(dialog.meant.first).to_have_text(name)


def test_a_name_that_is_meant_is_searched_for_and_no_more_asked_about(reader: Reader) -> None:
    finder = Dialog(reader.opens(address_of("Kundoz", year="2022")))
    expect(finder.status).to_contain_text("Nothing found for “Kundoz”")

    finder.meant.first.click()

    expect(finder.page).to_have_url(f"{reader.site}search/?q=Kunduz&year=2022")
    expect(finder.links.first).to_be_visible()
    expect(finder.meant).to_have_count(0)
    expect(finder.box).to_have_value("Kunduz")


def test_words_that_results_hold_are_not_asked_about(reader: Reader) -> None:
    dialog = Dialog(reader.opens()).open()

    dialog.finds("raids")
    dialog.page.wait_for_load_state("networkidle")

    expect(dialog.meant).to_have_count(0)
    assert not any("names.json" in address for address in reader.asked)


def test_results_can_be_ordered_by_date_and_what_has_none_comes_last(reader: Reader) -> None:
    dialog = Dialog(reader.opens(address_of("Taloqan"))).unfolded()
    kinds = dialog.links.locator("small")

    dialog.order("Newest first")
    newest = kinds.all_inner_texts()
    dialog.order("Oldest first")
    oldest = kinds.all_inner_texts()

    events = [line for line in newest if line.startswith("Event ·")]
    others = newest[len(events) :]
    assert newest == [*events, *others]
    assert oldest == [*reversed(events), *others]
    assert len(events) > 1
    assert "Province" in others


def test_markup_in_an_entry_stays_text_in_the_results(reader: Reader) -> None:
    dialog = Dialog(reader.opens()).open()

    titles = dialog.finds("alert earlier id")

    assert MADE_UP in titles


def test_an_index_that_is_missing_is_explained_and_tried_again(reader: Reader) -> None:
    reader.expected = "listing.json"
    page = reader.opens()
    page.route("**/listing.json", lambda route: route.fulfill(status=404))
    dialog = Dialog(page).open()
    dialog.box.fill("Taloqan")
    expect(dialog.status).to_have_text("Search is not available.")
    expect(page.locator(".find__missing a")).to_have_attribute("href", f"{reader.site}events/")

    page.unroute_all()
    dialog.box.fill("Taloqan raid")

    expect(dialog.links.locator("b").first).to_have_text(TITLE)
    expect(page.locator(".find__missing")).to_be_hidden()


def test_back_and_forward_lead_through_what_was_searched(reader: Reader) -> None:
    finder = Dialog(reader.opens(address_of("Taliban"))).unfolded()
    all_found = finder.found()
    finder.choose("Province", "Takhar")
    narrowed = finder.found()
    expect(finder.page).to_have_url(f"{reader.site}search/?q=Taliban&province=takhar")

    with finder.updated():
        finder.page.go_back()
    assert finder.found() == all_found
    with finder.updated():
        finder.page.go_forward()

    assert finder.found() == narrowed < all_found


def test_an_address_holds_every_filter_the_dates_and_the_order(reader: Reader) -> None:
    finder = Dialog(reader.opens(address_of("Taliban"))).unfolded()
    chosen = {}
    for facet in finder.counts():
        chosen[facet] = next(iter(finder.unfolded().counts()[facet]))
        finder.choose(facet, chosen[facet])
    for box, day in ((".find__from", "2001"), (".find__to", "2030-12-31")):
        with finder.updated():
            finder.page.locator(box).fill(day)
            finder.page.locator(box).press("Tab")
    finder.page.locator(".find__order").evaluate(
        "order => { order.value = 'oldest'; order.dispatchEvent(new Event('change')) }"
    )
    expect(finder.page).to_have_url(re.compile("&from=2001&to=2030-12-31&sort=oldest$"))

    other = Dialog(reader.opens(finder.page.url)).unfolded()

    assert chosen.keys() == {"Kind", "Type", "Actor", "Province", "Year", "Grade", "Publisher"}
    for facet, value in chosen.items():
        expect(other.value(facet, value).get_by_role("checkbox")).to_be_checked()
    assert other.counts() == finder.unfolded().counts()
    assert other.found() == finder.found() > 0
    expect(other.page.locator(".find__from")).to_have_value("2001")
    expect(other.page.locator(".find__to")).to_have_value("2030-12-31")
    expect(other.page.locator(".find__order")).to_have_value("oldest")


def test_a_range_of_dates_has_every_event_that_may_lie_in_it(reader: Reader) -> None:
    finder = Dialog(reader.opens("search/?kind=event&from=2022-06-20&to=2022-06-25"))
    expect(finder.status).to_contain_text("result")

    titles = finder.links.locator("b").all_inner_texts()

    assert MADE_UP in titles  # dated June 2022
    assert TITLE not in titles  # dated 11 June 2022


def test_grade_and_publisher_are_filters_and_names_of_older_links_still_work(
    reader: Reader,
) -> None:
    page = reader.opens("about/?province=Takhar&grade=weak&publisher=voa")

    finder = Dialog(page).unfolded()

    assert page.url.startswith(f"{reader.site}search/?")
    expect(finder.value("Province", "Takhar").get_by_role("checkbox")).to_be_checked()
    expect(finder.value("Grade", "Weak").get_by_role("checkbox")).to_be_checked()
    assert finder.found() > 0


def test_nothing_found_offers_to_leave_out_the_filter_that_costs_most(reader: Reader) -> None:
    finder = Dialog(reader.opens(address_of("Taloqan", year="2009")))

    finder.page.get_by_role("button", name="Leave out the filter “Year”").click()

    expect(finder.links.locator("b").first).to_be_visible()
    expect(finder.page).to_have_url(f"{reader.site}search/?q=Taloqan")


def test_the_dialog_leads_to_all_results_with_filters(reader: Reader) -> None:
    dialog = Dialog(reader.opens()).open()
    dialog.finds("Taloqan")

    dialog.page.get_by_role("link", name="All results, with filters").click()

    expect(dialog.page).to_have_url(f"{reader.site}search/?q=Taloqan")
    expect(dialog.box).to_have_value("Taloqan")
    expect(dialog.links.locator("b").first).to_be_visible()


def test_on_a_phone_the_last_result_of_the_dialog_can_be_scrolled_to(reader: Reader) -> None:
    dialog = Dialog(reader.opens(size=PHONE)).open()
    dialog.finds("Taliban")
    expect(dialog.links.last).not_to_be_in_viewport()

    dialog.links.first.hover()
    dialog.page.mouse.wheel(0, 10_000)

    expect(dialog.links.last).to_be_in_viewport()


def test_a_missing_address_becomes_a_search(reader: Reader) -> None:
    reader.expected = "taloqan-raids"
    page = reader.opens("events/2022-06-11-taloqan-raids/")

    page.get_by_role("main").get_by_role("button", name="Search").click()

    expect(page).to_have_url(f"{reader.site}search/?q=2022+taloqan+raids")
    expect(Dialog(page).links.locator("b").first).to_have_text(TITLE)


def test_without_scripts_the_search_page_leads_to_the_lists(reader: Reader) -> None:
    page = reader.opens("search/", java_script_enabled=False)

    expect(page.get_by_text("Searching needs JavaScript")).to_be_visible()
    expect(page.get_by_role("article").get_by_role("link", name="Provinces")).to_be_visible()
    expect(page.locator(".find__query")).to_be_hidden()
