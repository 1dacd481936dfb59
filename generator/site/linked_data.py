"""What an event's page tells machines in schema.org's words: event, place, page and claims."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from generator.model.archive import Registry
from generator.model.entry import Entry
from generator.model.event import Claim, Event, Location
from generator.model.partial_date import Point
from generator.site.words import PRECISIONS, dated

LONGEST_CLAIMS = 1_000
"""Characters of all claims of an event. Longer texts, and their sources' addresses, are left to the
page, which has them anyway and may not grow heavy: each `@id` leads to where they stand."""
_UP = "../../"
"""The way from an event's page to the site's root: addresses here are relative to the page."""
_NOBODY = {"community", "unnamed"}
"""Kinds of actors that are no organisation."""


def linked_data_of(
    entry: Entry[Event], registry: Registry, root: str, changed: date | None
) -> Mapping[str, Any]:
    """Describe an event as JSON-LD; `root` is the site's address, or empty.

    Who speaks twice is described once, and then named by their page's address.

    A date is written as far as it is known, by ISO 8601: `2022-06` for a month. Where it is not
    sure, or is the day of a report, words say so. There is a point only for an exact place.
    """
    facts = entry.facts
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": "#event",
        "name": facts.title,
        **_when(facts),
        "location": list(_places(facts, registry)),
        "subjectOf": [
            {
                "@type": "WebPage",
                "@id": f"{root}events/{entry.id}/" if root else "#",
                "datePublished": facts.added.isoformat(),
                **({"dateModified": changed.isoformat()} if changed else {}),
                "version": entry.digest,
            },
            *_claims(facts, registry),
        ],
    }


def _when(facts: Event) -> Mapping[str, str]:
    when, of_event = facts.date, facts.date_basis == "event"
    found = {}
    if of_event:
        found["startDate"] = _iso(when.start)
        if when.start is not when.end:
            found["endDate"] = _iso(when.end)
    if not (of_event and when.is_certain):
        found["disambiguatingDescription"] = dated(facts)
    return found


def _iso(point: Point) -> str:
    length = {"year": 4, "month": 7, "day-unknown": 7}.get(point.unit, 10)
    return point.first.isoformat()[:length]


def _places(facts: Event, registry: Registry) -> Iterable[Mapping[str, Any]]:
    yield _place(facts.location, registry)
    for id_ in facts.also_in:
        yield _province(id_, registry)


def _place(location: Location, registry: Registry) -> Mapping[str, Any]:
    withheld = "; the exact place is withheld for safety" if location.withheld else ""
    place: dict[str, Any] = {
        "@type": "Place",
        "description": PRECISIONS[location.precision] + withheld,
    }
    name = location.place or location.district
    if name:
        place["name"] = name
    if location.province is not None:
        province = _province(location.province, registry)
        place.setdefault("name", province["name"])
        address = {"@type": "PostalAddress", "addressRegion": province["name"]}
        if location.district:
            address["addressLocality"] = location.district
        place |= {"address": address, "containedInPlace": province}
    if location.coordinates and location.precision == "exact" and not location.withheld:
        latitude, longitude = location.coordinates
        point = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
        place["geo"] = point
    return place


def _province(id_: str, registry: Registry) -> Mapping[str, str]:
    return {
        "@type": "AdministrativeArea",
        "@id": f"{_UP}provinces/{id_}/",
        "name": registry.provinces[id_].facts.name,
    }


def _claims(facts: Event, registry: Registry) -> Iterable[Mapping[str, Any]]:
    shown = {s.id: s.url for s in facts.sources if "identifies-person" not in s.sensitivity}
    short = sum(len(claim.text) for claim in facts.claims) <= LONGEST_CLAIMS
    described: set[str] = set()
    for claim in facts.claims:
        found: dict[str, Any] = {"@type": "Claim", "@id": f"#{claim.id}"}
        speaker = _speaker(claim, registry)
        known = claim.by in described
        found["author"] = {"@id": speaker["@id"]} if known else speaker
        described.add(claim.by)
        if short:
            found["text"] = claim.text
        if claim.made is not None:
            made = claim.made
            ends = [made.start] if made.start is made.end else [made.start, made.end]
            found["datePublished"] = "/".join(map(_iso, ends))
        if address := shown.get(claim.source or ""):
            found["appearance"] = address if short else {"@id": f"#source-{claim.source}"}
        yield found


def _speaker(claim: Claim, registry: Registry) -> Mapping[str, str]:
    actor = registry.actors.get(claim.by)
    if actor is None:
        name = registry.publishers[claim.by].facts.name
        return {"@type": "Organization", "@id": f"{_UP}publishers/{claim.by}/", "name": name}
    found = {"@id": f"{_UP}actors/{claim.by}/", "name": actor.facts.name}
    return found if actor.facts.kind in _NOBODY else {"@type": "Organization", **found}
