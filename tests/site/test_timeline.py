"""Timelines show sums as ranges, keep unknown apart from zero, and invent no month."""

from functools import reduce
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from generator.model.count import ZERO, Count, add_up
from generator.site.tally import Months, Reading, by_month, together
from generator.site.timeline import Timeline, timeline, year_timeline

_NUMBERS = st.integers(0, 50)
_COUNTS = st.one_of(
    st.just("unknown"),
    _NUMBERS,
    _NUMBERS.map(lambda n: f"{n}+"),
    _NUMBERS.map(lambda n: f"~{n}"),
    st.lists(_NUMBERS, min_size=3, max_size=3).map(
        lambda found: dict(zip(("min", "best", "max"), sorted(found), strict=True))
    ),
).map(Count.parse)


def reading(
    year: int, month: int, killed: object = None, *, injured: object = None, sums_up: bool = False
) -> Reading:
    figures = tuple(None if value is None else Count.parse(value) for value in (killed, injured))
    return Reading((year, month), sums_up, figures)


def address(year: int, month: int | None) -> str:
    return f"{year}/" if month is None else f"{year}/{month}/"


def drawn(*readings: Reading) -> Timeline:
    months = by_month(readings)
    found = timeline(months, together(months.values()), address)
    assert found is not None
    return found


def drawn_year(months: Months) -> Timeline | None:
    return year_timeline(months, together(months.values()), 2022, address)


@given(st.lists(_COUNTS, max_size=6))
def test_adding_up_is_adding_one_by_one(counts: list[Count]) -> None:
    assert add_up(counts) == (reduce(add, counts) if counts else ZERO)


@given(st.lists(_COUNTS, min_size=1), st.lists(_COUNTS, min_size=1))
def test_sums_of_sums_are_the_sum_of_all(one: list[Count], other: list[Count]) -> None:
    assert add_up([add_up(one), add_up(other)]) == add_up([*one, *other])


def test_a_sum_stays_a_range_and_an_open_end_stays_open() -> None:
    line = drawn(reading(2022, 1, "3-5"), reading(2022, 1, 2), reading(2022, 3, "8+"))

    assert [str(slot.period.sums[0]) for slot in line.slots] == [
        "5\N{EN DASH}7 (2)",
        "at least 8 (1)",
    ]
    _, killed = line.panels
    assert killed.largest == 8
    assert killed.sure.count("M") == 2
    assert killed.ranges.count("M") == 1
    assert killed.open_ends.count("M") == 1
    assert killed.best == ""


def test_an_exact_sum_has_no_pale_part() -> None:
    _, killed = drawn(reading(2022, 1, 4), reading(2022, 2, 2)).panels

    assert (killed.ranges, killed.open_ends, killed.unknown) == ("", "", "")


def test_a_best_estimate_is_a_tick_within_its_range() -> None:
    _, killed = drawn(
        reading(2022, 1, {"min": 2, "best": 5, "max": 10}), reading(2022, 2, 10)
    ).panels

    low = killed.foot - 2 * 3.7
    assert killed.best == f"M0 {killed.foot - 5 * 3.7:.1f}h34.4"
    assert killed.ranges.startswith(f"M0 {low:.1f}")


def test_no_figure_is_a_question_mark_and_not_a_bar_of_zero() -> None:
    line = drawn(reading(2022, 1), reading(2022, 2, 0), reading(2022, 3, 3))
    _, killed = line.panels

    assert killed.marks == "?"
    assert killed.sure.count("M") == 2
    assert line.whole.silent(0) == 1
    assert [str(slot.period.sums[0]) for slot in line.slots] == ["no figure", "0 (1)", "3 (1)"]


def test_an_outcome_without_any_figure_has_no_row() -> None:
    line = drawn(reading(2022, 1), reading(2022, 2))

    assert [panel.name for panel in line.panels] == ["Events"]


def test_figures_of_reports_stay_out_of_sums_and_are_no_unknown() -> None:
    line = drawn(reading(2022, 1, 700, sums_up=True), reading(2022, 1, 2))

    assert line.slots[0].period.events == 2
    assert str(line.whole.sums[0]) == "2 (1)"
    assert (line.whole.reports, line.whole.silent(0)) == (1, 0)


def test_an_event_of_a_year_is_not_put_into_january() -> None:
    line = drawn(*(reading(2022, month) for month in (2, 3, 4)), reading(2022, 0, 9))

    assert [slot.label for slot in line.slots] == ["February 2022", "March 2022", "April 2022"]
    assert line.unplaced is not None
    assert str(line.unplaced.sums[0]) == "9 (1)"
    assert sum(slot.period.events for slot in line.slots) + line.unplaced.events == 4


def test_where_many_months_are_unknown_the_line_is_by_year() -> None:
    line = drawn(reading(2022, 2), reading(2022, 0))

    assert (line.unit, line.unplaced) == ("year", None)
    assert [slot.period.events for slot in line.slots] == [2]


def test_the_unit_grows_with_the_span() -> None:
    first = reading(2000, 1)

    assert drawn(first, reading(2002, 12)).unit == "month"
    assert drawn(first, reading(2003, 1)).unit == "quarter"
    assert drawn(first, reading(2011, 12)).unit == "quarter"
    assert drawn(first, reading(2012, 1)).unit == "year"


def test_gaps_keep_their_room_on_the_axis() -> None:
    line = drawn(reading(2022, 1), reading(2022, 7))

    assert [slot.x for slot in line.slots] == [0, 240]
    assert (line.first, line.last) == ("January 2022", "July 2022")


def test_quarters_are_named_by_their_months_and_lead_to_the_year() -> None:
    line = drawn(reading(2000, 2), reading(2000, 3), reading(2005, 12))

    assert [(slot.label, slot.address) for slot in line.slots] == [
        ("Jan\N{EN DASH}Mar 2000", "2000/"),
        ("Oct\N{EN DASH}Dec 2005", "2005/"),
    ]


def test_a_year_has_all_of_its_months_and_bars_lead_to_them() -> None:
    line = drawn_year(by_month([reading(2022, 6, 1, injured="2+"), reading(2022, 6)]))

    assert line is not None
    assert [label for _, label in line.ticks][::11] == ["Jan", "Dec"]
    assert [slot.address for slot in line.slots] == ["2022/6/"]
    assert str(line.slots[0]) == "June 2022: 2 events, 1 killed, at least 2 injured"


def test_one_event_alone_needs_no_picture() -> None:
    one = by_month([reading(2022, 6, 1)])

    assert timeline(one, together(one.values()), address) is None
    assert drawn_year(by_month([reading(2022, 6), reading(2022, 0)])) is None
    assert timeline({}, together([]), address) is None
