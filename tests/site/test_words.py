"""How numbers of people, spans of time, languages and countries read on a page."""

from collections.abc import Mapping
from typing import Any

import pytest

from generator.model.toll import toll_of
from generator.site.names import country_name, language_name
from generator.site.words import span_words, who
from tests.checks.made_up import event

Row = Mapping[str, Any]


def killed(count: object, group: str) -> Row:
    return {"outcome": "killed", "group": group, "count": count}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([killed(3, "civilians")], "civilians"),
        ([killed(1, "security-forces")], "member of the security forces"),
        ([killed(8, "unknown")], ""),
        ([killed(2, "civilians"), killed(1, "fighters")], "2 civilians; 1 fighter"),
        (
            [killed("1+", "fighters"), killed("<=1", "unknown")],
            "at least 1 fighter; up to 1 person",
        ),
        ([killed("2+", "fighters"), killed("0", "unknown")], "at least 2 fighters; 0 people"),
        ([killed(13, "security-forces")], "security forces"),
        (
            [killed("~170", "civilians"), killed(13, "security-forces")],
            "about 170 civilians; 13 members of the security forces",
        ),
        (
            [killed("unknown", "civilians"), killed(1, "fighters")],
            "civilians, number unknown; 1 fighter",
        ),
    ],
)
def test_a_toll_says_who_they_were_and_repeats_no_number(rows: list[Row], expected: str) -> None:
    (line,) = toll_of(event(casualties=rows).facts)

    assert who(line) == expected


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        ("2015-01/..", "since January 2015"),
        ("../2021-08-15", "until 15 August 2021"),
        ("2004-01-26/2021-08-15", "26 January 2004 to 15 August 2021"),
    ],
)
def test_a_span_of_time_reads_in_words(interval: str, expected: str) -> None:
    assert span_words(interval) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("id", "Indonesian"),
        ("fa", "Persian"),
        ("fa-AF", "Dari"),
        ("prs", "Dari"),
        ("uz-Arab", "Uzbek"),
        ("qqz", "qqz"),
    ],
)
def test_a_language_is_named_and_a_code_that_nobody_knows_stays(code: str, expected: str) -> None:
    assert language_name(code) == expected


def test_a_country_is_named() -> None:
    assert (country_name("us"), country_name("qq")) == ("United States", "QQ")
