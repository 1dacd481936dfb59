"""Chains that lead round in a circle: claims, parents and merged entries."""

import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.circle import circling
from generator.model.entry import Entry
from generator.model.event import Event
from tests.checks.made_up import Plain, claim, draft_of, event, found, registry

RINGS = pytest.mark.parametrize("length", [1, 2, 3])


def ring(length: int) -> dict[str, str]:
    """Give names in a circle, each with the next: a1 to a2, a2 to a3, a3 to a1."""
    return {f"a{at + 1}": f"a{(at + 1) % length + 1}" for at in range(length)}


@RINGS
def test_claims_about_one_another_in_a_circle_are_all_named(length: int) -> None:
    claims = [claim(id_, about=about) for id_, about in ring(length).items()]
    tail = claim("b", about="a1")

    problems = found("claim-circle", draft_of(event(claims=[*claims, tail])))

    assert sorted(field for _, field, _ in problems) == [
        f"claims.{number}.about" for number in range(length)
    ]


@RINGS
def test_actors_that_are_parts_of_one_another_are_all_named(length: int) -> None:
    actors: dict[str, Plain] = {
        id_: {"name": id_, "kind": "state", "parent": parent}
        for id_, parent in {**ring(length), "b": "a1"}.items()
    }

    problems = found("parent-circle", draft_of(of=registry(actors=actors)))

    assert sorted((id_, field) for id_, field, _ in problems) == [
        (id_, "parent") for id_ in ring(length)
    ]


def merged(id_: str, into: str) -> Entry[Event]:
    return event(id_, status="merged", status_reason="Made up.", replaced_by=into)


@RINGS
def test_entries_merged_into_one_another_are_all_named_once(length: int) -> None:
    entries = [merged(id_, into) for id_, into in ring(length).items()]

    draft = draft_of(*entries, merged("b", "a1"))
    rule = "unknown-event" if length == 1 else "merge-circle"

    assert sorted((id_, field) for id_, field, _ in found(rule, draft)) == [
        (id_, "replaced_by") for id_ in ring(length)
    ]


def test_a_chain_of_merged_entries_that_ends_is_fine() -> None:
    draft = draft_of(merged("a", "b"), merged("b", "c"), event("c"))

    assert found("merge-circle", draft) == []
    assert found("unknown-event", draft) == []


def test_an_entry_that_is_no_longer_merged_ends_the_chain() -> None:
    draft = draft_of(merged("a", "b"), event("b", replaced_by="a"))

    assert found("merge-circle", draft) == []
    assert [message for *_, message in found("missing-reason", draft)] == [
        "the entry is published, yet replaced by another"
    ]


def test_a_chain_of_a_hundred_thousand_takes_no_time_and_no_stack() -> None:
    chain: dict[str, str | None] = {str(number): str(number + 1) for number in range(100_000)}
    started = time.process_time()

    assert list(circling(chain)) == []
    assert list(circling(chain | {"99999": "0"})) == [str(number) for number in range(100_000)]
    assert time.process_time() - started < 2


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.none() | st.sampled_from("abcdefghxy")),
)
def test_exactly_those_that_lead_back_to_themselves_are_found_each_once(
    chain: Mapping[str, str | None],
) -> None:
    found_there = list(circling(chain))

    assert sorted(found_there) == sorted(id_ for id_ in chain if _returns(chain, id_))


def _returns(chain: Mapping[str, str | None], start: str) -> bool:
    """Walk as many steps as there are links; slow, and plainly right."""
    at: str | None = start
    for _ in chain:
        at = chain.get(at) if at is not None else None
        if at == start:
            return True
    return False
