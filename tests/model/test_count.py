import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.count import (
    FORMS,
    LARGEST,
    UNKNOWN,
    ZERO,
    Count,
    CountError,
    CountOrderError,
    add_up,
    span,
)

NUMBERS = st.integers(0, LARGEST)
PAIRS = st.tuples(NUMBERS, NUMBERS).map(sorted)
TRIPLES = st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted)


@st.composite
def mappings(draw: st.DrawFn) -> dict[str, int]:
    bounds = dict(zip(("min", "best", "max"), draw(TRIPLES), strict=True))
    kept = draw(st.sets(st.sampled_from(list(bounds)), min_size=1))
    return {key: number for key, number in bounds.items() if key in kept}


PLAIN: st.SearchStrategy[object] = st.one_of(
    NUMBERS,
    NUMBERS.map(str),
    NUMBERS.map(lambda n: f"{n}+"),
    NUMBERS.map(lambda n: f"<={n}"),
    NUMBERS.map(lambda n: f"~{n}"),
    PAIRS.map(lambda p: f"{p[0]}-{p[1]}"),
    st.just("unknown"),
    mappings(),
)
COUNTS = PLAIN.map(Count.parse)


@pytest.mark.parametrize(
    ("value", "expected", "printed", "plain"),
    [
        (8, Count(8, 8), "8", "8"),
        ("8", Count(8, 8), "8", "8"),
        ("008", Count(8, 8), "8", "8"),
        (0, ZERO, "0", "0"),
        (1234, Count(1234, 1234), "1,234", "1234"),
        ("8+", Count(8, None), "at least 8", "8+"),
        ("<=7", Count(0, 7), "up to 7", "<=7"),
        ("8-12", Count(8, 12), "8\u201312", "8-12"),
        ("0-12", Count(0, 12), "up to 12", "<=12"),
        ("8-8", Count(8, 8), "8", "8"),
        ("~20", Count(20, 20, approximate=True), "about 20", "~20"),
        ("unknown", UNKNOWN, "unknown", "unknown"),
        ({"min": 3, "max": 5}, Count(3, 5), "3\u20135", "3-5"),
        ({"min": 3}, Count(3, None), "at least 3", "3+"),
        ({"max": 5}, Count(0, 5), "up to 5", "<=5"),
        ({"best": 4}, Count(0, None, best=4), "4 (best estimate)", {"min": 0, "best": 4}),
        (
            {"min": 3, "best": 4, "max": 9},
            Count(3, 9, best=4),
            "4 (best estimate; 3\u20139)",
            {"min": 3, "best": 4, "max": 9},
        ),
        (
            {"min": 4, "best": 4, "max": 4},
            Count(4, 4, best=4),
            "4",
            {"min": 4, "best": 4, "max": 4},
        ),
        ({"min": None, "max": 5}, Count(0, 5), "up to 5", "<=5"),
        (LARGEST, Count(LARGEST, LARGEST), "9,999,999", "9999999"),
    ],
)
def test_a_count_is_read_and_printed(
    value: object, expected: Count, printed: str, plain: object
) -> None:
    count = Count.parse(value)

    assert (count, str(count), count.plain) == (expected, printed, plain)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", f"`` is not a count; write {FORMS}"),
        ("many", f"`many` is not a count; write {FORMS}"),
        ("-1", f"`-1` is not a count; write {FORMS}"),
        ("8 - 12", f"`8 - 12` is not a count; write {FORMS}"),
        ("8\n", f"`8` is not a count; write {FORMS}"),
        (">8", f"`>8` is not a count; write {FORMS}"),
        ("1,200", f"`1,200` is not a count; write {FORMS}"),
        ("12345678", f"`12345678` is not a count; write {FORMS}"),
        ("٨", f"`٨` is not a count; write {FORMS}"),
        ("۸+", f"`۸+` is not a count; write {FORMS}"),
        ("²", f"`²` is not a count; write {FORMS}"),
        ("Unknown", f"`Unknown` is not a count; write {FORMS}"),
        (-1, "a count is a whole number from 0 to 9,999,999"),
        (LARGEST + 1, "a count is a whole number from 0 to 9,999,999"),
        pytest.param(10**5000, "a count is a whole number from 0 to 9,999,999", id="huge"),
        (True, f"write a count as {FORMS}"),
        (8.0, f"write a count as {FORMS}"),
        (None, f"write a count as {FORMS}"),
        ([8], f"write a count as {FORMS}"),
        ({}, "a count needs at least one of min, best and max"),
        ({"min": None}, "a count needs at least one of min, best and max"),
        ({"low": 3, "max": 5}, "a count has min, best and max, not `low`"),
        ({1: 3}, "a count has min, best and max, not `1`"),
        ({"min": "3"}, "`min` of a count is a whole number from 0 to 9,999,999"),
        ({"max": -1}, "`max` of a count is a whole number from 0 to 9,999,999"),
        ({"max": True}, "`max` of a count is a whole number from 0 to 9,999,999"),
        pytest.param(
            {"max": 10**5000}, "`max` of a count is a whole number from 0 to 9,999,999", id="huge"
        ),
    ],
)
def test_what_is_no_count_is_refused_with_its_reason(value: object, message: str) -> None:
    with pytest.raises(CountError) as refusal:
        Count.parse(value)

    assert (type(refusal.value), str(refusal.value)) == (CountError, message)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("12-8", "`12-8` runs from the larger to the smaller number"),
        ({"min": 5, "max": 3}, "a count needs min <= best <= max"),
        ({"best": 9, "max": 3}, "a count needs min <= best <= max"),
    ],
)
def test_bounds_that_contradict_one_another_have_an_error_of_their_own(
    value: object, message: str
) -> None:
    with pytest.raises(CountOrderError) as refusal:
        Count.parse(value)

    assert str(refusal.value) == message


@given(st.text() | st.from_regex(r"[0-9<=~+-]{0,12}"))
@example("99999999999999999999")
def test_any_text_is_a_count_or_a_count_error(text: str) -> None:
    try:
        count = Count.parse(text)
    except CountError:
        return

    assert str(count)


@given(COUNTS)
def test_the_plain_value_of_a_count_reads_back_to_an_equal_count(count: Count) -> None:
    assert Count.parse(count.plain) == count


@given(COUNTS, COUNTS)
def test_adding_is_commutative(one: Count, other: Count) -> None:
    assert one + other == other + one


@given(COUNTS, COUNTS, COUNTS)
def test_adding_is_associative(one: Count, two: Count, three: Count) -> None:
    assert (one + two) + three == one + (two + three)


def holds(count: Count, number: int) -> bool:
    return count.low <= number and (count.high is None or number <= count.high)


@given(st.lists(COUNTS, max_size=5), st.data())
def test_the_sum_of_numbers_within_the_counts_lies_within_the_sum_of_the_counts(
    counts: list[Count], data: st.DataObject
) -> None:
    numbers = [
        data.draw(st.integers(c.low, c.low + 50 if c.high is None else c.high)) for c in counts
    ]

    assert holds(add_up(counts), sum(numbers))


@given(st.lists(COUNTS, min_size=1, max_size=5))
def test_every_known_count_lies_within_the_span_of_all(counts: list[Count]) -> None:
    spanned = span(counts)

    known = [count for count in counts if count.known]
    assert spanned.known is bool(known)
    assert spanned.low == min((count.low for count in known), default=0)
    highs = [count.high for count in known if count.high is not None]
    unbounded = len(highs) < len(known) or not known
    assert spanned.high == (None if unbounded else max(highs))


@given(st.lists(COUNTS, max_size=5))
def test_the_plain_value_of_a_sum_never_claims_narrower_bounds(counts: list[Count]) -> None:
    total = add_up(counts)

    try:
        again = Count.parse(total.plain)
    except CountError:
        assert max(total.low, total.high or 0, total.best or 0) > LARGEST
        return

    assert (again.low, again.high, again.known) == (total.low, total.high, total.known)


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ([], "0"),
        (["8+", "3-5"], "at least 11"),
        (["8", "unknown"], "at least 8"),
        (["unknown", "unknown"], "unknown"),
        (["0", "unknown"], "0 or more"),
        (["3", "4"], "7"),
        (["<=7", "2"], "2\u20139"),
        (["~20", "5"], "about 25"),
        (["~20", "3-5"], "about 23\u201325"),
        ([{"min": 3, "best": 4, "max": 9}, 2], "6 (best estimate; 5\u201311)"),
        ([{"min": 3, "best": 4, "max": 9}, "1-2"], "4\u201311"),
        ([LARGEST, LARGEST], "19,999,998"),
    ],
)
def test_counts_add_up_honestly(values: list[object], printed: str) -> None:
    assert str(add_up(Count.parse(value) for value in values)) == printed


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ([], "unknown"),
        (["unknown"], "unknown"),
        (["8", "unknown"], "8"),
        (["8", "3-5"], "3\u20138"),
        (["8", "8"], "8"),
        (["8+", "3"], "at least 3"),
        (["<=7", "8"], "up to 8"),
        (["~20", "30"], "about 20\u201330"),
    ],
)
def test_rival_counts_span_a_range(values: list[object], printed: str) -> None:
    assert str(span(Count.parse(value) for value in values)) == printed


def test_unknown_is_not_zero() -> None:
    assert UNKNOWN != ZERO
    assert str(UNKNOWN) != str(ZERO)
    assert Count.parse("unknown") == UNKNOWN
