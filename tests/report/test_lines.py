"""How problems are shown: a line each, JSON with fixed keys, and a sentence that sums up."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import report
from generator.model.problem import Problem, Severity

UNKNOWN = Problem(
    "entries/events/2022/x.md",
    5,
    12,
    "unknown-actor",
    "`isis k` is not in the registry of actors",
    "did you mean `isis-k`?",
)
NO_HINT = Problem("entries/actors/x.md", 1, 1, "some-rule", "something is wrong")
WARNING = Problem(
    "entries/actors/الف.md", 2, 3, "some-rule", "could be better", "mend it", severity="warning"
)


def test_a_line_has_place_rule_fault_and_remedy() -> None:
    assert report.as_text([UNKNOWN]) == (
        "entries/events/2022/x.md:5:12: unknown-actor: "
        "`isis k` is not in the registry of actors (did you mean `isis-k`?)\n"
    )


def test_a_line_without_a_remedy_has_no_empty_brackets() -> None:
    assert report.as_text([NO_HINT]) == "entries/actors/x.md:1:1: some-rule: something is wrong\n"


def test_a_warning_says_that_it_is_one() -> None:
    assert report.as_text([WARNING]) == (
        "entries/actors/الف.md:2:3: warning: some-rule: could be better (mend it)\n"
    )


def test_lines_keep_the_order_they_are_given_and_nothing_is_nothing() -> None:
    text = report.as_text(iter([UNKNOWN, NO_HINT, WARNING]))

    assert [line.partition(":")[0] for line in text.splitlines()] == [
        UNKNOWN.path,
        NO_HINT.path,
        WARNING.path,
    ]
    assert report.as_text([]) == ""


def test_json_has_exactly_these_keys_in_this_order() -> None:
    (row,) = json.loads(report.as_json([UNKNOWN]))

    assert list(row.items()) == [
        ("path", "entries/events/2022/x.md"),
        ("line", 5),
        ("column", 12),
        ("rule", "unknown-actor"),
        ("severity", "error"),
        ("message", "`isis k` is not in the registry of actors"),
        ("hint", "did you mean `isis-k`?"),
    ]


def test_json_keeps_letters_as_they_are_and_ends_with_a_line_break() -> None:
    text = report.as_json(iter([WARNING, NO_HINT]))

    assert "الف" in text
    assert text.endswith("]\n")
    assert [row["severity"] for row in json.loads(text)] == ["warning", "error"]
    assert json.loads(text)[1]["hint"] == ""


def test_json_of_no_problem_is_an_empty_list() -> None:
    assert json.loads(report.as_json([])) == []


@given(
    st.builds(
        Problem,
        path=st.text(),
        line=st.integers(1),
        column=st.integers(1),
        rule=st.text(),
        message=st.text(),
        hint=st.text(),
        severity=st.sampled_from(["error", "warning"]),
    )
)
def test_json_loses_nothing(problem: Problem) -> None:
    (row,) = json.loads(report.as_json([problem]))

    assert Problem(**row) == problem


def several(number: int, severity: Severity = "error", files: int = 1) -> list[Problem]:
    return [
        Problem(f"entries/{severity}-{n % files}.md", n + 1, 1, "rule", "wrong", "", severity)
        for n in range(number)
    ]


@pytest.mark.parametrize(
    ("problems", "files", "expected"),
    [
        ([], 0, "0 files checked, all clean"),
        ([], 1, "1 file checked, all clean"),
        ([], 130, "130 files checked, all clean"),
        ([], 10_230, "10,230 files checked, all clean"),
        (several(1), 1, "1 problem in 1 file (1 checked)"),
        (several(2), 130, "2 problems in 1 file (130 checked)"),
        (several(2, files=2), 130, "2 problems in 2 files (130 checked)"),
        (several(1200, files=400), 1030, "1,200 problems in 400 files (1,030 checked)"),
        (several(1, "warning"), 9, "no problems, 1 warning in 1 file (9 checked)"),
        (several(3, "warning", 3), 9, "no problems, 3 warnings in 3 files (9 checked)"),
        (
            [*several(2), *several(1, "warning")],
            9,
            "2 problems and 1 warning in 2 files (9 checked)",
        ),
    ],
)
def test_the_summary_counts_in_the_singular_and_the_plural(
    problems: list[Problem], files: int, expected: str
) -> None:
    assert report.summary(problems, files) == expected
