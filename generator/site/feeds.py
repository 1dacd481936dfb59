"""Which feeds the site has, what is in each, in which order, and under which permanent ids."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import groupby
from uuid import UUID, uuid5

from generator.model.archive import Archive, Events
from generator.model.entry import Entry
from generator.model.event import Correction, Event
from generator.model.facet import FACETS

MOST = 50
"""Items of a feed over the whole archive; who follows it asks again before so many are new."""
MOST_OF_ONE = 30
"""Items of one subject's feed, which moves more slowly."""
FOLLOWED = FACETS[:3]
"""Actors, provinces and types have a feed for each of them."""
NEW_EVENTS = "new events"
CORRECTIONS = "corrections and withdrawals"
_NAMESPACE = UUID("298fb029-a329-4b57-a897-04719596cde2")
"""Drawn once. Every feed's and every item's id hangs on it, so it never changes."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: an event that was added, a correction, or an entry's withdrawal or merger.

    `id` is an address in the sense of RFC 4122 that holds nothing of the site's host or name.
    `correction` is set for a correction. Of an entry that left the lists, `entry` says why.
    """

    id: str
    entry: Entry[Event]
    published: date
    updated: date
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, the newest item first, as Atom and as JSON Feed.

    `folder` is the address of the page that it is about, relative to the site's root and empty
    for the home page; its two files lie there. `name` says what is in it; `updated` is the day of
    its newest change.
    """

    folder: str
    name: str
    items: tuple[Item, ...]
    updated: date

    @property
    def id(self) -> str:
        """Its permanent id."""
        return _urn(f"feed {self.folder}")

    @property
    def atom(self) -> str:
        """The address of its Atom file."""
        return f"{self.folder}feed.xml"

    @property
    def json(self) -> str:
        """The address of its JSON file."""
        return f"{self.folder}feed.json"


def feeds_of(archive: Archive) -> Iterator[Feed]:
    """Give every feed: of all additions, of corrections, then of each actor, province and type."""
    last = last_change(archive)
    yield _feed("", NEW_EVENTS, _additions(archive.events, MOST), last)
    corrected = sorted(_corrections(archive), key=_correction_newness, reverse=True)[:MOST]
    yield _feed("corrections/", CORRECTIONS, corrected, last)
    for facet in FOLLOWED:
        for id_, subject in archive.registry.of_kind(facet.kind).items():
            folder = f"{facet.kind}/{id_}/"
            items = _additions(archive.of(facet.kind, id_), MOST_OF_ONE)
            yield _feed(folder, subject.facts.name, items, last)


def last_change(archive: Archive) -> date:
    """Give the last day on which anything was added or corrected: nothing is newer."""
    return max((entry.facts.changed for entry in archive.by_id.values()), default=date(1970, 1, 1))


def _feed(folder: str, name: str, items: Iterable[Item], last: date) -> Feed:
    held = tuple(items)
    return Feed(folder, name, held, max((item.updated for item in held), default=last))


def _correction_newness(item: Item) -> tuple[object, ...]:
    return (item.published, item.entry.id, item.id)


def _additions(events: Events, most: int) -> Iterator[Item]:
    """Give what was added last; of one day's additions the latest event first, as dates sort."""
    for entry in nlargest(most, events[::-1], key=lambda entry: entry.facts.added):
        yield Item(_urn(_first_id(entry)), entry, entry.facts.added, entry.facts.changed)


def _corrections(archive: Archive) -> Iterator[Item]:
    """Give every correction, and the end of every tombstone, on the last day that it tells of."""
    for entry in archive.by_id.values():
        first = _first_id(entry)
        by_day = sorted(entry.facts.corrections, key=lambda correction: correction.date)
        for day, corrections in groupby(by_day, key=lambda correction: correction.date):
            for number, correction in enumerate(corrections, 1):
                id_ = _urn(f"{first} correction {day} {number}")
                yield Item(id_, entry, day, day, correction)
    for entry in archive.tombstones:
        day = entry.facts.changed
        yield Item(_urn(f"{_first_id(entry)} {entry.facts.status}"), entry, day, day)


def _first_id(entry: Entry[Event]) -> str:
    """Give the id under which it was first published: a renamed entry is no new item."""
    return next(iter(entry.facts.aliases), entry.id)


def _urn(name: str) -> str:
    return uuid5(_NAMESPACE, name).urn
