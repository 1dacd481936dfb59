"""How ids are made from titles and dates."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.fields import ID_PATTERN
from generator.model.partial_date import PartialDate
from generator.model.slug import LONGEST_SLUG, event_id, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Raid on an ISIS-K base in Taloqan", "raid-on-an-isis-k-base-in-taloqan"),
        ("  Two -- hyphens, & signs!  ", "two-hyphens-signs"),
        ("The Taliban's raid", "the-talibans-raid"),
        ("Takhār, Straße, Łódź, I\u011fd\u0131r", "takhar-strasse-lodz-igdir"),
        ("Kəlbəcər, Ħal Għaxaq, Şan\N{MODIFIER LETTER TURNED COMMA}ā", "kalbacar-hal-ghaxaq-sana"),
        ("A title that has far too many words to fit in", "a-title-that-has-far-too-many-words-to"),
        ("x" * 90, "x" * LONGEST_SLUG),
        ("حمله در تالقان", ""),
        ("حمله به پایگاه داعش ISIS", ""),
        ("!?", ""),
    ],
)  # fmt: skip
def test_a_title_becomes_a_short_slug_that_ends_at_a_words_end(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@pytest.mark.parametrize(
    ("date", "title", "id_"),
    [
        ("2022-06-11", "Made-up raid", "2022-06-11-made-up-raid"),
        ("2022-06", "Made-up raid", "2022-06-made-up-raid"),
        ("2022-06-XX?", "Made-up raid", "2022-06-made-up-raid"),
        ("2022~", "Made-up raid", "2022-made-up-raid"),
        ("2022-06-11/2022-06-12", "Made-up raid", "2022-06-11-made-up-raid"),
        ("2022-06-11", "حمله", "2022-06-11-air-strike-sar-e-pul"),
    ],
)
def test_an_events_id_begins_with_its_date_as_exactly_as_it_is_known(
    date: str, title: str, id_: str
) -> None:
    assert event_id(PartialDate.parse(date), title, "air-strike", "sar-e-pul") == id_


@given(st.text())
def test_whatever_the_title_the_id_has_the_form_of_an_id(title: str) -> None:
    id_ = event_id(PartialDate.parse("2022-06-11"), title, "raid", None)

    assert re.fullmatch(ID_PATTERN, id_)
    assert len(id_) <= len("2022-06-11-") + LONGEST_SLUG
