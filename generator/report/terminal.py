"""Problems on a terminal: in colour, each with its line of the file and a caret below the fault."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from generator.model.problem import Problem
from generator.model.visible import visible_character
from generator.reading.gate import read_regular
from generator.report.lines import line

Source = Callable[[str], Sequence[str]]
"""Gives the lines of the file at a problem's path; none where it cannot be read."""
_TAB = "    "
_CUT = "\N{HORIZONTAL ELLIPSIS}"
_NARROWEST = 20
_COLOURS = {"error": "red", "warning": "yellow"}


def source_below(folder: Path) -> Source:
    """Read the files below a folder, and nothing that a link leads to."""

    def source(path: str) -> Sequence[str]:
        try:
            text = read_regular(folder / path).decode("utf-8", "replace")
        except (OSError, ValueError):
            return ()
        return text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")

    return source


def no_source(_path: str) -> Sequence[str]:
    """Give no lines, so that each problem keeps to one."""
    return ()


def print_with_source(console: Console, problems: Iterable[Problem], source: Source) -> None:
    """Print each problem as the plain report has it, and below it the text at fault.

    Colour is the console's own decision: rich heeds NO_COLOR, FORCE_COLOR and TERM=dumb.
    """
    path = ""
    lines: Sequence[str] = ()
    for problem in problems:
        if problem.path != path:
            path, lines = problem.path, source(problem.path)
        console.print(_headline(problem), soft_wrap=True)
        if 0 < problem.line <= len(lines) and lines[problem.line - 1].strip():
            colour = _COLOURS[problem.severity]
            margin = f"{problem.line:>6} | "
            text, caret = excerpt(
                lines[problem.line - 1], problem.column, console.width - len(margin) - 1
            )
            console.print(Text.assemble((margin, "dim"), text), soft_wrap=True)
            below = Text.assemble((f"{'':>6} | ", "dim"), (f"{' ' * caret}^", f"bold {colour}"))
            console.print(below, soft_wrap=True)


def excerpt(text: str, column: int, width: int) -> tuple[str, int]:
    """Show the part of a line around a column, at most `width` cells wide, and where the caret is.

    `column` counts characters from 1; the caret's place counts cells of the terminal from 0. A tab
    is four spaces, and what could steer the terminal is written as its escape.
    """
    width = max(width, _NARROWEST)
    at = min(max(column, 1) - 1, len(text))
    first, last = max(at - width, 0), at + width
    shown = [
        _TAB if character == "\t" else visible_character(character)
        for character in text[first:last]
    ]
    widths = [cell_len(part) for part in shown]
    caret = at - first
    start, end = 0, len(shown)
    if len(text) > len(shown) or sum(widths) > width:
        start = _start(widths, caret, width // 2)
        end = _end(widths, start, width - 2)
    before = _CUT if first or start else ""
    after = _CUT if end < len(shown) or last < len(text) else ""
    return f"{before}{''.join(shown[start:end])}{after}", len(before) + sum(widths[start:caret])


def _start(widths: Sequence[int], caret: int, room: int) -> int:
    """Go back from the caret as far as there is room."""
    start = caret
    while start and widths[start - 1] <= room:
        start -= 1
        room -= widths[start]
    return start


def _end(widths: Sequence[int], start: int, room: int) -> int:
    """Go on from the start as far as there is room."""
    end = start
    while end < len(widths) and widths[end] <= room:
        room -= widths[end]
        end += 1
    return end


def _headline(problem: Problem) -> Text:
    words = line(problem)
    text = Text(words)
    place = len(f"{problem.path}:{problem.line}:{problem.column}")
    text.stylize("bold", 0, place)
    rule = words.find(problem.rule, place)
    if rule >= 0:
        text.stylize(f"bold {_COLOURS[problem.severity]}", rule, rule + len(problem.rule))
    return text
