"""Figures beside independent ones: which count, who is independent, and what their bounds allow."""

import math
from typing import Any

import pytest

from generator.model.archive import archive_of
from generator.model.divergence import FEWEST, Divergence, Ratio, divergences
from generator.model.entry import Entry
from generator.model.event import Event
from tests.checks.made_up import ACTORS, PUBLISHERS, Plain, claim, event, registry

KILLED: Plain = {"outcome": "killed", "group": "civilians"}
BYSTANDERS: list[Plain] = [{"actor": "army", "role": "target", "certainty": "unknown"}]


def says(id_: str, by: str, count: object, stance: str = "asserts", **more: Any) -> Plain:
    """Give a claim with one figure, of civilians killed where nothing else is said."""
    row = {**KILLED, "count": count, **more.pop("row", {})}
    return claim(id_, by, stance, reports=[row], **more)


def told(*claims: Plain, id_: str = "2022-04-01-made-up", **fields: Any) -> Entry[Event]:
    """Give an event in which these claims are made, and in which only the army takes part."""
    return event(id_, **{"actors": BYSTANDERS, "claims": list(claims), **fields})


def of(actor: str, *events: Entry[Event]) -> tuple[Divergence, ...]:
    extra: Plain = {"name": "Made-up Watch", "kind": "ngo"}
    known = registry(actors={**ACTORS, "watch": extra})
    return divergences(archive_of(known, events)).get(actor, ())


def compared(actor: str, *claims: Plain, **fields: Any) -> list[tuple[str, str]]:
    """Give each comparison of one event: the actor's own figure, and the independent ones."""
    return [
        (str(one.own_count), ", ".join(f"{f.by} {f.count}" for f in one.others))
        for part in of(actor, told(*claims, **fields))
        for one in part.comparisons
    ]


def test_an_actors_figure_stands_beside_those_of_speakers_that_are_no_party() -> None:
    claims = (
        says("c1", "front", 3), says("c2", "times", 10), says("c3", "residents", "8+"),
        says("c4", "assembly", 9),
    )  # fmt: skip

    assert compared("front", *claims) == [("3", "times 10, residents at least 8, assembly 9")]


@pytest.mark.parametrize(
    "by",
    [
        pytest.param("wing", id="its-child"),
        pytest.param("cell", id="its-grandchild"),
        pytest.param("front-radio", id="its-outlet"),
        pytest.param("front-daily", id="a-paper-that-stands-with-an-actor-listed"),
        pytest.param("army", id="another-party"),
        pytest.param("army-radio", id="another-partys-outlet"),
    ],
)
def test_who_is_tied_to_it_or_is_a_party_is_not_independent(by: str) -> None:
    listed = [{"actor": "wing", "role": "initiator", "certainty": "unknown"}]

    assert compared("front", says("c1", "front", 3), says("c2", by, 10), actors=listed) == []


def test_a_paper_that_stands_with_the_actor_is_not_independent_of_it_alone() -> None:
    claims = (says("c1", "front", 3), says("c2", "front-daily", 5), says("c3", "watch", 10))

    assert compared("front", *claims) == [("3", "watch 10")]
    assert compared("watch", *claims) == [("10", "front-daily 5")]


def test_whoever_is_listed_with_the_event_is_not_independent() -> None:
    listed = [{"actor": "assembly", "role": "target", "certainty": "confirmed"}]
    claims = (says("c1", "front", 3), says("c2", "assembly", 10))

    assert compared("front", *claims) == [("3", "assembly 10")]
    assert compared("front", *claims, actors=listed) == []


def test_a_partys_outlet_speaks_for_the_party() -> None:
    assert compared("front", says("c1", "front-radio", 3), says("c2", "times", 10)) == [
        ("3", "times 10")
    ]


def test_unnamed_speakers_are_compared_with_and_get_no_comparison_of_their_own() -> None:
    claims = (says("c1", "residents", 3), says("c2", "times", 10))

    assert compared("residents", *claims) == []


@pytest.mark.parametrize("row", [{"group": "fighters"}, {"outcome": "injured"}])
def test_only_the_same_outcome_and_group_are_compared(row: Plain) -> None:
    assert compared("front", says("c1", "front", 3), says("c2", "times", 10, row=row)) == []


def test_what_is_unknown_is_left_out_and_is_not_zero() -> None:
    times = says("c2", "times", 10)

    assert compared("front", says("c1", "front", "unknown"), times) == []
    assert compared("front", says("c1", "front", 0), times) == [("0", "times 10")]


def test_a_figure_in_a_denial_counts_as_the_speakers_own() -> None:
    denial = says("c2", "front", "<=2", "denies", about="c1")

    assert compared("front", says("c1", "times", 10), denial) == [("up to 2", "times 10")]


def test_a_revision_replaces_every_figure_of_its_speaker_before_it() -> None:
    claims = (
        says("c1", "front", 1), says("c2", "front", 2, "revises", about="c1"),
        says("c3", "front", 3, "revises", about="c2"),
        says("c4", "residents", 7), says("c5", "residents", 9, "revises", about="c4"),
    )  # fmt: skip

    assert compared("front", *claims) == [("3", "residents 9")]


def test_a_revision_by_somebody_else_replaces_nothing() -> None:
    claims = (says("c1", "front", 1), says("c2", "times", 8, "revises", about="c1"))

    assert compared("front", *claims) == [("1", "times 8")]


def test_a_revision_replaces_only_the_figures_that_it_gives() -> None:
    revision = says("c2", "front", 4, "revises", about="c1", row={"outcome": "injured"})

    assert compared("front", says("c1", "front", 1), revision, says("c3", "times", 8)) == [
        ("1", "times 8")
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("2022-04-01", "2022-04-02", "5", id="the-later-day"),
        pytest.param("2022-04-02", "2022-04-01", "3", id="whatever-the-order"),
        pytest.param("2022-04-01", "2022-04-01", "3–5", id="one-day"),  # noqa: RUF001
        pytest.param("2022-04-01", None, "3–5", id="day-unknown"),  # noqa: RUF001
        pytest.param("2022-04", "2022-04-20", "3–5", id="perhaps-earlier"),  # noqa: RUF001
        pytest.param("2022-04-01", "2022-04-02?", "3–5", id="uncertain"),  # noqa: RUF001
    ],
)
def test_a_later_figure_replaces_an_earlier_one_where_the_days_are_certain(
    first: str, second: str | None, expected: str
) -> None:
    claims = (
        says("c1", "front", 3, made=first), says("c2", "front", 5, made=second),
        says("c3", "times", 10),
    )  # fmt: skip

    assert compared("front", *claims) == [(expected, "times 10")]


def test_a_later_figure_of_unnamed_speakers_replaces_nothing() -> None:
    claims = (
        says("c1", "residents", 3, made="2022-04-01"),
        says("c2", "residents", 5, made="2022-04-02"),
        says("c3", "front", 1),
    )  # fmt: skip

    assert compared("front", *claims) == [("1", "residents 3, residents 5")]


@pytest.mark.parametrize(
    ("own", "others", "expected", "side"),
    [
        (3, [10], Ratio(0.3, 0.3), "below"),
        (10, [4, 5], Ratio(2, 2.5), "above"),
        (10, [5, 20], Ratio(0.5, 2), "open"),
        ("5-10", [10, 20], Ratio(0.25, 1), "open"),
        (10, ["20+"], Ratio(0, 0.5), "below"),
        ("20+", [10], Ratio(2, math.inf), "above"),
        ("8+", ["8+"], Ratio(0, math.inf), "open"),
        ("<=5", [10], Ratio(0, 0.5), "below"),
        ("~5", [10], Ratio(0.5, 0.5, approximate=True), "below"),
        (0, [10], Ratio(0, 0), "below"),
        (10, [0], Ratio(math.inf, math.inf), "above"),
        (0, [0], Ratio(1, 1), "open"),
        (0, ["<=4"], Ratio(0, 1), "open"),
        ("<=4", [0], Ratio(1, math.inf), "open"),
    ],
)
def test_a_ratio_has_the_bounds_that_the_figures_allow(
    own: object, others: list[object], expected: Ratio, side: str
) -> None:
    rows = [says(f"c{number}", "residents", count) for number, count in enumerate(others, 2)]

    (part,) = of("front", told(says("c1", "front", own), *rows))
    (comparison,) = part.comparisons

    assert comparison.ratio == expected
    assert comparison.side == side


def many(*pairs: tuple[object, object]) -> list[Entry[Event]]:
    """Give an event for each pair: what the front says, and what the Times says."""
    return [
        told(says("c1", "front", own), says("c2", "times", other), id_=f"2022-04-{day:02d}-made-up",
             date=f"2022-04-{day:02d}")
        for day, (own, other) in enumerate(pairs, 1)
    ]  # fmt: skip


def test_five_events_are_enough_to_sum_up_and_four_are_not() -> None:
    four, five = (of("front", *many(*[(1, 2)] * count))[0] for count in (FEWEST - 1, FEWEST))

    assert FEWEST == 5
    assert not four.is_enough
    assert five.is_enough


def test_one_event_with_many_figures_is_one_event() -> None:
    (part,) = of(
        "front", told(says("c1", "front", 1), *(says(f"r{n}", "residents", n) for n in range(9)))
    )

    assert len(part.comparisons) == 1


def test_the_median_has_the_bounds_of_the_medians_of_the_bounds() -> None:
    pairs = [(1, 10), (5, 10), (10, 10), (20, 10), ("10+", 10)]

    (part,) = of("front", *many(*pairs))

    assert part.median == Ratio(1, 1)
    assert (part.count("below"), part.count("above"), part.count("open")) == (2, 1, 2)


def test_open_bounds_leave_the_median_open() -> None:
    (part,) = of("front", *many(*[("8+", "8+")] * 5))

    assert part.median.says_nothing


def test_the_newest_event_stands_first() -> None:
    (part,) = of("front", *many((1, 2), (3, 4)))

    assert [one.event.id for one in part.comparisons] == [
        "2022-04-02-made-up", "2022-04-01-made-up",
    ]  # fmt: skip


def test_types_that_sum_up_other_events_and_unpublished_entries_are_left_out() -> None:
    claims = [says("c1", "front", 3), says("c2", "times", 10)]
    known = registry()
    report = known.types["raid"]
    summing = report.facts.model_copy(update={"aggregate": True})
    aggregate = Entry(report.id, report.path, summing, report.body)
    sums_up = type(known)(
        known.actors, known.provinces, {**known.types, "raid": aggregate}, known.publishers, {}
    )
    withdrawn = told(*claims, status="withdrawn", status_reason="Made up.")

    assert divergences(archive_of(sums_up, [told(*claims)])) == {}
    assert of("front", withdrawn) == ()


def test_every_publisher_of_the_made_up_registry_is_looked_up_without_a_fault() -> None:
    claims = [says(f"c{number}", by, number) for number, by in enumerate(sorted(PUBLISHERS))]

    assert of("front", told(*claims)) != ()
