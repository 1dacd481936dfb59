"""Rules about verification: a grade cannot exceed what the sources allow."""

from collections.abc import Iterator

from generator.checks.rule import Draft, Finding, rule
from generator.model.archive import Registry
from generator.model.event import Event

_LADDER = ("weak", "fair", "confirmed")
_DENIALS = {"denies", "denies-responsibility"}
_FINDERS = {"international-body", "court"}


@rule("grade-too-high")
def grades_are_earned(draft: Draft) -> Iterator[Finding]:
    """`confirmed` needs an initiator who claims responsibility, or a finding of the UN or a court;
    `fair` needs two sources of different origin, not counting a party's own outlets;
    `contested` needs a claim that denies.
    """  # noqa: D205 - three clauses of one rule
    for entry in draft.events:
        facts = entry.facts
        grade = facts.verification.grade
        at = ("verification", "grade")
        if grade == "contested" and not any(c.stance in _DENIALS for c in facts.claims):
            yield Finding(entry, at, "is `contested`, but no claim denies anything",
                          "add the claim that denies, with its source")
        elif grade in _LADDER:
            allowed, reason = ceiling(facts, draft.registry)
            if _LADDER.index(grade) > _LADDER.index(allowed):
                yield Finding(entry, at, f"is `{grade}`, but {reason}",
                              f"set `{allowed}`, or add what is missing")


def ceiling(facts: Event, registry: Registry) -> tuple[str, str]:
    """Give the highest grade that claims and sources allow, and why it is no higher.

    Source: the codebook's grades. An origin is the agency that a page carries, else its
    publisher; outlets that stand with one party are one origin, and a party's own are none.
    """
    if _is_admitted(facts, registry) or _is_found(facts, registry):
        return "confirmed", ""
    found = origins(facts, registry)
    if len(found) > 1:
        return "fair", "no party admits it, and neither the UN nor a court found it"
    if found:
        return "weak", "its sources have one origin only"
    return "weak", "its sources are parties' own outlets only"


def origins(facts: Event, registry: Registry) -> set[tuple[str, str]]:
    """Give the independent origins of an event's sources, as (kind, id)."""
    found: set[tuple[str, str]] = set()
    for source in facts.sources:
        origin = registry.publishers.get(source.carries or source.publisher)
        if origin is None or origin.facts.kind == "party":
            continue
        party = origin.facts.stands_with
        found.add(("party", _root(party, registry)) if party else ("publisher", origin.id))
    return found


def _is_admitted(facts: Event, registry: Registry) -> bool:
    initiators = {_root(a.actor, registry) for a in facts.actors if a.role == "initiator"}
    return any(
        claim.stance == "claims-responsibility" and _root(claim.by, registry) in initiators
        for claim in facts.claims
    )


def _is_found(facts: Event, registry: Registry) -> bool:
    return any(
        claim.stance in {"asserts", "revises"} and _finds(claim.by, registry)
        for claim in facts.claims
    )


def _finds(speaker: str, registry: Registry) -> bool:
    actor, publisher = registry.actors.get(speaker), registry.publishers.get(speaker)
    if actor is not None:
        return actor.facts.kind in _FINDERS
    return publisher is not None and publisher.facts.kind == "un"


def _root(actor: str, registry: Registry) -> str:
    """Follow parents up; an actor's own circle of parents ends where it began."""
    seen = {actor}
    while (entry := registry.actors.get(actor)) and entry.facts.parent not in {None, *seen}:
        actor = str(entry.facts.parent)
        seen.add(actor)
    return actor
