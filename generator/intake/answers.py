"""The answers in an issue's text, as GitHub writes a filled form: a heading for each question."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from generator.intake.questions import Question
from generator.reading.gate import heap_of_accents

LARGEST_ISSUE = 65_536
"""Characters; GitHub takes no longer issue."""
_NOTHING = "_No response_"
_NONE = "None"
_MOST_FAULTS = 5
"""Of one answer; a comment on GitHub has an end."""
_PROMISE = re.compile(r"- \[[xX]\] (.*)")


class RefusedError(Exception):
    """The issue cannot become an entry; the message says why, for the one who wrote it."""


class Sheet:
    """The answers to a form's questions, and everything that turns out to be wrong with them."""

    def __init__(self, asked: Sequence[Question], given: Mapping[str, str]) -> None:
        self._asked = {question.id: question for question in asked}
        self._given = given
        self._faults: dict[str, list[str]] = {}

    def text(self, id_: str) -> str | None:
        """Give the answer as it was written; None where there is none."""
        return self._given.get(id_)

    def values(self, id_: str) -> list[str | None]:
        """Give the values that an answer to a dropdown stands for; none where it is at fault."""
        question = self._asked[id_]
        rest = self._given.get(id_, question.default)
        options = sorted(question.options or {}, key=len, reverse=True)
        values: list[str | None] = []
        while rest:
            option = next((o for o in options if rest == o or rest.startswith(f"{o}, ")), None)
            if option is None or (values and not question.several):
                self.fault(id_, "the answer is none of the choices")
                return []
            values.append((question.options or {})[option])
            rest = rest.removeprefix(option).removeprefix(", ")
        return values

    def value(self, id_: str) -> str | None:
        """Give the value of a dropdown with one answer; None where it has none, or a fault."""
        return next(iter(self.values(id_)), None)

    def fault(self, id_: str, why: str) -> None:
        """Note a fault of the answer to a question; what does not show is written out."""
        shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in why)
        own = self._faults.setdefault(id_, [])
        if shown not in own:
            own.append(shown)

    def is_faulty(self, id_: str) -> bool:
        """Tell whether the answer to a question has a fault."""
        return id_ in self._faults

    def refuse_faults(self) -> None:
        """Raise RefusedError where there are faults: a line for each, in the form's order."""
        lines = []
        for id_, question in self._asked.items():
            own = self._faults.get(id_, [])
            lines += [f"«{question.label}»: {why}" for why in own[:_MOST_FAULTS]]
            if len(own) > _MOST_FAULTS:
                lines.append(f"«{question.label}»: and {len(own) - _MOST_FAULTS} faults more")
        if lines:
            raise RefusedError("\n".join(lines))


def filled_sheet(text: str, asked: Sequence[Question]) -> Sheet:
    """Take a filled form apart, by the ids of its questions; unanswered ones are left out.

    Every heading of the form must stand there once and in order, so that no answer can pass for
    another one, else this raises RefusedError. Faults of answers are noted in the sheet.
    """
    if len(text) > LARGEST_ISSUE:
        raise RefusedError(f"the issue is longer than {LARGEST_ISSUE:,} characters")
    if heap_of_accents(text) is not None:  # before the normal form, which would take minutes
        raise RefusedError("a letter carries too many accents")
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).split("\n")
    starts = _headings(lines, asked)
    ends = [*starts[1:], len(lines)]
    given: dict[str, str] = {}
    for question, start, end in zip(asked, starts, ends, strict=True):
        answer = "\n".join(line.rstrip() for line in lines[start + 1 : end]).strip()
        if answer and answer != _NOTHING and not (answer == _NONE and question.options):
            given[question.id] = answer
    sheet = Sheet(asked, given)
    for question in asked:
        if question.required and question.id not in given:
            sheet.fault(question.id, "it needs an answer")
        elif question.kind == "promise":
            _see_promised(sheet, question)
    return sheet


def _headings(lines: Sequence[str], asked: Sequence[Question]) -> list[int]:
    by_line: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        by_line.setdefault(line.rstrip(), []).append(number)
    places = {question.label: by_line.get(f"### {question.label}", []) for question in asked}
    missing = [label for label, numbers in places.items() if not numbers]
    if missing:
        raise RefusedError(
            f"the heading {_listed(missing)} is missing; this is not the form for a new "
            "incident, or the form has changed since"
        )
    doubled = [label for label, numbers in places.items() if len(numbers) > 1]
    if doubled:
        raise RefusedError(
            f"the heading {_listed(doubled)} stands there more than once; write answers "
            "without lines that begin with `###`"
        )
    starts = [numbers[0] for numbers in places.values()]
    if starts != sorted(starts):
        raise RefusedError("the headings of the form are not in their order")
    return starts


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(f"«{label}»" for label in labels)


def _see_promised(sheet: Sheet, question: Question) -> None:
    lines = (sheet.text(question.id) or "").split("\n")
    ticked = {match[1] for match in map(_PROMISE.fullmatch, lines) if match}
    if ticked != set(question.options or {}):
        sheet.fault(question.id, "not every box is ticked")
