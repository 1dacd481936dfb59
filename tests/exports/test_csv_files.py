"""Cells of comma-separated values: none runs, and each reads back as what it was."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.exports.csv_files import csv_text, defused, restored
from generator.exports.tables import Value
from tests.exports.hostile import FORMULAS, naughty_strings

STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


@given(st.text())
@example("'=1")
@example("''=1")
@example("'")
def test_every_text_comes_back_from_its_cell(text: str) -> None:
    assert restored(defused(text)) == text


@given(st.text(alphabet="'= +-@\t\r\na\N{NO-BREAK SPACE}"))
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    cell = defused(text)

    assert not cell.lstrip(" \N{NO-BREAK SPACE}").startswith(tuple(STARTS))


def test_harmless_texts_stay_as_they_are() -> None:
    for text in ("", "plain", "'plain", "don't", "a=b", "a - b", "(a)", "8+", "<=7", "~20", "1-2"):
        assert defused(text) == text


def test_no_naughty_string_runs_or_is_lost_in_a_file() -> None:
    strings = (*naughty_strings(), *FORMULAS)
    assert len(strings) > 515

    text = csv_text(["number", "text"], [(-number, word) for number, word in enumerate(strings)])

    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [restored(row[1]) for row in rows[1:]] == list(strings)
    assert [row[0] for row in rows[1:]] == [str(-number) for number in range(len(strings))]
    assert not any(row[1].lstrip(" ").startswith(tuple(STARTS)) for row in rows[1:])


def test_files_are_as_rfc_4180_has_them() -> None:
    rows: list[tuple[Value, ...]] = [
        ("a,b", 'say "a"', True),
        (None, "two\nlines", False),
        ("", -1.5, None),
    ]

    assert csv_text(["one", "two", "three"], rows) == (
        'one,two,three\r\n"a,b","say ""a""",true\r\n,"two\nlines",false\r\n,-1.5,\r\n'
    )


@pytest.mark.parametrize("rows", [[], [("only",)]])
def test_a_file_without_rows_has_its_header(rows: list[tuple[str]]) -> None:
    text = csv_text(["name"], rows, ["#meta"])

    assert text.startswith("name\r\n#meta\r\n")
    assert text.count("\r\n") == 2 + len(rows)
