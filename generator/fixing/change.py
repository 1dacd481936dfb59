"""What a change to a file is, and how it is told."""

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
