"""How a record and its body are written as an entry: only what was given, in the model's order."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model.fields import Record
from generator.writing.scalar import flow, scalar

WIDTH = 100
_JOINER = "\N{ZERO WIDTH NON-JOINER}"
_EMPTY = re.compile(r',"[\w-]+":(?:\{\}|\[\])|(?<=\{)"[\w-]+":(?:\{\}|\[\]),?', re.ASCII)
"""A field of JSON without spaces that holds nothing, with the comma on one side of it.

It cannot match within a text, where every quotation mark has a backslash before it.
"""


def entry_text(facts: Record, body: str) -> str:
    """Write a file that reads back to equal facts and the same body.

    Fields that hold their default are left out. `body` is Markdown as `Body.source` gives it.
    """
    account = f"\n{body}\n" if body else ""
    return "\n".join(["---", *_fields(plain_of(facts)), "---", account])


def plain_of(facts: Record) -> dict[str, Any]:
    """Give a record as plain values of JSON, without what holds its default."""
    return _filled(facts.model_dump(mode="json", exclude_defaults=True))


def json_of(facts: Record) -> str:
    """Give what `plain_of` gives as JSON on one line; it takes half the time."""
    text = facts.model_dump_json(exclude_defaults=True)
    found = "{}" in text or "[]" in text
    while found:
        text, found = _EMPTY.sub("", text), _EMPTY.search(text) is not None
    return text


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty: pydantic keeps a default that a factory makes."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        kind = value.__class__
        filled: Any = None
        if kind is dict:
            filled = _filled(value)
        elif kind is list:
            filled = [_filled(item) if item.__class__ is dict else item for item in value]
        elif value is not None:
            found[key] = value
        if filled:
            found[key] = filled
    return found


def _fields(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        yield from _field(scalar(key), value)


def _field(key: str, value: object) -> Iterator[str]:
    match value:
        case dict():
            yield f"{key}:"
            yield from (f"  {line}" for line in _fields(value))
        case [dict(), *_]:
            yield f"{key}:"
            for item in value:
                yield from _item(item)
        case list():
            yield f"{key}: {flow(value)}"
        case str() if (lines := _folded(value, WIDTH - len(key) - 2)) is not None:
            yield f"{key}: >-"
            yield from lines
        case str() if key == "count" and value.isdecimal():
            yield f"{key}: {value}"
        case _:
            yield f"{key}: {scalar(value)}"


def _item(values: Any) -> Iterator[str]:
    for number, line in enumerate(_fields(values)):
        yield f"  {'  ' if number else '- '}{line}"


def _folded(text: str, room: int) -> Sequence[str] | None:
    """Give a long text as the lines of a folded block; None where it fits, or would be changed.

    YAML 1.2, 8.1.3: a break between two such lines reads as one space.
    """
    words = text.split(" ")
    is_calm = text.replace(_JOINER, "").isprintable() and all(words)
    if len(text) <= room or not is_calm:
        return None
    return [
        f"  {line}"
        for line in textwrap.wrap(text, WIDTH - 8, break_long_words=False, break_on_hyphens=False)
    ]
