"""The ceilings of verification grades, against the table of the codebook."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.evidence import evidence_of
from tests.checks.made_up import PUBLISHERS, Plain, claim, draft_of, event, found, hints, registry


def sources(*publishers: str) -> list[Plain]:
    """Give a source by each publisher; `times<agency` carries an agency's text."""
    split = [publisher.partition("<") for publisher in publishers]
    return [
        {"id": f"s{number}", "publisher": own, **({"carries": agency} if agency else {})}
        for number, (own, _, agency) in enumerate(split, 1)
    ]


def ceiling_of(**fields: Any) -> str:
    return evidence_of(event(**fields).facts, registry()).ceiling


@pytest.mark.parametrize(
    ("publishers", "expected"),
    [
        pytest.param(["times"], "weak", id="one-source"),
        pytest.param(["times", "times"], "weak", id="two-pages-of-one-publisher"),
        pytest.param(["times", "post"], "fair", id="two-publishers"),
        pytest.param(["front-radio"], "weak", id="a-partys-outlet"),
        pytest.param(["front-radio", "army-radio"], "weak", id="outlets-of-two-parties"),
        pytest.param(["front-radio", "times"], "weak", id="a-partys-outlet-and-one-more"),
        pytest.param(["front-radio", "times", "post"], "fair", id="a-partys-outlet-and-two-more"),
        pytest.param(
            ["times<agency", "post<agency", "herald<agency"], "weak", id="one-wire-in-three-papers"
        ),
        pytest.param(["agency", "post<agency"], "weak", id="a-wire-and-a-paper-that-carries-it"),
        pytest.param(["times<agency", "times"], "fair", id="a-wire-and-the-papers-own-report"),
        pytest.param(["times<front-radio", "post"], "weak", id="a-paper-that-carries-a-party"),
        pytest.param(["front-radio<agency", "post"], "fair", id="a-partys-outlet-carries-a-wire"),
        pytest.param(["front-daily"], "weak", id="stands-with-a-party"),
        pytest.param(["front-daily", "front-weekly"], "weak", id="two-that-stand-with-one-party"),
        pytest.param(
            ["front-daily", "wing-daily"], "weak", id="two-that-stand-with-child-and-parent"
        ),
        pytest.param(["front-daily", "army-daily"], "fair", id="two-that-stand-with-two-parties"),
        pytest.param(["front-daily", "times"], "fair", id="stands-with-a-party-and-one-more"),
        pytest.param(["assembly-news", "times"], "fair", id="the-un-publishes-yet-makes-no-claim"),
    ],
)
def test_fair_needs_two_sources_of_different_origin(publishers: list[str], expected: str) -> None:
    assert ceiling_of(sources=sources(*publishers)) == expected


@pytest.mark.parametrize(
    ("by", "initiator", "expected"),
    [
        pytest.param("front", "front", "confirmed", id="the-initiator-itself"),
        pytest.param("wing", "front", "confirmed", id="a-child-of-the-initiator"),
        pytest.param("cell", "front", "confirmed", id="a-grandchild-of-the-initiator"),
        pytest.param("front", "wing", "confirmed", id="the-initiators-parent"),
        pytest.param("army", "front", "weak", id="somebody-else"),
        pytest.param("front-radio", "front", "weak", id="an-outlet-of-the-initiator"),
    ],
)
def test_a_claim_of_responsibility_confirms_where_the_initiator_makes_it(
    by: str, initiator: str, expected: str
) -> None:
    taking_part = [{"actor": initiator, "role": "initiator", "certainty": "unknown"}]

    grade = ceiling_of(actors=taking_part, claims=[claim("c1", by, "claims-responsibility")])

    assert grade == expected


@pytest.mark.parametrize("role", ["target", "participant", "affected", "claimant"])
def test_a_claim_of_responsibility_confirms_nothing_in_another_role(role: str) -> None:
    taking_part = [{"actor": "front", "role": role, "certainty": "unknown"}]
    claims = [claim("c1", "front", "claims-responsibility")]

    assert ceiling_of(actors=taking_part, claims=claims) == "weak"


@pytest.mark.parametrize(
    ("by", "stance", "expected"),
    [
        ("assembly", "asserts", "confirmed"),
        ("assembly", "revises", "confirmed"),
        ("assembly", "denies", "weak"),
        ("assembly", "denies-responsibility", "weak"),
        ("assembly-news", "asserts", "confirmed"),
        ("tribunal", "asserts", "confirmed"),
        ("residents", "asserts", "weak"),
        ("army", "asserts", "weak"),
        ("times", "asserts", "weak"),
    ],
)
def test_a_finding_of_the_un_or_a_court_confirms(by: str, stance: str, expected: str) -> None:
    assert ceiling_of(claims=[claim("c1", by, stance)]) == expected


@pytest.mark.parametrize("stance", ["asserts", "revises", "claims-responsibility"])
def test_contested_needs_a_claim_that_denies(stance: str) -> None:
    contested = event(claims=[claim("c1", stance=stance)], verification={"grade": "contested"})

    assert found("grade-too-high", draft_of(contested)) == [
        (contested.id, "verification.grade", "is `contested`, but no claim denies anything")
    ]


@pytest.mark.parametrize("stance", ["denies", "denies-responsibility"])
def test_a_claim_that_denies_allows_contested(stance: str) -> None:
    contested = event(claims=[claim("c1", stance=stance)], verification={"grade": "contested"})

    assert found("grade-too-high", draft_of(contested)) == []


ALLOWED = {"weak": ["weak"], "fair": ["weak", "fair"], "confirmed": ["weak", "fair", "confirmed"]}
EVIDENCE: dict[str, Plain] = {
    "weak": {"sources": sources("times")},
    "fair": {"sources": sources("times", "post")},
    "confirmed": {"claims": [claim("c1", "tribunal")]},
}


@pytest.mark.parametrize("evidence", EVIDENCE)
@pytest.mark.parametrize("grade", ["weak", "fair", "confirmed", "discounted", "unassessed"])
def test_a_lower_grade_is_always_allowed_and_a_higher_one_never(evidence: str, grade: str) -> None:
    entry = event(**EVIDENCE[evidence], verification={"grade": grade})

    problems = found("grade-too-high", draft_of(entry))

    assert (problems == []) is (grade in {*ALLOWED[evidence], "discounted", "unassessed"})


def test_a_grade_that_is_too_high_names_the_one_to_set_and_what_that_grade_lacks() -> None:
    one = event("2022-04-01-one", verification={"grade": "confirmed"})
    two = event("2022-04-01-two", verification={"grade": "fair"})

    draft = draft_of(one, two)

    assert [message for *_, message in found("grade-too-high", draft)] == [
        "is `confirmed`, but no party admits it, and neither the UN nor a court found it",
        "is `fair`, but its sources have one origin only",
    ]
    assert hints("grade-too-high", draft) == ["set `weak`, or add what is missing"] * 2


def test_whoever_is_not_in_the_registry_is_one_fault_and_not_two() -> None:
    unknown = [
        event(sources=sources("times", "nobody"), verification={"grade": "fair"}),
        event(claims=[claim("c1", "nobody")], verification={"grade": "confirmed"}),
        event(
            actors=[{"actor": "nobody", "role": "initiator", "certainty": "unknown"}],
            claims=[claim("c1", "wing", "claims-responsibility")],
            verification={"grade": "confirmed"},
        ),
        event(
            claims=[claim("c1", "nobody", "claims-responsibility")],
            verification={"grade": "confirmed"},
        ),
    ]

    assert found("grade-too-high", draft_of(*unknown)) == []


def test_parents_in_a_circle_do_not_hang_the_count_of_origins() -> None:
    actors: dict[str, Plain] = {
        "one": {"name": "One", "kind": "state", "parent": "two"},
        "two": {"name": "Two", "kind": "state", "parent": "one"},
    }
    outlet: Plain = {"name": "Outlet", "kind": "local-media", "stands_with": "one"}
    circling = registry(actors=actors, publishers={**PUBLISHERS, "outlet": outlet})

    found = evidence_of(event(sources=sources("outlet", "times")).facts, circling)

    assert len(found.origins) == 2


@given(st.lists(st.sampled_from(sorted(PUBLISHERS)), min_size=1, max_size=8))
def test_the_order_of_sources_does_not_matter_and_one_more_never_lowers_the_grade(
    publishers: list[str],
) -> None:
    steps = ["weak", "fair", "confirmed"]
    whole = ceiling_of(sources=sources(*publishers))

    assert whole == ceiling_of(sources=sources(*reversed(publishers)))
    assert steps.index(whole) >= steps.index(ceiling_of(sources=sources(*publishers[:1])))
    assert whole == ceiling_of(sources=sources(*publishers, "front-radio"))
