"""An event's page says from which row of which dataset it was made, and names it as asked."""

import re

import pytest

from tests.checks.made_up import event
from tests.site.test_ledger import page_of

ORIGIN = {
    "dataset": "made-up-table",
    "publisher": "times",
    "version": "2.1",
    "row": "<7>",
    "license": "CC-BY-4.0",
    "attribution": "Made-up Institute & partners, “Made-up Table”",
    "cells": {"where_prec": "2", "latitude": "35.123456"},
}


def origin_of(**changes: object) -> str:
    page = page_of(event(imported={**ORIGIN, **changes}))
    found = re.search(r'<p id="origin">(.*?)</p>', page)
    assert found is not None
    return found[1]


def test_the_row_the_dataset_its_licence_and_its_attribution_are_told() -> None:
    text = re.sub(r"<[^>]+>", "", origin_of())

    assert text == (
        "Made from row &lt;7&gt; of the dataset made-up-table, version 2.1, of Made-up Times. "
        "Made-up Institute &amp; partners, “Made-up Table” Licence: CC-BY-4.0."
    )
    assert 'href="../../publishers/times/"' in origin_of()


@pytest.mark.parametrize("absent", ["version", "license"])
def test_what_is_not_known_is_left_out(absent: str) -> None:
    text = origin_of(**{absent: None})

    assert "None" not in text
    assert ("version" in text, "Licence" in text) == (absent != "version", absent != "license")


def test_cells_stand_on_no_page_and_entries_of_the_archives_own_have_no_origin() -> None:
    assert "35.123456" not in page_of(event(imported=ORIGIN))
    assert 'id="origin"' not in page_of(event())
