"""What a finding about the entries is: place, rule, fault and remedy."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


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
