"""Whether sources will still be there, are read in private, and stand once in an entry."""

from typing import Any

import pytest

from generator.checks.addresses import normal_address
from tests.checks.made_up import draft_of, event, found

URL = "https://example.org/made-up"


def messages(rule: str, **fields: Any) -> list[str]:
    return [message for _, _, message in found(rule, draft_of(event(**fields)))]


@pytest.mark.parametrize(
    ("grade", "number"),
    [("confirmed", 1), ("fair", 1), ("weak", 0), ("contested", 0), ("unassessed", 0)],
)
def test_a_copy_is_asked_for_where_the_grade_rests_on_the_sources(grade: str, number: int) -> None:
    sources = [{"id": id_, "publisher": "times", "url": f"{URL}/{id_}"} for id_ in ("s1", "s2")]

    told = messages("source-not-archived", sources=sources, verification={"grade": grade})

    assert len(told) == number


@pytest.mark.parametrize(
    "source",
    [
        {"url": URL, "archived": f"{URL}/copy"},
        {"title": "On paper"},
        {"url": URL, "sensitivity": "identifies-person"},
    ],
    ids=["archived", "paper", "private"],
)
def test_no_copy_is_asked_of_paper_nor_of_what_shows_a_person_at_risk(
    source: dict[str, str],
) -> None:
    sources = [{"id": "s1", "publisher": "times", **source}]

    assert messages("source-not-archived", sources=sources, verification={"grade": "fair"}) == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (URL, f"{URL}/", True),
        (URL, f"{URL}#top", True),
        (URL, "http://www.EXAMPLE.org:80/made-up", True),
        (f"{URL}?utm_source=x&utm_medium=y", URL, True),
        (f"{URL}?id=1&fbclid=x", f"{URL}?id=1", True),
        (f"{URL}?id=1", f"{URL}?id=2", False),
        (f"{URL}?id=1", URL, False),
        (URL, "https://example.org/MADE-UP", False),
        ("https://example.org/#!/one", "https://example.org/#!/two", False),
        ("https://example.org", "https://example.org/", True),
        ("https://news.example.org/", "https://example.org/", False),
    ],
)
def test_two_addresses_are_one_where_they_lead_to_one_page(one: str, two: str, same: bool) -> None:  # noqa: FBT001 - a column of the table
    sources = [
        {"id": "s1", "publisher": "times", "url": one},
        {"id": "s2", "publisher": "post", "url": two},
    ]

    assert (normal_address(one) == normal_address(two)) == same
    assert len(messages("source-twice", sources=sources)) == same


@pytest.mark.parametrize("field", ["text", "note", "now", "url", "archived"])
def test_the_address_of_a_private_source_stands_nowhere_else(field: str) -> None:
    private = {"id": "s1", "publisher": "times", "url": URL, "sensitivity": "identifies-person"}
    other = {"id": "s2", "publisher": "post", "url": "https://example.org/other"}
    claim = {"id": "c1", "by": "residents", "stance": "asserts", "text": "Made up."}
    correction = {"date": "2022-05-01", "note": "Made up.", "now": "none"}
    verification = {"note": "Made up."}
    for record in (other, claim, correction, verification):
        if field in record or (field == "archived" and record is other):
            record[field] = f"{URL}/" if field in {"url", "archived"} else f"See {URL}."

    told = messages(
        "private-address",
        sources=[private, other],
        claims=[claim],
        corrections=[correction],
        verification=verification,
    )

    assert len(told) == 1


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (f"{URL}?id=5", f"See {URL}?id=5."),
        ("https://Example.org/Made", "See https://Example.org/Made."),
        (URL, "See EXAMPLE.ORG/made-up."),
        ("https://example.org/صفحه", "See example.org/%D8%B5%D9%81%D8%AD%D9%87"),
        ("https://example.org/%D8%B5%D9%81%D8%AD%D9%87", "See example.org/صفحه"),
    ],
)
def test_a_private_address_is_known_however_it_is_spelled(url: str, text: str) -> None:
    private = {"id": "s1", "publisher": "times", "url": url, "sensitivity": "identifies-person"}
    claim = {"id": "c1", "by": "residents", "stance": "asserts", "text": text}

    assert len(messages("private-address", sources=[private], claims=[claim])) == 1


def test_another_page_of_the_same_site_is_not_the_private_one() -> None:
    private = {"id": "s1", "publisher": "times", "url": URL, "sensitivity": "identifies-person"}
    others = [
        {"id": f"s{n}", "publisher": "post", "url": url}
        for n, url in enumerate((f"{URL}-too", f"{URL}/page", "https://example.org"), 2)
    ]

    assert messages("private-address", sources=[private, *others]) == []
