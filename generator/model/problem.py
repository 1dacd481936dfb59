"""What a finding about the entries is: place, rule, fault and remedy."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault, as a value; printing it is the report's work.

    `path` is relative to the folder that holds `entries/`, with forward slashes. `line` and
    `column` count from 1 and point at the fault, or at the nearest thing that is there.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    severity: Severity = "error"


def quoted(text: str) -> str:
    """Show what a stranger wrote inside a message: between backticks, on one line, cut short."""
    words = " ".join(text.split())
    shown = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    return f"`{shown}`"
