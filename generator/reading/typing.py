"""How plain values become a record of the codebook, and how every refusal finds its place."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.model.fields import Record
from generator.model.problem import Problem, quoted
from generator.reading.rules import MOST_PER_FILE
from generator.reading.strict_yaml import Marks, Path
from generator.reading.suggestion import closest

R = TypeVar("R", bound=Record)
_OWN_RULES = {"bad-date", "bad-count", "count-order", "bad-url", "one-line"}
_HINTS = {
    "bad-date": "see how dates are written",
    "bad-count": "see how counts are written",
    "count-order": "put the smaller number first",
    "bad-url": "copy the address from the browser's address bar",
    "one-line": "delete the line break",
}


def typed(
    model: type[R],
    plain: object,
    path: str,
    marks: Callable[[], Marks],
    whole: str = "the front matter",
) -> tuple[R | None, list[Problem]]:
    """Validate plain values as `model`; `marks` is asked for places only where something is wrong.

    `whole` is what a problem calls all the values together.

    Gives the frozen record, or None and every problem at once, by place; of hundreds the first.
    """
    try:
        return model.model_validate(plain), []
    except ValidationError as error:
        return None, told(model, error, path, marks(), whole)


def told(
    model: type[BaseModel], error: ValidationError, path: str, marks: Marks, whole: str
) -> list[Problem]:
    """Say in our words what pydantic found wrong with a `model`, by place; the first of many."""
    faults = [fault for fault in error.errors(include_url=False) if not is_echo(fault)]
    named = faults[: MOST_PER_FILE + 1]
    return sorted(_problem(model, fault, path, marks, whole) for fault in named)


def is_echo(fault: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because its items have faults of their own."""
    return fault["type"] == "too_short" and bool(fault["input"])


def place_of(marks: Marks, at: Path, *, of_key: bool = False) -> tuple[int, int]:
    """Give line and column of the value at a path, or of the nearest thing around it."""
    for length in range(len(at), -1, -1):
        found = marks.get(at[:length])
        if found is not None:
            key_line, key_column, line, column = found
            return (key_line, key_column) if of_key or length < len(at) else (line, column)
    return 2, 1


def _problem(  # noqa: PLR0911 - one for each kind of fault
    model: type[BaseModel], fault: ErrorDetails, path: str, marks: Marks, whole: str
) -> Problem:
    kind = fault["type"]
    at, of_key = fault["loc"], kind == "extra_forbidden"
    if at[-1:] == ("[key]",) and not of_key:
        at, of_key = at[:-1], True
    name = quoted(_shown(at) or whole)
    context = fault.get("ctx", {})
    line, column = place_of(marks, at, of_key=of_key)
    match kind:
        case "missing":
            example = _example(model, at)
            return Problem(
                path,
                line,
                column,
                "missing-field",
                f"{name} is missing",
                f"add it, for example `{at[-1]}: {example}`" if example else "add it",
            )
        case "extra_forbidden":
            near = closest(at[-1], _known_fields(model, at[:-1]))
            hint = f"did you mean `{near}`?" if near else _listing(_known_fields(model, at[:-1]))
            return Problem(path, line, column, "unknown-field", f"{name} is no field", hint)
        case "literal_error":
            given, allowed = fault["input"], _options(context.get("expected", ""))
            near = closest(given, allowed)
            hint = f"did you mean `{near}`?" if near else f"one of {', '.join(allowed)}"
            return Problem(
                path, line, column, "unknown-value", f"{name} cannot be {_quoted(given)}", hint
            )
        case _ if kind in _OWN_RULES:
            return Problem(path, line, column, kind, f"{name}: {fault['msg']}", _HINTS[kind])
        case "string_too_long":
            longest = context["max_length"]
            length = len(str(fault["input"]))
            return Problem(
                path,
                line,
                column,
                "too-long",
                f"{name} has {length} characters, more than {longest}",
                "shorten it",
            )
        case "string_pattern_mismatch":
            return Problem(
                path,
                line,
                column,
                "bad-id",
                f"{name}: {_quoted(fault['input'])} does not have the right form",
                _form(context.get("pattern", "")),
            )
        case "too_short" | "string_too_short":
            return Problem(path, line, column, "missing-field", f"{name} is empty", "fill it in")
        case "greater_than_equal" | "less_than_equal" | "finite_number":
            return Problem(
                path,
                line,
                column,
                "out-of-range",
                f"{name} is {fault['input']}",
                "latitude first (-90 to 90), then longitude (-180 to 180)",
            )
        case _:
            wanted = _WANTED.get(kind, fault["msg"].lower())
            return Problem(
                path, line, column, "wrong-type", f"{name} is {_kind_of(fault['input'])}", wanted
            )


_WANTED = {
    "string_type": "write text; put a number or true/false in quotes to make it text",
    "tuple_type": "write a list: each item on its own line, after a hyphen",
    "dict_type": "write fields below it, indented",
    "mapping_type": "write fields below it, indented",
    "model_type": "write fields below it, indented",
    "model_attributes_type": "write fields below it, indented",
    "bool_type": "write true or false",
    "float_type": "write a number",
    "too_long": "write two numbers: latitude, longitude",
}


def _shown(at: Path) -> str:
    text = ""
    for step in at:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _quoted(value: object) -> str:
    return quoted(value) if isinstance(value, str) else _kind_of(value)


def _kind_of(value: object) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return f"`{str(value).lower()}`"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {quoted(value)}"
        case list() | tuple():
            return "a list"
        case _:
            return "a mapping of fields"


def _options(expected: str) -> list[str]:
    return [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]


def _form(pattern: str) -> str:
    if "[A-Z]{2}-" in pattern:
        return "an ISO 3166-2 code, such as ZZ-NOR"
    if "a-f]{64}" in pattern:
        return "64 hexadecimal digits, in small letters"
    if r"\.\." in pattern:
        return "an interval such as 2015-01/.."
    if "[a-z]{2}$" in pattern or "[a-z]{2,3}" in pattern:
        return "a code in small letters, such as `fa`"
    return "small letters, digits and single hyphens"


def _listing(names: Iterable[str]) -> str:
    return f"the fields here are {', '.join(names)}"


def _known_fields(model: type[BaseModel], at: Path) -> list[str]:
    inner = _model_at(model, at)
    return [] if inner is None else list(inner.model_fields)


def _example(model: type[BaseModel], at: Path) -> str:
    inner = _model_at(model, at[:-1])
    field = inner.model_fields.get(str(at[-1])) if inner is not None else None
    example = field.examples[0] if field is not None and field.examples else None
    return example if isinstance(example, str) else ""


def _model_at(model: type[BaseModel], at: Path) -> type[BaseModel] | None:
    for step in at:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        inner = record_in(field) if field is not None else None
        if inner is None:
            return None
        model = inner
    return model


def record_in(field: FieldInfo) -> type[BaseModel] | None:
    """Give the record that a field holds, be it one, a list of them or none."""
    waiting: list[Any] = [field.annotation]
    while waiting:
        candidate = waiting.pop()
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
        waiting.extend(get_args(candidate))
    return None
