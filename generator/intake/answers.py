"""The answers in an issue's text, as GitHub writes a filled form: a heading for each question."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from generator.intake.questions import Question

LARGEST_ISSUE = 65_536
"""Characters; GitHub takes no longer issue."""
_NOTHING = "_No response_"
_NONE = "None"
_PROMISE = re.compile(r"- \[[xX]\] (.*)")


class RefusedError(Exception):
    """The issue cannot become an entry; the message says why, for the one who wrote it."""


def answers(text: str, asked: Sequence[Question]) -> Mapping[str, str]:
    """Take a filled form apart, by the ids of its questions; unanswered ones are left out.

    Every heading of the form must stand there once and in order, so that no answer can pass for
    another one. Raises RefusedError.
    """
    if len(text) > LARGEST_ISSUE:
        raise RefusedError(f"the issue is longer than {LARGEST_ISSUE:,} characters")
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).split("\n")
    starts = _headings(lines, asked)
    ends = [*starts[1:], len(lines)]
    found: dict[str, str] = {}
    for question, start, end in zip(asked, starts, ends, strict=True):
        answer = "\n".join(line.rstrip() for line in lines[start + 1 : end]).strip()
        if answer and answer != _NOTHING and not (answer == _NONE and question.options):
            found[question.id] = answer
        elif question.required:
            raise RefusedError(f"«{question.label}» has no answer")
    return found


def _headings(lines: Sequence[str], asked: Sequence[Question]) -> list[int]:
    starts = []
    for question in asked:
        heading = f"### {question.label}"
        places = [number for number, line in enumerate(lines) if line.rstrip() == heading]
        if not places:
            raise RefusedError(
                f"the heading «{question.label}» is missing; this is not the form for a new "
                "incident, or the form has changed since"
            )
        if len(places) > 1:
            raise RefusedError(
                f"the heading «{question.label}» stands there more than once; write answers "
                "without lines that begin with `###`"
            )
        starts += places
    if starts != sorted(starts):
        raise RefusedError("the headings of the form are not in their order")
    return starts


def chosen(question: Question, given: Mapping[str, str]) -> list[str | None]:
    """Give the values that an answer to a dropdown stands for. Raises RefusedError."""
    rest = given.get(question.id, question.default)
    options = sorted(question.options or {}, key=len, reverse=True)
    values: list[str | None] = []
    while rest:
        option = next((o for o in options if rest == o or rest.startswith(f"{o}, ")), None)
        if option is None or (values and not question.several):
            raise RefusedError(f"the answer to «{question.label}» is none of its choices")
        values.append((question.options or {})[option])
        rest = rest.removeprefix(option).removeprefix(", ")
    return values


def promised(question: Question, given: Mapping[str, str]) -> None:
    """See that every box is ticked. Raises RefusedError."""
    ticked = {
        match[1] for match in map(_PROMISE.fullmatch, given[question.id].split("\n")) if match
    }
    if ticked != set(question.options or {}):
        raise RefusedError(f"not every box of «{question.label}» is ticked")
