"""How problems are worded: a line each, as JSON, and a sentence that sums up."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from generator.model.problem import Problem
from generator.model.visible import visible

_MANY = 5
"""With more warnings than these a rule's are counted, where the reader did not ask for all."""


def as_text(problems: Iterable[Problem]) -> str:
    """One line each: place, rule, fault and remedy."""
    return "".join(f"{line(problem)}\n" for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with path, line, column, rule, severity, message and hint."""
    keys = ("path", "line", "column", "rule", "severity", "message", "hint")
    rows = [{key: getattr(problem, key) for key in keys} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def summary(problems: Sequence[Problem], files: int, others: Sequence[Problem] = ()) -> str:
    """Say how it stands, in one sentence; `others` are problems in files that did not change."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    counted = [_many(errors, "problem") if errors else "no problems"]
    counted += [_many(warnings, "warning")] if warnings else []
    if not problems and others:
        return f"no problems in changed files ({files:,} checked)"
    if not problems:
        return f"{_many(files, 'file')} checked, all clean"
    in_files = len({problem.path for problem in problems})
    told = (" and " if errors else ", ").join(counted)
    return f"{told} in {_many(in_files, 'file')} ({files:,} checked)"


def elsewhere(problems: Sequence[Problem]) -> str:
    """Say how many problems are in files that did not change; empty where there are none."""
    if not problems:
        return ""
    errors = sum(problem.severity == "error" for problem in problems)
    counted = f"{len(problems):,} more problem{'' if len(problems) == 1 else 's'}"
    grave = f", {_many(errors, 'error')} among them" if errors else ", none of them an error"
    return f"{counted} in unchanged files{grave}"


def shortened(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], str]:
    """Keep errors, and the warnings of rules that have few; count those of the others in lines.

    What stands in a whole archive for years must not hide the one warning that is new.
    """
    listed = tuple(problems)
    counts = Counter(problem.rule for problem in listed if problem.severity == "warning")
    many = {rule: number for rule, number in sorted(counts.items()) if number > _MANY}
    tally = "".join(
        f"{number:,} warnings: {rule} (`archive check --warnings` names them)\n"
        for rule, number in many.items()
    )
    is_counted = [problem.severity == "warning" and problem.rule in many for problem in listed]
    return tuple(p for p, counted in zip(listed, is_counted, strict=True) if not counted), tally


def of_warnings(problems: Iterable[Problem]) -> str:
    """Say how many warnings there are, where only errors are told one by one."""
    number = sum(problem.severity == "warning" for problem in problems)
    return f"{_many(number, 'warning')}; `archive check` names them"


def line(problem: Problem) -> str:
    """Put a problem in one line, whatever a stranger wrote into it."""
    severity = "warning: " if problem.severity == "warning" else ""
    remedy = f" ({problem.hint})" if problem.hint else ""
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return visible(f"{place}: {severity}{problem.rule}: {problem.message}{remedy}")


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
