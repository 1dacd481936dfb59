"""What each kind of page shows, gathered from the archive for its template."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from typing import Any

from generator.model.archive import Archive, Events, Subject
from generator.model.divergence import divergences
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.facet import FACETS, Facet
from generator.site import maps
from generator.site.contrast import contrasts_of, events_of
from generator.site.corrections import LATEST, Change, by_year, changes_of, count_by_year
from generator.site.ledger import figures_of, side_of, turns_of
from generator.site.maps import Map
from generator.site.pages import (
    CORRECTIONS,
    LATEST_ADDITIONS,
    LONGEST_LIST,
    Page,
    Template,
    latest_additions,
    speaking_of,
)
from generator.site.sums import Sums, tallies
from generator.site.tally import together
from generator.site.timeline import Addresses, Timeline, timeline, year_timeline
from generator.site.trust import trust_of
from generator.site.words import ACTOR_KINDS, MONTHS, PUBLISHER_KINDS

_LATEST = 20
_COMPANIONS = 12
_FEW = 20
"""Events; a list of a year's events with more has a heading for each month."""
_LAST = 13
_MAPPED = {"actors", "types"}
"""The facets whose pages have a shaded map of where."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A subject with its number of events, and that as a share of the list's largest, in %.

    `speaks` counts the events in which an actor makes a claim.
    """

    subject: Subject
    count: int
    share: int = 0
    speaks: int = 0


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
    def sums(self) -> Sums:
        """What the events add up to."""
        return Sums(self.archive)

    @cached_property
    def chart(self) -> Map | None:
        """The map, where the archive has outlines."""
        boundaries = self.archive.registry.boundaries
        return Map(boundaries) if boundaries else None

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
            "corrections": self._corrections,
            "explore": self._explore,
            "data": self._data,
            "search": self._search,
        }
        build = builders[page.template]
        return {"page": page, "base": "../" * page.depth, **build(*page.key)}

    @cached_property
    def _timeline(self) -> Timeline | None:
        """The timeline of the whole archive, which several pages show."""
        return timeline(self.sums.months, self.sums.whole, _date_address)

    def _addresses(self, kind: str, id_: str) -> Addresses:
        """Say where a subject's events of a year or a month are listed."""
        years = self.sums.years_of(kind, id_)

        def address(year: int, month: int | None) -> str:
            page = f"{kind}/{id_}/{year}/"
            if month is None:
                return page
            split = len(years[year]) > LONGEST_LIST
            return f"{page}{month:02d}/" if split else f"{page}#m-{month:02d}"

        return address

    def home(self) -> Mapping[str, Any]:
        """Gather what the home page shows."""
        events = self.archive.events
        return {
            "base": "",
            "events": events,
            "totals": tallies(self.sums.whole),
            "latest": events[:-7:-1],
            "added": latest_additions(events, 6),
            "timeline": self._timeline,
            "shading": self._shading,
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

    @cached_property
    def _shading(self) -> maps.Shading | None:
        """The shaded map of the whole archive."""
        grouped = self.archive.grouped["provinces"]
        counts = {id_: len(found) for id_, found in grouped.items()}
        nowhere = sum(not FACETS[1].keys(event.facts) for event in self.archive.events)
        return maps.shading(self.archive, counts, nowhere)

    def _event(self, id_: str) -> Mapping[str, Any]:
        entry = self.archive.by_id[id_]
        facts = entry.facts
        earlier, later = self.archive.neighbours.get(id_, (None, None))
        return {
            "entry": entry,
            "facts": facts,
            "crumbs": self._event_crumbs(entry),
            "toll": self.sums.toll(entry),
            "locator": maps.locator(facts, self.chart),
            **self._ledger(entry),
            "trust": trust_of(facts, self.archive.registry),
            "sources": {source.id: number for number, source in enumerate(facts.sources, 1)},
            "last_corrected": max((c.date for c in facts.corrections), default=None),
            "ties": self.archive.ties.get(id_, ()),
            "earlier": earlier,
            "later": later,
            "places": self._event_provinces(facts),
            "absorbed": self.archive.absorbed.get(id_, ()),
            "successor": self.archive.by_id.get(facts.replaced_by or ""),
        }

    def _ledger(self, entry: Entry[Event]) -> Mapping[str, Any]:
        facts = entry.facts
        if not facts.claims and not facts.casualties:
            return {"turns": (), "table": None}
        turns = turns_of(facts.claims)
        speakers = {claim.by for claim in facts.claims}
        return {
            "turns": turns,
            "table": figures_of(facts, turns, self.sums.toll(entry)),
            "sides": {id_: side_of(id_, facts, self.archive.registry) for id_ in speakers},
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
        months = self.sums.months_of(kind, id_)
        whole = together(months.values())
        return {
            "facet": facet,
            "subject": subject,
            "facts": subject.facts,
            "crumbs": [Crumb(facet.title, f"{kind}/")],
            "events": events,
            "totals": tallies(whole),
            "timeline": timeline(months, whole, self._addresses(kind, id_)),
            "latest": tuple(reversed(events))[:_LATEST],
            "years": {year: len(found) for year, found in self.sums.years_of(kind, id_).items()},
            "speaking": tuple(reversed(speaking_of(self.archive, kind, id_)))[:_LATEST],
            **self._compared(kind, id_),
            "companions": self._companions(kind, id_, events),
            "children": self._children(kind, id_),
            "shading": self._shading_of(events) if kind in _MAPPED else None,
            "around": self._around(id_, events) if kind == "provinces" else None,
        }

    def _around(self, id_: str, events: Events) -> Mapping[str, Any] | None:
        """Gather a province's map: its neighbours, and the exact points in it."""
        if self.chart is None or id_ not in self.chart.boundaries:
            return None
        return {
            "map": self.chart.surroundings(id_),
            "points": maps.points(events, id_, self.chart),
            "counts": {
                other: len(self.archive.of("provinces", other))
                for other in self.chart.neighbours[id_]
            },
        }

    def _compared(self, kind: str, id_: str) -> Mapping[str, Any]:
        found = divergences(self.archive).get(id_, ()) if kind == "actors" else ()
        return {"contrasts": contrasts_of(found), "compared": len(events_of(found))}

    def _shading_of(self, events: Events) -> maps.Shading | None:
        counts = self._counts(events, FACETS[1])
        nowhere = sum(not self._named[FACETS[1].kind][event.id] for event in events)
        return maps.shading(self.archive, counts, nowhere)

    def _counts(self, events: Events, facet: Facet) -> Counter[str]:
        """Count the events of each value of a facet; one that names a value twice counts once."""
        named = self._named[facet.kind]
        return Counter(chain.from_iterable(named[event.id] for event in events))

    @cached_property
    def _named(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """What each event names, each once: by a facet's kind, then by the event's id."""
        return {
            facet.kind: {
                e.id: tuple(dict.fromkeys(facet.keys(e.facts))) for e in self.archive.events
            }
            for facet in FACETS
        }

    def _companions(self, kind: str, id_: str, events: Events) -> list[tuple[str, list[Ranked]]]:
        found = []
        for facet in FACETS[:3]:
            counts = self._counts(events, facet)
            if facet.kind == kind:
                del counts[id_]
            ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_COMPANIONS]
            table = self.archive.registry.of_kind(facet.kind)
            rows = [
                Ranked(table[other], count, max(round(100 * count / ranked[0][1]), 1))
                for other, count in ranked
            ]
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
        by_year = self.sums.years_of(kind, id_)
        facet = _facet(kind)
        address = f"{kind}/{id_}/"
        crumbs = [Crumb(facet.title, f"{kind}/"), Crumb(subject.facts.name, address)]
        months = {
            at: found for at, found in self.sums.months_of(kind, id_).items() if at[0] == year
        }
        members = self._by_month_of_year(by_year[year])
        split = len(by_year[year]) > LONGEST_LIST
        if month is not None:
            crumbs.append(Crumb(f"{year}", f"{address}{year}/"))
            months, members = {(year, month): months[year, month]}, {0: members[month]}
        whole = together(months.values())
        drawn = None
        if month is None:
            drawn = year_timeline(months, whole, year, self._addresses(kind, id_))
        return {
            "subject": subject,
            "crumbs": crumbs,
            "members": {0: members.get(0, ())} if split else members,
            "titled": not split and len(by_year[year]) > _FEW and len(members) > 1,
            "totals": tallies(whole),
            "timeline": drawn,
            "months": {at: len(found) for at, found in members.items() if at}
            if split and month is None else {},
            "address": f"{address}{year}/",
            "years": sorted(by_year),
            "year": year,
            "siblings": address,
            "count": whole.events,
        }  # fmt: skip

    def _by_month_of_year(self, events: Events) -> dict[int, Events]:
        """Group a year's events by month; 0, for those without one, comes last."""
        found: dict[int, list[Entry[Event]]] = {}
        for event in events:
            found.setdefault(self.sums.reading(event).month[1], []).append(event)
        return {at: tuple(found[at]) for at in sorted(found, key=lambda at: at or _LAST)}

    def _dates_year(self, year: int) -> Mapping[str, Any]:
        events = self.archive.years[year]
        months = {at: found for at, found in self.sums.months.items() if at[0] == year}
        whole = together(months.values())
        listed = events if len(events) <= LONGEST_LIST else ()
        unplaced = tuple(event for event in events if not event.facts.date.months)
        return {
            "crumbs": [Crumb("Dates", "dates/")],
            "year": year,
            "months": {m: len(found) for (y, m), found in self.archive.months.items() if y == year},
            "timeline": year_timeline(months, whole, year, _date_address),
            "earlier": len(events) - whole.events,
            "events": listed or unplaced,
            "all_listed": bool(listed),
            "count": len(events),
            "totals": self.sums.totals(events),
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
            "totals": self.sums.totals(events),
            "earlier": months[at - 1] if at else None,
            "later": months[at + 1] if at + 1 < len(months) else None,
        }

    def _events_index(self) -> Mapping[str, Any]:
        events = self.archive.events
        return {
            "crumbs": [],
            "events": events,
            "latest": tuple(reversed(events))[:50],
            "added": latest_additions(events, LATEST_ADDITIONS),
            "years": {year: len(found) for year, found in self.archive.years.items()},
            "timeline": self._timeline,
            "tombstones": self.archive.tombstones,
        }

    def _subjects_index(self, kind: str) -> Mapping[str, Any]:
        facet = _facet(kind)
        table = self.archive.registry.of_kind(kind)
        ranked = [
            Ranked(
                subject,
                len(self.archive.of(kind, id_)),
                speaks=len(self.archive.speaking.get(id_, ())) if kind == "actors" else 0,
            )
            for id_, subject in table.items()
        ]
        return {
            "facet": facet,
            "crumbs": [],
            "groups": _grouped(kind, ranked),
            "shading": self._shading if kind == "provinces" else None,
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
            "timeline": self._timeline,
        }

    @cached_property
    def _changes(self) -> tuple[Change, ...]:
        return changes_of(self.archive)

    def _corrections(self, year: int | None = None) -> Mapping[str, Any]:
        changes = self._changes
        many = year is None and len(changes) > LONGEST_LIST
        if year is not None:
            shown = tuple(change for change in changes if change.correction.date.year == year)
        else:
            shown = changes[:LATEST] if many else changes
        return {
            "crumbs": [] if year is None else [Crumb(CORRECTIONS, "corrections/")],
            "year": year,
            "years": by_year(shown),
            "elsewhere": count_by_year(self.archive) if many else {},
            "count": len(changes),
            "corrected": len({change.entry.id for change in changes}),
            "tombstones": self.archive.tombstones,
            "kept": self.archive.by_id,
        }

    def _explore(self) -> Mapping[str, Any]:
        return {
            "crumbs": [],
            "timeline": self._timeline,
            "shading": self._shading,
        }

    def _data(self) -> Mapping[str, Any]:
        return {"crumbs": [], "count": len(self.archive.events)}


def _date_address(year: int, month: int | None) -> str:
    return f"dates/{year:04d}/" if month is None else f"dates/{year:04d}/{month:02d}/"


def _facet(kind: str) -> Facet:
    return next(facet for facet in FACETS if facet.kind == kind)


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
    return {key: maps.step(count, largest) for key, count in counts.items()}
