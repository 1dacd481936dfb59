"""By what events are grouped: the one table that drives pages, filters and totals."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.model.event import Event


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to group events: `kind` is its folder in addresses, `name` a reader's word for one."""

    kind: str
    name: str
    title: str
    keys: Callable[[Event], Iterable[str]]


def _provinces(event: Event) -> list[str]:
    first = [event.location.province] if event.location.province else []
    return [*first, *event.also_in]


def _publishers(event: Event) -> list[str]:
    return [name for source in event.sources for name in (source.publisher, source.carries) if name]


FACETS = (
    Facet("actors", "actor", "Actors", lambda event: [a.actor for a in event.actors]),
    Facet("provinces", "province", "Provinces", _provinces),
    Facet("types", "type", "Event types", lambda event: [event.type]),
    Facet("publishers", "publisher", "Publishers", _publishers),
)
