"""The rules as values for their page: grouped by what they look at, each with a message."""

import inspect
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checks import RULES, families
from generator.model.problem import Severity
from generator.reading.rules import READING_RULES, READING_WARNINGS, STAGES

_FAMILY = re.compile(r"Rules about (?P<about>[^:]+): (?P<lead>.+)")
_LINE = re.compile(r"[^\n]+?:\d+:\d+: (?:warning: )?(?P<rule>[a-z0-9-]+): (?P<message>[^\n]+)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule as the page shows it; `message` is empty where no case shows one."""

    name: str
    severity: Severity
    demands: str
    message: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that look at the same thing, under one heading."""

    title: str
    lead: str
    rules: tuple[Listed, ...]


def groups(messages: Mapping[str, str]) -> Iterator[Group]:
    """Give the rules of reading, stage by stage, then those of each family of checks."""
    title, found = "", list[Listed]()
    for name, demands in READING_RULES.items():
        if name in STAGES:
            if found:
                yield Group(title, "", tuple(found))
            title, found = STAGES[name], []
        if name not in RULES:
            severity: Severity = "warning" if name in READING_WARNINGS else "error"
            found.append(Listed(name, severity, demands, messages.get(name, "")))
    yield Group(title, "", tuple(found))
    yield from _families(messages)


def messages_in(cases: Path) -> dict[str, str]:
    """Give, by rule, the message and the remedy in the first broken case that is kept for it."""
    found: dict[str, str] = {}
    for expected in sorted(cases.glob("*/*/expected.txt")):
        for line in _LINE.finditer(expected.read_text("utf-8")):
            if line["rule"] == expected.parents[1].name:
                found.setdefault(line["rule"], line["message"])
    return found


def _families(messages: Mapping[str, str]) -> Iterator[Group]:
    by_module: defaultdict[str, list[Listed]] = defaultdict(list)
    for rule in RULES.values():
        demands = " ".join((inspect.getdoc(rule.check) or "").split())
        if rule.name in READING_RULES:
            demands = f"{READING_RULES[rule.name]} {demands}"
        listed = Listed(rule.name, rule.severity, demands, messages.get(rule.name, ""))
        by_module[rule.check.__module__].append(listed)
    first = [family.__name__ for family in families]
    for name in sorted(by_module, key=lambda n: first.index(n) if n in first else len(first)):
        title, lead = _about(name)
        yield Group(title, lead, tuple(by_module[name]))


def _about(module: str) -> tuple[str, str]:
    """Take heading and sentence from a docstring such as "Rules about time: nothing is known …"."""
    text = " ".join((sys.modules[module].__doc__ or "").split())
    told = _FAMILY.fullmatch(text)
    if told is None:
        return _capital(module.rpartition(".")[2].replace("_", " ")), text
    return _capital(told["about"]), _capital(told["lead"])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
