"""How a new file is laid out."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.drafting.skeleton import WIDTH, entry_text
from generator.model.event import Event
from generator.model.fields import READ_ONLY, Record
from generator.model.registry import Actor, Province
from generator.reading.entry import read_text
from generator.reading.gate import admit
from generator.reading.typing import record_in, typed

EVENT: Mapping[str, Any] = {
    "title": "A made-up raid: the second",
    "date": "2022-06-11",
    "type": "raid",
    "location": {"province": "northland", "precision": "province"},
    "actors": [
        {"actor": "made-up-front", "role": "target", "certainty": "unknown"},
        {"actor": "made-up-wing", "role": "initiator", "certainty": "suspected"},
    ],
    "sources": [
        {"id": "s1", "publisher": "made-up-daily", "url": "https://example.org/made-up"},
        {"id": "s2", "publisher": "made-up-radio"},
    ],
    "added": "2026-11-25",
}
CASES: list[tuple[type[Record], Mapping[str, Any]]] = [
    (Event, EVENT),
    (Actor, {"name": "Made-up Brigade", "kind": "armed-group"}),
    (Province, {"name": "Eastland (made up)"}),
]
of_every_model = pytest.mark.parametrize(("model", "values"), CASES)
_COMMENTED = re.compile(r"^( *)# ")


@of_every_model
def test_the_file_holds_exactly_the_given_values(
    model: type[Record], values: Mapping[str, Any], tmp_path: Path
) -> None:
    text = entry_text(model, values, "Made up.")
    file = tmp_path / "entry.md"
    file.write_text(text, encoding="utf-8", newline="\n")

    assert admit("events/2022/a.md", file) == (text, [])
    assert read_text("events/2022/a.md", text).plain == values
    assert text.endswith("---\n\nMade up.\n")


@of_every_model
def test_every_field_is_there_as_a_value_or_as_a_comment_that_explains_it(
    model: type[Record], values: Mapping[str, Any]
) -> None:
    told = " ".join(re.sub(r"[# ]+", " ", entry_text(model, values, "")).split())

    missing = [
        f"{owner.__name__}.{name}"
        for owner, name, description in _fields(model)
        if " ".join(re.sub(r"[# ]+", " ", description).split()) not in told
        and not _is_given(owner, name)
    ]
    assert missing == []


@of_every_model
def test_each_comment_becomes_a_valid_field_when_its_marks_are_deleted(
    model: type[Record], values: Mapping[str, Any]
) -> None:
    text = entry_text(model, values, "Made up.")
    tried = set()

    for name, changed in _uncommented(text):
        reading = read_text("events/2022/a.md", changed)
        assert reading.problems == (), f"{name}\n{changed}"
        assert typed(model, reading.plain, reading.path, dict)[1] == [], f"{name}\n{changed}"
        assert reading.plain != values, name
        tried.add(name)

    assert tried >= {n for n, f in _by_hand(model).items() if not f.is_required()}
    if model is Event:
        assert tried >= {"district", "carries", "made", "reports", "about", "note", "gtd", "was"}


@of_every_model
def test_all_comments_together_become_valid_fields(
    model: type[Record], values: Mapping[str, Any]
) -> None:
    text = entry_text(model, values, "Made up.")

    while any(_COMMENTED.match(line) for line in text.split("\n")):
        text = "\n".join(_COMMENTED.sub(r"\1", line) for line in text.split("\n"))

    reading = read_text("events/2022/a.md", text)
    facts, problems = typed(model, reading.plain, reading.path, dict)
    assert problems == []
    assert facts is not None
    assert facts.model_fields_set == set(_by_hand(model))


def test_lines_of_explanation_are_no_longer_than_the_width() -> None:
    lines = entry_text(Event, EVENT, "").split("\n")

    assert [line for line in lines if len(line) > WIDTH and "##" in line] == []


def test_a_field_to_choose_from_names_every_choice() -> None:
    text = entry_text(Actor, {"name": "Made-up Brigade", "kind": "ngo"}, "")

    told = " ".join(text.replace("##", " ").split())
    kinds = get_args(Actor.model_fields["kind"].annotation)
    assert len(kinds) > 5
    assert [kind for kind in kinds if f"`{kind}`" not in told] == []


def test_what_a_second_source_could_hold_is_not_told_twice() -> None:
    text = entry_text(Event, EVENT, "")

    assert text.count("# carries:") == 1
    assert "  - id: s2\n    publisher: made-up-radio\n\n" in text


def _uncommented(text: str) -> Iterator[tuple[str, str]]:
    """Give the text with one commented field made a field again, for each, however deep."""
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        found = _COMMENTED.match(lines[number])
        if found is None:
            number += 1
            continue
        prefix, end = found.group(), number
        while end < len(lines) and lines[end].startswith(prefix):
            end += 1
        block = [found.group(1) + line.removeprefix(prefix) for line in lines[number:end]]
        changed = "\n".join([*lines[:number], *block, *lines[end:]])
        yield block[0].strip("- ").partition(":")[0], changed
        inner = "\n".join(block)
        if _COMMENTED.search(inner) or "\n" in inner:
            for name, deeper in _uncommented(inner):
                yield name, "\n".join([*lines[:number], deeper, *lines[end:]])
        number = end


def _fields(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], str, str]]:
    for name, field in _by_hand(model).items():
        assert field.description, name
        yield model, name, field.description
        inner = record_in(field)
        if inner is not None:
            yield from _fields(inner)


def _by_hand(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """Give the fields that a person writes."""
    return {n: f for n, f in model.model_fields.items() if f.json_schema_extra != READ_ONLY}


def _is_given(owner: type[BaseModel], name: str) -> bool:
    """Tell whether a value, and no explanation, stands there in the cases above."""
    given = {
        "Event": set(EVENT),
        "Location": {"province"},
        "Participation": {"actor"},
        "Source": {"id", "publisher", "url"},
        "Actor": {"name"},
        "Province": {"name"},
    }
    return name in given.get(owner.__name__, set())
