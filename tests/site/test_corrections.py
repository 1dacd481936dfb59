"""The page of corrections and withdrawals: newest first, split by year where there are many."""

from typing import Any

from generator.model.archive import archive_of
from generator.model.entry import Entry
from generator.model.event import Event
from generator.site.pages import LONGEST_LIST, pages_of
from generator.site.render import Renderer, Site
from tests.checks.made_up import event, registry


def changed(id_: str, *changes: dict[str, Any], **fields: Any) -> Entry[Event]:
    return event(id_, title=f"Title of {id_}", corrections=list(changes), **fields)


def rendered(*entries: Entry[Event]) -> dict[str, str]:
    archive = archive_of(registry(), entries)
    renderer = Renderer(archive, Site("Made up"))
    return {
        page.address: renderer.content(page)
        for page in pages_of(archive)
        if page.template in {"corrections", "event"}
    }


def test_corrections_stand_newest_first_with_what_was_and_is() -> None:
    pages = rendered(
        changed("2022-04-01-one", {"date": "2023-01-02", "note": "First."}),
        changed(
            "2022-04-01-two",
            {"date": "2024-05-06", "note": "Third.", "field": "date", "was": "x", "now": "y",
             "source": "s1"},
            {"date": "2023-02-03", "note": "Second."},
        ),
    )  # fmt: skip

    page = pages["corrections/"]
    assert page.index("Third.") < page.index("Second.") < page.index("First.")
    assert page.index('id="y2024"') < page.index('id="y2023"')
    assert "date, was “x”, now “y”" in page
    assert 'href="../events/2022-04-01-two/#source-s1"' in page
    assert "3 corrections of 2 entries; 0 withdrawn or merged." in page


def test_an_event_says_at_its_top_when_it_was_last_corrected() -> None:
    entry = changed(
        "2022-04-01-one", {"date": "2023-02-03", "note": "B."}, {"date": "2023-01-02", "note": "A."}
    )

    page = rendered(entry)["events/2022-04-01-one/"]

    assert "Corrected on 3 February 2023" in page
    assert page.index("Corrected on") < page.index('class="ia-facts"')


def test_withdrawn_and_merged_entries_are_named_with_their_reason() -> None:
    page = rendered(
        event("2022-04-01-kept"),
        event("2022-04-01-gone", status="withdrawn", status_reason="It did not <happen>."),
        event("2022-04-01-twice", status="merged", status_reason="Entered twice.",
              replaced_by="2022-04-01-kept"),
    )["corrections/"]  # fmt: skip

    assert "It did not &lt;happen&gt;." in page
    assert 'It is now part of <a href="../events/2022-04-01-kept/">' in page


def test_an_archive_without_corrections_says_that_none_was_written_down() -> None:
    page = rendered(event())["corrections/"]

    assert "No entry has been corrected so far." in page
    assert "No entry has been withdrawn or merged so far." in page
    assert "../about/#report-a-mistake" in page


def test_thousands_of_corrections_are_split_by_year_and_none_is_lost() -> None:
    days = [f"{2023 + number % 2}-0{1 + number % 9}-01" for number in range(4)]
    entries = [
        changed(f"2022-04-01-made-up-{number}", {"date": days[number % 4], "note": f"N{number}."})
        for number in range(LONGEST_LIST * 4)
    ]

    pages = rendered(*entries)

    assert pages["corrections/"].count("/#corrections") == 100
    assert 'href="../corrections/2024/"' in pages["corrections/"]
    by_year = [pages[f"corrections/{year}/"].count("/#corrections") for year in (2023, 2024)]
    assert by_year == [LONGEST_LIST * 2, LONGEST_LIST * 2]
