"""How a data file is written: compact JSON, the same bytes for the same values."""

import json
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)


def as_json(values: Any) -> str:
    """Write values as JSON on one line, without spaces."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def coded(values: Sequence[T]) -> tuple[list[T], list[int]]:
    """Number the distinct values, the most frequent first, and give that table and the numbers.

    Of equally frequent ones the first goes first.
    """
    table = [value for value, _ in Counter(values).most_common()]
    number = {value: at for at, value in enumerate(table)}
    return table, [number[value] for value in values]


def indented_json(values: Any) -> str:
    """Write values as JSON that people read too."""
    return json.dumps(values, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
