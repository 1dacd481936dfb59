"""Rules over the whole archive: what one file alone cannot tell."""

from generator.checks import grades, identity, ledger, places, references, registry, times
from generator.checks.known import known_ids
from generator.checks.rule import RULES, Draft, Finding, Rule, run

__all__ = ["RULES", "Draft", "Finding", "Rule", "families", "known_ids", "run"]

families = (references, identity, times, places, ledger, grades, registry)
"""Importing a family enters its rules in the table."""
