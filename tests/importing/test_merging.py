"""A row that is imported again meets an entry that somebody may have edited."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.draft import Draft, Origin
from generator.importing.merging import Merged, Resolve, merged, new_entry
from generator.model.event import Event

ORIGIN = Origin("made-up-table", "times", "CC0-1.0", "Made up.", "1", "ucdp")
THEN, NOW = date(2022, 4, 2), date(2023, 1, 1)
SOURCE = {"id": "t", "publisher": "times"}
DRAFT = Draft(
    {
        "title": "A made-up raid",
        "date": "2022-04-01",
        "type": "raid",
        "location": {"province": "northland", "place": "Made-up town", "precision": "place"},
        "actors": [{"actor": "front", "role": "initiator", "certainty": "unknown"}],
        "claims": [{"id": "t", "by": "times", "stance": "asserts", "text": "Two died."}],
        "sources": [SOURCE, {"id": "t-1", "publisher": "post"}],
        "external_ids": {"ucdp": "7"},
    },
    {"where_prec": "2", "latitude": "35.5"},
)
ENTRY = new_entry(DRAFT, ORIGIN, "7", THEN)


def row(**changes: Any) -> Draft:
    """Give the row as a later table has it."""
    return replace(DRAFT, facts={**DRAFT.facts, **changes})


def edited(**changes: Any) -> Event:
    """Give the entry as an editor left it."""
    plain = {**ENTRY.model_dump(mode="json", exclude_defaults=True), **changes}
    return Event.model_validate({k: v for k, v in plain.items() if v is not None})


def bring(entry: Event, draft: Draft, resolve: Resolve = "show", version: str = "2") -> Merged:
    return merged(entry, draft, replace(ORIGIN, version=version), "7", NOW, resolve=resolve)


def test_a_row_that_nobody_changed_changes_nothing_not_even_the_version() -> None:
    found = bring(ENTRY, DRAFT)

    assert found.facts is ENTRY
    assert (found.changed, found.conflicts) == ((), ())


def test_what_the_table_changed_is_replaced_and_readers_are_told() -> None:
    found = bring(ENTRY, row(title="A made-up ambush", date="2022-04-02"))

    assert found.changed == ("title", "date")
    assert found.facts.title == "A made-up ambush"
    assert found.facts.date.text == "2022-04-02"
    assert found.facts.added == THEN
    assert found.facts.imported is not None
    assert found.facts.imported.version == "2"
    assert [(c.date, c.note) for c in found.facts.corrections] == [
        (NOW, "Brought up to date with row 7 of made-up-table 2: title, date.")
    ]
    assert bring(found.facts, row(title="A made-up ambush", date="2022-04-02")).changed == ()


def test_what_an_editor_changed_stays() -> None:
    entry = edited(
        title="An editor's title",
        tags=["border"],
        claims=[*ENTRY.model_dump(mode="json")["claims"], {
            "id": "c1", "by": "post", "stance": "denies", "text": "Nobody died.",
        }],
    )  # fmt: skip

    found = bring(entry, DRAFT)
    later = bring(entry, row(date="2022-04-02"))

    assert found.facts is entry
    assert later.changed == ("date",)
    assert later.facts.title == "An editor's title"
    assert later.facts.tags == ("border",)
    assert [claim.id for claim in later.facts.claims] == ["t", "c1"]


def test_what_both_changed_is_a_conflict_and_stays_until_it_is_settled() -> None:
    entry, later = edited(title="An editor's title"), row(title="A later title")

    shown = bring(entry, later)
    kept = bring(entry, later, "keep")
    taken = bring(entry, later, "take")

    assert shown.facts is entry
    assert [(c.field, c.current, c.new) for c in shown.conflicts] == [
        ("title", "An editor's title", "A later title")
    ]
    assert (kept.facts.title, kept.conflicts) == ("An editor's title", ())
    assert bring(kept.facts, later).facts is kept.facts, "it is settled"
    assert (taken.facts.title, taken.conflicts) == ("A later title", ())


def test_a_conflict_in_a_record_shows_what_differs_in_it() -> None:
    place = {"province": "northland", "place": "The bridge", "precision": "place"}
    entry = edited(location=place)
    later = row(location={"province": "northland", "precision": "province"})

    (conflict,) = bring(entry, later).conflicts

    assert (conflict.current, conflict.new) == (
        '{"place": "The bridge", "precision": "place"}',
        '{"precision": "province"}',
    )


def test_an_editor_who_made_the_same_change_is_in_no_conflict() -> None:
    entry, later = edited(title="A later title"), row(title="A later title")

    found = bring(entry, later)

    assert (found.changed, found.conflicts) == ((), ())
    assert found.facts.title == "A later title"
    assert bring(found.facts, later).facts is found.facts


@pytest.mark.parametrize("gone", ["claims", "external_ids"])
def test_what_an_editor_deleted_stays_deleted(gone: str) -> None:
    entry = edited(**{gone: None})

    assert bring(entry, DRAFT).facts is entry


def test_what_the_table_dropped_is_dropped_and_what_it_added_is_added() -> None:
    found = bring(ENTRY, row(sources=[SOURCE, {"id": "t-2", "publisher": "herald"}], casualties=[
        {"outcome": "killed", "group": "unknown", "count": "2", "basis": ["t"]},
    ]))  # fmt: skip

    assert [source.id for source in found.facts.sources] == ["t", "t-2"]
    assert found.facts.casualties[0].count.low == 2
    assert found.changed == ("casualties", "sources.t-2", "sources.t-1")


def test_a_dropped_value_that_an_editor_changed_is_a_conflict() -> None:
    sources = [SOURCE, {"id": "t-1", "publisher": "post", "title": "An editor's headline"}]
    entry = edited(sources=sources)

    found = bring(entry, row(sources=[SOURCE]))

    assert found.facts is entry
    assert [(c.field, c.new) for c in found.conflicts] == [("sources.t-1", "nothing")]


def test_cells_follow_the_table_without_a_word_to_readers() -> None:
    found = bring(ENTRY, replace(DRAFT, cells={"where_prec": "3"}))

    assert found.changed == ("cells",)
    assert found.facts.imported is not None
    assert found.facts.imported.cells == {"where_prec": "3"}
    assert found.facts.corrections == ()


def test_a_place_that_was_withheld_comes_back_in_no_cell() -> None:
    origin = ENTRY.model_dump(mode="json")["imported"]
    entry = edited(
        location={"province": "northland", "precision": "province", "withheld": True},
        imported={**origin, "cells": {"where_prec": "2"}},
    )

    again = bring(entry, DRAFT)
    later = bring(entry, replace(row(title="Other"), cells={**DRAFT.cells, "best": "2"}))

    for found in (again, later):
        assert found.facts.location.place is None
        assert found.facts.imported is not None
        assert "latitude" not in found.facts.imported.cells
    assert later.facts.title == "Other"


def test_what_nobody_has_read_is_brought_up_to_date_without_a_correction() -> None:
    later = row(title="Other")

    found = merged(ENTRY, later, ORIGIN, "7", NOW, is_published=False)

    assert (found.facts.title, found.facts.corrections) == ("Other", ())


_VALUES: Mapping[str, tuple[object, object, object]] = {
    "title": ("A made-up raid", "An editor's", "A later one"),
    "date": ("2022-04-01", "2022-04-01?", "2022-04-02"),
    "type": ("raid", "clash", "siege"),
    "external_ids": ({"ucdp": "7"}, {"ucdp": "8"}, {"ucdp": "9"}),
    "sources": ([SOURCE], [{**SOURCE, "title": "Mine"}], [{**SOURCE, "title": "Theirs"}]),
}
"""By field what the table gave first, what an editor made of it, and what the table gives later."""


@given(
    st.sets(st.sampled_from(sorted(_VALUES))),
    st.sets(st.sampled_from(sorted(_VALUES))),
    st.sampled_from(("show", "keep", "take")),
)
def test_each_value_is_the_one_of_who_changed_it(
    by_editor: set[str], by_table: set[str], resolve: Resolve
) -> None:
    first = {field: values[0] for field, values in _VALUES.items()}
    entry = new_entry(row(**first), ORIGIN, "7", THEN)
    plain = {**entry.model_dump(mode="json", exclude_defaults=True)}
    mine = Event.model_validate(plain | {field: _VALUES[field][1] for field in by_editor})
    later = row(**first | {field: _VALUES[field][2] for field in by_table})

    found = bring(mine, later, resolve)

    both = by_editor & by_table
    result = found.facts.model_dump(mode="json", exclude_defaults=True)
    for field, (old, edited_, new) in _VALUES.items():
        take = field in by_table and (field not in by_editor or resolve == "take")
        expected = new if take else edited_ if field in by_editor else old
        assert result[field] == expected, field
    assert {c.field.partition(".")[0] for c in found.conflicts} == (
        both if resolve == "show" else set()
    )
    again = bring(found.facts, later, resolve)
    assert again.facts is found.facts, "a second time nothing changes"
    assert again.conflicts == found.conflicts


def test_a_draft_is_brought_up_to_date_without_a_correction() -> None:
    found = bring(edited(status="draft"), row(title="Other"))

    assert (found.facts.title, found.facts.corrections) == ("Other", ())
