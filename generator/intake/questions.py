"""What the issue form asks, from the codebook and the registry; form and reader share it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from generator.model.archive import Registry
from generator.model.event import (
    Certainty,
    Claim,
    DateBasis,
    Event,
    Grade,
    Group,
    Location,
    Participation,
    Precision,
    Role,
    Source,
    Stance,
    Verification,
)
from generator.model.fields import Record

SOURCES = 2
"""So many sources can be named in the form; further ones come in the pull request."""
POINT: Precision = "exact"
"""Needs coordinates, for which the form has no question."""
UNKNOWN_PROVINCE = "Not known, or the whole country"
_ROLES: Mapping[str, str] = {
    "initiator": "Who started it",
    "target": "Who was aimed at",
    "participant": "Who else took part",
    "affected": "Who suffered without being aimed at",
    "claimant": "Who said it was theirs",
}
Kind = Literal["input", "textarea", "dropdown", "promise"]


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the form. `options` maps what is shown to the value that it stands for."""

    id: str
    label: str
    kind: Kind
    help: str = ""
    options: Mapping[str, str | None] | None = None
    required: bool = False
    several: bool = False
    example: str = ""
    default: str = ""


def questions(registry: Registry) -> tuple[Question, ...]:
    """Give the questions in the form's order; their labels differ from each other."""
    actors = _named(registry.actors)
    publishers = _named(registry.publishers)
    speakers = {
        **{text: id_ for text, id_ in publishers.items() if id_ not in actors.values()},
        **actors,
    }
    provinces: dict[str, str | None] = {UNKNOWN_PROVINCE: None, **_named(registry.provinces)}
    return (
        _text("title", "What happened, in one line", Event, "title", required=True),
        _text("date", "Date", Event, "date", required=True),
        _choice("date_basis", "Which day is that", Event, "date_basis", _of(DateBasis),
                default="event"),
        _choice("type", "Type of event", Event, "type", _named(registry.types)),
        _choice("province", "Province", Location, "province", provinces),
        _text("district", "District", Location, "district"),
        _text("place", "Place", Location, "place"),
        Question(
            "precision", "How exactly the place is known", "dropdown",
            "`place` (a named place), `district`, `province`, or `country`, which goes without a "
            "province. An exact point comes in the pull request.",
            {value: value for value in _of(Precision) if value != POINT}, required=True,
        ),
        *(
            Question(
                f"actors-{role}", _ROLES[role], "dropdown",
                f"Actors whose role is `{role}`; choose none, one or several.",
                actors, several=True,
            )
            for role in get_args(Role)
        ),
        _choice("certainty", "How sure their parts are", Participation, "certainty",
                _of(Certainty), default="unknown"),
        Question(
            "text", "What happened, in your own words", "textarea",
            "A few sentences, copied from nowhere. No HTML. No line of it begins with `###`.",
            required=True,
        ),
        _choice("claim-by", "Who says so", Claim, "by", speakers, required=False),
        _choice("claim-stance", "What kind of statement that is", Claim, "stance", _of(Stance),
                required=False),
        _text("claim-text", "What they say", Claim, "text", "textarea"),
        Question("claim-killed", "How many were killed, as they say", "input",
                 "Such as `8`, `8+`, `<=7`, `8-12`, `~20` or `unknown`."),
        Question("claim-injured", "How many were injured, as they say", "input",
                 "Written in the same way; leave it empty where nothing was said."),
        Question("claim-group", "Who the dead and injured were", "dropdown",
                 "As the statement has it.", _of(Group)),
        *(q for number in range(1, SOURCES + 1) for q in _source(number, publishers)),
        _choice("grade", "How sure the archive can be", Verification, "grade", _of(Grade),
                default="unassessed"),
        Question(
            "note", "For the maintainers", "textarea",
            "Further sources, an actor or a publisher that is missing above, doubts. This does "
            "not go into the entry, but it is public like everything here.",
        ),
        Question(
            "promises", "Before you send this", "promise",
            options={
                "It names no private person, number, address or exact home, and endangers nobody.":
                    None,
                "I know that it is public at once and for ever, and not anonymous.": None,
                "The words are my own, and may be published under CC BY 4.0.": None,
            },
            required=True,
        ),
    )  # fmt: skip


def _source(number: int, publishers: Mapping[str, str | None]) -> Iterable[Question]:
    first = number == 1
    name = f"Source {number}"
    return (
        _choice(f"s{number}-publisher", f"{name}: publisher", Source, "publisher", publishers,
                required=first),
        _text(f"s{number}-url", f"{name}: address", Source, "url", required=first),
        _text(f"s{number}-title", f"{name}: headline", Source, "title"),
        _text(f"s{number}-published", f"{name}: when it was published", Source, "published"),
    )  # fmt: skip


def _text(
    id_: str,
    label: str,
    model: type[Record],
    field: str,
    kind: Kind = "input",
    *,
    required: bool = False,
) -> Question:
    words, example = _described(model, field)
    return Question(id_, label, kind, words, required=required, example=example)


def _choice(
    id_: str,
    label: str,
    model: type[Record],
    field: str,
    options: Mapping[str, str | None],
    *,
    default: str = "",
    required: bool = True,
) -> Question:
    words, _ = _described(model, field)
    return Question(id_, label, "dropdown", words, options, required, default=default)


def _described(model: type[Record], field: str) -> tuple[str, str]:
    info = model.model_fields[field]
    examples: list[Any] = info.examples or [""]
    return info.description or "", str(examples[0])


def _named(entries: Mapping[str, Any]) -> dict[str, str | None]:
    return {f"{entry.facts.name} ({id_})": id_ for id_, entry in entries.items()}


def _of(literal: object) -> dict[str, str | None]:
    return {value: value for value in get_args(literal)}
