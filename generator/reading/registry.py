"""How the registry is read: actors, provinces, types, publishers and outlines."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from generator.model.archive import Registry
from generator.model.entry import Body, Entry
from generator.model.fields import Id, Latitude, Longitude, Record
from generator.model.problem import Problem, quoted
from generator.model.registry import Actor, EventType, Province, Publisher
from generator.reading import gate, strict_yaml
from generator.reading.entry import read, typed_entry
from generator.reading.gate import Candidate
from generator.reading.names import order_of
from generator.reading.rules import MOST_PER_FILE
from generator.reading.strict_yaml import Marks
from generator.reading.typing import place_of, typed

R = TypeVar("R", bound=Record)
Listed = TypeVar("Listed", EventType, Publisher)
Position = tuple[Longitude, Latitude]
Ring = Annotated[list[Position], Field(min_length=4)]


class _Polygon(TypedDict):
    type: Literal["Polygon"]
    coordinates: Annotated[list[Ring], Field(min_length=1)]


class _MultiPolygon(TypedDict):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Annotated[list[Ring], Field(min_length=1)]], Field(min_length=1)]


class _Named(TypedDict):
    id: Id


class _Feature(TypedDict):
    type: Literal["Feature"]
    properties: _Named
    geometry: Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]


class _Outlines(TypedDict):
    type: Literal["FeatureCollection"]
    features: list[_Feature]


_OUTLINES = TypeAdapter(_Outlines)
"""GeoJSON, RFC 7946: a feature for each province, in degrees east and north."""


def read_registry(candidates: Iterable[Candidate]) -> tuple[Registry, list[Problem]]:
    """Read the registry's files among the candidates; what cannot be used is left out."""
    by_path = {candidate.path: candidate for candidate in candidates}
    problems: list[Problem] = []
    registry = Registry(
        actors=_folder(Actor, "actors", by_path, problems),
        provinces=_folder(Province, "provinces", by_path, problems),
        types=_list(EventType, "types.yml", by_path, problems),
        publishers=_list(Publisher, "publishers.yml", by_path, problems),
        boundaries=_boundaries("boundaries.geojson", by_path, problems),
    )
    return registry, problems


def _folder(
    model: type[R], folder: str, by_path: Mapping[str, Candidate], problems: list[Problem]
) -> Mapping[str, Entry[R]]:
    found: list[Entry[R]] = []
    for path, candidate in by_path.items():
        if path.startswith(f"{folder}/"):
            entry, faults = typed_entry(model, read(candidate), candidate)
            problems.extend(faults)
            if entry is not None:
                found.append(entry)
    return _by_name(found)


def _list(
    model: type[Listed], path: str, by_path: Mapping[str, Candidate], problems: list[Problem]
) -> Mapping[str, Entry[Listed]]:
    candidate = by_path.get(path)
    if candidate is None:
        problems.append(Problem(path, 1, 1, "missing-file", "is not there", "add it, as a list"))
        return MappingProxyType({})
    text, faults = gate.admit(path, candidate.file)
    marks: Marks = {}
    items: object = []
    if text is not None:
        items, faults = strict_yaml.load(path, text, marks=marks)
    problems.extend(faults)
    if faults:
        return MappingProxyType({})
    if not isinstance(items, list):
        hint = "begin each item with a hyphen"
        problems.append(Problem(path, 1, 1, "wrong-type", "is not a list", hint))
        return MappingProxyType({})
    own_marks = _marks_by_item(marks)
    found: list[Entry[Listed]] = []
    taken: set[str] = set()
    refused = 0
    for number, item in enumerate(items):
        facts, wrong = typed(model, item, path, partial(own_marks.__getitem__, number))
        problems.extend(wrong)
        if facts is None:
            refused += 1
            if refused > MOST_PER_FILE:
                break
            continue
        if facts.id in taken:
            line, column = place_of(own_marks[number], ("id",))
            problems.append(
                Problem(
                    path,
                    line,
                    column,
                    "id-taken",
                    f"`{facts.id}` stands here twice",
                    "keep one of the two",
                )
            )
            continue
        taken.add(facts.id)
        found.append(Entry(facts.id, path, facts, Body("", "")))
    return _by_name(found)


def _marks_by_item(marks: Marks) -> Mapping[str | int, Marks]:
    found: defaultdict[str | int, Marks] = defaultdict(dict)
    for at, place in marks.items():
        if at:
            found[at[0]][at[1:]] = place
    return found


def _by_name(entries: Iterable[Entry[Any]]) -> Mapping[str, Entry[Any]]:
    ordered = sorted(entries, key=lambda e: (*order_of(e.facts.name), e.id))
    return MappingProxyType({entry.id: entry for entry in ordered})


def _boundaries(
    path: str, by_path: Mapping[str, Candidate], problems: list[Problem]
) -> Mapping[str, Mapping[str, Any]]:
    """Read outlines by province id from GeoJSON (RFC 7946); an archive may have none."""
    candidate = by_path.get(path)
    if candidate is None:
        return MappingProxyType({})
    text, faults = gate.admit(path, candidate.file)
    problems.extend(faults)
    if text is None:
        return MappingProxyType({})
    try:
        features = _OUTLINES.validate_python(json.loads(text))["features"]
    except json.JSONDecodeError as error:
        line, column, fault, hint = error.lineno, error.colno, error.msg.lower(), "mend it"
        problems.append(
            Problem(path, line, column, "bad-boundaries", f"is not JSON: {fault}", hint)
        )
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = quoted(".".join(str(step) for step in first["loc"]) or "the file")
        fault = f"is not a collection of outlines: {where}: {first['msg'].lower()}"
        hint = "each feature is a polygon with the province's `id` in properties"
        problems.append(Problem(path, 1, 1, "bad-boundaries", fault, hint))
    except (ValueError, RecursionError):
        hint = "each feature is a polygon with the province's `id` in properties"
        problems.append(Problem(path, 1, 1, "bad-boundaries", "cannot be read as JSON", hint))
    else:
        return _by_province(path, features, problems)
    return MappingProxyType({})


def _by_province(
    path: str, features: Iterable[_Feature], problems: list[Problem]
) -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for feature in features:
        id_ = feature["properties"]["id"]
        if id_ in found:
            fault = f"`{id_}` stands here twice"
            problems.append(Problem(path, 1, 1, "id-taken", fault, "keep one of the two"))
        found.setdefault(id_, feature["geometry"])
    return MappingProxyType({key: found[key] for key in sorted(found)})


def marks_in_list(candidate: Candidate) -> Marks:
    """Learn where the values of `types.yml` or `publishers.yml` stand, by item id and field."""
    text, _ = gate.admit(candidate.path, candidate.file)
    marks: Marks = {}
    items, _ = strict_yaml.load(candidate.path, text or "", marks=marks)
    listed = enumerate(items if isinstance(items, list) else ())
    ids = {number: str(item.get("id")) for number, item in listed if isinstance(item, dict)}
    return {(ids[at[0]], *at[1:]): place for at, place in marks.items() if at and at[0] in ids}
