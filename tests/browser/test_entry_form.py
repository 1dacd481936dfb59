"""The form for a new entry, as a contributor uses it: from the empty page to a file that passes."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.engines.staging import THEME
from tests.browser.reader import PHONE, Reader
from tests.conftest import run

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FORM = "contribute/new-entry/"
TITLE = "Made-up example: a raid in Taloqan"
ID = "2022-06-11-made-up-example-raid-taloqan"
DOWNLOAD = "Check and download"
HOSTILE = '"><img src=x onerror="document.title=1"><script>document.title=1</script>'


def test_an_entry_made_with_the_keyboard_alone_passes_check_as_downloaded(
    reader: Reader, built: Path, tmp_path: Path
) -> None:
    page = reader.opens(FORM)

    _answers_by_keyboard(page)
    with page.expect_download() as downloading:
        _tabs_to(page, DOWNLOAD)
        page.keyboard.press("Enter")

    file = downloading.value
    assert file.suggested_filename == f"{ID}.md"
    entries = tmp_path / "entries"
    shutil.copytree(built.parent / "entries", entries)
    file.save_as(entries / "events" / "2022" / file.suggested_filename)
    told = run("check", "--warnings", "--entries", entries).splitlines()
    about_it = [line for line in told if file.suggested_filename in line]
    assert all("warning: possible-duplicate" in line for line in about_it)  # of the real raid
    text = (entries / "events" / "2022" / file.suggested_filename).read_text("utf-8")
    assert text == _preview(page).inner_text()
    assert "actor: isis-k\n" in text
    assert "made: 2022-06-11/2022-06-12\n" in text.replace('"', "")


def test_the_whole_way_works_without_a_network(reader: Reader) -> None:
    page = reader.opens(FORM)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    asked = len(reader.asked)

    _answers_by_keyboard(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name=DOWNLOAD).click()

    assert downloading.value.suggested_filename == f"{ID}.md"
    elsewhere = [address for address in reader.asked[asked:] if not address.startswith("blob:")]
    assert elsewhere == []


def test_a_name_in_persian_picks_the_actor(reader: Reader) -> None:
    page = reader.opens(FORM)
    box = _actor(page)

    box.press_sequentially("طالبان")
    choices = page.get_by_role("listbox").get_by_role("option").all_inner_texts()
    box.fill("داعش")
    box.blur()

    assert any("taliban" in choice for choice in choices)
    expect(box).to_have_value("isis-k")
    read = page.locator(".ia-form__read", has_text="Islamic State - Khorasan Province")
    expect(read).to_be_visible()


def test_the_list_of_choices_follows_the_arrow_keys_and_escape_closes_it(reader: Reader) -> None:
    page = reader.opens(FORM)
    box = _actor(page)

    box.press_sequentially("daesh")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")

    active = box.get_attribute("aria-activedescendant")
    option = page.locator(f"#{active}")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text("isis-k")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.locator("[role=option]")).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("2022-06", "Read as: June 2022"),
        ("2022-06-11/2022-06-12", "Read as: 11\N{EN DASH}12 June 2022"),
        ("2022-06~", "Read as: about June 2022"),
        ("2022-02-30", "Not yet: February 2022 has no day 30"),
    ],
)
def test_a_date_is_explained_while_it_is_typed(reader: Reader, text: str, understood: str) -> None:
    page = reader.opens(FORM)

    page.get_by_label("Date (required)").press_sequentially(text)

    expect(page.get_by_text(understood, exact=False)).to_be_visible()


def test_a_count_is_explained_while_it_is_typed(reader: Reader) -> None:
    page = reader.opens(FORM)
    page.get_by_role("button", name="Add a claim").click()
    page.get_by_role("button", name="Add a figure").click()

    page.get_by_label("Count (required)").press_sequentially("8+")

    expect(page.get_by_text("Read as: at least 8")).to_be_visible()


def test_problems_are_listed_and_lead_to_their_fields(reader: Reader) -> None:
    page = reader.opens(FORM)
    page.get_by_role("button", name=DOWNLOAD).click()
    summary = page.locator("[data-part=summary]")
    expect(summary).to_be_focused()

    link = summary.get_by_role("link", name="title is missing")
    link.press("Enter")

    title = page.get_by_label("Title (required)")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    described = str(title.get_attribute("aria-describedby")).split()
    told = [page.locator(f"#{id_}").inner_text() for id_ in described]
    example = "add it, for example title: Explosion at a bridge in Example Village"
    assert f"title is missing ({example})" in told
    codes = ["title", "title: Explosion at a bridge in Example Village"]
    for place in (link, page.locator(f"#{described[-1]}")):
        assert place.locator("code").all_inner_texts() == codes
    title.fill(TITLE)
    expect(link).to_have_count(0)
    expect(title).not_to_have_attribute("aria-invalid", "true")


def test_a_warning_is_told_and_keeps_nobody_from_the_file(reader: Reader) -> None:
    page = reader.opens(FORM)
    _answers_by_keyboard(page)
    address = page.get_by_label("Address", exact=True)
    address.fill("http://example.org/made-up")

    with page.expect_download() as downloading:
        page.get_by_role("button", name=DOWNLOAD).click()

    assert downloading.value.suggested_filename == f"{ID}.md"
    summary = page.locator("[data-part=summary]")
    expect(summary.get_by_role("heading")).to_have_text("1 warning")
    link = summary.get_by_role("link", name="Warning: sources[1].url: http://example.org")
    expect(link).to_be_visible()
    expect(summary.get_by_role("button", name="Download it as it is")).to_be_hidden()
    expect(page.locator("[data-part=told]")).to_contain_text("1 warning; please look at them")
    expect(address).not_to_have_attribute("aria-invalid", "true")
    beside = page.locator(".ia-form__fault .ia-form__warning")
    expect(beside).to_contain_text("Warning: http://example.org/made-up is not encrypted")


def test_an_error_among_warnings_keeps_the_file_back(reader: Reader) -> None:
    page = reader.opens(FORM)
    _answers_by_keyboard(page)
    page.get_by_label("Address", exact=True).fill("http://example.org/made-up")
    page.get_by_label("Title (required)").fill("")

    page.get_by_role("button", name=DOWNLOAD).click()

    summary = page.locator("[data-part=summary]")
    expect(summary.get_by_role("heading")).to_have_text("1 problem, 1 warning")
    expect(summary.get_by_role("button", name="Download it as it is")).to_be_visible()
    expect(page.locator("[data-part=told]")).to_contain_text("There are problems")


def test_rules_and_fields_lead_to_where_they_are_explained(reader: Reader, built: Path) -> None:
    page = reader.opens(FORM)
    page.get_by_label("Title (required)").fill(HOSTILE)
    page.get_by_role("button", name="Add a claim").click()
    page.get_by_role("button", name="Add a figure").click()
    page.get_by_role("button", name=DOWNLOAD).click()

    links = page.locator("#entry-form a[target=_blank]").evaluate_all(
        "links => links.map((link) => link.getAttribute('href'))"
    )

    assert {"../rules/#missing-field", "../fields/#event-claims"} <= set(links)
    assert "../fields/#how-dates-are-written" in links
    for link in links:
        place, _, anchor = link.removeprefix("../").partition("/#")
        html = (built / "contribute" / place / "index.html").read_text("utf-8")
        assert f'id="{anchor}"' in html


def test_a_problem_in_a_folded_field_opens_the_fold(reader: Reader) -> None:
    page = reader.opens(FORM)
    page.get_by_text("More fields of the entry").click()
    language = page.get_by_label("Language of the text")
    language.fill("Persian")
    page.get_by_text("More fields of the entry").click()
    page.get_by_role("button", name=DOWNLOAD).click()

    page.get_by_role("link", name="lang: Persian does not").click()

    expect(language).to_be_focused()


def test_what_was_typed_survives_a_reload_until_it_is_erased(reader: Reader) -> None:
    page = reader.opens(FORM)
    page.get_by_label("Title (required)").fill(TITLE)
    page.get_by_role("button", name="Add an actor").click()
    _actor(page, 1).fill("isis-k")
    page.get_by_label("The text", exact=True).fill("Made up.")
    before = _preview(page)
    expect(before).to_contain_text("Made up.")
    text = before.inner_text()

    page.reload()
    expect(page.get_by_text("What you typed before is here again")).to_be_visible()
    assert _preview(page).inner_text() == text
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase everything").click()

    expect(page.get_by_label("Title (required)")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('archive:'))") == []
    page.reload()
    expect(page.get_by_label("Title (required)")).to_have_value("")
    expect(page.get_by_text("What you typed before is here again")).to_have_count(0)


def test_rows_are_added_moved_and_removed_and_the_focus_follows(reader: Reader) -> None:
    page = reader.opens(FORM)
    page.get_by_role("button", name="Add a claim").click()
    page.get_by_role("button", name="Add a claim").click()
    ids = page.get_by_role("group", name="Claims").get_by_label("Id (required)", exact=True)
    assert [box.input_value() for box in ids.all()] == ["c1", "c2"]
    expect(ids.nth(1)).to_be_focused()

    page.get_by_role("button", name="Move up: claim 2").click()
    assert [box.input_value() for box in ids.all()] == ["c2", "c1"]
    page.get_by_role("button", name="Remove: claim 1").click()

    assert [box.input_value() for box in ids.all()] == ["c1"]
    expect(ids.first).to_be_focused()


def test_nothing_that_is_typed_runs_as_markup(reader: Reader) -> None:
    page = reader.opens(FORM)

    page.get_by_label("Title (required)").fill(HOSTILE)
    page.get_by_label("The text", exact=True).fill(HOSTILE)
    _actor(page).fill(HOSTILE)
    page.get_by_role("button", name=DOWNLOAD).click()

    expect(_preview(page)).to_contain_text("onerror")
    expect(page.get_by_role("link", name="holds HTML, which is not shown")).to_be_visible()
    assert page.locator("#entry-form img").count() == 0
    assert page.title() != "1"


def test_the_text_can_be_copied(reader: Reader) -> None:
    page = reader.opens(FORM, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Title (required)").fill(TITLE)

    page.get_by_role("button", name="Copy the text").click()

    expect(page.get_by_text("The text is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == _preview(page).inner_text()


def test_a_repository_on_github_opens_its_page_for_a_new_file(reader: Reader) -> None:
    page = reader.opens(FORM)
    expect(page.get_by_role("button", name="Open on GitHub")).to_be_hidden()
    folder = "https://github.com/owner/name/new/main/entries/events"
    page.add_init_script("window.open = (address) => { window.opened = address }")
    page.route(
        f"**/{FORM}",
        lambda route: route.fulfill(
            body=route.fetch().text().replace('"newFile":""', f'"newFile":"{folder}"'),
            content_type="text/html",
        ),
    )
    page.reload()
    _answers_by_keyboard(page)

    page.get_by_role("button", name="Open on GitHub").click()

    expect(page.get_by_text("GitHub's page is open")).to_contain_text("cannot hold all of the text")
    opened = page.evaluate("window.opened")
    assert opened.startswith(f"{folder}/2022?filename={ID}.md&value=")
    assert opened.isascii()
    assert len(opened) <= 8000


def test_every_control_has_a_name_and_every_description_exists(reader: Reader) -> None:
    page = reader.opens(FORM)
    for name in ("Add a claim", "Add a figure", "Add a relation", "Add a line of casualties"):
        page.locator("button", has_text=name).first.evaluate("button => button.click()")

    faults = page.evaluate(
        """() => [...document.querySelectorAll("#entry-form :is(input, select, textarea)")]
          .filter((box) => !box.labels.length
            || box.getAttribute("aria-describedby").split(" ")
              .some((id) => !document.getElementById(id)))
          .map((box) => box.outerHTML)"""
    )
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")

    assert faults == []
    assert len(ids) == len(set(ids))


def test_the_form_fits_a_phone_and_its_buttons_a_finger(reader: Reader) -> None:
    page = reader.opens(FORM, size=PHONE)
    page.get_by_role("button", name="Add a claim").click()
    page.get_by_role("button", name=DOWNLOAD).click()

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    heights = [
        box["height"]
        for button in page.locator("#entry-form button:visible").all()
        if (box := button.bounding_box()) is not None
    ]
    assert len(heights) > 5
    assert min(heights) >= 24  # WCAG 2.2, 2.5.8


def test_without_javascript_the_page_says_how_to_go_on(reader: Reader) -> None:
    page = reader.opens(FORM, java_script_enabled=False)

    expect(page.get_by_text("The form needs JavaScript")).to_be_visible()
    expect(page.get_by_role("link", name="write the same file by hand").first).to_be_visible()
    expect(page.get_by_text("Never submit what could harm somebody")).to_be_visible()


def test_no_other_page_loads_the_form(reader: Reader, built: Path) -> None:
    reader.opens()
    reader.opens("contribute/")

    assert [address for address in reader.asked if "entry-form" in address] == []
    naming = [path for path in built.rglob("*.html") if b"entry-form" in path.read_bytes()]
    assert naming == [built / FORM / "index.html"]


def test_the_tree_for_other_builders_holds_the_form_with_its_parts(tmp_path: Path) -> None:
    run("stage", "--to", tmp_path / "staged")

    docs = tmp_path / "staged" / "docs"
    page = (docs / "contribute" / "new-entry.md").read_text("utf-8")
    assert 'id="entry-form-data"' in page
    assert "<!-- archive:form -->" not in page
    programs = {path.name for path in (THEME / "assets/javascripts/entry-form").iterdir()}
    staged = {path.name for path in (docs / "assets/javascripts/entry-form").iterdir()}
    assert staged == programs >= {"form.js"}
    assert (docs / "assets/javascripts/fold.js").exists()
    assert (docs / "assets/stylesheets/entry-form.css").exists()


def _answers_by_keyboard(page: Page) -> None:
    keyboard = page.keyboard
    for label, text in (
        ("Title (required)", TITLE),
        ("Date (required)", "2022-06-11"),
    ):
        _tabs_to(page, label)
        keyboard.type(text)
    _chooses(page, "Type (required)", "raid")
    _chooses(page, "Province", "تخار")
    _tabs_to(page, "Precision (required)")
    keyboard.type("province")
    _chooses(page, "Actor (required)", "Daesh")
    _tabs_to(page, "Role (required)")
    keyboard.type("target")
    _tabs_to(page, "Certainty (required)")
    keyboard.type("suspected")
    _tabs_to(page, "Add a claim")
    keyboard.press("Enter")
    _chooses(page, "Speaker (required)", "residents")
    _tabs_to(page, "Day of the claim")
    keyboard.type("2022-06-11/2022-06-12")
    _tabs_to(page, "Stance (required)")
    keyboard.type("asserts")
    _tabs_to(page, "Text of the claim (required)")
    keyboard.type("Residents said: it is “made up” # as an example.\nA second line.")
    _chooses(page, "Publisher (required)", "khaama")
    _tabs_to(page, "Address")
    keyboard.type("https://example.org/made-up?page=1#top")
    _tabs_to(page, "The text")
    keyboard.type("Made up for a test. روایت ساختگی.")


def _chooses(page: Page, label: str, text: str) -> None:
    _tabs_to(page, label)
    page.keyboard.type(text)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


_NAME = """() => {
  const at = document.activeElement
  return (at.labels?.[0] ?? at).textContent
}"""


def _tabs_to(page: Page, label: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(_NAME) == label:
            return
    pytest.fail(f"no way to {label} with the Tab key")


def _actor(page: Page, number: int = 0) -> Locator:
    return page.get_by_label("Actor (required)").nth(number)


def _preview(page: Page) -> Locator:
    return page.locator("[data-part=preview]")
