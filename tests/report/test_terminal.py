"""What a terminal shows: the text at fault, with a caret that stands below the right cell."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from generator.model.problem import Problem
from generator.report import print_with_source, source_below
from generator.report.terminal import excerpt

PROBLEM = Problem("entries/actors/x.md", 2, 7, "some-rule", "is wrong", "mend it")


def printed(source: Sequence[str], *problems: Problem, color: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, width=60, force_terminal=color, color_system="standard" if color else None
    )
    print_with_source(console, problems, lambda _: source)
    return stream.getvalue()


def test_below_a_problem_stand_its_line_and_a_caret() -> None:
    assert printed(["---", "name: x y", "---"], PROBLEM) == (
        "entries/actors/x.md:2:7: some-rule: is wrong (mend it)\n"
        "     2 | name: x y\n"
        "       |       ^\n"
    )


@pytest.mark.parametrize("source", [[], ["---"], ["---", "   "]])
def test_where_there_is_no_such_line_or_nothing_on_it_the_problem_stands_alone(
    source: list[str],
) -> None:
    assert printed(source, PROBLEM) == "entries/actors/x.md:2:7: some-rule: is wrong (mend it)\n"


def test_brackets_of_an_entry_are_no_markup() -> None:
    assert "     2 | [red]x[/red] :smile:\n" in printed(["", "[red]x[/red] :smile:"], PROBLEM)


def test_an_entry_cannot_colour_or_clear_the_terminal() -> None:
    hostile = Problem("entries/actors/x.md", 2, 1, "some-rule", "\x1b[2J is wrong")

    text = printed(["", "\x1b[31mname\u202e: \x9b2J"], hostile, color=True)

    assert "\x1b[2J" not in text
    assert "\x1b[31mname" not in text
    assert r"\x1b[31mname\u202e: \x9b2J" in text
    assert "\u202e" not in text
    assert "\x9b" not in text


def test_colour_marks_rule_and_caret_by_how_grave_they_are() -> None:
    warning = Problem("entries/actors/x.md", 2, 1, "some-rule", "x", severity="warning")

    assert "\x1b[1;31msome-rule" in printed(["", "name"], PROBLEM, color=True)
    assert "\x1b[1;33msome-rule" in printed(["", "name"], warning, color=True)


@pytest.mark.parametrize(
    ("text", "column", "width", "shown", "caret"),
    [
        ("name: x", 7, 40, "name: x", 6),
        ("a\tb", 3, 40, "a    b", 5),
        ("日本語x", 4, 40, "日本語x", 6),
        ("e\u0301x", 3, 40, "e\u0301x", 1),
        ("a\x1bb", 3, 40, r"a\x1bb", 5),
        ("ab", 9, 40, "ab", 2),
        ("0123456789" * 5, 1, 20, "012345678901234567…", 0),
        ("0123456789" * 5, 26, 20, "…567890123456789012…", 11),
        ("0123456789" * 5, 50, 20, "…9012345678" + "9", 11),
    ],
)
def test_the_caret_stands_below_the_column_and_long_lines_are_cut_around_it(
    text: str, column: int, width: int, shown: str, caret: int
) -> None:
    assert excerpt(text, column, width) == (shown, caret)


@given(st.text(max_size=300), st.integers(1, 400), st.integers(20, 200))
def test_no_line_is_wider_than_there_is_room(text: str, column: int, width: int) -> None:
    shown, caret = excerpt(text, column, width)

    assert cell_len(shown) <= width
    assert 0 <= caret <= cell_len(shown)


def test_a_line_of_a_megabyte_is_not_walked_through() -> None:
    shown, caret = excerpt("x" * 1_000_000, 500_000, 80)

    assert cell_len(shown) <= 80
    assert shown[caret] == "x"


def test_lines_are_read_without_mark_and_carriage_returns_and_through_no_link(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\xff\n")
    (tmp_path / "link.md").symlink_to("a.md")
    source = source_below(tmp_path)

    assert source("a.md") == ["one", "two\ufffd", ""]
    assert source("link.md") == ()
    assert source("none.md") == ()
    assert source("with\0zero.md") == ()
