"""What a mapping file says: which column of somebody's sheet holds which field of an entry."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.event import Certainty, Group, Outcome, Role
from generator.model.fields import Id, Line, LocalId, Prose, Record, Reference
from generator.model.problem import Problem
from generator.model.registry import ActorKind
from generator.reading import gate, strict_yaml
from generator.reading.gate import Candidate
from generator.reading.strict_yaml import Marks
from generator.reading.typing import typed

OTHERS = "*"
"""As a key of `values`: whatever has no line of its own."""
_TABLE = "table"
_SOME_DAY = datetime(2001, 11, 23)  # noqa: DTZ001 - a day has no zone


class Pick(Record):
    """Where a value comes from: a column, or the same for all rows."""

    column: Line | None = None
    constant: Line | None = None
    values: Mapping[Line, Line] = Field(default_factory=dict)
    """What to write for what stands in the cell; `*` for whatever has no line here."""
    default: Line | None = None
    """What to write where the cell is empty."""

    @model_validator(mode="after")
    def _one_of_two(self) -> "Pick":
        if (self.column is None) == (self.constant is None):
            raise PydanticCustomError("pick", "name a `column` or a `constant`")
        return self


def _tells_a_day(form: str) -> str:
    try:
        found = datetime.strptime(_SOME_DAY.strftime(form), form)  # noqa: DTZ007 - likewise
    except (ValueError, re.error):  # a sign that is none, or the same one twice
        found = None
    if found != _SOME_DAY:
        raise PydanticCustomError("pick", "write day, month and year once, as in %d.%m.%Y")
    return form


DateForm = Annotated[Line, AfterValidator(_tells_a_day)]
"""How days are written, in the signs of `strptime`."""


class DatePick(Pick):
    """Where a date comes from."""

    date_form: DateForm | None = None
    """How days are written here, where that is not as in the mapping's other columns."""


def _column(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


Picked = Annotated[Pick, BeforeValidator(_column)]
"""A text alone is the name of a column."""
PickedDate = Annotated[DatePick, BeforeValidator(_column)]


class ActorColumn(Record):
    """Actors that a column names."""

    name: Picked
    role: Role
    certainty: Certainty = "unknown"
    separator: Annotated[str, Field(min_length=1, max_length=10)] | None = None
    kind: ActorKind = "armed-group"
    """What such an actor is proposed as."""


class TollColumn(Record):
    """A number of people: in one column, or as the low, best and high estimate in three."""

    outcome: Outcome
    group: Group
    count: Picked | None = None
    low: Picked | None = None
    best: Picked | None = None
    high: Picked | None = None

    @model_validator(mode="after")
    def _some_number(self) -> "TollColumn":
        if not any((self.count, self.low, self.best, self.high)):
            raise PydanticCustomError("pick", "name `count`, or `low`, `best` and `high`")
        if self.count is not None and any((self.low, self.best, self.high)):
            raise PydanticCustomError("pick", "name `count`, or `low`, `best` and `high`, not both")
        return self


class SourceColumns(Record):
    """A page that the sheet names."""

    publisher: Picked
    url: Picked | None = None
    title: Picked | None = None
    published: PickedDate | None = None
    author: Picked | None = None
    language: Picked | None = None


class Mapped(Record):
    """A mapping file: the dataset, and the columns of its rows."""

    dataset: Id
    publisher: Reference
    license: Line | None = None
    attribution: Prose
    row: Line
    """The column whose cells tell the rows apart, and never change."""
    country: Line | None = None
    date: PickedDate
    date_end: PickedDate | None = None
    date_form: DateForm | None = None
    """How days are written; as in ISO 8601 where this is left out."""
    title: Picked | None = None
    type: Picked
    province: Picked | None = None
    district: Picked | None = None
    place: Picked | None = None
    latitude: Picked | None = None
    longitude: Picked | None = None
    precision: Picked | None = None
    actors: Annotated[tuple[ActorColumn, ...], Field(min_length=1)]
    casualties: tuple[TollColumn, ...] = ()
    text: Picked | None = None
    """What the dataset says happened, as the text of its claim."""
    sources: tuple[SourceColumns, ...] = ()
    claim: LocalId = _TABLE
    """The id of the claim, and of the source that is the dataset itself."""
    keep: tuple[Line, ...] = ()
    """Further columns, whose cells are kept as they are."""

    @model_validator(mode="after")
    def _points_have_a_precision(self) -> "Mapped":
        if (self.latitude is None) != (self.longitude is None):
            raise PydanticCustomError("pick", "name both `latitude` and `longitude`, or none")
        if self.latitude is not None and self.precision is None:
            raise PydanticCustomError("pick", "say in `precision` how exact the points are")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """Give every column that is named, once."""
        own = [self.row, *([self.country] if self.country else [])]
        picked = [pick.column for pick in _picks(self) if pick.column is not None]
        return tuple(dict.fromkeys((*own, *picked, *self.keep)))


def read_mapping(file: Path) -> tuple[Mapped | None, list[Problem]]:
    """Read a mapping file, or tell everything that is wrong with it, with its place.

    It is no entry, which others read as it is: the line ends and the byte order mark of an editor
    on Windows are no fault here.
    """
    content = gate.fetch(Candidate(file.name, file))
    if content.raw is not None:
        raw = content.raw.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
        content = replace(content, raw=raw)
    text, problems = gate.judge(content)
    if text is None:
        return None, problems
    marks: Marks = {}
    plain, problems = strict_yaml.load(file.name, text, marks=marks)
    if problems:
        return None, problems
    return typed(Mapped, plain, file.name, lambda: marks, whole="the mapping")


def _picks(value: object) -> Iterator[Pick]:
    match value:
        case Pick():
            yield value
        case Record():
            for name in type(value).model_fields:
                yield from _picks(getattr(value, name))
        case tuple():
            for item in value:
                yield from _picks(item)
        case _:
            return
