"""Rules about the ledger of claims: an answer comes after what it answers."""

from collections.abc import Iterator

from generator.checks.circle import circling
from generator.checks.rule import Draft, Finding, rule


@rule("claim-circle", rests_on=(("claims", "id"), ("claims", "about")))
def answers_end_somewhere(draft: Draft) -> Iterator[Finding]:
    """Following `about` from claim to claim comes to an end."""
    for entry in draft.events:
        claims = entry.facts.claims
        numbers = {claim.id: number for number, claim in reversed(list(enumerate(claims)))}
        about = {id_: claims[number].about for id_, number in numbers.items()}
        for id_ in circling(about):
            yield Finding(
                entry,
                ("claims", numbers[id_], "about"),
                "the claim is about itself"
                if about[id_] == id_
                else "following `about` from claim to claim leads back to this one",
                "name the earlier claim that it answers",
            )
