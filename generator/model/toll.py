"""What an event's toll is: the archive's own reading, else the range over the claims."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.count import Count, add_up, span
from generator.model.event import Event, Group, Outcome

OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "captured", "abducted", "missing")
GROUPS: tuple[Group, ...] = ("civilians", "fighters", "security-forces", "unknown")
_ASSERTING = {"asserts", "revises", "claims-responsibility"}


@dataclass(frozen=True, slots=True)
class TollLine:
    """One outcome's number of people; `derived` where no reading of the archive's own exists.

    `groups` has the parts by group of an own reading. `claims` are the ids that it rests on.
    """

    outcome: Outcome
    count: Count
    derived: bool
    groups: tuple[tuple[Group, Count], ...]
    claims: tuple[str, ...]


def toll_of(event: Event) -> tuple[TollLine, ...]:
    """Give a line for every outcome that has a figure.

    Source: the codebook. Where `casualties` is left out, a line is the range over the totals of
    the claims that assert something; claims that only deny bound nothing.
    """
    if event.casualties:
        return tuple(_read(event))
    return tuple(_derived(event))


def _read(event: Event) -> Iterable[TollLine]:
    for outcome in OUTCOMES:
        rows = [row for row in event.casualties if row.outcome == outcome]
        if rows:
            yield TollLine(
                outcome,
                add_up(row.count for row in rows),
                derived=False,
                groups=tuple((row.group, row.count) for row in rows),
                claims=tuple(dict.fromkeys(id_ for row in rows for id_ in row.basis)),
            )


def _derived(event: Event) -> Iterable[TollLine]:
    claims = [claim for claim in event.claims if claim.stance in _ASSERTING]
    for outcome in OUTCOMES:
        totals = {
            claim.id: add_up(row.count for row in claim.reports if row.outcome == outcome)
            for claim in claims
            if any(row.outcome == outcome for row in claim.reports)
        }
        if totals:
            yield TollLine(
                outcome, span(totals.values()), derived=True, groups=(), claims=tuple(totals)
            )
