"""The codebook as values for the page of fields: each record, and what each of its fields holds."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from generator.model import event, fields, registry
from generator.model.fields import Record
from generator.model.meanings import MEANINGS

RECORDS: Mapping[str, type[Record]] = {
    "Event": event.Event,
    "Location": event.Location,
    "Participation": event.Participation,
    "Casualties": event.Casualties,
    "Claim": event.Claim,
    "Toll": event.Toll,
    "Source": event.Source,
    "Verification": event.Verification,
    "Relation": event.Relation,
    "External ids": event.ExternalIds,
    "Imported": event.Imported,
    "Correction": event.Correction,
    "Actor": registry.Actor,
    "Province": registry.Province,
    "Type": registry.EventType,
    "Publisher": registry.Publisher,
}
"""The records in the order of the page, each under the name that its anchors begin with."""
_KINDS: tuple[tuple[object, str], ...] = (
    (fields.DateField, "date"),
    (fields.Day, "day"),
    (fields.CountField, "count"),
    (fields.Id, "id"),
    (fields.Reference, "reference"),
    (fields.LocalId, "local-id"),
    (fields.Language, "language"),
    (fields.Title, "title"),
    (fields.Line, "line"),
    (fields.Prose, "prose"),
    (fields.Address, "address"),
    (fields.Digest, "digest"),
    (fields.Fingerprint, "fingerprint"),
    (fields.Cell, "cell"),
    (fields.ExternalId, "external-id"),
    (fields.Names, "names"),
    (fields.Coordinates, "coordinates"),
    (registry.OpenInterval, "open-interval"),
    (registry.IsoSubdivision, "iso-subdivision"),
    (registry.CountryCode, "country-code"),
    (bool, "boolean"),
)
"""The kinds of value that the page's template has words for."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field holds: one value of a kind, or a list or a mapping of them.

    `kind` is a word that the template explains, `one-of` where there is a closed list, or
    `record`. `within` is `list`, `list-or-one`, `by-language`, `by-id`,
    `by-line`, and empty for one value. `record` is the name of the record, `meanings` what each
    word of a closed list means.
    """

    kind: str
    within: str = ""
    record: str = ""
    meanings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as the page shows it; `default` is what it is where left out, if that is a word."""

    name: str
    needed: bool
    shape: Shape
    description: str
    example: object
    default: str


@dataclass(frozen=True, slots=True)
class Section:
    """A record as the page shows it."""

    name: str
    about: str
    entries: tuple[Entry, ...]


def sections() -> Iterator[Section]:
    """Give every record of the codebook, with every field."""
    for name, model in RECORDS.items():
        hints = get_type_hints(model, include_extras=True)
        entries = tuple(
            _entry(field, hints[field], info) for field, info in model.model_fields.items()
        )
        yield Section(name, inspect.getdoc(model) or "", entries)


def shape_of(hint: Any) -> Shape:
    """Tell what a field of this type holds; raises LookupError where no kind fits it."""
    kinds = [Shape(kind) for known, kind in _KINDS if hint == known]
    records = [Shape("record", record=name) for name, model in RECORDS.items() if hint is model]
    return (kinds or records or [_composed(hint)])[0]


def _composed(hint: Any) -> Shape:
    match get_origin(hint), get_args(hint):
        case (origin, (inner, *metadata)) if origin is Annotated:
            shape = shape_of(inner)
            one = any(getattr(m, "func", None) is fields.as_list for m in metadata if _before(m))
            return _within("list-or-one", shape) if one else shape
        case (origin, members) if origin in {Union, UnionType}:
            return shape_of(next(member for member in members if member is not type(None)))
        case (origin, _) if origin is Literal:
            return Shape("one-of", meanings=tuple(MEANINGS[hint].items()))
        case (origin, (item, end)) if origin is tuple and end is Ellipsis:
            return _within("list", shape_of(item))
        case (_, (key, value)) if shape_of(key).kind in {"language", "id", "line"}:
            return _within(f"by-{shape_of(key).kind}", shape_of(value))
        case _:
            raise LookupError(f"the page of fields has no word for {hint}")


def _before(metadata: object) -> bool:
    return isinstance(metadata, BeforeValidator)


def _within(container: str, shape: Shape) -> Shape:
    return Shape(shape.kind, container, shape.record, shape.meanings)


def _entry(name: str, hint: Any, info: FieldInfo) -> Entry:
    default = info.default
    words = {True: "true", False: "false"}.get(default, default) if _is_word(default) else ""
    return Entry(
        name=name,
        needed=info.is_required(),
        shape=shape_of(hint),
        description=str(info.description),
        example=(info.examples or [None])[0],
        default=str(words),
    )


def _is_word(default: object) -> bool:
    return isinstance(default, str | bool)
