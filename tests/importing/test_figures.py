"""How estimates of the whole and the dead of each side become counts."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.figures import (
    CONTRADICTING,
    DISORDERED,
    LARGEST_GROUP,
    WITHOUT_BEST,
    Bounds,
    count_of,
    figures_of,
)
from generator.model.count import Count, add_up
from generator.model.event import Group

NUMBERS = st.integers(0, 500)


def counted(
    groups: Mapping[Group, int | None], low: int | None, best: int | None, high: int | None
) -> tuple[dict[Group, Bounds], tuple[str, ...]]:
    found = figures_of(groups.items(), low, best, high)
    return dict(found.counts), found.notes


def exactly(number: int) -> Bounds:
    return {"min": number, "best": number, "max": number}


@given(st.lists(NUMBERS, min_size=4, max_size=4), NUMBERS, NUMBERS)
def test_the_sums_of_ordered_estimates_are_those_of_the_table(
    dead: list[int], less: int, more: int
) -> None:
    names: list[Group] = ["security-forces", "fighters", "civilians", "unknown"]
    best = sum(dead)
    low = max(0, best - less)

    found = figures_of(zip(names, dead, strict=True), low, best, best + more)

    total = add_up(Count.parse(count_of(bounds)) for _, bounds in found.counts)
    assert (total.low, total.high) == (low, best + more)
    assert total.best in {best, None}
    assert sum(bounds["best"] for _, bounds in found.counts) == best
    assert found.is_exact
    assert all(list(b.values()) == sorted(b.values()) for _, b in found.counts)


@given(st.lists(st.none() | NUMBERS, min_size=7, max_size=7))
def test_no_figures_give_a_count_that_the_codebook_refuses(cells: list[int | None]) -> None:
    names: list[Group] = ["fighters", "fighters", "civilians", "unknown"]

    for _, bounds in figures_of(zip(names, cells[:4], strict=True), *cells[4:]).counts:
        Count.parse(count_of(bounds))


def test_one_group_carries_both_bounds() -> None:
    assert counted({"fighters": 9, "civilians": 0}, 7, 9, 12) == (
        {"fighters": {"min": 7, "best": 9, "max": 12}},
        (),
    )


def test_of_several_groups_those_of_unknown_status_carry_the_bounds() -> None:
    assert counted({"fighters": 9, "unknown": 1}, 8, 10, 12) == (
        {
            "fighters": {"min": 8, "best": 9, "max": 9},
            "unknown": {"min": 0, "best": 1, "max": 3},
        },
        (LARGEST_GROUP,),
    )


def test_estimates_in_no_order_span_from_the_smallest_to_the_largest() -> None:
    assert counted({"fighters": 5}, 6, 5, 4) == (
        {"fighters": {"min": 4, "best": 5, "max": 6}},
        (DISORDERED,),
    )


def test_an_absent_number_is_no_zero() -> None:
    assert counted({"fighters": None}, None, None, None) == ({}, ())
    assert counted({"fighters": 0}, 0, 0, 0) == ({"unknown": exactly(0)}, ())
    assert counted({"fighters": 3, "civilians": None}, None, None, None) == (
        {"fighters": exactly(3)},
        (WITHOUT_BEST,),
    )
    assert counted({}, 2, None, 5) == ({"unknown": {"min": 2, "max": 5}}, ())
    assert counted({}, None, 4, None) == ({"unknown": {"best": 4}}, ())
    assert counted({"fighters": 3, "civilians": 1}, None, 4, None)[0] == {
        "fighters": {"best": 3},
        "civilians": {"best": 1},
    }


def test_dead_of_the_sides_that_are_more_than_the_whole_are_not_counted() -> None:
    assert counted({"fighters": 5, "civilians": 5}, 4, 6, 8) == (
        {"unknown": {"min": 4, "best": 6, "max": 8}},
        (CONTRADICTING,),
    )


def test_dead_of_no_side_are_of_unknown_status() -> None:
    assert counted({"fighters": 5}, 8, 8, 8)[0] == {"fighters": exactly(5), "unknown": exactly(3)}


@pytest.mark.parametrize(
    ("bounds", "written"), [(exactly(3), "3"), ({"min": 1, "max": 2}, {"min": 1, "max": 2})]
)
def test_a_count_without_doubt_is_written_as_one_number(bounds: Bounds, written: object) -> None:
    assert count_of(bounds) == written
