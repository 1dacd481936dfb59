"""What an event's claims and sources show: who admits or found it, how many origins tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from generator.model.archive import Registry
from generator.model.event import Event, Source

Step = Literal["weak", "fair", "confirmed"]
Origin = tuple[str, str]
"""`("publisher", id)`; or `("party", id)` for all outlets that stand with one party."""
LADDER: tuple[Step, ...] = ("weak", "fair", "confirmed")
"""The grades that evidence allows, lowest first."""
DENIALS = frozenset({"denies", "denies-responsibility"})
_FINDERS = {"international-body", "court"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a grade can rest on: ids of claims, and sources by their independent origin.

    `admissions` are claims of responsibility by a party that began it, `findings` are claims of
    the UN or a court, `denials` are claims that deny. `outlets` are the sources that only give a
    party's own text: they have no independent origin.
    """

    admissions: tuple[str, ...]
    findings: tuple[str, ...]
    denials: tuple[str, ...]
    origins: Mapping[Origin, tuple[Source, ...]]
    outlets: tuple[Source, ...]

    @property
    def ceiling(self) -> Step:
        """The highest grade that it allows. Source: the codebook's grades."""
        if self.admissions or self.findings:
            return "confirmed"
        return "fair" if len(self.origins) > 1 else "weak"


def evidence_of(event: Event, registry: Registry) -> Evidence:
    """Sort out an event's claims and sources.

    Whoever is not in the registry gets the benefit of the doubt: that is a fault of its own.
    """
    origins, outlets = _sorted_sources(event, registry)
    stances: dict[str, list[str]] = {"admits": [], "finds": [], "denies": []}
    initiators = {a.actor for a in event.actors if a.role == "initiator"}
    for claim in event.claims:
        if claim.stance in DENIALS:
            stances["denies"].append(claim.id)
        elif claim.stance == "claims-responsibility":
            if _admits(claim.by, initiators, registry):
                stances["admits"].append(claim.id)
        elif _finds(claim.by, registry):
            stances["finds"].append(claim.id)
    return Evidence(
        admissions=tuple(stances["admits"]),
        findings=tuple(stances["finds"]),
        denials=tuple(stances["denies"]),
        origins=origins,
        outlets=outlets,
    )


def root_of(actor: str, registry: Registry) -> str:
    """Give the whole that an actor belongs to: follow parents up.

    A circle of parents ends where it began.
    """
    seen = {actor}
    while (entry := registry.actors.get(actor)) and entry.facts.parent not in {None, *seen}:
        actor = str(entry.facts.parent)
        seen.add(actor)
    return actor


def _sorted_sources(
    event: Event, registry: Registry
) -> tuple[Mapping[Origin, tuple[Source, ...]], tuple[Source, ...]]:
    """Part sources by origin: the agency that a page carries, else its publisher.

    Outlets that stand with one party are one origin, and a party's own are none.
    """
    origins: dict[Origin, tuple[Source, ...]] = {}
    outlets: list[Source] = []
    for source in event.sources:
        id_ = source.carries or source.publisher
        publisher = registry.publishers.get(id_)
        if publisher is not None and publisher.facts.kind == "party":
            outlets.append(source)
            continue
        party = publisher.facts.stands_with if publisher is not None else None
        origin = ("party", root_of(party, registry)) if party else ("publisher", id_)
        origins[origin] = (*origins.get(origin, ()), source)
    return MappingProxyType(origins), tuple(outlets)


def _admits(speaker: str, initiators: set[str], registry: Registry) -> bool:
    if not initiators:
        return False
    if root_of(speaker, registry) in {root_of(id_, registry) for id_ in initiators}:
        return True
    doubtful = not initiators <= registry.actors.keys()
    return _is_unread(speaker, registry) or (doubtful and speaker in registry.actors)


def _finds(speaker: str, registry: Registry) -> bool:
    actor, publisher = registry.actors.get(speaker), registry.publishers.get(speaker)
    if actor is not None:
        return actor.facts.kind in _FINDERS
    return publisher is None or publisher.facts.kind == "un"


def _is_unread(speaker: str, registry: Registry) -> bool:
    return speaker not in registry.actors and speaker not in registry.publishers
