"""What a workflow of GitHub is told, and that no entry can speak in the report's name."""

import re
from typing import Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from html5lib import parseFragment
from hypothesis import given
from hypothesis import strategies as st

from generator import report
from generator.model.problem import Problem, Severity
from generator.report.github import MOST_OF_A_KIND

PATH = "entries/events/2022/x.md"
hostile = st.text() | st.lists(
    st.sampled_from(
        ["`", "``", "@maintainer", "<img src=x>", "[a](https://example.org)", "https://example.org",
         "\n", "\r\n", "::", "##[error]", "%0A", "|", "#1", "**", "</code>", "&lt;", "- ", "~~~"]
    )
).map("".join)  # fmt: skip


def several(number: int, severity: Severity = "error", path: str = PATH) -> list[Problem]:
    return [Problem(path, n + 1, 1, "rule", "wrong", "", severity) for n in range(number)]


def commands(text: str) -> list[str]:
    return [line for line in text.splitlines() if re.match("::(error|warning|notice)", line)]


def test_an_annotation_names_file_line_column_rule_fault_and_remedy() -> None:
    problem = Problem(PATH, 5, 12, "unknown-actor", "`isis k` is unknown", "did you mean `isis-k`?")

    text = report.annotations([problem], [], 130)

    assert text == (
        "::error file=entries/events/2022/x.md,line=5,col=12,title=unknown-actor::"
        "`isis k` is unknown (did you mean `isis-k`?)\n"
        "::group::Every problem\n"
        "entries/events/2022/x.md:5:12: unknown-actor: "
        "`isis k` is unknown (did you mean `isis-k`?)\n"
        "::endgroup::\n"
        "1 problem in 1 file (130 checked)\n"
    )


def test_signs_that_mean_something_to_the_runner_are_escaped() -> None:
    problem = Problem("entries/a,b:c.md", 1, 1, "rule:x", "100%\r\n::error::no", "", "warning")

    (command,) = commands(report.annotations([problem], [], 1, "data/"))

    assert command == (
        "::warning file=data/entries/a%2Cb%3Ac.md,line=1,col=1,title=rule%3Ax::"
        r"100%25\x0d\x0a::error::no"
    )


def test_a_clean_archive_is_one_sentence() -> None:
    assert report.annotations([], [], 130) == "130 files checked, all clean\n"


@pytest.mark.parametrize(
    ("errors", "warnings", "annotated"), [(3, 2, 5), (10, 10, 20), (11, 0, 11), (40, 40, 21)]
)
def test_a_step_stays_below_the_caps_and_says_how_many_more_there_are(
    errors: int, warnings: int, annotated: int
) -> None:
    problems = [*several(warnings, "warning"), *several(errors)]

    lines = commands(report.annotations(problems, [], 1))

    assert len(lines) == annotated
    for kind in ("error", "warning"):
        assert sum(line.startswith(f"::{kind}") for line in lines) <= MOST_OF_A_KIND
    left = errors + warnings - sum(not line.startswith("::notice") for line in lines)
    assert (f"::{left} more in the log" in lines[-1]) == (left > 0)


def test_changed_files_come_first_and_what_they_broke_elsewhere_after_them() -> None:
    others = several(30, path="entries/a.md")
    changed = several(2, path="entries/z.md")

    text = report.annotations(changed, others, 130)

    files = [line.split(",")[0] for line in commands(text)]
    assert files[:3] == ["::error file=entries/z.md"] * 2 + ["::error file=entries/a.md"]
    assert text.endswith(
        "2 problems in 1 file (130 checked)\n"
        "30 more problems in unchanged files, 30 errors among them\n"
    )


def test_warnings_in_files_that_did_not_change_are_counted_in_one_line_and_not_named() -> None:
    others = several(44, "warning", "entries/a.md")

    text = report.annotations([], others, 130)

    assert text == (
        "no problems in changed files (130 checked)\n"
        "44 more problems in unchanged files, none of them an error\n"
    )
    assert "entries/a.md" not in report.job_summary([], others, 130)


def test_an_error_in_a_file_that_did_not_change_is_named_and_its_warnings_are_not() -> None:
    changed = several(12, "warning", "entries/z.md")
    others = [*several(1, path="entries/a.md"), *several(30, "warning", "entries/b.md")]

    text = report.annotations(changed, others, 130)

    told = [line.split(",")[0].partition("::2 more")[0] for line in commands(text)]
    assert told == [
        "::error file=entries/a.md",
        *["::warning file=entries/z.md"] * 10,
        "::notice title=Not every problem has an annotation",
    ]
    assert "entries/b.md" not in text
    assert text.endswith("31 more problems in unchanged files, 1 error among them\n")


@given(hostile, hostile)
def test_no_text_of_an_entry_becomes_a_command(message: str, hint: str) -> None:
    text = report.annotations([Problem(PATH, 1, 1, "rule", message, hint)], [], 1)

    own = ("::error file=", "::group::Every problem", "::endgroup::")
    lines = text.splitlines()
    starting = [line for line in lines if line.lstrip().startswith("::")]
    assert len(starting) == len(own)
    assert all(line.startswith(start) for line, start in zip(starting, own, strict=True))
    assert not [line for line in lines if "##[" in line and line not in starting]


def elements(text: str) -> tuple[set[str], list[str]]:
    """Render as GitHub does, HTML allowed; give the tags, and the texts of all code spans."""
    html = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    tree: Any = parseFragment(html, namespaceHTMLElements=False)
    tags = {element.tag for element in tree.iter()} - {"DOCUMENT_FRAGMENT"}
    return tags, ["".join(code.itertext()) for code in tree.iter("code")]


@given(hostile, hostile)
def test_what_an_entry_says_stands_in_the_summary_as_code_and_nothing_else(
    message: str, hint: str
) -> None:
    problem = Problem(PATH, 1, 1, "some-rule", f"x{message}", hint)

    tags, codes = elements(report.job_summary([problem], [], 1))

    assert tags == {"h2", "p", "h3", "ul", "li", "code"}
    assert codes[:2] == [PATH, "some-rule"]
    assert len(codes) == 3
    assert codes[2].startswith("x")


def test_the_summary_lists_changed_files_and_apart_from_them_the_errors_of_others() -> None:
    changed = several(30)
    others = [
        *several(2, path="entries/actors/y.md"),
        *several(3, "warning", "entries/actors/w.md"),
    ]

    text = report.job_summary(changed, others, 130)

    assert text.startswith(
        "## Check of the archive\n\n30 problems in 1 file (130 checked).\n"
        "5 more problems in unchanged files, 2 errors among them.\n"
    )
    assert "entries/actors/w.md" not in text
    assert text.count("\n- line ") == 32
    assert text.index("In files that did not change") < text.index("entries/actors/y.md")
    assert "- line 30, column 1: error ` rule ` ` wrong `\n" in text


@pytest.mark.parametrize("room", [0, 300, 5_000, 1_000_000])
def test_the_summary_fits_its_room_and_says_what_it_leaves_out(room: int) -> None:
    problems = several(40_000)

    text = report.job_summary(problems, [], 130, room)

    assert len(text.encode()) <= room
    if text:
        listed = text.count("\n- line ")
        assert text.endswith(f"\n{40_000 - listed:,} more are not listed here; the log has them.\n")
