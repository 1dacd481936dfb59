"""A small made-up registry and entries over it, as values, for rules to look at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.checks import RULES, Draft
from generator.model.archive import Registry
from generator.model.entry import Body, Entry
from generator.model.event import Event
from generator.model.registry import Actor, EventType, Province, Publisher

TODAY = date(2023, 1, 1)
ID = "2022-04-01-made-up"
Plain = Mapping[str, Any]

ACTORS: Mapping[str, Plain] = {
    "front": {
        "name": "Made-up Front",
        "names": {"fa": ["جبهه ساختگی"]},
        "aliases": ["MUF", "The Frontists"],
        "kind": "armed-group",
    },
    "wing": {"name": "Made-up Wing", "kind": "armed-group", "parent": "front"},
    "cell": {"name": "Made-up Cell", "kind": "armed-group", "parent": "wing"},
    "army": {"name": "Made-up Army", "kind": "state"},
    "assembly": {"name": "Made-up Assembly of Nations", "kind": "international-body"},
    "tribunal": {"name": "Made-up Tribunal", "kind": "court"},
    "residents": {"name": "Made-up residents", "kind": "unnamed"},
}
PUBLISHERS: Mapping[str, Plain] = {
    "times": {"name": "Made-up Times", "kind": "national-media", "aliases": ["MUT"]},
    "post": {"name": "Made-up Post", "kind": "national-media"},
    "herald": {"name": "Made-up Herald", "kind": "local-media"},
    "agency": {"name": "Made-up Agency", "kind": "wire"},
    "assembly-news": {"name": "Made-up Assembly News", "kind": "un"},
    "front-radio": {"name": "Front Radio", "kind": "party", "stands_with": "front"},
    "army-radio": {"name": "Army Radio", "kind": "party", "stands_with": "army"},
    "front-daily": {"name": "Front Daily", "kind": "local-media", "stands_with": "front"},
    "front-weekly": {"name": "Front Weekly", "kind": "local-media", "stands_with": "front"},
    "wing-daily": {"name": "Wing Daily", "kind": "local-media", "stands_with": "wing"},
    "army-daily": {"name": "Army Daily", "kind": "local-media", "stands_with": "army"},
}
PROVINCES: Mapping[str, Plain] = {
    "northland": {"name": "Northland", "names": {"fa": ["سرزمین شمالی"]}, "aliases": ["Noordland"]},
    "southland": {"name": "Southland"},
}
TYPES: Mapping[str, Plain] = {"raid": {"name": "Raid"}, "clash": {"name": "Armed clash"}}
EVENT: Plain = {
    "title": "A made-up raid",
    "date": "2022-04-01",
    "type": "raid",
    "location": {"province": "northland", "precision": "province"},
    "actors": [{"actor": "front", "role": "initiator", "certainty": "unknown"}],
    "sources": [{"id": "s1", "publisher": "times"}],
    "added": "2022-04-02",
}


def square(west: float, south: float, size: float = 1) -> Plain:
    """Give a square as a GeoJSON geometry."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


OUTLINES: Mapping[str, Plain] = {"northland": square(60, 35), "southland": square(60, 34)}


def registry(
    actors: Mapping[str, Plain] = ACTORS,
    publishers: Mapping[str, Plain] = PUBLISHERS,
    provinces: Mapping[str, Plain] = PROVINCES,
    outlines: Mapping[str, Plain] = OUTLINES,
) -> Registry:
    """Give a registry of made-up records."""
    body = Body("", "")
    return Registry(
        actors={
            id_: Entry(id_, f"actors/{id_}.md", Actor.model_validate(plain), body)
            for id_, plain in actors.items()
        },
        provinces={
            id_: Entry(id_, f"provinces/{id_}.md", Province.model_validate(plain), body)
            for id_, plain in provinces.items()
        },
        types={
            id_: Entry(
                id_,
                "types.yml",
                EventType.model_validate({"id": id_, "definition": "Made up.", **plain}),
                body,
            )
            for id_, plain in TYPES.items()
        },
        publishers={
            id_: Entry(id_, "publishers.yml", Publisher.model_validate({"id": id_, **plain}), body)
            for id_, plain in publishers.items()
        },
        boundaries=outlines,
    )


def event(id_: str = ID, year: str = "2022", **fields: Any) -> Entry[Event]:
    """Give a made-up entry; `fields` replace or add to its front matter."""
    facts = Event.model_validate({**EVENT, **fields})
    return Entry(id_, f"events/{year}/{id_}.md", facts, Body("", ""))


def claim(id_: str, by: str = "residents", stance: str = "asserts", **fields: Any) -> Plain:
    """Give a made-up claim."""
    return {"id": id_, "by": by, "stance": stance, "text": "Made up.", **fields}


def draft_of(*events: Entry[Event], of: Registry | None = None) -> Draft:
    """Give entries over a registry, as the rules see them."""
    whole = of or registry()
    known = {
        kind: frozenset(whole.of_kind(kind))
        for kind in ("actors", "provinces", "types", "publishers")
    }
    return Draft(whole, events, {**known, "events": frozenset(e.id for e in events)}, TODAY)


def found(rule: str, draft: Draft) -> list[tuple[str, str, str]]:
    """Run one rule; give entry, field (dots between steps) and message of each finding."""
    return [
        (
            getattr(finding.entry, "id", finding.entry.path),
            ".".join(map(str, finding.at)),
            finding.message,
        )
        for finding in RULES[rule].check(draft)
    ]


def hints(rule: str, draft: Draft) -> list[str]:
    """Run one rule; give the remedy of each finding."""
    return [finding.hint for finding in RULES[rule].check(draft)]
