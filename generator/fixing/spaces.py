"""Spaces at the end of a line, where they mean nothing."""

import re
from typing import Any

import yaml

from generator.fixing.change import told_once
from generator.reading import strict_yaml

_MARK = re.compile(r"---[ \t]+")
_END = re.compile(r"-{3,}[ \t]*")
_RUN = re.compile(r"[ \t]+")
_BREAK = re.compile(r" ?\n ?")


def mend_marks(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Take the spaces off the two lines `---`; what follows is the body, and is not touched."""
    lines = text.split("\n")
    changes = []
    if not _END.fullmatch(lines[0]):
        return text, []
    ends = next((n for n, line in enumerate(lines) if n and _END.fullmatch(line)), 0)
    for number in (0, ends):
        if _MARK.fullmatch(lines[number]):
            lines[number] = "---"
            changes.append((number, "took away spaces at the end of the line"))
    return "\n".join(lines), changes


def mend_spaces(matter: str) -> tuple[str, list[tuple[int, str]]]:
    """Take away spaces at the ends of lines; lines count from 0.

    What the values say stays the same, but for spaces at the end of a line of a longer text.
    A line that ends in a backslash stays, since the space after it may be meant. Where YAML cannot
    be read, a tab at the end of a line may be why: whoever calls reads it again.
    """
    lines = matter.split("\n")
    stripped = [line.rstrip(" \t") for line in lines]
    stripped = [
        line if short.endswith("\\") else short for line, short in zip(lines, stripped, strict=True)
    ]
    if stripped == lines:
        return matter, []
    _, problems = strict_yaml.load("", matter)
    if not problems and not _same(matter, "\n".join(stripped)):
        inside = _lines_of_texts(matter)
        both = enumerate(zip(lines, stripped, strict=True))
        stripped = [old if number in inside else new for number, (old, new) in both]
    mended = "\n".join(stripped)
    if not problems and not _same(matter, mended):
        return matter, []
    changed = [n for n, (old, new) in enumerate(zip(lines, stripped, strict=True)) if old != new]
    return mended, told_once(changed, "took away spaces at the end of the line")


def _same(one: str, other: str) -> bool:
    plain, problems = strict_yaml.load("", one)
    again, more = strict_yaml.load("", other)
    return not problems and not more and _tidy(plain) == _tidy(again)


def _tidy(value: Any) -> Any:
    match value:
        case str():
            return _BREAK.sub("\n", _RUN.sub(" ", value)).strip()
        case dict():
            return {key: _tidy(item) for key, item in value.items()}
        case list():
            return [_tidy(item) for item in value]
        case _:
            return value


def _lines_of_texts(matter: str) -> set[int]:
    """Give the lines that lie within texts of several lines."""
    found: set[int] = set()
    for event in yaml.parse(matter, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            first, last = event.start_mark.line, event.end_mark.line
            last -= event.end_mark.column == 0
            if last > first:
                found.update(range(first, last + 1))
    return found
