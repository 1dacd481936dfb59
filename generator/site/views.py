"""What each kind of page shows, gathered from the archive for its template."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from generator.model.archive import Archive, Events, Subject
from generator.model.count import Count, add_up
from generator.model.entry import Entry
from generator.model.event import Claim, Event, Outcome
from generator.model.facet import FACETS, Facet
from generator.model.toll import TollLine, toll_of
from generator.site import figures
from generator.site.figures import Map
from generator.site.pages import LONGEST_LIST, Page, Template, months_of, years_of
from generator.site.words import ACTOR_KINDS, MONTHS, PUBLISHER_KINDS

_LATEST = 20
_COMPANIONS = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events, and the honest sum of one outcome over those that give a figure."""

    outcome: Outcome
    count: Count
    events: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A subject with its number of events."""

    subject: Subject
    count: int


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the home page."""

    title: str
    address: str


@dataclass(frozen=True)
class Views:
    """Builds contexts; holds what several pages need, computed once."""

    archive: Archive

    @cached_property
    def chart(self) -> Map | None:
        """The map, where the archive has outlines."""
        boundaries = self.archive.registry.boundaries
        return Map(boundaries) if boundaries else None

    @cached_property
    def _years(self) -> dict[tuple[str, str], dict[int, Events]]:
        return {}

    def _years_of(self, kind: str, id_: str) -> dict[int, Events]:
        """Group a subject's events by year, worked out once for all its pages."""
        found = self._years.get((kind, id_))
        if found is None:
            found = self._years[kind, id_] = years_of(self.archive.of(kind, id_))
        return found

    @cached_property
    def _tolls(self) -> dict[str, tuple[TollLine, ...]]:
        return {}

    def toll(self, event: Entry[Event]) -> tuple[TollLine, ...]:
        """Give an event's toll, worked out once."""
        found = self._tolls.get(event.id)
        if found is None:
            found = self._tolls[event.id] = toll_of(event.facts)
        return found

    def context(self, page: Page) -> Mapping[str, Any]:
        """Gather what the page's template needs."""
        builders: dict[Template, Callable[..., Mapping[str, Any]]] = {
            "event": self._event,
            "subject": self._subject,
            "subject_year": self._subject_year,
            "dates_year": self._dates_year,
            "dates_month": self._dates_month,
            "events_index": self._events_index,
            "subjects_index": self._subjects_index,
            "dates_index": self._dates_index,
            "search": self._search,
        }
        build = builders[page.template]
        return {"page": page, "base": "../" * page.depth, **build(*page.key)}

    def totals(self, events: Events) -> list[Tally]:
        """Add up the dead and the injured over events, with how many events give a figure."""
        found = []
        outcomes: tuple[Outcome, ...] = ("killed", "injured")
        for outcome in outcomes:
            counts = [
                line.count
                for event in events
                if not self._sums_up(event)
                for line in self.toll(event)
                if line.outcome == outcome and line.count.known
            ]
            if counts:
                found.append(Tally(outcome, add_up(counts), len(counts)))
        return found

    def _sums_up(self, event: Entry[Event]) -> bool:
        return self.archive.registry.types[event.facts.type].facts.aggregate

    def home(self) -> Mapping[str, Any]:
        """Gather what the home page shows."""
        events = self.archive.events
        return {
            "base": "",
            "events": events,
            "totals": self.totals(events),
            "latest": events[:-7:-1],
            "added": _latest_additions(events, 6),
            "timeline": figures.timeline(events),
            "shades": self._shades(),
        }

    def _search(self) -> Mapping[str, Any]:
        """Gather what can be searched, with examples that find something."""
        archive = self.archive
        examples = [
            (facet.name, max(groups, key=lambda id_: len(groups[id_])), facet.kind)
            for facet in FACETS
            if (groups := archive.grouped[facet.kind])
        ]
        return {
            "examples": [
                (name, id_, archive.registry.of_kind(kind)[id_].facts.name)
                for name, id_, kind in examples
            ],
            "crumbs": [],
            "events": archive.events,
            "facets": FACETS,
            "first": archive.events[0].facts.date.first.year if archive.events else None,
            "last": archive.events[-1].facts.date.last.year if archive.events else None,
        }

    def _shades(self) -> list[figures.Shade]:
        grouped = self.archive.grouped["provinces"]
        return figures.shades(self.archive, {id_: len(found) for id_, found in grouped.items()})

    def _event(self, id_: str) -> Mapping[str, Any]:
        entry = self.archive.by_id[id_]
        facts = entry.facts
        earlier, later = self.archive.neighbours.get(id_, (None, None))
        return {
            "entry": entry,
            "facts": facts,
            "crumbs": self._event_crumbs(entry),
            "toll": self.toll(entry),
            "locator": figures.locator(facts, self.chart),
            "answers": _answers(facts.claims),
            "sources": {source.id: number for number, source in enumerate(facts.sources, 1)},
            "ties": self.archive.ties.get(id_, ()),
            "earlier": earlier,
            "later": later,
            "places": self._event_provinces(facts),
            "absorbed": self.archive.absorbed.get(id_, ()),
            "successor": self.archive.by_id.get(facts.replaced_by or ""),
        }

    def _event_provinces(self, facts: Event) -> list[Subject]:
        named = [facts.location.province, *facts.also_in]
        provinces = self.archive.registry.provinces
        return [provinces[id_] for id_ in named if id_ is not None]

    def _event_crumbs(self, entry: Entry[Event]) -> list[Crumb]:
        date = entry.facts.date
        crumbs = [Crumb("Events", "events/")]
        if entry.facts.status != "published":
            return crumbs
        year = date.first.year
        crumbs.append(Crumb(f"{year}", f"dates/{year:04d}/"))
        if date.months:
            month = date.first.month
            crumbs.append(Crumb(MONTHS[month], f"dates/{year:04d}/{month:02d}/"))
        return crumbs

    def _subject(self, kind: str, id_: str) -> Mapping[str, Any]:
        subject = self.archive.registry.of_kind(kind)[id_]
        events = self.archive.of(kind, id_)
        facet = _facet(kind)
        return {
            "facet": facet,
            "subject": subject,
            "facts": subject.facts,
            "crumbs": [Crumb(facet.title, f"{kind}/")],
            "events": events,
            "totals": self.totals(events),
            "timeline": figures.timeline(events),
            "latest": tuple(reversed(events))[:_LATEST],
            "years": {year: len(found) for year, found in self._years_of(kind, id_).items()},
            "speaking": self._speaking(kind, id_, events),
            "companions": self._companions(kind, id_, events),
            "children": self._children(kind, id_),
            "shades": self._shades_of(events) if kind == "actors" else [],
            "outline": self.chart is not None and kind == "provinces"
            and id_ in self.chart.boundaries,
        }  # fmt: skip

    def _speaking(self, kind: str, id_: str, events: Events) -> Events:
        """Find the latest events in which a subject only speaks; an actor's id goes first."""
        speaks = kind == "actors" or (
            kind == "publishers" and id_ not in self.archive.registry.actors
        )
        if not speaks:
            return ()
        listed = {event.id for event in events} if kind == "actors" else set()
        found = [e for e in self.archive.speaking.get(id_, ()) if e.id not in listed]
        return tuple(reversed(found))[:_LATEST]

    def _shades_of(self, events: Events) -> list[figures.Shade]:
        keys = FACETS[1].keys
        counts = Counter(id_ for event in events for id_ in dict.fromkeys(keys(event.facts)))
        return figures.shades(self.archive, counts) if counts else []

    def _companions(self, kind: str, id_: str, events: Events) -> list[tuple[str, list[Ranked]]]:
        found = []
        for facet in FACETS[:3]:
            counts: Counter[str] = Counter()
            for event in events:
                counts.update(dict.fromkeys(facet.keys(event.facts), 1))
            if facet.kind == kind:
                del counts[id_]
            ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_COMPANIONS]
            table = self.archive.registry.of_kind(facet.kind)
            rows = [Ranked(table[other], count) for other, count in ranked]
            if rows:
                found.append((facet.title, rows))
        return found

    def _children(self, kind: str, id_: str) -> list[Subject]:
        if kind != "actors":
            return []
        actors = self.archive.registry.actors.values()
        return [actor for actor in actors if actor.facts.parent == id_]

    def _subject_year(
        self, kind: str, id_: str, year: int, month: int | None = None
    ) -> Mapping[str, Any]:
        subject = self.archive.registry.of_kind(kind)[id_]
        by_year = self._years_of(kind, id_)
        events = by_year[year]
        facet = _facet(kind)
        address = f"{kind}/{id_}/"
        crumbs = [Crumb(facet.title, f"{kind}/"), Crumb(subject.facts.name, address)]
        months = months_of(events, year)
        if month is not None:
            crumbs.append(Crumb(f"{year}", f"{address}{year}/"))
            events, months = months[month], {}
        elif len(events) > LONGEST_LIST:
            events = tuple(event for event in events if not event.facts.date.months)
        else:
            months = {}
        years = sorted(by_year)
        return {
            "subject": subject,
            "crumbs": crumbs,
            "events": events,
            "totals": self.totals(by_year[year] if month is None else events),
            "months": {number: len(found) for number, found in months.items()},
            "address": f"{address}{year}/",
            "years": years,
            "year": year,
            "siblings": address,
            "count": len(by_year[year]) if month is None else len(events),
        }

    def _dates_year(self, year: int) -> Mapping[str, Any]:
        events = self.archive.years[year]
        months = {m: len(found) for (y, m), found in self.archive.months.items() if y == year}
        listed = events if len(events) <= LONGEST_LIST else ()
        unplaced = tuple(event for event in events if not event.facts.date.months)
        return {
            "crumbs": [Crumb("Dates", "dates/")],
            "year": year,
            "months": months,
            "largest": max(months.values(), default=1),
            "events": listed or unplaced,
            "all_listed": bool(listed),
            "count": len(events),
            "totals": self.totals(events),
            "years": list(self.archive.years),
        }

    def _dates_month(self, year: int, month: int) -> Mapping[str, Any]:
        events = self.archive.months[year, month]
        months = list(self.archive.months)
        at = months.index((year, month))
        return {
            "crumbs": [Crumb("Dates", "dates/"), Crumb(f"{year}", f"dates/{year:04d}/")],
            "year": year,
            "month": month,
            "days": [
                (words, id_, tuple(members))
                for (words, id_), members in groupby(events, key=_day_of_month)
            ],
            "count": len(events),
            "totals": self.totals(events),
            "earlier": months[at - 1] if at else None,
            "later": months[at + 1] if at + 1 < len(months) else None,
        }

    def _events_index(self) -> Mapping[str, Any]:
        events = self.archive.events
        return {
            "crumbs": [],
            "events": events,
            "latest": tuple(reversed(events))[:50],
            "added": _latest_additions(events, 10),
            "years": {year: len(found) for year, found in self.archive.years.items()},
            "timeline": figures.timeline(events),
            "tombstones": self.archive.tombstones,
        }

    def _subjects_index(self, kind: str) -> Mapping[str, Any]:
        facet = _facet(kind)
        table = self.archive.registry.of_kind(kind)
        ranked = [
            Ranked(subject, len(self.archive.of(kind, id_))) for id_, subject in table.items()
        ]
        return {
            "facet": facet,
            "crumbs": [],
            "groups": _grouped(kind, ranked),
            "shades": self._shades() if kind == "provinces" else [],
            "count": len(table),
        }

    def _dates_index(self) -> Mapping[str, Any]:
        months = self.archive.months
        return {
            "crumbs": [],
            "years": {
                year: len(events)
                for year, events in sorted(self.archive.years.items(), reverse=True)
            },
            "months": {key: len(events) for key, events in months.items()},
            "shade": _month_shades({key: len(events) for key, events in months.items()}),
            "timeline": figures.timeline(self.archive.events),
        }


def _facet(kind: str) -> Facet:
    return next(facet for facet in FACETS if facet.kind == kind)


def _latest_additions(events: Events, most: int) -> list[Entry[Event]]:
    by_day = sorted(events, key=lambda e: (e.facts.added, e.facts.date.sort_key), reverse=True)
    return by_day[:most]


def _answers(claims: Iterable[Claim]) -> dict[str, list[str]]:
    """List, by claim, the ids of the claims that answer it."""
    found: dict[str, list[str]] = {}
    for claim in claims:
        if claim.about is not None:
            found.setdefault(claim.about, []).append(claim.id)
    return found


def _day_of_month(event: Entry[Event]) -> tuple[str, str]:
    date = event.facts.date
    if date.precision == "month":
        return "Day unknown", "day-unknown"
    anchor = date.text.replace("?", "-uncertain").replace("~", "-about").replace("/", "-to-")
    return str(date), f"d-{anchor}"


def _grouped(kind: str, ranked: list[Ranked]) -> list[tuple[str, list[Ranked]]]:
    words = {"actors": ACTOR_KINDS, "publishers": PUBLISHER_KINDS}.get(kind)
    if words is None:
        return [("", ranked)]
    groups: dict[str, list[Ranked]] = {name: [] for name in words}
    for row in ranked:
        groups[getattr(row.subject.facts, "kind")].append(row)  # noqa: B009 - two record types
    return [(words[name], rows) for name, rows in groups.items() if rows]


def _month_shades(counts: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    largest = max(counts.values(), default=0)
    return {key: figures.step(count, largest) for key, count in counts.items()}
