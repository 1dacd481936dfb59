"""What of an archive may leave it: no exact place that is withheld, no source that endangers."""

from dataclasses import replace

from generator.model.archive import Archive
from generator.model.entry import Entry
from generator.model.event import Event, Location, Source

_OF_A_PLACE = ("coordinates", "place", "names")
"""What the check refuses in a withheld place; left out here too, should it ever be there."""


def disclosed(archive: Archive) -> Archive:
    """Give the archive as its data files tell it; drafts are in none of its lists."""
    events = tuple(_disclosed_entry(entry) for entry in archive.events)
    return replace(archive, events=events, drafts=())


def disclosed_event(event: Event) -> Event:
    """Give the event itself where nothing in it is to be kept back, else a copy without that.

    Of a source that identifies a person at risk stay its id, its publisher and whose text it
    carries, so that the grade can still be checked: the event's page tells no more either. Of an
    import, the cells of the row go where the place is withheld: they may name it.
    """
    place = event.location
    changes: dict[str, object] = {}
    if any(source.is_private and _kept(source) != source for source in event.sources):
        changes["sources"] = tuple(_kept(source) for source in event.sources)
    if place.withheld and any(getattr(place, field) for field in _OF_A_PLACE):
        changes["location"] = _coarsened(place)
    if place.withheld and event.imported is not None and event.imported.cells:
        changes["imported"] = event.imported.model_copy(update={"cells": {}})
    return event.model_copy(update=changes) if changes else event


def _disclosed_entry(entry: Entry[Event]) -> Entry[Event]:
    facts = disclosed_event(entry.facts)
    return entry if facts is entry.facts else replace(entry, facts=facts)


def _kept(source: Source) -> Source:
    if not source.is_private:
        return source
    return Source(
        id=source.id,
        publisher=source.publisher,
        carries=source.carries,
        sensitivity=source.sensitivity,
    )


def _coarsened(place: Location) -> Location:
    precision = "district" if place.district else "province" if place.province else "country"
    finer = place.precision in {"exact", "place"}
    return place.model_copy(
        update={
            "coordinates": None,
            "place": None,
            "names": {},
            "precision": precision if finer else place.precision,
        }
    )
