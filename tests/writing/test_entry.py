"""How entries are written: what is read back is what was there."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from generator.model.event import Event
from generator.model.fields import Record
from generator.model.registry import Actor, Province
from generator.reading.entry import read, read_text, typed_entry
from generator.reading.gate import invisible, survey
from generator.writing import entry_text, json_of, plain_of

ENTRIES = Path(__file__).parents[2] / "entries"
MODELS: dict[str, type[Record]] = {"events": Event, "actors": Actor, "provinces": Province}
FACTS = {
    "date": "2022-06",
    "type": "raid",
    "location": {"precision": "country"},
    "actors": [{"actor": "made-up", "role": "initiator", "certainty": "unknown"}],
    "sources": [{"id": "s1", "publisher": "made-up"}],
    "added": "2026-11-22",
}
TEXTS = st.text(min_size=1, max_size=160).filter(
    lambda text: text.strip() and not any(True for _ in invisible(text))
)


@pytest.mark.parametrize("kind", MODELS)
def test_every_real_entry_reads_back_equal(kind: str) -> None:
    candidates = [c for c in survey(ENTRIES)[0] if c.path.startswith(f"{kind}/")]

    assert candidates
    for candidate in candidates:
        entry, _ = typed_entry(MODELS[kind], read(candidate), candidate)
        assert entry is not None
        again = read_text(entry.path, entry_text(entry.facts, entry.body.source))
        assert again.plain is not None, again.problems
        assert MODELS[kind].model_validate(again.plain) == entry.facts
        assert (again.body.source, again.body.html) == (entry.body.source, entry.body.html)


@given(TEXTS)
def test_any_text_in_a_claim_reads_back_equal(text: str) -> None:
    claim = {"id": "c1", "by": "made-up", "stance": "asserts", "text": text * 3}
    facts = Event.model_validate({**FACTS, "title": "Made up", "claims": [claim]})

    reading = read_text("events/2022/2022-06-made-up.md", entry_text(facts, ""))

    assert Event.model_validate(reading.plain) == facts


def test_what_holds_its_default_is_not_written_and_long_texts_are_folded() -> None:
    note = "The two accounts differ in the toll, in the hour and in who began, and none is proved."
    verification = {"grade": "weak", "note": f"{note} {note}"}
    facts = Event.model_validate({**FACTS, "title": "Made up: one", "verification": verification})

    assert entry_text(facts, "A body.") == (
        "---\n"
        'title: "Made up: one"\n'
        "date: 2022-06\n"
        "type: raid\n"
        "location:\n"
        "  precision: country\n"
        "actors:\n"
        "  - actor: made-up\n"
        "    role: initiator\n"
        "    certainty: unknown\n"
        "sources:\n"
        "  - id: s1\n"
        "    publisher: made-up\n"
        "verification:\n"
        "  grade: weak\n"
        "  note: >-\n"
        "    The two accounts differ in the toll, in the hour and in who began, and none is "
        "proved. The\n"
        "    two accounts differ in the toll, in the hour and in who began, and none is proved.\n"
        "added: 2026-11-22\n"
        "---\n"
        "\n"
        "A body.\n"
    )


def test_json_has_what_is_plain_and_nothing_empty() -> None:
    class Part(Record):
        names: dict[str, tuple[str, ...]] = Field(default_factory=dict)
        more: "Part | None" = None
        parts: "tuple[Part, ...]" = ()

    empty = Part(names={}, more=Part())
    texts = ('a,"names":{}', '{"names":{},', "x,", ":{}", ",")
    told = Part(names={"fa": (), "ps": texts}, more=Part(more=empty), parts=(empty, Part()))

    assert json_of(Part(names={}, more=empty)) == "{}"
    assert json.loads(json_of(told)) == plain_of(told)
    assert plain_of(told) == {"names": {"ps": list(texts)}, "parts": [{}, {}]}
