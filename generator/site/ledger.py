"""How an event's claims are laid out: answers under what they answer, figures side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.archive import Registry
from generator.model.count import Count, add_up
from generator.model.event import Claim, Event, Group, Outcome
from generator.model.evidence import DENIALS
from generator.model.toll import GROUPS, OUTCOMES, TollLine
from generator.site.words import SPEAKERS

DEEPEST = 3
"""Levels of answers below a claim; deeper answers stand on the last, under what they answer."""
Column = tuple[Outcome, Group]


@dataclass(frozen=True, slots=True)
class Turn:
    """A claim, and what answers it, in the order of the ledger."""

    claim: Claim
    answers: tuple["Turn", ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a claim says in one column; None where it says nothing. `basis`: the reading's."""

    count: Count | None
    basis: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one claim; `level` is 0 where it answers nothing."""

    claim: Claim
    level: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The last row: the archive's own reading, or the range over the claims.

    `cells` are counts, each with the number of columns that it spans; None where nothing is said.
    `claims` are what an own reading rests on; `denied` where figures of mere denials are left out.
    """

    derived: bool
    denied: bool
    cells: tuple[tuple[Count | None, int], ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The table of figures: a column for each outcome and group that anybody numbers."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    reading: Reading | None


def turns_of(claims: Sequence[Claim]) -> tuple[Turn, ...]:
    """Hang every claim under the one that it answers, by `about`."""
    answers = _answers(claims)
    if not answers:
        return tuple(Turn(claim, ()) for claim in claims)
    return tuple(_hung([claim for claim in claims if claim.about is None], answers, DEEPEST))


def figures_of(event: Event, turns: Sequence[Turn], toll: Sequence[TollLine]) -> Figures | None:
    """Set the figures of all claims side by side, in the order of the turns."""
    given = {row.outcome: set[Group]() for row in toll}
    numbered = [*event.casualties, *(row for claim in event.claims for row in claim.reports)]
    for row in numbered:
        given.setdefault(row.outcome, set()).add(row.group)
    columns = tuple((o, g) for o in OUTCOMES if o in given for g in GROUPS if g in given[o])
    if not columns:
        return None
    basis = {(row.outcome, row.group, id_) for row in event.casualties for id_ in row.basis}
    named = {id_ for *_, id_ in basis}
    rows = tuple(
        Row(claim, level, tuple(_cell(claim, column, basis) for column in columns))
        for claim, level in _in_order(turns, 0)
        if claim.reports or claim.id in named
    )
    return Figures(columns, rows, _reading(event, columns, toll))


def side_of(speaker: str, event: Event, registry: Registry) -> str:
    """Say on whose side a speaker is: what it is, and its part in the event or whom it serves."""
    actor = registry.actors.get(speaker)
    if actor is None:
        publisher = registry.publishers[speaker].facts
        kind = SPEAKERS[publisher.kind]
        if publisher.stands_with is None:
            return kind
        return f"{kind}, stands with {registry.actors[publisher.stands_with].facts.name}"
    roles = dict.fromkeys(part.role for part in event.actors if part.actor == speaker)
    return ", ".join([SPEAKERS[actor.facts.kind], *roles])


def _cell(claim: Claim, column: Column, basis: set[tuple[Outcome, Group, str]]) -> Cell:
    counts = [row.count for row in claim.reports if (row.outcome, row.group) == column]
    return Cell(add_up(counts) if counts else None, (*column, claim.id) in basis)


def _reading(event: Event, columns: Sequence[Column], toll: Sequence[TollLine]) -> Reading | None:
    if not toll:
        return None
    if not event.casualties:
        by_outcome = {line.outcome: line.count for line in toll}
        outcomes = [outcome for outcome, _ in columns]
        cells = [(by_outcome.get(o), outcomes.count(o)) for o in dict.fromkeys(outcomes)]
        denied = any(claim.reports and claim.stance in DENIALS for claim in event.claims)
        return Reading(derived=True, denied=denied, cells=tuple(cells), claims=())
    read: dict[Column, Count] = {}
    for row in event.casualties:
        column = (row.outcome, row.group)
        read[column] = read[column] + row.count if column in read else row.count
    named = dict.fromkeys(id_ for row in event.casualties for id_ in row.basis)
    cells = [(read.get(column), 1) for column in columns]
    return Reading(derived=False, denied=False, cells=tuple(cells), claims=tuple(named))


def _answers(claims: Iterable[Claim]) -> Mapping[str, Sequence[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.about is not None:
            found.setdefault(claim.about, []).append(claim)
    return found


def _hung(
    claims: Iterable[Claim], answers: Mapping[str, Sequence[Claim]], levels: int
) -> Iterator[Turn]:
    for claim in claims:
        below = answers.get(claim.id, ())
        if levels:
            yield Turn(claim, tuple(_hung(below, answers, levels - 1)))
        else:
            yield Turn(claim, ())
            yield from (Turn(deeper, ()) for deeper in _flat(below, answers))


def _flat(claims: Sequence[Claim], answers: Mapping[str, Sequence[Claim]]) -> Iterator[Claim]:
    """Walk down without recursion: an entry from a stranger may answer a thousand times."""
    waiting = list(reversed(claims))
    while waiting:
        claim = waiting.pop()
        yield claim
        waiting += reversed(answers.get(claim.id, ()))


def _in_order(turns: Iterable[Turn], level: int) -> Iterator[tuple[Claim, int]]:
    for turn in turns:
        yield turn.claim, level
        yield from _in_order(turn.answers, level + 1)
