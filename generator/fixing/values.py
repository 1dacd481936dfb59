"""Values that are right in meaning and wrong in writing: names in place of ids, and dates."""

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from generator.fixing.dates import spelled
from generator.fixing.layout import named, records_in, values_of
from generator.fixing.words import Words
from generator.model.event import Claim, Event, Imported, Location, Participation, Source
from generator.model.partial_date import PartialDate
from generator.model.problem import quoted
from generator.model.registry import Actor, Publisher
from generator.reading import strict_yaml
from generator.reading.strict_yaml import Path

REFERENCES: Mapping[tuple[type[BaseModel], str], tuple[str, ...]] = MappingProxyType(
    {
        (Event, "type"): ("types",),
        (Event, "also_in"): ("provinces",),
        (Location, "province"): ("provinces",),
        (Participation, "actor"): ("actors",),
        (Claim, "by"): ("actors", "publishers"),
        (Source, "publisher"): ("publishers",),
        (Source, "carries"): ("publishers",),
        (Imported, "publisher"): ("publishers",),
        (Actor, "parent"): ("actors",),
        (Publisher, "stands_with"): ("actors",),
    }
)
"""The fields that name an entry of the registry, and of which kinds."""

Answer = tuple[yaml.ScalarNode, Path, str]


def mend_values(
    matter: str, model: type[BaseModel], words: Words
) -> tuple[str, list[tuple[int, str]]]:
    """Write ids for names, and dates as the codebook spells them; lines count from 0.

    Only the value's own characters change. A value over several lines stays as it is.
    """
    answers = list(_answers(matter, model, words))
    if not answers:
        return matter, []
    lines = matter.split("\n")
    changes: list[tuple[int, str]] = []
    for node, at, answer in sorted(answers, key=lambda found: -found[0].start_mark.index):
        start, end = node.start_mark, node.end_mark
        line = lines[start.line]
        lines[start.line] = line[: start.column] + _written(answer, node.style) + line[end.column :]
        changes.append((start.line, f"`{named(at)}`: {quoted(node.value)} is now `{answer}`"))
    mended = "\n".join(lines)
    return (mended, sorted(changes)) if _says(mended, matter, answers) else (matter, [])


def _answers(matter: str, model: type[BaseModel], words: Words) -> Iterator[Answer]:
    for record in records_in(matter, model):
        for field, at, node in values_of(record):
            answer = _answer(record.model, field, node, words)
            if answer is not None:
                yield node, at, answer


def _answer(model: type[BaseModel], field: str, node: yaml.ScalarNode, words: Words) -> str | None:
    """Give what a value should be; None where it is right or nobody can tell."""
    if node.start_mark.line != node.end_mark.line or node.style in ("|", ">"):
        return None
    kinds = REFERENCES.get((model, field))
    if kinds:
        return words.meant(node.value, kinds)
    info = model.model_fields.get(field)
    types = _types_in(info.annotation) if info is not None else set()
    if PartialDate in types:
        return spelled(node.value)
    return spelled(node.value, whole_day=True) if dt.date in types else None


def _types_in(annotation: Any) -> set[Any]:
    found, waiting = set(), [annotation]
    while waiting:
        candidate = waiting.pop()
        found.add(candidate)
        waiting.extend(get_args(candidate))
    return found


def _written(answer: str, style: str | None) -> str:
    """Keep the quotes that were there, and add some where YAML would read no text."""
    if style in ("'", '"'):
        return f"{style}{answer}{style}"
    plain, _ = strict_yaml.load("", answer)
    return answer if plain == answer else f"'{answer}'"


def _says(mended: str, matter: str, answers: list[Answer]) -> bool:
    """Tell whether the answers, and nothing else, tell the new text from the old one."""
    before, _ = strict_yaml.load("", matter)
    after, problems = strict_yaml.load("", mended)
    for _, at, answer in answers:
        holder = before
        for step in at[:-1]:
            holder = holder[step]
        holder[at[-1]] = answer
    return not problems and before == after
