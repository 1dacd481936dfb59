"""What a rule is, what it looks at, and the table of all rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.archive import Registry, Subject
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.problem import Problem, Severity
from generator.reading.strict_yaml import Marks, Path
from generator.reading.typing import place_of


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that was read, before it may become an archive.

    `known` holds, by kind, the ids of all files, also of those that could not be read: nobody is
    told that an actor is unknown because that actor's own file has a fault.
    """

    registry: Registry
    events: tuple[Entry[Event], ...]
    known: Mapping[str, frozenset[str]]
    today: date


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's result: which entry, which field of it, what is wrong, and the remedy."""

    entry: Entry[Event] | Subject
    at: Path
    message: str
    hint: str = ""
    place: tuple[int, int] | None = None
    """Line and column, where the fault is in the body and no field names it."""


Check = Callable[[Draft], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's name, how grave it is, and its check, whose docstring is its documentation."""

    name: str
    severity: Severity
    check: Check


RULES: dict[str, Rule] = {}


def rule(name: str, severity: Severity = "error") -> Callable[[Check], Check]:
    """Enter a check in the table under its rule's name."""

    def enter(check: Check) -> Check:
        RULES[name] = Rule(name, severity, check)
        return check

    return enter


Kind = Literal["actors", "provinces", "types", "publishers", "events"]


def run(draft: Draft, marks: Callable[[str], Marks]) -> Iterator[Problem]:
    """Run every rule; `marks` gives the places of a file's values, by its path."""
    for entry in RULES.values():
        for finding in entry.check(draft):
            path, at = finding.entry.path, finding.at
            line, column = finding.place or place_of(marks(path), at)
            yield Problem(
                path, line, column, entry.name, finding.message, finding.hint, entry.severity
            )
