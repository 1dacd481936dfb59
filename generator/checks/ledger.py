"""Rules about the ledger of claims: an answer comes after what it answers."""

from collections.abc import Iterator

from generator.checks.rule import Draft, Finding, rule


@rule("claim-circle")
def answers_end_somewhere(draft: Draft) -> Iterator[Finding]:
    """Following `about` from claim to claim comes to an end."""
    for entry in draft.events:
        about = {claim.id: claim.about for claim in entry.facts.claims}
        for number, claim in enumerate(entry.facts.claims):
            seen, at = {claim.id}, claim.about
            while at is not None and at not in seen:
                seen.add(at)
                at = about.get(at)
            if at == claim.id:
                message = "is about itself" if claim.about == claim.id else "runs in a circle"
                yield Finding(entry, ("claims", number, "about"), message,
                              "name the earlier claim that it answers")
