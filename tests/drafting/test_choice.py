"""Which ids somebody may choose."""

import pytest

from generator.drafting.choice import faults_of_id
from generator.model.partial_date import PartialDate


@pytest.mark.parametrize(
    ("id_", "date"),
    [
        ("2022-06-11-x", "2022-06-11"),
        ("2022-06-x", "2022-06-11"),
        ("2022-x", "2022-06-11"),
        ("2022", "2022-06-11"),
        ("2022-06-11-x", "2022-06"),
        ("2022-06-12-x", "2022-06-11/2022-06-13"),
        ("2022-06-11-x", "2022-06-XX?"),
        ("made-up", "2022-06-11"),
        ("3000-people-flee", "2022-06-11"),
        ("20230-people", "2022-06-11"),
        ("2023-06-11-x", None),
        ("console", None),
        ("con-air", None),
        ("com10", None),
        (None, "2022-06-11"),
    ],
)
def test_an_id_that_contradicts_nothing_is_fine(id_: str | None, date: str | None) -> None:
    assert faults_of_id(id_, None if date is None else PartialDate.parse(date)) == []


@pytest.mark.parametrize(
    ("id_", "date", "told"),
    [
        ("2023-07-04-x", "2022-07-04", "2023-07-04"),
        ("2023-x", "2022-07-04", "2023"),
        ("2022-06-x", "2022-07-04", "2022-06"),
        ("2022-07-05", "2022-07-04", "2022-07-05"),
        ("2022-06-14-x", "2022-06-11/2022-06-13", "2022-06-14"),
        ("2021-12-31-x", "2022", "2021-12-31"),
    ],
)
def test_an_id_does_not_begin_with_another_date(id_: str, date: str, told: str) -> None:
    (fault,) = faults_of_id(id_, PartialDate.parse(date))

    assert fault.message == f"the id `{id_}` begins with {told}, but the date is `{date}`"


@pytest.mark.parametrize("id_", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_an_id_is_no_device_of_windows(id_: str) -> None:
    (fault,) = faults_of_id(id_)

    assert fault.message == f"`{id_}` cannot be an id: Windows keeps the name for a device"


@pytest.mark.parametrize("id_", ["", "Not An Id", "a--b", "x" * 101, "x\n"])
def test_an_id_has_the_form_of_one(id_: str) -> None:
    (fault,) = faults_of_id(id_)

    assert "cannot be an id" in fault.message
