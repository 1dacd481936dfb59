"""Rules over the whole archive: what one file alone cannot tell."""

from generator.checks import (
    duplicates,
    grades,
    identity,
    ledger,
    places,
    references,
    registry,
    sources,
    times,
)
from generator.checks.known import known_ids, unreadable_kinds
from generator.checks.rule import RULES, Draft, Finding, Rule, run

__all__ = ["RULES", "Draft", "Finding", "Rule", "families", "known_ids", "run", "unreadable_kinds"]

families = (references, identity, times, places, ledger, grades, registry, sources, duplicates)
"""Importing a family enters its rules in the table."""
