"""How a grade is explained: for each grade, and for each thing that a higher one would need."""

from typing import Any

import pytest

from generator.site.trust import Trust, trust_of
from tests.checks.made_up import Plain, claim, event, registry
from tests.checks.test_grades import sources


def trust(grade: str = "weak", *publishers: str, **fields: Any) -> Trust:
    told = sources(*(publishers or ("times",)))
    entry = event(verification={"grade": grade}, sources=told, **fields)
    return trust_of(entry.facts, registry())


@pytest.mark.parametrize(
    ("publishers", "expected"),
    [
        (["times"], "1 source of 1 independent origin: Made-up Times."),
        (["times", "times"], "2 sources of 1 independent origin: Made-up Times."),
        (["times", "post"], "2 sources of 2 independent origins: Made-up Times; Made-up Post."),
        (
            ["times<agency", "post<agency", "herald"],
            (
                "3 sources of 2 independent origins: Made-up Agency, carried by Made-up Times and "
                "Made-up Post; Made-up Herald."
            ),
        ),
        (
            ["front-daily", "wing-daily"],
            (
                "2 sources of 1 independent origin: Front Daily and Wing Daily, which all stand "
                "with Made-up Front."
            ),
        ),
        (["front-radio"], "1 source of no independent origin: Front Radio, a party's own outlet."),
        (
            ["times", "front-radio"],
            (
                "2 sources of 1 independent origin: Made-up Times. Not counted: Front Radio, a "
                "party's own outlet."
            ),
        ),
    ],
)
def test_sources_are_counted_as_the_check_counts_them(publishers: list[str], expected: str) -> None:
    assert trust("weak", *publishers).origins == expected


SECOND = "For “fair” it would need a source of another origin"
TWO = "For “fair” it would need two sources of different origin"
FINDING = "For “confirmed” it would need that an initiator claims responsibility, or"
COURT: Plain = claim("c1", "tribunal")
DENIAL: Plain = claim("c2", "army", "denies")


@pytest.mark.parametrize(
    ("grade", "publishers", "claims", "expected"),
    [
        ("weak", ["times"], [], [SECOND, FINDING]),
        ("weak", ["front-radio"], [], [TWO, FINDING]),
        ("weak", ["times", "post"], [], ["would allow “fair”; the archive chose", FINDING]),
        ("weak", ["times"], [COURT], ["would allow “confirmed”; the archive chose"]),
        ("fair", ["times", "post"], [], [FINDING]),
        ("fair", ["times", "post"], [COURT], ["would allow “confirmed”; the archive chose"]),
        ("confirmed", ["times"], [COURT], ["There is no higher grade."]),
        ("contested", ["times", "post"], [DENIAL], ["no step of the ladder", "up to “fair”"]),
        ("contested", ["times"], [COURT, DENIAL], ["no step of the ladder", "up to “confirmed”"]),
        ("discounted", ["times"], [], ["a judgement of the archive", "up to “weak”"]),
        ("unassessed", ["times", "post"], [], ["Once somebody assesses it", "up to “fair”"]),
    ],
)
def test_every_grade_says_what_a_higher_one_would_need(
    grade: str, publishers: list[str], claims: list[Plain], expected: list[str]
) -> None:
    more = trust(grade, *publishers, claims=claims).more

    assert [part for part in expected if part not in more] == []
    assert ("would need" in more) is any("would need" in part for part in expected)


def test_claims_that_admit_find_or_deny_are_named() -> None:
    claims = [
        claim("c1", "front", "claims-responsibility"), claim("c2", "army", "claims-responsibility"),
        claim("c3", "tribunal"), claim("c4", "times"), claim("c5", "army", "denies"),
        claim("c6", "front", "denies-responsibility"),
    ]  # fmt: skip

    told = trust("confirmed", claims=claims)

    assert told.admissions == ("c1",)
    assert told.findings == ("c3",)
    assert told.denials == ("c5", "c6")


def test_a_long_list_of_origins_is_cut_and_says_by_how_many() -> None:
    outlets = ["times", "post", "herald", "agency", "assembly-news", "front-daily", "army-daily"]

    whole = trust("fair", *outlets).origins
    cut = trust("fair", *outlets, "times<assembly-news", "post<herald").origins

    assert "more" not in whole
    assert whole.startswith("7 sources of 7 independent origins: ")
    assert cut.startswith("9 sources of 7 independent origins: ")
