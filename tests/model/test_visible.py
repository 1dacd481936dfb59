import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import report
from generator.model.problem import Problem
from generator.model.visible import visible

HOSTILE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("تالقان می\u200cرود", "تالقان می\u200cرود"),
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("a\u202eb", r"a\u202eb"),
        ("two\nlines\r", r"two\x0alines\x0d"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_what_would_steer_a_terminal_is_written_as_its_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_no_text_keeps_a_control_a_bidi_mark_or_a_line_break(text: str) -> None:
    shown = visible(text)

    assert not [c for c in shown if unicodedata.category(c) in HOSTILE and c not in "\u200c\u200d"]


@given(st.text(), st.text())
def test_a_problem_is_one_line_whatever_a_stranger_wrote(message: str, hint: str) -> None:
    problem = Problem("entries/actors/x.md", 1, 1, "some-rule", message, hint)

    text = report.as_text([problem])

    assert text.startswith("entries/actors/x.md:1:1: some-rule: ")
    assert len(text.splitlines()) == 1
