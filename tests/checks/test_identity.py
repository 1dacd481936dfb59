"""Ids that are taken, earlier ids, tombstones, and the folders of years."""

import pytest

from tests.checks.made_up import ID, claim, draft_of, event, found, hints


def test_two_entries_of_one_id_in_two_years_are_told_of_each_other() -> None:
    draft = draft_of(event(year="2021"), event(year="2022"))

    assert found("id-taken", draft) == [
        (ID, "", f"the id `{ID}` is taken by `events/2021/{ID}.md`")
    ]


@pytest.mark.parametrize("status", ["published", "draft", "withdrawn", "merged"])
def test_an_earlier_id_may_not_be_in_use_whatever_became_of_the_entry(status: str) -> None:
    one = event("2022-04-01-one", aliases=["2022-04-01-two"])
    two = event("2022-04-01-two", status=status, status_reason="Made up.")

    assert found("id-taken", draft_of(one, two)) == [
        (
            "2022-04-01-one",
            "aliases.0",
            "`2022-04-01-two` is taken by `events/2022/2022-04-01-two.md`",
        )
    ]


def test_an_earlier_id_leads_to_one_entry_only() -> None:
    one = event("2022-04-01-one", aliases=["2022-04-01-old"])
    two = event("2022-04-01-two", aliases=["2022-04-01-older", "2022-04-01-old"])

    draft = draft_of(one, two)

    assert [(id_, field) for id_, field, _ in found("id-taken", draft)] == [
        ("2022-04-01-two", "aliases.1")
    ]
    assert hints("id-taken", draft) == ["keep it with one of the two"]


def test_an_earlier_id_may_not_be_that_of_a_file_that_could_not_be_read() -> None:
    entry = event(aliases=["2022-04-01-unread"])
    draft = draft_of(entry)
    known = {**draft.known, "events": draft.known["events"] | {"2022-04-01-unread"}}

    problems = found("id-taken", type(draft)(draft.registry, draft.events, known, draft.today))

    assert problems == [(ID, "aliases.0", "`2022-04-01-unread` is taken by `2022-04-01-unread.md`")]


def test_claims_and_sources_may_share_an_id_but_not_among_themselves() -> None:
    sources = [{"id": id_, "publisher": "times"} for id_ in ("a", "b", "b")]
    claims = [claim(id_) for id_ in ("a", "a", "b", "a")]

    problems = found("id-taken", draft_of(event(claims=claims, sources=sources)))

    assert [field for _, field, _ in problems] == ["claims.1.id", "claims.3.id", "sources.2.id"]


@pytest.mark.parametrize(
    ("date", "folder", "fits"),
    [
        ("2022-04-01", "2022", True),
        ("2022", "2022", True),
        ("2021-12-31/2022-01-02", "2021", True),
        ("2021-12-31/2022-01-02", "2022", False),
        ("2022-01-01", "2021", False),
        ("0987-01-01", "0987", True),
    ],
)
def test_an_entry_lies_in_the_year_in_which_its_date_begins(
    date: str, folder: str, *, fits: bool
) -> None:
    problems = found("wrong-year", draft_of(event(year=folder, date=date)))

    assert (problems == []) is fits


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        pytest.param({"status": "withdrawn", "status_reason": "Made up."}, 0, id="withdrawn"),
        pytest.param({"status": "withdrawn"}, 1, id="withdrawn-without-reason"),
        pytest.param(
            {"status": "merged", "status_reason": "Made up.", "replaced_by": "x"}, 0, id="merged"
        ),
        pytest.param({"status": "merged", "replaced_by": "x"}, 1, id="merged-without-reason"),
        pytest.param({"status": "merged", "status_reason": "Made up."}, 1, id="merged-nowhere"),
        pytest.param({"status": "merged"}, 2, id="merged-without-anything"),
        pytest.param({"status": "draft", "replaced_by": "x"}, 1, id="draft-yet-replaced"),
        pytest.param({"replaced_by": "x"}, 1, id="published-yet-replaced"),
        pytest.param({}, 0, id="published"),
    ],
)
def test_an_entry_that_ended_says_why_and_where_it_went(
    fields: dict[str, str], faults: int
) -> None:
    assert len(found("missing-reason", draft_of(event(**fields)))) == faults
