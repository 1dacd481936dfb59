import calendar
import pickle
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.partial_date import FORMS, DateError, PartialDate

YEARS = st.integers(1, 9999)
QUALIFIERS = st.sampled_from(["", "?", "~"])


@st.composite
def days(draw: st.DrawFn) -> str:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    return f"{year:04d}-{month:02d}-{day:02d}"


@st.composite
def months(draw: st.DrawFn) -> str:
    return f"{draw(YEARS):04d}-{draw(st.integers(1, 12)):02d}"


POINTS = st.one_of(
    days(), months(), YEARS.map(lambda year: f"{year:04d}"), months().map(lambda text: f"{text}-XX")
)
QUALIFIED = st.tuples(POINTS, QUALIFIERS).map("".join)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    ends = [draw(QUALIFIED), draw(QUALIFIED)]
    return "/".join(sorted(ends, key=lambda text: PartialDate.parse(text).sort_key))


DATES = st.one_of(QUALIFIED, intervals())


def bounds_by_the_oracle(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ask the library, end by end where its grammar refuses the interval as a whole."""
    ends = text.split("/") if "XX" in text else [text]
    first, last = parse_edtf(ends[0]), parse_edtf(ends[-1])
    return tuple(first.lower_strict()[:3]), tuple(last.upper_strict()[:3])


@given(DATES)
@settings(max_examples=120, deadline=None)
@example("2022-06-XX")
@example("2024-02")
@example("1900-02~")
@example("2022-06/2022-06-15")
@example("2022-06-20/2022-06")
@example("2022-06-11?/2022-06-12~")
def test_first_and_last_day_are_the_strict_bounds_of_the_edtf_library(text: str) -> None:
    ours = PartialDate.parse(text)

    assert (ours.first.timetuple()[:3], ours.last.timetuple()[:3]) == bounds_by_the_oracle(text)


def test_every_year_of_the_calendar_is_read_with_its_first_and_last_day() -> None:
    for year in range(1, 10_000):
        parsed = PartialDate.parse(f"{year:04d}")

        assert (parsed.first, parsed.last) == (date(year, 1, 1), date(year, 12, 31))
        assert PartialDate.parse(year) == parsed
        assert (parsed.precision, str(parsed)) == ("year", f"{year}")


@given(st.text() | DATES.map(lambda text: text[1:]) | st.from_regex(r"[0-9X?~/.-]{0,24}"))
@settings(deadline=None)
@example("")
@example("/")
@example("2022/")
@example("/2022")
@example("\u0662\u0660\u0662\u0662-\u0660\u0666")
@example("2022-06-11\n")
@example("2022/2023/2024")
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        parsed = PartialDate.parse(text)
    except DateError:
        return

    assert parsed.text == text
    assert parsed.first <= parsed.last
    assert str(parsed)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", f"`` is not a date; write {FORMS}"),
        ("11 June 2022", f"`11 June 2022` is not a date; write {FORMS}"),
        ("2022-6-1", f"`2022-6-1` is not a date; write {FORMS}"),
        ("2022-13", f"`2022-13` is not a date; write {FORMS}"),
        ("2022-XX", f"`2022-XX` is not a date; write {FORMS}"),
        ("2022-06-11?~", f"`2022-06-11?~` is not a date; write {FORMS}"),
        ("2022-06-11T10:00", f"`2022-06-11T10:00` is not a date; write {FORMS}"),
        (" 2022", f"`2022` is not a date; write {FORMS}"),
        ("x" * 99, f"`{'x' * 60}…` is not a date; write {FORMS}"),
        ("2022\n::error", f"`2022 ::error` is not a date; write {FORMS}"),
        ("2022/..", f"`..` is not a date; write {FORMS}"),
        (
            "04/07/2022",
            "`04/07/2022` is not a date; write the year first: 2022-07-04 or 2022-04-07",
        ),
        ("11.6.2022", "`11.6.2022` is not a date; write the year first: 2022-06-11 or 2022-11-06"),
        ("25-12-2022", "`25-12-2022` is not a date; write the year first: 2022-12-25"),
        ("12/25/2022", "`12/25/2022` is not a date; write the year first: 2022-12-25"),
        ("5/5/2022", "`5/5/2022` is not a date; write the year first: 2022-05-05"),
        ("30/02/2022", f"`30` is not a date; write {FORMS}"),
        ("01/01/0000", f"`01` is not a date; write {FORMS}"),
        ("0000", "there is no year 0000 in the archive's calendar"),
        ("2022-02-30", "February 2022 has no day 30"),
        ("2023-02-29", "February 2023 has no day 29"),
        ("2022-06-00", "June 2022 has no day 0"),
        ("2022-06-12/2022-06-11", "the interval `2022-06-12/2022-06-11` ends before it begins"),
        ("2022/2021-12", "the interval `2022/2021-12` ends before it begins"),
        (None, f"a date is text such as {FORMS}"),
        (True, f"a date is text such as {FORMS}"),
        (2022.06, f"a date is text such as {FORMS}"),
        (0, f"a date is text such as {FORMS}"),
        (-2022, f"a date is text such as {FORMS}"),
        (20220611, f"a date is text such as {FORMS}"),
        pytest.param(10**5000, f"a date is text such as {FORMS}", id="huge"),
        (["2022"], f"a date is text such as {FORMS}"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(value: object, message: str) -> None:
    with pytest.raises(DateError) as refusal:
        PartialDate.parse(value)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("text", "printed", "precision"),
    [
        ("2022-06-11", "11 June 2022", "day"),
        ("2022-06-01", "1 June 2022", "day"),
        ("2022-06", "June 2022", "month"),
        ("2022", "2022", "year"),
        ("0079", "79", "year"),
        ("2022-06-XX", "June 2022, day unknown", "month"),
        ("2022-06-11?", "11 June 2022 (uncertain)", "day"),
        ("2022-06~", "about June 2022", "month"),
        ("2022?", "2022 (uncertain)", "year"),
        ("2022-06-11/2022-06-12", "11\u201312 June 2022", "interval"),
        ("2022-06-30/2022-07-02", "30 June \u2013 2 July 2022", "interval"),
        ("2021-12-31/2022-01-01", "31 December 2021 \u2013 1 January 2022", "interval"),
        ("2022-06/2022-07", "June\u2013July 2022", "interval"),
        ("2021-12/2022-01", "December 2021 \u2013 January 2022", "interval"),
        ("2021/2022", "2021\u20132022", "interval"),
        ("2021/2022-06", "2021 \u2013 June 2022", "interval"),
        ("2022-06-11~/2022-06-12~", "about 11\u201312 June 2022", "interval"),
        ("2022-06?/2022-07?", "June\u2013July 2022 (uncertain)", "interval"),
        (
            "2022-06-11?/2022-06-12",
            "11 June 2022 (uncertain) \u2013 12 June 2022",
            "interval",
        ),
        ("2022-06-11/2022-06-11", "11 June 2022", "interval"),
        ("2022-06-20/2022-06", "20 June 2022 \u2013 June 2022", "interval"),
    ],
)
def test_a_date_prints_as_a_reader_expects(text: str, printed: str, precision: str) -> None:
    parsed = PartialDate.parse(text)

    assert (str(parsed), parsed.precision) == (printed, precision)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("2022-06-11", True),
        ("2022-06-XX", True),
        ("2022?", False),
        ("2022~", False),
        ("2021/2022?", False),
        ("2021~/2022", False),
    ],
)
def test_a_date_is_certain_where_neither_end_is_qualified(text: str, certain: bool) -> None:  # noqa: FBT001 - a column of the table
    assert PartialDate.parse(text).is_certain is certain


@pytest.mark.parametrize(
    ("text", "years", "months"),
    [
        ("2022-06-11", [2022], [(2022, 6)]),
        ("2022-06~", [2022], [(2022, 6)]),
        ("2022-06-XX", [2022], [(2022, 6)]),
        ("2022", [2022], []),
        ("2021-12-31/2022-01-01", [2021, 2022], [(2021, 12), (2022, 1)]),
        ("2021-11/2022-01", [2021, 2022], [(2021, 11), (2021, 12), (2022, 1)]),
        ("2022-01/2022-12", [2022], []),
        ("2020/2022", [2020, 2021, 2022], []),
        ("9999-12-31", [9999], [(9999, 12)]),
    ],
)
def test_a_date_knows_the_years_and_months_that_it_touches(
    text: str, years: list[int], months: list[tuple[int, int]]
) -> None:
    parsed = PartialDate.parse(text)

    assert (list(parsed.years), list(parsed.months)) == (years, months)


@given(st.lists(DATES, max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_order_of_dates_is_total_and_does_not_depend_on_the_order_given(
    texts: list[str],
) -> None:
    dates = [PartialDate.parse(text) for text in texts]

    ordered = sorted(dates)
    dates.reverse()

    assert ordered == sorted(dates)
    assert [d.first for d in ordered] == sorted(d.first for d in dates)
    for one in dates:
        for other in dates:
            assert (one < other) + (other < one) + (one == other) == 1


def test_dates_sort_by_first_day_then_by_last_day_then_by_text() -> None:
    texts = ["2022-06-11?", "2022-06", "2022-05-31", "2022-06-11", "2022", "2022-06-01"]

    ordered = sorted(PartialDate.parse(text) for text in texts)

    assert [d.text for d in ordered] == [
        "2022", "2022-05-31", "2022-06-01", "2022-06", "2022-06-11", "2022-06-11?",
    ]  # fmt: skip


@given(DATES)
@settings(max_examples=50, deadline=None)
def test_a_date_survives_pickling(text: str) -> None:
    parsed = PartialDate.parse(text)

    copy = pickle.loads(pickle.dumps(parsed))  # noqa: S301 - the bytes are our own

    assert (copy, copy.precision, str(copy)) == (parsed, parsed.precision, str(parsed))
