"""What a rule is, what it looks at, and the table of all rules."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.model.archive import Registry, Subject
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.problem import Problem, Severity
from generator.reading.lock import Lock
from generator.reading.rules import MOST_PER_FILE
from generator.reading.strict_yaml import Marks, Path
from generator.reading.typing import place_of

Kind = Literal["actors", "provinces", "types", "publishers", "events"]


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that was read, before it may become an archive.

    `known` holds, by kind, the ids of all files, also of those that could not be read: nobody is
    told that an actor is unknown because that actor's own file has a fault. `events` holds faulty
    entries too; in the fields that `damaged` names by the entry's path an example stands in for
    what could not be typed, and nothing is said about those. `unreadable` are the kinds of which
    not every id is known, and `lock` holds the ids that were published.
    """

    registry: Registry
    events: tuple[Entry[Event], ...]
    known: Mapping[str, frozenset[str]]
    today: date
    damaged: Mapping[str, frozenset[Path]] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    lock: Lock = field(default_factory=lambda: Lock({}))


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's result: which entry, which field of it, what is wrong, and the remedy."""

    entry: Entry[Event] | Subject | Lock
    at: Path
    message: str
    hint: str = ""
    place: tuple[int, int] | None = None
    """Line and column, where no field names it: the fault is in a body, or in `ids.lock`."""


Check = Callable[[Draft], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's name, how grave it is, and its check, whose docstring is its documentation.

    `rests_on` names the fields that it compares with the one that it finds at fault: where one of
    those is damaged, the finding could be false.
    """

    name: str
    severity: Severity
    check: Check
    rests_on: tuple[Path, ...] = ()


RULES: dict[str, Rule] = {}


def rule(
    name: str, severity: Severity = "error", rests_on: tuple[Path, ...] = ()
) -> Callable[[Check], Check]:
    """Enter a check in the table under its rule's name."""

    def enter(check: Check) -> Check:
        RULES[name] = Rule(name, severity, check, rests_on)
        return check

    return enter


def run(draft: Draft, marks: Callable[[str], Marks], *, warnings: bool = True) -> Iterator[Problem]:
    """Run every rule; `marks` gives the places of a file's values, by its path, once a file.

    Without `warnings` only the rules run that can keep an archive from being published.
    """
    by_path: defaultdict[str, list[tuple[Rule, Finding]]] = defaultdict(list)
    for entry in RULES.values():
        if entry.severity == "warning" and not warnings:
            continue
        for finding in entry.check(draft):
            path = finding.entry.path
            is_echo = _is_echo(entry, finding, draft.damaged.get(path, frozenset()))
            if not is_echo and len(by_path[path]) <= MOST_PER_FILE:
                by_path[path].append((entry, finding))
    for path, findings in by_path.items():
        places = marks(path) if any(finding.place is None for _, finding in findings) else {}
        for entry, finding in findings:
            line, column = finding.place or place_of(places, finding.at)
            yield Problem(
                path, line, column, entry.name, finding.message, finding.hint, entry.severity
            )


def _is_echo(found_by: Rule, finding: Finding, damaged: frozenset[Path]) -> bool:
    """Tell whether a finding may only be due to a field that is at fault already."""
    for path in damaged:
        fields = tuple(step for step in path if isinstance(step, str))
        if finding.at[: len(path)] == path:
            return True
        if any(_overlap(fields, other) for other in found_by.rests_on):
            return True
    return False


def _overlap(one: Path, other: Path) -> bool:
    length = min(len(one), len(other))
    return one[:length] == other[:length]
