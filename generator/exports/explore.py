"""What the explore page loads: every event's facts in columns, and its title in a second file.

Only what a page may show is here: no point but an exact one, and none of a withheld place.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, get_args

from generator.exports.compact import as_json, coded
from generator.exports.tables import Tolls
from generator.model.archive import Archive, Events, Subject
from generator.model.count import Count
from generator.model.data_file import Column, DataFile
from generator.model.event import Event, Grade, Precision
from generator.model.facet import FACETS
from generator.model.partial_date import PartialDate
from generator.model.toll import OUTCOMES

_EPOCH = date(1970, 1, 1)
_ACTORS, _PROVINCES, _TYPES, _ = FACETS
_A_TABLE = "A list of pairs, id and name; columns give the place in this list, from 0."

COLUMNS = DataFile(
    "data/explore.json",
    "Events in columns",
    "Every published event, in the order of dates: the n-th item of each column is about the same "
    "event. Lists of rows name events by that place, from 0. A figure that nobody gives, one that "
    "is unknown, and zero are three different things here.",
    "application/json",
    (
        Column("version", "Marks the pair of files that belong together."),
        Column("actors", f"The actors that take part in events. {_A_TABLE}"),
        Column("provinces", f"Every province, also where no event is known. {_A_TABLE}"),
        Column("types", f"The types of events. {_A_TABLE}"),
        Column(
            "reports",
            "Places in `types` of those whose events sum up others: their figures stay out of "
            "totals, so that nobody is counted twice.",
        ),
        Column("grades", "The grades of verification."),
        Column("precisions", "How exactly a place can be known."),
        Column("actor_sets", "The groups of actors that meet in events, as places in `actors`."),
        Column(
            "province_sets",
            "The groups of provinces that events touch, as places in `provinces`: the event's own "
            "first. One is empty where an event is known to the country only.",
        ),
        Column(
            "counts",
            "The figures that occur: least, most, best estimate, and 1 where they are said to be "
            "approximate. null for a bound or an estimate that nobody gives; null in place of "
            "all four where the number is unknown.",
            "people",
        ),
        Column(
            "events.day",
            "The first day that the date allows, counted from that of the event before; from "
            "1 January 1970 for the first.",
            "days",
        ),
        Column("events.type", "Place in `types`."),
        Column("events.provinces", "Place in `province_sets`."),
        Column("events.actors", "Place in `actor_sets`."),
        Column("events.grade", "Place in `grades`."),
        Column("events.precision", "Place in `precisions`."),
        *(
            Column(
                f"events.{outcome}",
                f"How many were {outcome}: 0 where nobody gives a figure, else one more than the "
                "place in `counts`.",
            )
            for outcome in OUTCOMES
        ),
        Column(
            "dates",
            "Pairs of row and date for every date that is not one certain day, in the part of "
            "EDTF that the fields' page explains.",
        ),
        Column(
            "derived",
            "Rows whose figures are the range over the claims, not a reading of the archive's own.",
        ),
        Column("withheld", "Rows whose place is known better, and is coarsened to protect people."),
        Column(
            "points",
            "Row, latitude and longitude where the exact point is known and not withheld.",
            "degrees",
        ),
    ),
)
TITLES = DataFile(
    "data/explore-titles.json",
    "Titles of the events",
    "The events' ids and titles, in the same order as the columns.",
    "application/json",
    (
        Column("version", "The same as in the columns' file, or the two do not belong together."),
        Column("ids", "The event's id: its page is `events/<id>/`."),
        Column("titles", "The event's title."),
    ),
)


def explore(archive: Archive, tolls: Tolls) -> tuple[str, str]:
    """Write the two files that `COLUMNS` and `TITLES` describe."""
    events = archive.events
    titles = {"ids": [e.id for e in events], "titles": [e.facts.title for e in events]}
    version = hashlib.sha256(as_json(titles).encode()).hexdigest()[:12]
    return (
        as_json({"version": version, **_columns(archive, tolls)}),
        as_json({"version": version, **titles}),
    )


def _columns(archive: Archive, tolls: Tolls) -> dict[str, Any]:
    events, registry = archive.events, archive.registry
    actors = _used(registry.actors, archive.grouped["actors"])
    provinces = [(id_, entry.facts.name) for id_, entry in registry.provinces.items()]
    types = _used(registry.types, archive.grouped["types"])
    actor_sets, actor_column = _sets(events, _ACTORS.keys, actors)
    province_sets, province_column = _sets(events, _PROVINCES.keys, provinces)
    type_number = {id_: at for at, (id_, _) in enumerate(types)}
    grades, precisions = get_args(Grade), get_args(Precision)
    by_event = [{line.outcome: line for line in tolls(event)} for event in events]
    figures = [line.count for lines in by_event for line in lines.values()]
    counts, _ = coded(figures)
    place = {count: at for at, count in enumerate(counts, 1)}
    days = [event.facts.date.first for event in events]
    return {
        "actors": actors,
        "provinces": provinces,
        "types": types,
        "reports": [at for at, (id_, _) in enumerate(types) if registry.types[id_].facts.aggregate],
        "grades": grades,
        "precisions": precisions,
        "actor_sets": actor_sets,
        "province_sets": province_sets,
        "counts": [_bounds(count) for count in counts],
        "events": {
            "day": [(b - a).days for a, b in pairwise([_EPOCH, *days])],
            "type": [type_number[event.facts.type] for event in events],
            "provinces": province_column,
            "actors": actor_column,
            "grade": [grades.index(event.facts.verification.grade) for event in events],
            "precision": [precisions.index(event.facts.location.precision) for event in events],
            **{
                outcome: [
                    place[lines[outcome].count] if outcome in lines else 0 for lines in by_event
                ]
                for outcome in OUTCOMES
            },
        },
        "dates": [
            (row, event.facts.date.text)
            for row, event in enumerate(events)
            if not _is_one_day(event.facts.date)
        ],
        "derived": [
            row for row, lines in enumerate(by_event) if any(x.derived for x in lines.values())
        ],
        "withheld": [row for row, event in enumerate(events) if event.facts.location.withheld],
        "points": [
            (row, *event.facts.location.coordinates)
            for row, event in enumerate(events)
            if event.facts.location.coordinates and _is_point(event.facts)
        ],
    }


def _used(table: Any, grouped: Any) -> list[tuple[str, str]]:
    subjects: Iterable[Subject] = table.values()
    return [(subject.id, subject.facts.name) for subject in subjects if subject.id in grouped]


def _sets(
    events: Events, keys: Callable[[Event], Iterable[str]], table: Sequence[tuple[str, str]]
) -> tuple[list[tuple[int, ...]], list[int]]:
    number = {id_: at for at, (id_, _) in enumerate(table)}
    return coded([tuple(number[id_] for id_ in dict.fromkeys(keys(e.facts))) for e in events])


def _bounds(count: Count) -> tuple[int, int | None, int | None, int] | None:
    if not count.known:
        return None
    return (count.low, count.high, count.best, int(count.approximate))


def _is_one_day(when: PartialDate) -> bool:
    return when.precision == "day" and when.is_certain


def _is_point(event: Event) -> bool:
    """Only an exact place is a point on a map; one that is withheld is none, whatever is told."""
    return event.location.precision == "exact" and not event.location.withheld
