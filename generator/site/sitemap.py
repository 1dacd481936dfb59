"""Which addresses search engines are told of, in files of a bounded size, and when each changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.facet import FACETS
from generator.site.pages import Page
from generator.site.render import Renderer

INDEX = "sitemap.xml"
LARGEST = 1_000
"""Addresses in one file; the protocol of sitemaps.org allows 50,000."""
_WRITTEN = "pages"
_OF_EVENTS = {"event", "subject", "subject_year", "dates_year", "dates_month"}
"""The kinds of pages that change when one of their events does; others count the whole archive."""


@dataclass(frozen=True, slots=True)
class Location:
    """An address relative to the site's root, and the day of its last change where it is known."""

    address: str
    changed: date | None


def sitemap_files(
    renderer: Renderer, pages: Iterable[Page], others: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Give path and text of the index and of every file that it names.

    `others` are the addresses of hand-written pages. There is nothing to give where the site's
    own address is not known, since the protocol wants whole ones. All files lie at the root, as a
    file may name only what lies beside it or below.
    """
    root = renderer.site.url
    if not root:
        return
    parts: list[Location] = []
    for name, locations in _parts(renderer, pages, others):
        path = f"sitemap-{name}.xml"
        days = [location.changed for location in locations if location.changed]
        parts.append(Location(path, max(days, default=None)))
        yield path, renderer.fill("sitemap.xml", root=root, locations=locations)
    yield INDEX, renderer.fill("sitemap_index.xml", root=root, parts=parts)


def robots(root: str) -> str:
    """Let everybody read everything, and say where the site map is."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {root}{INDEX}\n" if root else "")


def _parts(
    renderer: Renderer, pages: Iterable[Page], others: Iterable[str]
) -> Iterator[tuple[str, list[Location]]]:
    """Group by section, events by the year in which they begin, and cut what is too large."""
    archive, days = renderer.archive, _days(renderer)
    last = max(days.values(), default=None)
    grouped: dict[str, list[Location]] = {_WRITTEN: [Location(a, None) for a in sorted(others)]}
    for page in pages:
        name, day = page.section, days.get(page.key)
        if page.template not in _OF_EVENTS:
            name, day = _WRITTEN, last
        elif page.template == "event":
            entry = archive.by_id[str(page.key[0])]
            if entry.facts.status != "published":
                continue
            name = f"events-{entry.facts.date.first.year:04d}"
        grouped.setdefault(name, []).append(Location(page.address, day))
    for name in sorted(grouped):
        found = grouped[name]
        for start in range(0, len(found), LARGEST):
            number = f"-{start // LARGEST + 1}" if start else ""
            yield f"{name}{number}", found[start : start + LARGEST]


def _days(renderer: Renderer) -> Mapping[tuple[str | int, ...], date]:
    """Give the day of the last change of every page with events, by the page's key."""
    found: dict[tuple[str | int, ...], date] = {}
    months: dict[tuple[str, str, int, int], date] = {}
    for entry in renderer.archive.events:
        facts = entry.facts
        day = renderer.changed(entry) or facts.added
        begins = facts.date.first
        found[entry.id,] = day
        for dates in (*((year,) for year in facts.date.years), *facts.date.months):
            found[dates] = max(day, found.get(dates, day))
        for facet in FACETS:
            for id_ in facet.keys(facts):
                month = (facet.kind, id_, begins.year, begins.month)
                months[month] = max(day, months.get(month, day))
    for month, day in months.items():
        for length in (2, 3, 4):  # a subject, its year, its month
            key = month[:length]
            found[key] = max(day, found.get(key, day))
    return found
