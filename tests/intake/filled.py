"""A made-up filled form, as GitHub writes it into the text of an issue."""

from collections.abc import Mapping
from pathlib import Path

from generator.intake.questions import Question, questions
from generator.reading.gate import survey
from generator.reading.registry import read_registry
from tests.conftest import ENTRIES

ASKED: tuple[Question, ...] = questions(read_registry(survey(Path(ENTRIES))[0])[0])
ANSWERS: Mapping[str, str] = {
    "title": "A made-up raid in Taloqan",
    "date": "2022-06-11",
    "type": "Raid (raid)",
    "province": "Takhar (takhar)",
    "place": "Taloqan",
    "precision": "place",
    "actors-initiator": "",
    "text": "Made up for a test.\n\nIt has two paragraphs.",
    "s1-url": "https://example.org/made-up",
}


def shown(question_id: str, *values: str) -> str:
    """Give the choices of a dropdown for the values that they stand for."""
    question = next(question for question in ASKED if question.id == question_id)
    by_value = {value: text for text, value in (question.options or {}).items()}
    return ", ".join(by_value[value] for value in values)


def filled(**changes: str) -> str:
    """Fill the form; in names of questions `_` stands for `-` where there is no such name."""
    given = {
        **ANSWERS,
        "actors-initiator": shown("actors-initiator", "taliban-government"),
        "actors-target": shown("actors-target", "isis-k", "unknown-assailants"),
        "s1-publisher": shown("s1-publisher", "voa"),
    }
    ids = {question.id for question in ASKED}
    given |= {id_ if id_ in ids else id_.replace("_", "-"): v for id_, v in changes.items()}
    assert given.keys() <= ids
    return "\n\n".join(f"### {q.label}\n\n{_answer(q, given)}" for q in ASKED) + "\n"


def _answer(question: Question, given: Mapping[str, str]) -> str:
    if question.kind == "promise" and question.id not in given:
        return "\n".join(f"- [X] {text}" for text in question.options or {})
    return given.get(question.id) or question.default or "_No response_"
