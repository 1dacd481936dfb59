"""A reader takes an event's citation along."""

from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import expect

from tests.browser.kinds import RAID
from tests.browser.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_citation_is_copied_and_downloaded(reader: Reader) -> None:
    page = reader.opens(RAID)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_text("citation copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.locator(".ia-cite-as > summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download BibTeX").click()
    read = parse_string(Path(waiting.value.path()).read_text(encoding="utf-8"))

    assert copied == page.locator("p.ia-cite").text_content()
    assert waiting.value.suggested_filename == "2022-06-11-taloqan-raid.bib"
    assert [entry.key for entry in read.entries] == ["2022-06-11-taloqan-raid"]
