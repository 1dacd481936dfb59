"""What a change to a file is, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.visible import visible


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One thing that was mended: the file, its line before the change, and what was done."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return visible(f"{self.path}:{self.line}: fixed: {self.message}")


def told_once(lines: Sequence[int], message: str) -> list[tuple[int, str]]:
    """Tell of one thing that was done to several lines: at the first, with the number of others."""
    match len(lines):
        case 0:
            return []
        case 1:
            return [(lines[0], message)]
        case 2:
            return [(lines[0], f"{message}, and in one line more")]
        case many:
            return [(lines[0], f"{message}, and in {many - 1:,} lines more")]
