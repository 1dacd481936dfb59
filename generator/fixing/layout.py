"""Where the records of the codebook, and the values in them, stand in a block of YAML."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import BaseModel

from generator.reading.strict_yaml import Path
from generator.reading.typing import record_in


@dataclass(frozen=True, slots=True)
class Placed:
    """A mapping that the codebook knows as a record, and the path that leads to it."""

    node: yaml.MappingNode
    model: type[BaseModel]
    at: Path


def records_in(matter: str, model: type[BaseModel]) -> list[Placed]:
    """Find the records, inner ones before the ones that hold them.

    `matter` is one that strict YAML has read without a problem: it is shallow and holds no alias.
    """
    root = yaml.compose(matter, Loader=yaml.CSafeLoader)
    return list(_within(root, model, ()))


def values_of(placed: Placed) -> Iterator[tuple[str, Path, yaml.ScalarNode]]:
    """Give the texts of a record, also those in lists, with their field and their path."""
    for key, value in placed.node.value:
        if isinstance(value, yaml.ScalarNode):
            yield key.value, (*placed.at, key.value), value
        elif isinstance(value, yaml.SequenceNode):
            for number, item in enumerate(value.value):
                if isinstance(item, yaml.ScalarNode):
                    yield key.value, (*placed.at, key.value, number), item


def _within(node: Any, model: type[BaseModel], at: Path) -> Iterator[Placed]:
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _within(item, model, (*at, number))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            field = model.model_fields.get(key.value)
            inner = record_in(field) if field is not None else None
            if inner is not None:
                yield from _within(value, inner, (*at, key.value))
        yield Placed(node, model, at)


def named(at: Path) -> str:
    """Write a path as problems do: `claims[2].by`."""
    text = ""
    for step in at:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text
