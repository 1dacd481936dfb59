"""How the registry is read: actors, provinces, types, publishers and outlines."""

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from generator.model.archive import Registry
from generator.model.entry import Body, Entry
from generator.model.fields import Record
from generator.model.problem import Problem
from generator.model.registry import Actor, EventType, Province, Publisher
from generator.reading import gate, strict_yaml
from generator.reading.entry import read, typed_entry
from generator.reading.gate import Candidate
from generator.reading.strict_yaml import Marks
from generator.reading.typing import typed

R = TypeVar("R", bound=Record)
Listed = TypeVar("Listed", EventType, Publisher)
_POLYGONS = {"Polygon", "MultiPolygon"}


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
    found: list[Entry[Listed]] = []
    taken: set[str] = set()
    for number, item in enumerate(items):
        own = {at[1:]: place for at, place in marks.items() if at[:1] == (number,)}
        facts, wrong = typed(model, item, path, lambda own=own: own)  # type: ignore[misc]
        problems.extend(wrong)
        if facts is None:
            continue
        if facts.id in taken:
            line, column = marks[number, "id"][2:]
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


def _by_name(entries: Iterable[Entry[Any]]) -> Mapping[str, Entry[Any]]:
    ordered = sorted(entries, key=lambda e: (e.facts.name.casefold(), e.id))
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
        features = json.loads(text)["features"]
        found = {feature["properties"]["id"]: feature["geometry"] for feature in features}
        if any(geometry["type"] not in _POLYGONS for geometry in found.values()):
            raise TypeError
    except json.JSONDecodeError as error:
        problems.append(
            Problem(
                path,
                error.lineno,
                error.colno,
                "bad-boundaries",
                f"is not JSON: {error.msg.lower()}",
                "mend it",
            )
        )
    except (KeyError, TypeError, RecursionError):
        problems.append(
            Problem(
                path,
                1,
                1,
                "bad-boundaries",
                "is not a collection of outlines",
                "each feature is a polygon with the province's `id` in properties",
            )
        )
    else:
        return MappingProxyType({key: found[key] for key in sorted(found)})
    return MappingProxyType({})


def marks_in_list(candidate: Candidate) -> Marks:
    """Learn where the values of `types.yml` or `publishers.yml` stand, by item id and field."""
    text, _ = gate.admit(candidate.path, candidate.file)
    marks: Marks = {}
    items, _ = strict_yaml.load(candidate.path, text or "", marks=marks)
    ids = dict(enumerate(item.get("id") for item in items)) if isinstance(items, list) else {}
    return {(ids.get(at[0]), *at[1:]): place for at, place in marks.items() if at}
