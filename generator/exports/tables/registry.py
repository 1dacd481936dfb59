"""The tables of whom and what events name: actors, provinces, types and publishers."""

from collections.abc import Iterator
from typing import get_args

from generator.exports.tables.groups import key, list_cell, mapping_cell
from generator.exports.tables.table import Link, Row, Table, Tolls
from generator.model.archive import Archive
from generator.model.data_file import Column
from generator.model.registry import ActorKind, PublisherKind

_NAME = Column("name", "The name that pages use.", required=True)
_NAMES = Column("names", "Names by language, each a list.", "", "object")
_ALIASES = Column("aliases", "Other names in use.", "", "array")
_EVENTS = Column(
    "events", "In how many events it appears.", "events", "integer", required=True, least=0
)


def _actors(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for id_, entry in archive.registry.actors.items():
        facts = entry.facts
        start, _, end = (facts.active or "../..").partition("/")
        yield (
            id_,
            facts.name,
            facts.kind,
            facts.parent,
            None if start == ".." else start,
            None if end == ".." else end,
            mapping_cell(facts.names),
            list_cell(facts.aliases),
            mapping_cell(facts.external_ids),
            len(archive.of("actors", id_)),
        )


ACTORS = Table(
    "actors",
    "Actors",
    "Whoever acts, suffers or speaks.",
    (
        key("id", "The actor's id."),
        _NAME,
        Column("kind", "What it is.", required=True, words=get_args(ActorKind)),
        Column("parent", "The actor that it belongs to."),
        Column("active_from", "Since when it exists, in EDTF; empty where that is open."),
        Column("active_to", "Until when it existed, in EDTF; empty where that is open."),
        _NAMES,
        _ALIASES,
        Column("external_ids", "Its ids in other datasets.", "", "object"),
        _EVENTS,
    ),
    ("id",),
    _actors,
    (Link("parent", "actors"),),
)


def _provinces(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for id_, entry in archive.registry.provinces.items():
        facts = entry.facts
        latitude, longitude = facts.coordinates or (None, None)
        yield (
            id_,
            facts.name,
            facts.iso,
            latitude,
            longitude,
            mapping_cell(facts.names),
            list_cell(facts.aliases),
            len(archive.of("provinces", id_)),
        )


PROVINCES = Table(
    "provinces",
    "Provinces",
    "The first-level divisions of the country. Their outlines are in `provinces.geojson`.",
    (
        key("id", "The province's id."),
        _NAME,
        Column("iso", "Its ISO 3166-2 code."),
        Column("latitude", "A point inside it: north.", "degrees", "number", least=-90, most=90),
        Column(
            "longitude", "The same point: east.", "degrees", "number", least=-180, most=180
        ),
        _NAMES,
        _ALIASES,
        _EVENTS,
    ),
    ("id",),
    _provinces,
)  # fmt: skip


def _types(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for id_, entry in archive.registry.types.items():
        facts = entry.facts
        cells = (facts.name, facts.definition, facts.aggregate, mapping_cell(facts.codes))
        yield id_, *cells, len(archive.of("types", id_))


TYPES = Table(
    "types",
    "Event types",
    "The kinds of events, with what counts as one.",
    (
        key("id", "The type's id."),
        _NAME,
        Column("definition", "What counts as one, and what does not.", required=True),
        Column(
            "aggregate", "True where an event of this type sums up others.",
            "", "boolean", required=True,
        ),
        Column("codes", "The codes that it maps to in other codebooks.", "", "object"),
        _EVENTS,
    ),
    ("id",),
    _types,
)  # fmt: skip


def _publishers(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for id_, entry in archive.registry.publishers.items():
        facts = entry.facts
        yield (
            id_,
            facts.name,
            facts.kind,
            facts.country,
            facts.url,
            facts.stands_with,
            facts.stands_with_basis,
            list_cell(facts.aliases),
            len(archive.of("publishers", id_)),
        )


PUBLISHERS = Table(
    "publishers",
    "Publishers",
    "Whoever publishes sources, and with which party it stands.",
    (
        key("id", "The publisher's id."),
        _NAME,
        Column("kind", "What it is.", required=True, words=get_args(PublisherKind)),
        Column("country", "Its country, as ISO 3166-1 in small letters."),
        Column("url", "Its home page."),
        Column("stands_with", "The actor whose outlet it is."),
        Column("stands_with_basis", "How that is known.", words=("read", "known")),
        _ALIASES,
        _EVENTS,
    ),
    ("id",),
    _publishers,
    (Link("stands_with", "actors"),),
)
