"""What can still be compared of an entry with faults: examples stand in for what has no type."""

from copy import deepcopy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generator.model.fields import Record
from generator.reading.strict_yaml import Path
from generator.reading.typing import is_echo, record_in

R = TypeVar("R", bound=Record)
_MOST_FAULTS = 100
"""With more faults than these it is not worth it."""


def salvage(model: type[R], plain: object) -> tuple[R, frozenset[Path]] | None:
    """Type what is right in plain values that `model` refuses; None where that cannot be.

    Gives a record, and the paths at which it does not say what the file says: unknown fields are
    left out, and the model's own example stands in each field that is missing or wrong.
    """
    try:
        return model.model_validate(plain), frozenset()
    except ValidationError as error:
        if error.error_count() > _MOST_FAULTS or not isinstance(plain, dict):
            return None
        faults = [fault for fault in error.errors(include_url=False) if not is_echo(fault)]
    mended: dict[str, Any] = deepcopy(plain)
    damaged: set[Path] = set()
    for fault in faults:
        at = fault["loc"]
        if fault["type"] == "extra_forbidden":
            del _holder(mended, at)[at[-1]]
            continue
        at, field = _field_at(model, at)
        if field is None or not field.examples:
            return None
        _holder(mended, at)[at[-1]] = deepcopy(field.examples[0])
        damaged.add(at)
    try:
        return model.model_validate(mended), frozenset(damaged)
    except ValidationError:
        return None


def _holder(plain: Any, at: Path) -> Any:
    for step in at[:-1]:
        plain = plain[step]
    return plain


def _field_at(model: type[BaseModel], at: Path) -> tuple[Path, FieldInfo | None]:
    """Find the innermost field on the way to a value, and the path that ends at it."""
    found: FieldInfo | None = None
    path: Path = ()
    for number, step in enumerate(at):
        if isinstance(step, str):
            field = model.model_fields.get(step)
            if field is None:
                break
            found, path = field, at[: number + 1]
            inner = record_in(field)
            if inner is None:
                break
            model = inner
    return path, found
