"""Rules about verification: a grade cannot exceed what the sources allow."""

from collections.abc import Iterator

from generator.checks.rule import Draft, Finding, rule
from generator.model.evidence import DENIALS, LADDER, Evidence, evidence_of

_UNCONFIRMED = "no party admits it, and neither the UN nor a court found it"


@rule(
    "grade-too-high",
    rests_on=(
        ("actors", "actor"),
        ("actors", "role"),
        ("claims", "by"),
        ("claims", "stance"),
        ("sources", "publisher"),
        ("sources", "carries"),
    ),
)
def grades_are_earned(draft: Draft) -> Iterator[Finding]:
    """`confirmed` needs an initiator who claims responsibility, or a finding of the UN or a court;
    `fair` needs two sources of different origin, not counting a party's own outlets;
    `contested` needs a claim that denies.
    """  # noqa: D205 - three clauses of one rule
    for entry in draft.events:
        facts = entry.facts
        grade = facts.verification.grade
        at = ("verification", "grade")
        if grade == "contested" and not any(c.stance in DENIALS for c in facts.claims):
            yield Finding(
                entry,
                at,
                "is `contested`, but no claim denies anything",
                "add the claim that denies, with its source",
            )
        elif grade in LADDER and grade != LADDER[0]:
            evidence = evidence_of(facts, draft.registry)
            if LADDER.index(grade) > LADDER.index(evidence.ceiling):
                reason = _UNCONFIRMED if grade == "confirmed" else _too_few(evidence)
                hint = f"set `{evidence.ceiling}`, or add what is missing"
                yield Finding(entry, at, f"is `{grade}`, but {reason}", hint)


def _too_few(evidence: Evidence) -> str:
    if evidence.origins:
        return "its sources have one origin only"
    return "its sources are parties' own outlets only"
