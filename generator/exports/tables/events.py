"""The tables about events themselves: one row each, and what one event has many of."""

from collections.abc import Iterator
from itertools import chain
from typing import get_args

from generator.exports.tables.groups import (
    count_cells,
    count_columns,
    date_cells,
    date_columns,
    key,
    list_cell,
    mapping_cell,
)
from generator.exports.tables.table import Link, Row, Table, Tolls, Value
from generator.model.archive import Archive
from generator.model.data_file import Column
from generator.model.entry import Entry
from generator.model.event import (
    Certainty,
    DateBasis,
    Event,
    Grade,
    Precision,
    RelationType,
    Role,
    Status,
)
from generator.model.facet import FACETS
from generator.model.toll import OUTCOMES

_PROVINCES = next(facet for facet in FACETS if facet.kind == "provinces")
_EXTERNAL = {
    "ucdp": "UCDP GED",
    "acled": "ACLED",
    "gtd": "the Global Terrorism Database",
    "wikidata": "Wikidata",
}
_EVENT = key("event", "The event's id.")


def _how_many(name: str, description: str, least: int) -> Column:
    return Column(name, description, "rows", "integer", required=True, least=least)


def _events(archive: Archive, tolls: Tolls) -> Iterator[Row]:
    for entry in archive.events:
        facts = entry.facts
        place = facts.location
        latitude, longitude = place.coordinates or (None, None)
        lines = {line.outcome: line for line in tolls(entry)}
        ids = facts.external_ids
        yield (
            entry.id,
            facts.title,
            facts.lang,
            *date_cells(facts.date),
            facts.date.is_certain,
            facts.date_basis,
            facts.date.first.year,
            facts.type,
            not archive.registry.types[facts.type].facts.aggregate,
            place.province,
            place.district,
            place.place,
            mapping_cell(place.names),
            latitude,
            longitude,
            place.precision,
            place.withheld,
            *chain.from_iterable(
                [
                    count_cells(lines[outcome].count if outcome in lines else None)
                    for outcome in OUTCOMES
                ]
            ),
            any(line.derived for line in lines.values()) if lines else None,
            facts.verification.grade,
            facts.verification.checked.isoformat() if facts.verification.checked else None,
            facts.verification.note,
            len(facts.actors),
            len(facts.claims),
            len(facts.sources),
            list_cell(facts.tags),
            mapping_cell(facts.titles),
            *((getattr(ids, name) for name in _EXTERNAL) if ids else (None,) * len(_EXTERNAL)),
            list_cell(facts.credits),
            list_cell(facts.not_duplicate_of),
            list_cell(facts.aliases),
            facts.added.isoformat(),
            facts.changed.isoformat(),
            f"events/{entry.id}/",
            entry.digest or None,
        )


EVENTS = Table(
    "events",
    "Events",
    "One row for each published event, by date. Figures are the archive's own reading or, where "
    "it has none, the range over the claims that assert one; `toll_derived` tells which.",
    (
        key("id", "The event's id, which never changes."),
        Column("title", "What happened, and where, in a line.", required=True),
        Column("language", "The language of the title and of the account.", required=True),
        *date_columns("date", "the event's date", required=True),
        Column(
            "date_certain", "False where the date is marked uncertain or approximate.",
            "", "boolean", required=True,
        ),
        Column(
            "date_basis", "Which day it is: the event's own, or that of a report or a statement.",
            required=True, words=get_args(DateBasis),
        ),
        Column("year", "The year in which it begins.", "", "integer", required=True, least=1),
        Column("type", "The kind of event, from the table of types.", required=True),
        Column(
            "counts_in_totals",
            "False for an event that sums up others, as a report does: adding its figures to "
            "theirs would count people twice.",
            "", "boolean", required=True,
        ),
        Column("province", "The province; empty where only the country is known."),
        Column("district", "The district, as readers write it."),
        Column("place", "The town, village, road or building."),
        Column("place_names", "The place's names by language, each a list.", "", "object"),
        Column(
            "latitude",
            "North of the equator (WGS 84), as a source gives it. What the point stands for is in "
            "`location_precision`: with `place` it is the named place, not the spot.",
            "degrees", "number", least=-90, most=90,
        ),
        Column(
            "longitude", "East of Greenwich (WGS 84), likewise.",
            "degrees", "number", least=-180, most=180,
        ),
        Column(
            "location_precision", "How exactly the place is known.",
            required=True, words=get_args(Precision),
        ),
        Column(
            "withheld", "True where the place is known better, and coarsened to protect people.",
            "", "boolean", required=True,
        ),
        *(
            column
            for outcome in OUTCOMES
            for column in count_columns(f"{outcome}_", f"people {outcome}")
        ),
        Column(
            "toll_derived",
            "True where the figures are the range over the claims; empty where there is none.",
            "", "boolean",
        ),
        Column(
            "grade", "How sure the archive is that it happened broadly as told.",
            required=True, words=get_args(Grade),
        ),
        Column("checked", "The day on which that was last checked.", "", "date"),
        Column("grade_note", "Why this grade, and what is in doubt."),
        _how_many("actors", "How many parts in it are told.", 1),
        _how_many("claims", "How many claims its ledger has.", 0),
        _how_many("sources", "How many sources it has.", 1),
        Column("tags", "Free tags.", "", "array"),
        Column("titles", "The title in other languages.", "", "object"),
        *(
            Column(name, f"The id that {whose} gives to the same event.")
            for name, whose in _EXTERNAL.items()
        ),
        Column("credits", "Contributors who asked to be named.", "", "array"),
        Column(
            "not_duplicate_of", "Events that it resembles, and that are others.", "", "array"
        ),
        Column("earlier_ids", "Earlier ids of the event; their addresses lead here.", "", "array"),
        Column("added", "The day of entry.", "", "date", required=True),
        Column(
            "changed", "The day of its latest correction, or else of its entry.",
            "", "date", required=True,
        ),
        Column("page", "The address of its page, below the site's.", required=True),
        Column(
            "entry_sha256", "The SHA-256 of the entry's file: which version of it this is.",
            pattern="^[0-9a-f]{64}$",
        ),
    ),
    ("id",),
    _events,
    (Link("type", "types"), Link("province", "provinces")),
)  # fmt: skip


def _event_actors(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for entry in archive.events:
        for number, part in enumerate(entry.facts.actors, 1):
            yield entry.id, number, part.actor, part.role, part.certainty


EVENT_ACTORS = Table(
    "event_actors",
    "Actors in events",
    "Who took part in which event, or was harmed in it, and how sure that is.",
    (
        _EVENT,
        Column("number", "Counts an event's rows from 1.", "", "integer", required=True, least=1),
        Column("actor", "The actor's id.", required=True),
        Column("role", "What it did or suffered.", required=True, words=get_args(Role)),
        Column("certainty", "How sure that is.", required=True, words=get_args(Certainty)),
    ),
    ("event", "number"),
    _event_actors,
    (Link("event", "events"), Link("actor", "actors")),
)


def _event_provinces(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for entry in archive.events:
        for id_ in dict.fromkeys(_PROVINCES.keys(entry.facts)):
            yield entry.id, id_, id_ == entry.facts.location.province


EVENT_PROVINCES = Table(
    "event_provinces",
    "Provinces of events",
    "Which provinces an event touched; none is here for one that is known to the country only.",
    (
        _EVENT,
        Column("province", "The province's id.", required=True),
        Column("main", "True for the event's own province.", "", "boolean", required=True),
    ),
    ("event", "province"),
    _event_provinces,
    (Link("event", "events"), Link("province", "provinces")),
)


def _relations(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for entry in archive.events:
        for number, relation in enumerate(entry.facts.relations, 1):
            other = archive.by_id.get(relation.event)
            if other is not None:
                yield entry.id, number, relation.type, relation.event, other.facts.status


RELATIONS = Table(
    "relations",
    "Relations of events",
    "How events belong together, told once, from the side that declares it.",
    (
        _EVENT,
        Column("number", "Counts an event's rows from 1.", "", "integer", required=True, least=1),
        Column("type", "What ties them.", required=True, words=get_args(RelationType)),
        key("other", "The other event's id."),
        Column(
            "other_status",
            "Whether the other is published, or gone since: then it is in the tombstones.",
            required=True,
            words=tuple(word for word in get_args(Status) if word != "draft"),
        ),
    ),
    ("event", "number"),
    _relations,
    (Link("event", "events"),),
)


def _corrections(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for entry in archive.events:
        for number, change in enumerate(entry.facts.corrections, 1):
            source = f"{entry.id}/{change.source}" if change.source else None
            cells = (change.note, change.field, change.was, change.now, source)
            yield entry.id, number, change.date.isoformat(), *cells


CORRECTIONS = Table(
    "corrections",
    "Corrections",
    "What was corrected in an event after it had been published.",
    (
        _EVENT,
        Column("number", "Counts an event's rows from 1.", "", "integer", required=True, least=1),
        Column("date", "The day of the correction.", "", "date", required=True),
        Column("note", "What was changed, and why.", required=True),
        Column("field", "The field of the entry."),
        Column("was", "What it said before."),
        Column("now", "What it says now."),
        Column("source", "The source for it, as an id of the sources."),
    ),
    ("event", "number"),
    _corrections,
    (Link("event", "events"), Link("source", "sources")),
)


def _imports(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for entry in archive.events:
        origin = entry.facts.imported
        if origin is not None:
            yield (
                entry.id, origin.dataset, origin.publisher, origin.version, origin.row,
                origin.license, origin.attribution,
            )  # fmt: skip


IMPORTS = Table(
    "imports",
    "Imported events",
    "Which events were made from a row of somebody's table, and how its makers want to be named: "
    "whoever passes these events on names them too.",
    (
        _EVENT,
        Column("dataset", "The dataset's id.", required=True),
        Column("publisher", "Who publishes it.", required=True),
        Column("version", "The version in which the row last differed."),
        Column("row", "The row's id in the dataset.", required=True),
        Column("license", "The licence of the dataset."),
        Column("attribution", "How its makers want to be named.", required=True),
    ),
    ("event",),
    _imports,
    (Link("event", "events"), Link("publisher", "publishers")),
)


def _tombstones(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for entry in archive.tombstones:
        facts = entry.facts
        aliases: Value = list_cell(facts.aliases)
        yield (
            entry.id, facts.status, facts.status_reason, facts.replaced_by, aliases,
            facts.changed.isoformat(),
        )  # fmt: skip


TOMBSTONES = Table(
    "tombstones",
    "Withdrawn and merged entries",
    "Ids that were published and are in no other table any more: whoever keeps a copy of the "
    "events takes these out of it.",
    (
        key("id", "The entry's id."),
        Column("status", "What became of it.", required=True, words=("merged", "withdrawn")),
        Column("reason", "Why."),
        Column("replaced_by", "The entry that a merged one went into."),
        Column("earlier_ids", "Earlier ids of the entry.", "", "array"),
        Column(
            "changed", "The day of the change, as the entry tells it.", "", "date", required=True
        ),
    ),
    ("id",),
    _tombstones,
)


def _accounts(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for entry in archive.events:
        if entry.body.source:
            yield _account(entry)


def _account(entry: Entry[Event]) -> Row:
    return entry.id, entry.facts.lang, entry.body.source


ACCOUNTS = Table(
    "accounts",
    "Accounts of events",
    "What happened, in the archive's own words.",
    (
        _EVENT,
        Column("language", "The language it is written in.", required=True),
        Column("text", "The account as its author wrote it, in Markdown.", required=True),
    ),
    ("event",),
    _accounts,
    (Link("event", "events"),),
    machines_only=True,
)
