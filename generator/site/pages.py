"""Which pages the site has, in which order, and at which permanent addresses."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from generator.model.archive import Archive, Events
from generator.model.data_file import LAYOUTS
from generator.model.divergence import divergences
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.facet import FACETS, Facet
from generator.site.corrections import count_by_year
from generator.site.words import ACTOR_KINDS, MONTHS, PUBLISHER_KINDS, summary

CORRECTIONS = "Corrections and withdrawals"
LONGEST_LIST = 500
"""Events; a year with more is split by month."""
LATEST_ADDITIONS = 10
"""Events that the list of all events shows as added last."""

Template = Literal[
    "event",
    "subject",
    "subject_year",
    "dates_year",
    "dates_month",
    "events_index",
    "subjects_index",
    "dates_index",
    "corrections",
    "explore",
    "data",
    "layout",
    "search",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of a page, for its table of contents."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page.

    `address` is relative to the site's root and ends in a slash. `key` says what is on it:
    an event's id, or a facet's kind, an id, a year and a month as far as they go. `title` and
    `description` are plain text. `source` is the entry's file below the entries folder.
    """

    template: Template
    address: str
    key: tuple[str | int, ...]
    title: str
    description: str
    source: str | None = None
    headings: tuple[Heading, ...] = field(default=())

    @property
    def section(self) -> str:
        """The part of the site that it belongs to: the first step of its address."""
        return self.address.partition("/")[0]

    @property
    def depth(self) -> int:
        """How many folders deep it lies."""
        return self.address.count("/")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An earlier address and the one that it became, both relative to the site's root."""

    address: str
    target: str


def pages_of(archive: Archive) -> Iterator[Page]:
    """List every generated page: indexes first, then facets, dates and events."""
    yield Page(
        "events_index", "events/", (), "Events", "The incidents of this archive by date.",
        None, _events_headings(archive),
    )  # fmt: skip
    for facet in FACETS:
        yield Page(
            "subjects_index", f"{facet.kind}/", (facet.kind,), facet.title,
            f"{facet.title} in this archive, with the number of events of each.",
            None, _index_headings(archive, facet),
        )  # fmt: skip
    yield Page("dates_index", "dates/", (), "Dates", "The incidents of this archive by month.")
    yield from _correction_pages(archive)
    yield Page(
        "explore", "explore/", (), "Explore",
        "Every incident of this archive on a map, on a timeline and in a table that follow one "
        "another.",
    )  # fmt: skip
    yield Page(
        "data", "data/", (), "Data",
        "The data files of this archive: what is in them, column by column, and how to open them.",
        None, (Heading("files", "Files"), Heading("columns", "Columns")),
    )  # fmt: skip
    for key, name in LAYOUTS.items():
        yield Page(
            "layout", f"data/{key}/", (key,), f"The events as {name} has them",
            f"The columns of {name}, and how well the events of this archive fill each of them.",
        )  # fmt: skip
    yield Page(
        "search", "search/", (), "Search",
        "Search every incident by word, actor, province, type, year, grade and publisher.",
    )  # fmt: skip
    for facet in FACETS:
        for id_ in archive.registry.of_kind(facet.kind):
            yield from _subject_pages(archive, facet, id_)
    yield from _date_pages(archive)
    for entry in (*archive.events, *archive.tombstones):
        yield _event_page(archive, entry)


def redirects_of(archive: Archive) -> Iterator[Redirect]:
    """List every earlier address of an event."""
    for alias, id_ in archive.aliases.items():
        yield Redirect(f"events/{alias}/", f"events/{id_}/")


def _correction_pages(archive: Archive) -> Iterator[Page]:
    years = count_by_year(archive)
    many = sum(years.values()) > LONGEST_LIST
    yield Page(
        "corrections", "corrections/", (), CORRECTIONS,
        "What was corrected, withdrawn or merged in this archive after it had been published.",
        None, (Heading("withdrawn", "Withdrawn and merged"),),
    )  # fmt: skip
    for year in years if many else ():
        yield Page(
            "corrections", f"corrections/{year:04d}/", (year,), f"Corrections of {year}",
            f"What was corrected in this archive in {year}: {years[year]:,} corrections.",
        )  # fmt: skip


def _subject_pages(archive: Archive, facet: Facet, id_: str) -> Iterator[Page]:
    subject = archive.registry.of_kind(facet.kind)[id_]
    name = subject.facts.name
    events = archive.of(facet.kind, id_)
    address = f"{facet.kind}/{id_}/"
    count = f"{len(events):,} event{'' if len(events) == 1 else 's'}"
    yield Page(
        "subject", address, (facet.kind, id_), name,
        f"{name}: {count} in this archive, with figures, timeline and sources.",
        subject.path, _subject_headings(archive, facet, id_),
    )  # fmt: skip
    for year, members in years_of(events).items():
        yield Page(
            "subject_year", f"{address}{year}/", (facet.kind, id_, year), f"{name}, {year}",
            f"Events of {year} with {name}: {len(members):,} in this archive.",
        )  # fmt: skip
        if len(members) > LONGEST_LIST:
            for month in months_of(members, year):
                yield Page(
                    "subject_year", f"{address}{year}/{month:02d}/",
                    (facet.kind, id_, year, month), f"{name}, {MONTHS[month]} {year}",
                    f"Events of {MONTHS[month]} {year} with {name}.",
                )  # fmt: skip


def years_of(events: Events) -> dict[int, Events]:
    """Group events by the year in which they begin, latest year first."""
    found: dict[int, list[Entry[Event]]] = {}
    for event in events:
        found.setdefault(event.facts.date.first.year, []).append(event)
    return {year: tuple(found[year]) for year in sorted(found, reverse=True)}


def months_of(events: Events, year: int) -> dict[int, Events]:
    """Group a year's events by the month in which they begin; 0 where the month is not known."""
    found: dict[int, list[Entry[Event]]] = {}
    for event in events:
        date = event.facts.date
        month = date.first.month if date.months and date.first.year == year else 0
        found.setdefault(month, []).append(event)
    return {month: tuple(found[month]) for month in sorted(found) if month}


def _subject_headings(archive: Archive, facet: Facet, id_: str) -> tuple[Heading, ...]:
    found: list[Heading] = []
    if archive.of(facet.kind, id_):
        found.append(Heading("figures", "Figures"))
        if facet.kind != "publishers":
            found.append(Heading("together", "Appears with"))
        found += [Heading("latest", "Latest events"), Heading("years", "Year by year")]
    if speaking_of(archive, facet.kind, id_):
        found.append(Heading("speaks", "Speaks in"))
    if facet.kind == "actors" and id_ in divergences(archive):
        found.append(Heading("compared", "Its figures compared"))
    return tuple(found)


def speaking_of(archive: Archive, kind: str, id_: str) -> Events:
    """Find the events in which an actor only speaks, or a publisher in its own name.

    Where an actor and a publisher share an id, the actor is who speaks.
    """
    if kind == "actors":
        listed = {event.id for event in archive.of(kind, id_)}
        return tuple(e for e in archive.speaking.get(id_, ()) if e.id not in listed)
    if kind == "publishers" and id_ not in archive.registry.actors:
        return tuple(archive.speaking.get(id_, ()))
    return ()


def latest_additions(events: Events, most: int) -> Events:
    """Give the events that were added last; none where they are those that happened last."""
    by_day = sorted(events, key=lambda e: (e.facts.added, e.facts.date.sort_key), reverse=True)
    added, latest = by_day[:most], events[::-1][:most]
    return () if {e.id for e in added} == {e.id for e in latest} else tuple(added)


def _events_headings(archive: Archive) -> tuple[Heading, ...]:
    found = [Heading("latest", "Latest events")]
    if latest_additions(archive.events, LATEST_ADDITIONS):
        found.append(Heading("added", "Latest additions"))
    found.append(Heading("years", "Every year"))
    if archive.tombstones:
        found.append(Heading("tombstones", "Withdrawn and merged"))
    return tuple(found)


def _index_headings(archive: Archive, facet: Facet) -> tuple[Heading, ...]:
    kinds = {"actors": ACTOR_KINDS, "publishers": PUBLISHER_KINDS}.get(facet.kind, {})
    found = {
        getattr(subject.facts, "kind", "")
        for subject in archive.registry.of_kind(facet.kind).values()
    }
    titles = [title for kind, title in kinds.items() if kind in found]
    return tuple(Heading(f"group-{number}", title) for number, title in enumerate(titles, 1))


def _date_pages(archive: Archive) -> Iterator[Page]:
    by_year = Counter(year for year, _ in archive.months)
    for year, events in archive.years.items():
        yield Page(
            "dates_year", f"dates/{year:04d}/", (year,), f"{year}",
            f"Incidents of {year}: {len(events):,} in {by_year[year]} months.",
        )  # fmt: skip
    for (year, month), events in archive.months.items():
        name = f"{MONTHS[month]} {year}"
        yield Page(
            "dates_month", f"dates/{year:04d}/{month:02d}/", (year, month), name,
            f"Incidents of {name}, day by day: {len(events):,} in this archive.",
        )  # fmt: skip


def _event_page(archive: Archive, entry: Entry[Event]) -> Page:
    facts = entry.facts
    province = archive.registry.provinces.get(facts.location.province or "")
    return Page(
        "event",
        f"events/{entry.id}/",
        (entry.id,),
        facts.title,
        summary(facts, province.facts.name if province else ""),
        entry.path,
        tuple(_event_headings(archive, entry)),
    )


def _event_headings(archive: Archive, entry: Entry[Event]) -> Iterator[Heading]:
    facts = entry.facts
    if entry.body.html:
        yield Heading("account", "What happened")
    if facts.claims or facts.casualties:
        yield Heading("claims", "Who says what")
    yield Heading("verification", "How we know")
    yield Heading("sources", "Sources")
    if archive.ties.get(entry.id):
        yield Heading("related", "Related events")
    if facts.corrections:
        yield Heading("corrections", "Corrections")
    yield Heading("cite", "Cite this page")
