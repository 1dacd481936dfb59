"""How a new file is laid out: given values, and other fields as comments that explain them."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.model.fields import READ_ONLY
from generator.reading.typing import record_in
from generator.writing.scalar import flow, scalar

WIDTH = 100
_HEADING = (
    "## Lines with one # are optional fields, with an example: delete the # and one space to use "
    "one, and put in what you know. Delete all other comments in the end."
)
_Lines = Iterator[str]


def entry_text(model: type[BaseModel], values: Mapping[str, Any], body: str) -> str:
    """Write a file with these values as its front matter; `values` has all required fields.

    A comment of explanation begins with `##`, so that it stays one when the field below it, which
    begins with `# `, is made a field again. A given value is explained only where it was one of
    several to choose from. Fields stand in the model's order.
    """
    heading = textwrap.wrap(_HEADING, WIDTH, subsequent_indent="## ")
    blocks = list(_blocks(model, values, WIDTH, explained=False))
    lines = ["---", *heading, ""]
    for number, (is_live, block) in enumerate(blocks):
        if number and not (is_live and blocks[number - 1][0]):
            lines.append("")
        lines += block
    account = f"\n{body}\n" if body else ""
    return "\n".join([*lines, "---", account])


def options_of(field: FieldInfo) -> tuple[str, ...]:
    """Give the values that a field chooses from; none where it is free."""
    waiting: list[Any] = [field.annotation]
    while waiting:
        candidate = waiting.pop()
        if get_origin(candidate) is Literal:
            return tuple(str(option) for option in get_args(candidate))
        waiting.extend(get_args(candidate))
    return ()


def _blocks(
    model: type[BaseModel], values: Mapping[str, Any], width: int, *, explained: bool
) -> Iterator[tuple[bool, list[str]]]:
    """Give the lines of each field, and whether it is a field or still a comment."""
    for name, field in model.model_fields.items():
        if field.json_schema_extra == READ_ONLY:
            continue
        explanation = _explanation(field, width)
        if name in values:
            lines = _field(name, field, values[name], width, explained=explained)
            is_told = explained or bool(options_of(field))
            yield True, [*(explanation if is_told else ()), *lines]
        else:
            lines = _field(name, field, _example(field), width - 2, explained=True)
            yield False, [*explanation, *(f"# {line}" for line in lines)]


def _field(
    name: str, field: FieldInfo, value: object, width: int, *, explained: bool
) -> Iterator[str]:
    inner = record_in(field)
    match value:
        case Mapping() if inner is not None:
            yield f"{name}:"
            for _, block in _blocks(inner, value, width - 2, explained=explained):
                yield from _indented(block)
        case Mapping():
            yield f"{name}:"
            for key, named in value.items():
                shown = flow(named) if isinstance(named, list | tuple) else scalar(named)
                yield f"  {scalar(key)}: {shown}"
        case list() | tuple() if inner is not None:
            yield f"{name}:"
            for number, item in enumerate(value):
                yield from _item(inner, item, width - 4, explained=explained, is_first=number == 0)
        case list() | tuple():
            yield f"{name}: {flow(value)}"
        case _:
            yield f"{name}: {scalar(value)}"


def _item(
    model: type[BaseModel],
    values: Mapping[str, Any],
    width: int,
    *,
    explained: bool,
    is_first: bool,
) -> _Lines:
    """Write an item of a list; what it could hold besides is told in the list's first only.

    The hyphen stands before the first field, which every such record requires.
    """
    blocks = _blocks(model, values, width, explained=explained)
    lines = [line for is_live, block in blocks if is_live or is_first for line in block]
    first = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    yield from _indented(lines[:first])
    yield f"  - {lines[first]}"
    yield from _indented(_indented(lines[first + 1 :]))


def _indented(lines: Iterable[str]) -> _Lines:
    yield from (f"  {line}" for line in lines)


def _explanation(field: FieldInfo, width: int) -> list[str]:
    words = field.description or ""
    options = options_of(field)
    if any(f"`{option}`" not in words for option in options):
        words = f"{words} One of {', '.join(f'`{option}`' for option in options)}."
    return textwrap.wrap(
        f"## {words}",
        width,
        subsequent_indent="## ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _example(field: FieldInfo) -> object:
    """Give a field's example, with what its records require besides from their own examples."""
    assert field.examples, "every field of the codebook has an example"  # noqa: S101
    example: object = field.examples[0]
    inner = record_in(field)
    if inner is None:
        return example
    if isinstance(example, Mapping):
        return _completed(inner, example)
    if isinstance(example, list | tuple):
        return [_completed(inner, item) for item in example]
    return example


def _completed(model: type[BaseModel], values: Mapping[str, Any]) -> Mapping[str, Any]:
    required = {
        name: _example(field) for name, field in model.model_fields.items() if field.is_required()
    }
    return {**required, **values}
