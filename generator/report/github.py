"""What GitHub Actions shows: annotations beside the lines, and the whole list as a job summary.

GitHub keeps the first 10 errors, 10 warnings and 10 notices of a step, and 50 annotations of a job,
and drops the rest unsaid. One run of the check stays below all of them: 10, 10 and a notice.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.model.problem import Problem
from generator.model.visible import visible
from generator.report.lines import as_text, elsewhere, summary

MOST_OF_A_KIND = 10
LARGEST_SUMMARY = 1_000_000
"""Bytes. At 1,024 KiB GitHub refuses all of it, and fails the step; some room is left to others."""
_ROOM_FOR_THE_END = 200


def annotations(
    changed: Sequence[Problem], others: Sequence[Problem], files: int, prefix: str = ""
) -> str:
    """Give workflow commands for the first of the problems, changed files first; then every line.

    Of the `others`, in files that did not change, warnings are only counted. `prefix` is put before
    paths, where the archive is not at the top of its repository.
    """
    problems = [*changed, *_errors(others)]
    errors = _errors(problems)[:MOST_OF_A_KIND]
    warnings = [p for p in problems if p.severity == "warning"][:MOST_OF_A_KIND]
    lines = [_annotation(problem, prefix) for problem in (*errors, *warnings)]
    left = len(problems) - len(lines)
    if left:
        more = f"{left:,} more in the log and in the job summary"
        lines.append(f"::notice title=Not every problem has an annotation::{more}")
    if problems:
        lines += ["::group::Every problem", *_harmless(as_text(problems)), "::endgroup::"]
    lines.append(summary(changed, files, others))
    lines += [elsewhere(others)] if others else []
    return "".join(f"{line}\n" for line in lines)


def job_summary(
    changed: Sequence[Problem], others: Sequence[Problem], files: int, room: int = LARGEST_SUMMARY
) -> str:
    """Give the problems in Markdown, of at most `room` bytes of UTF-8.

    Of the `others`, in files that did not change, warnings are only counted. Where there is no room
    at all the text is empty. All that a stranger could have written stands in code spans, where
    GitHub's Markdown knows no HTML, no links and no mentions.
    """
    head = f"## Check of the archive\n\n{summary(changed, files, others)}.\n"
    head += f"{elsewhere(others)}.\n" if others else ""
    room -= len(head.encode()) + _ROOM_FOR_THE_END
    if room < 0:
        return ""
    grave = _errors(others)
    parts, left = [head], len(changed) + len(grave)
    for part, is_problem in _parts(changed, grave):
        room -= len(part.encode())
        if room < 0:
            parts.append(f"\n{left:,} more are not listed here; the log has them.\n")
            break
        parts.append(part)
        left -= is_problem
    return "".join(parts)


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _parts(changed: Sequence[Problem], others: Sequence[Problem]) -> Iterator[tuple[str, bool]]:
    yield from _by_file(changed)
    if others:
        yield "\n## In files that did not change\n", False
    yield from _by_file(others)


def _by_file(problems: Iterable[Problem]) -> Iterator[tuple[str, bool]]:
    for path, group in groupby(problems, key=lambda problem: problem.path):
        yield f"\n### {_code(path)}\n\n", False
        for problem in group:
            remedy = f" ({problem.hint})" if problem.hint else ""
            place = f"line {problem.line}, column {problem.column}"
            kind = f"{problem.severity} {_code(problem.rule)}"
            yield f"- {place}: {kind} {_code(problem.message + remedy)}\n", True


def _code(text: str) -> str:
    """Put text in a code span whose fence is longer than any run of backticks in it."""
    shown = visible(text)
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {shown} {fence}"


def _annotation(problem: Problem, prefix: str) -> str:
    remedy = f" ({problem.hint})" if problem.hint else ""
    properties = {
        "file": f"{prefix}{problem.path}",
        "line": problem.line,
        "col": problem.column,
        "title": problem.rule,
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{problem.severity} {listed}::{_data(visible(problem.message + remedy))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(visible(str(value))).replace(":", "%3A").replace(",", "%2C")


def _harmless(text: str) -> Iterator[str]:
    """Keep lines from being commands: `::` at the start is one, and `##[` anywhere."""
    for line in text.splitlines():
        shown = line.replace("##[", "## [")
        yield f"| {shown}" if shown.lstrip().startswith("::") else shown
