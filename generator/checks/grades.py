"""Rules about verification: a grade cannot exceed what the sources allow."""

from collections.abc import Iterator

from generator.checks.rule import Draft, Finding, rule
from generator.model.archive import Registry
from generator.model.event import Event

_LADDER = ("weak", "fair", "confirmed")
_DENIALS = {"denies", "denies-responsibility"}
_FINDERS = {"international-body", "court"}
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
        if grade == "contested" and not any(c.stance in _DENIALS for c in facts.claims):
            yield Finding(
                entry,
                at,
                "is `contested`, but no claim denies anything",
                "add the claim that denies, with its source",
            )
        elif grade in _LADDER:
            allowed, reason = ceiling(facts, draft.registry)
            if _LADDER.index(grade) > _LADDER.index(allowed):
                reason = _UNCONFIRMED if grade == "confirmed" else reason
                hint = f"set `{allowed}`, or add what is missing"
                yield Finding(entry, at, f"is `{grade}`, but {reason}", hint)


def ceiling(facts: Event, registry: Registry) -> tuple[str, str]:
    """Give the highest grade that claims and sources allow, and why it is no higher.

    Source: the codebook's grades. An origin is the agency that a page carries, else its
    publisher; outlets that stand with one party are one origin, and a party's own are none.
    Whoever is not in the registry gets the benefit of the doubt: that is a fault of its own.
    """
    if _is_admitted(facts, registry) or _is_found(facts, registry):
        return "confirmed", ""
    found = origins(facts, registry)
    if len(found) > 1:
        return "fair", _UNCONFIRMED
    if found:
        return "weak", "its sources have one origin only"
    return "weak", "its sources are parties' own outlets only"


def origins(facts: Event, registry: Registry) -> set[tuple[str, str]]:
    """Give the independent origins of an event's sources, as (kind, id)."""
    found: set[tuple[str, str]] = set()
    for source in facts.sources:
        id_ = source.carries or source.publisher
        origin = registry.publishers.get(id_)
        party = origin.facts.stands_with if origin is not None else None
        if origin is None or origin.facts.kind != "party":
            found.add(("party", root_of(party, registry)) if party else ("publisher", id_))
    return found


def _is_admitted(facts: Event, registry: Registry) -> bool:
    initiators = {a.actor for a in facts.actors if a.role == "initiator"}
    wholes = {root_of(id_, registry) for id_ in initiators}
    doubtful = not initiators <= registry.actors.keys()
    return any(
        root_of(claim.by, registry) in wholes
        or (initiators and _is_unread(claim.by, registry))
        or (doubtful and claim.by in registry.actors)
        for claim in facts.claims
        if claim.stance == "claims-responsibility"
    )


def _is_found(facts: Event, registry: Registry) -> bool:
    return any(
        claim.stance in {"asserts", "revises"}
        and (_finds(claim.by, registry) or _is_unread(claim.by, registry))
        for claim in facts.claims
    )


def _finds(speaker: str, registry: Registry) -> bool:
    actor, publisher = registry.actors.get(speaker), registry.publishers.get(speaker)
    if actor is not None:
        return actor.facts.kind in _FINDERS
    return publisher is not None and publisher.facts.kind == "un"


def _is_unread(speaker: str, registry: Registry) -> bool:
    return speaker not in registry.actors and speaker not in registry.publishers


def root_of(actor: str, registry: Registry) -> str:
    """Give the whole that an actor belongs to: follow parents up.

    A circle of parents ends where it began.
    """
    seen = {actor}
    while (entry := registry.actors.get(actor)) and entry.facts.parent not in {None, *seen}:
        actor = str(entry.facts.parent)
        seen.add(actor)
    return actor
