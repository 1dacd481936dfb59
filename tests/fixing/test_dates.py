import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fixing.dates import spelled
from generator.model.partial_date import PartialDate


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("2022-6-11", "2022-06-11"),
        ("2022-06-1", "2022-06-01"),
        ("2022-6", "2022-06"),
        ("2022/6/11", "2022-06-11"),
        ("2022.06.11", "2022-06-11"),
        ("2022-06-xx", "2022-06-XX"),
        (" 2022-06-11 ", "2022-06-11"),
        ("2022-06-11 ?", "2022-06-11?"),
        ("2022-6~", "2022-06~"),
        ("2022-06-11 / 2022-06-12", "2022-06-11/2022-06-12"),
        ("2022-6-1/2022-6-3?", "2022-06-01/2022-06-03?"),
        ("11 June 2022", "2022-06-11"),
        ("11th June, 2022", "2022-06-11"),
        ("June 11, 2022", "2022-06-11"),
        ("Sept. 3 2022", "2022-09-03"),
        ("june 2022", "2022-06"),
    ],
)
def test_a_spelling_with_one_reading_is_spelled_right(written: str, answer: str) -> None:
    assert spelled(written) == answer


@pytest.mark.parametrize(
    "written",
    [
        "2022-06-11", "2022", "2022-06-11/2022-06-12", "2022-06-XX",  # right as they are
        "06/11/2022", "11.06.2022", "11-06-2022", "6/2022", "22-06-11", "11 June 22",  # which?
        "2022/06", "2022.06", "20220611", "2022-06-31", "2022-13-1", "2022-6-0", "2022-00",
        "1401-3-21", "0000-1-1", "9999-1-1",  # another calendar, or a slip
        "2022-6-11/2022-6-1", "2022-6-11/", "/2022-6-11", "2022-6-11/06/12", "",
        "last June", "Juni 2022", "11 June", "summer 2022", "2022-06-11T10:00", "before 2022-6-11",
        "\u06f2\u06f0\u06f2\u06f2-6-11", "2022\u20136\u201311", "2022-6-11?~",
    ],
)  # fmt: skip
def test_what_is_right_or_could_mean_several_days_is_left_alone(written: str) -> None:
    assert spelled(written) is None


@pytest.mark.parametrize("written", ["2022-6", "June 2022", "2022-6-11?", "2022-6-xx"])
def test_a_field_that_holds_a_day_gets_nothing_less(written: str) -> None:
    assert spelled(written, whole_day=True) is None


def test_a_day_is_spelled_right_where_a_day_is_wanted() -> None:
    assert spelled("2022-6-11", whole_day=True) == "2022-06-11"


@given(st.dates(), st.sampled_from(["{0.year}-{0.month}-{0.day}", "{0.year}/{0.month}/{0.day}"]))
def test_an_answer_is_the_day_that_was_written(day: object, form: str) -> None:
    answer = spelled(form.format(day))

    assert answer is None or PartialDate.parse(answer).first == day


@given(st.text() | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,4}[-/. ][0-9]{1,4}[?~]?"))
def test_an_answer_is_a_date_and_needs_no_further_answer(text: str) -> None:
    answer = spelled(text)

    assert answer is None or PartialDate.parse(answer).text == answer
    assert answer is None or spelled(answer) is None
