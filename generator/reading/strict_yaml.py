"""YAML as the archive allows it: plain data by the 1.2 core rules, every key once, shallow."""

import math
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.model.problem import Problem, quoted
from generator.reading.gate import invisible

DEEPEST = 8
_LONGEST_NUMBER = 24
_NUMBER_STARTS = frozenset("+-.0123456789")
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+"), lambda text: int(text, 0)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"), float),
    (
        re.compile(r"[-+]?\.(?:inf|Inf|INF)"),
        lambda text: math.copysign(math.inf, -(text[0] == "-")),
    ),
    (re.compile(r"\.(?:nan|NaN|NAN)"), lambda _: math.nan),
)
"""YAML 1.2, section 10.3.2."""

_Node = ScalarEvent | MappingStartEvent | SequenceStartEvent
Path = tuple[str | int, ...]
Marks = dict[Path, tuple[int, int, int, int]]
"""Where each value stands: line and column of its key (or item), then of the value itself."""


class _RefusedError(Exception):
    """The text uses what the archive does not allow."""

    def __init__(self, line: int, column: int, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.place = (line, column)
        self.rule, self.message, self.hint = rule, message, hint


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being filled."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    key_place: tuple[int, int] = (1, 1)


@dataclass(slots=True)
class _Builder:
    """Builds plain values from the parser's events, on a stack of its own: no recursion."""

    path: str
    offset: int
    marks: Marks | None
    stack: list[_Open] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    root: Any = None

    def take(self, event: Event) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._scalar(event)  # type: ignore[arg-type]  # mypy does not narrow by `type`
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self.stack.pop()
        elif isinstance(event, MappingStartEvent):
            self._open(event, {})
        elif isinstance(event, SequenceStartEvent):
            self._open(event, [])
        elif isinstance(event, AliasEvent):
            raise self._refused(
                event,
                f"the alias {quoted(f'*{event.anchor}')} is not allowed",
                "write the value out again",
            )
        elif isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            raise self._refused(event, "directives are not allowed", "delete the line with `%`")

    def _scalar(self, event: ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            raise self._marked(event)
        text: str = event.value
        if event.style == '"' and not (text.isascii() and text.isprintable()):
            hidden = next(invisible(text), None)
            if hidden:
                self._hidden(event, hidden[1])
        parent = self.stack[-1] if self.stack else None
        if parent is not None and parent.key is None and type(parent.value) is dict:
            self._key(parent, event, text)
            return
        self._place(event, _resolve(text) if event.implicit[0] else text)

    def _hidden(self, event: Event, name: str) -> None:
        """Report an escape, which brings in what the gate keeps out."""
        line, column = self._place_of(event)
        hint = "delete the escape; it does not show, and can change how the text reads"
        self.problems.append(
            Problem(self.path, line, column, "control-character", f"holds {name}", hint)
        )

    def _key(self, parent: _Open, event: ScalarEvent, text: str) -> None:
        if text == "<<" and event.implicit[0]:
            raise self._refused(event, "merge keys are not allowed", "write the fields out again")
        parent.key = sys.intern(text)  # one object for all entries: cheap to hand on
        if self.marks is not None:
            parent.key_place = self._place_of(event)
        if text in parent.value:
            line, column = self._place_of(event)
            self.problems.append(
                Problem(
                    self.path,
                    line,
                    column,
                    "duplicate-key",
                    f"{quoted(text)} stands here twice",
                    "keep one of the two",
                )
            )

    def _open(self, event: _Node, value: dict[str, Any] | list[Any]) -> None:
        if event.anchor is not None or event.tag is not None:
            raise self._marked(event)
        if len(self.stack) >= DEEPEST:
            line, column = self._place_of(event)
            raise _RefusedError(
                line,
                column,
                "too-deep",
                f"is nested more than {DEEPEST} levels deep",
                "write it flatter",
            )
        parent = self.stack[-1] if self.stack else None
        if parent is not None and parent.key is None and isinstance(parent.value, dict):
            raise self._refused(event, "a field's name is a list or a mapping", "name the field")
        path = self._place(event, value)
        self.stack.append(_Open(value, path))

    def _place(self, event: Event, value: object) -> Path:
        if not self.stack:
            self.root = value
            if self.marks is not None:
                place = self._place_of(event)
                self.marks[()] = (*place, *place)
            return ()
        parent = self.stack[-1]
        holder = parent.value
        step: str | int
        if isinstance(holder, dict):
            step = parent.key or ""
            holder[step] = value
            parent.key = None
        else:
            step = len(holder)
            holder.append(value)
        if self.marks is None:
            return ()
        place = self._place_of(event)
        path = (*parent.path, step)
        self.marks[path] = (*(parent.key_place if isinstance(step, str) else place), *place)
        return path

    def _place_of(self, event: Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None  # noqa: S101 - libyaml marks every event
        return mark.line + 1 + self.offset, mark.column + 1

    def _refused(self, event: Event, message: str, hint: str) -> _RefusedError:
        line, column = self._place_of(event)
        return _RefusedError(line, column, "yaml-feature", message, hint)

    def _marked(self, event: _Node) -> _RefusedError:
        if event.anchor is not None:
            return self._refused(
                event,
                f"the anchor {quoted(f'&{event.anchor}')} is not allowed",
                "delete the mark; if the text begins with `&`, put it in quotes",
            )
        return self._refused(
            event,
            f"the tag {quoted(event.tag or '!')} is not allowed",
            "delete the tag; if the text begins with `!`, put it in quotes",
        )


def load(
    path: str, text: str, first_line: int = 1, marks: Marks | None = None
) -> tuple[Any, list[Problem]]:
    """Load one document; its first line is `first_line` of the file at `path`.

    Gives plain values (None, bool, int, float, str, list, dict) and the problems found; where
    there are any the values are not to be used. `marks` is filled with places where given.
    """
    builder = _Builder(path, first_line - 1, marks)
    try:
        _run(builder, text)
    except _RefusedError as fault:
        line, column = fault.place
        builder.problems.append(Problem(path, line, column, fault.rule, fault.message, fault.hint))
    except yaml.MarkedYAMLError as error:
        mark = _mark(error)
        line = mark.line + first_line if mark else first_line
        column = mark.column + 1 if mark else 1
        builder.problems.append(
            Problem(path, line, column, "yaml-syntax", _reason(error), _remedy(error))
        )
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        reason = str(error).partition("\n")[0]
        builder.problems.append(Problem(path, first_line, 1, "yaml-syntax", reason))
    return builder.root, builder.problems


def _run(builder: _Builder, text: str) -> None:
    parser = CParser(text)
    documents = 0
    try:
        while (event := parser.get_event()) is not None:
            if type(event) is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise builder._refused(event, "holds a second document", "keep one block")  # noqa: SLF001
            builder.take(event)
    finally:
        parser.dispose()


def _resolve(text: str) -> object:
    """Type a plain scalar: `no` and `12:30` are text, `8` is a number."""
    if len(text) > _LONGEST_NUMBER:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_STARTS:
        for form, convert in _NUMBERS:
            if form.fullmatch(text):
                return convert(text)
    return text


def _mark(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where to look: where the text begins that never ends, else where the parser stood."""
    if "unexpected end of stream" in (error.problem or ""):
        return error.context_mark or error.problem_mark
    return error.problem_mark or error.context_mark


def _reason(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return "cannot be read: " + ", ".join(parts)


def _remedy(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        return "put the text in quotes if it holds a colon followed by a space"
    if "tab" in problem or "cannot start any token" in problem:
        return "indent with spaces, and quote text that begins with a special character"
    return "check quotes, colons and indentation on this line and the one above"
