"""How values are written as the codebook's YAML: block style, plain scalars where they are safe."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value]"

_PLAIN = re.compile(r"(?:[^\W_]|[<~])(?:[^:#\n]|:(?=\S)|(?<=\S)#)*")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
_NOT_TEXT = re.compile(r"true|false|null|[-+]?[0-9.]+(?:e[-+]?[0-9]+)?", re.IGNORECASE)


def write_entry(front_matter: Mapping[str, Value], body: str) -> str:
    """Write an entry: one block of front matter, then the body where there is one."""
    head = f"---\n{write_mapping(front_matter)}---\n"
    return f"{head}\n{body}\n" if body else head


def write_mapping(mapping: Mapping[str, Value]) -> str:
    """Write a mapping, each line ended."""
    return "".join(f"{line}\n" for line in _lines(mapping, ""))


def write_list(items: Sequence[Mapping[str, Value]]) -> str:
    """Write a list of mappings, each line ended."""
    return "".join(f"{line}\n" for line in _item_lines(items, ""))


def _lines(mapping: Mapping[str, Value], indent: str) -> Iterator[str]:
    deeper = f"{indent}  "
    for key, value in mapping.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(value, deeper)
        elif isinstance(value, str | int | float):
            yield f"{indent}{key}: {_scalar(value)}"
        elif value and isinstance(value[0], Mapping):
            yield f"{indent}{key}:"
            yield from _item_lines([item for item in value if isinstance(item, Mapping)], deeper)
        else:
            items = (_flow_scalar(item) for item in value if isinstance(item, str | int | float))
            yield f"{indent}{key}: [{', '.join(items)}]"


def _item_lines(items: Sequence[Mapping[str, Value]], indent: str) -> Iterator[str]:
    for item in items:
        first, *rest = _lines(item, f"{indent}  ")
        yield f"{indent}- {first.lstrip()}"
        yield from rest


def _scalar(value: Scalar) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case _:
            return f"{value}"


def _flow_scalar(value: Scalar) -> str:
    if isinstance(value, str) and _FLOW_SIGNS.search(value):
        return _quoted(value)
    return _scalar(value)


@lru_cache(maxsize=65536)
def _text(text: str) -> str:
    """Quote where YAML would read something else than this text."""
    safe = _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text) and text[-1] not in ": "
    return text if safe else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
