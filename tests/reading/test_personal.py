# ruff: noqa: RUF001 - Persian and Arabic digits are what is tested
"""What looks like private data is found, and figures, dates and addresses are left alone.

Every number and address here is made up: telephone numbers come from ranges reserved for stories
where a country has one, e-mail addresses are at example.org.
"""

import time

import pytest

from generator.reading.entry import read_text
from generator.reading.personal import personal_data

PHONE, MAIL, IDENTITY = (
    "a telephone number",
    "an e-mail address",
    "the number of an identity document",
)
PRIVATE = {
    "Call 0700 000 123 for more": PHONE,
    "the number +93 70 000 0123 was given": PHONE,
    "شماره ۰۷۰۰ ۰۰۰ ۱۲۳ است": PHONE,
    "+۹۳۷۰۰۰۰۰۱۲۳": PHONE,
    "٠٧٠٠٠٠٠١٢٣": PHONE,
    "0093 700 00 01 23": PHONE,
    "(202) 555-0143": PHONE,
    "+1-202-555-0123": PHONE,
    "+1 (202) 555.0123": PHONE,
    "020 7946 0123": PHONE,
    "07700 900123": PHONE,
    "phone: 555 0123": PHONE,
    "تلفن: ۵۵۵۰۱۲۳": PHONE,
    "WhatsApp 2025550123": PHONE,
    "write to made.up@example.org": MAIL,
    "<mailto:made-up@mail.example.org>": MAIL,
    "made.up [at] example.org": MAIL,
    "made.up (at) example.org": MAIL,
    "نشانی made_up@example.org است": MAIL,
    "tazkira 1399-0100-12345": IDENTITY,
    "1399010012345": IDENTITY,
    "تذکره ۱۳۹۹-۰۱۰۰-۱۲۳۴۵": IDENTITY,
    "شماره تذکره ۱۲۳۴۵۶۷": IDENTITY,
    "passport no. P1234567": IDENTITY,
    "گذرنامه P1234567": IDENTITY,
    "national ID: 123456789": IDENTITY,
    "CNIC 12345-1234567-1": IDENTITY,
    "000-12-3456": IDENTITY,
}
HARMLESS = [
    "2022-06-11",
    "from 2022-06-11 to 2022-06-12",
    "2022-06-11/2022-06-12",
    "the 11.06.2022 08:30 report",
    "on 01.06.2022 0930 local time",
    "8,000 to 12,000 people",
    "1 500 000 000 afghanis",
    "$1,234,567,890",
    "36.736, 69.535",
    "at 36.7361234, 69.5351234",
    "34.5659 69.2123",
    "https://example.org/a/0700000123?x=a@example.org",
    "https://example.org/@made-up/1234567890123",
    "http://EXAMPLE.org/1399-0100-12345",
    "UCDP 412700",
    "Security Council resolution 2626 (2022)",
    "@handle on the network",
    "in 2001-2021 about 46,319 civilians",
    "in 2020, 2021 and 2022",
    "0.123456789",
    "from 00:30 to 01:45",
    "ISBN 978-0-00-000000-2",
    "police district 13, house 7",
    "1,500 to 4,000 fighters",
    "the call came on 11 June 2022",
    "call of 2022-06-11",
    "identity cards for 25000 people",
    "passports were shown in 2021 and 2022",
    "+1,500 to +2,500",
    "the solar years 1399 1400 1401",
    "۱۴۰۱/۰۳/۲۱",
    "۱۵۰۰ تا ۴۰۰۰ جنگجو",
    "17:00-18:30",
    "cell 12 of 2019",
    "the number 2022-06-11-taloqan-raid",
    "about 100000 households",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_private_data_is_found_once_in_any_digits(text: str) -> None:
    assert [kind for _, kind in personal_data(text)] == [PRIVATE[text]]


@pytest.mark.parametrize("text", HARMLESS)
def test_figures_dates_and_addresses_are_none(text: str) -> None:
    assert list(personal_data(text)) == []


def test_the_offset_points_into_the_text_as_it_was_written() -> None:
    text = "See https://example.org/0700000123, or ۰۷۰۰ ۰۰۰ ۱۲۳."

    ((offset, _),) = personal_data(text)

    assert text[offset:].startswith("۰۷۰۰")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call 0700 000 123 for more", "0700 000 123"),
        ("phone of the made-up man: +93 70 000 0123", "+93"),
        ("WhatsApp (202) 555-0143", "(202)"),
        ("تلفن: ۵۵۵۰۱۲۳", "۵۵۵"),
        ("passport no. 1234567", "1234567"),
    ],
)
def test_the_offset_is_that_of_the_number_and_not_of_the_word_before_it(
    text: str, number: str
) -> None:
    assert [text[offset:].startswith(number) for offset, _ in personal_data(text)] == [True]


def test_an_entry_s_fields_and_body_are_searched_and_its_addresses_are_not() -> None:
    text = (
        "---\ntitle: Told by made-up@example.org\nclaims:\n  - text: >-\n      Call\n"
        "      07700 900123.\nsources:\n  - url: https://example.org/made-up@example.org\n"
        "    sha256: 0700000123\nexternal_ids: {ucdp: '07000001234'}\n"
        "imported: {owned: {title: '009212728251'}}\n---\n\nWords.\n"
        "More: (202) 555-0143 and [a link](https://example.org/0700000123).\n"
    )

    reading = read_text("events/2022/2022-04-01-made-up.md", text)

    assert [(p.line, p.column, p.rule, p.severity) for p in reading.problems] == [
        (2, 8, "personal-data", "warning"),
        (4, 11, "personal-data", "warning"),
        (15, 7, "personal-data", "warning"),
    ]
    assert "900123" not in "".join(p.message + p.hint for p in reading.problems)
    assert reading.plain is not None


@pytest.mark.parametrize(
    "text",
    ["a" * 60_000 + " 123456789", "1 " * 30_000, "+1" * 30_000, "a" * 30_000 + "@" * 30_000,
     "passport " * 7_000 + "9" * 7, "call " * 12_000 + "9" * 7, "12345-" * 10_000, "@a." * 20_000],
    ids=range(8),
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()

    list(personal_data(text))

    assert time.process_time() - started < 1
