"""The kinds of value that fields of an entry hold, each validated and described in JSON Schema."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from generator.model import count, partial_date
from generator.model.count import Count, CountError, CountOrderError
from generator.model.partial_date import DateError, PartialDate
from generator.model.problem import quoted

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_LANGUAGE_PATTERN = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_ADDRESS = 2048
_PLAIN_ADDRESS = re.compile(
    r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9/._~%!$&'()*+,;=:@?#-]*)?"
)
"""What nearly every address looks like; it needs no closer look."""


class Record(BaseModel):
    """A frozen mapping of known fields; a field that is not in the codebook is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _one_line(text: str) -> str:
    if len(text.splitlines()) > 1:
        raise PydanticCustomError("one-line", "must stand on one line")
    return text


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(value)
    except DateError as error:
        raise PydanticCustomError("bad-date", "{why}", {"why": str(error)}) from error


def _count(value: object) -> Count:
    if isinstance(value, Count):
        return value
    try:
        return Count.parse(value)
    except CountOrderError as error:
        raise PydanticCustomError("count-order", "{why}", {"why": str(error)}) from error
    except CountError as error:
        raise PydanticCustomError("bad-count", "{why}", {"why": str(error)}) from error


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            why = f"`{value}` is not a day of the calendar"
            raise PydanticCustomError("bad-date", "{why}", {"why": why}) from error
    shown = f"{quoted(value)} is not a day; " if isinstance(value, str) else ""
    raise PydanticCustomError("bad-date", "{why}", {"why": f"{shown}write it as 2022-06-11"})


def _address(value: str) -> str:
    """Let http and https addresses with a host pass; everything else could run or leak."""
    if _PLAIN_ADDRESS.fullmatch(value):
        return value
    why = ""
    try:
        parts = urlsplit(value)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        why = "cannot be read as an address"
    else:
        if parts.scheme not in {"http", "https"}:
            why = "an address starts with https:// or http://"
        elif not parts.hostname or not port_is_fine:
            why = "the address names no host"
        elif parts.username is not None or parts.password is not None:
            why = "an address holds no user name or password"
        elif any(
            c.isspace() or unicodedata.category(c)[0] == "C" or c in '<>"\\^`{|}' for c in value
        ):
            why = "an address holds no spaces, quotes or brackets; percent-encode them"
    if why:
        raise PydanticCustomError("bad-url", "{why}", {"why": why})
    return value


def as_list(value: object) -> object:
    """Let a single text stand for a list of one."""
    return [value] if isinstance(value, str) else value


def _text_of_number(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100)]
Reference = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(_one_line),
]
"""Where an entry names another by its id. It has no form of its own: whatever is not the id of
something is told so, with the id that was probably meant (`Made-up Front` meant `made-up-front`).
"""
LocalId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,29}$")]
Language = Annotated[str, StringConstraints(pattern=_LANGUAGE_PATTERN, max_length=35)]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_one_line),
]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=160),
    AfterValidator(_one_line),
]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Address = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_ADDRESS),
    AfterValidator(_address),
]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""The first 48 bits of a SHA-256: enough to see that a value changed."""
Cell = Annotated[str, StringConstraints(min_length=1, max_length=16_000)]
"""What stands in a cell of somebody's table, which may run over several lines."""
ExternalId = Annotated[Line, BeforeValidator(_text_of_number, json_schema_input_type=Line | int)]
READ_ONLY: dict[str, JsonValue] = {"readOnly": True}
"""For fields that the program alone writes: JSON Schema's own word for them."""
CLOSED = Field(json_schema_extra={"additionalProperties": False})
"""For mappings: JSON Schema then refuses keys of the wrong form, as the model does."""
Names = Annotated[
    Mapping[
        Language,
        Annotated[
            tuple[Line, ...],
            BeforeValidator(as_list, json_schema_input_type=tuple[Line, ...] | Line),
        ],
    ],
    CLOSED,
]
"""Names by language, each a list; a single name may stand alone."""
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False, strict=True)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False, strict=True)]
Coordinates = tuple[Latitude, Longitude]
"""Latitude, then longitude, in degrees north and east (WGS 84)."""


def _schema(**parts: object) -> WithJsonSchema:
    return WithJsonSchema(parts)


DateField = Annotated[
    PartialDate,
    PlainValidator(_partial_date),
    PlainSerializer(lambda value: value.text, return_type=str),
    _schema(
        anyOf=[
            {"type": "string", "pattern": partial_date.PATTERN},
            {"type": "integer", "minimum": 1, "maximum": 9999},
        ],
        description=f"A date with its precision: {partial_date.FORMS}",
    ),
]
Day = Annotated[
    date,
    PlainValidator(_day),
    PlainSerializer(date.isoformat, return_type=str),
    _schema(type="string", format="date", description="A day, such as 2022-06-11"),
]
CountField = Annotated[
    Count,
    PlainValidator(_count),
    PlainSerializer(lambda value: value.plain),
    _schema(
        anyOf=[
            {"type": "integer", "minimum": 0, "maximum": count.LARGEST},
            {"type": "string", "pattern": count.PATTERN},
            {
                "type": "object",
                "properties": {
                    key: {"type": "integer", "minimum": 0, "maximum": count.LARGEST}
                    for key in ("min", "best", "max")
                },
                "additionalProperties": False,
                "minProperties": 1,
            },
        ],
        description=f"A number of people: {count.FORMS}, or min, best and max",
    ),
]
