"""The tables of who said what, with which figures, and in which sources it was read."""

from collections.abc import Iterator
from typing import get_args

from generator.exports.tables.groups import (
    count_cells,
    count_columns,
    date_cells,
    date_columns,
    key,
    list_cell,
)
from generator.exports.tables.table import Link, Row, Table, Tolls
from generator.model.archive import Archive
from generator.model.data_file import Column
from generator.model.event import Group, Outcome, Stance

_EVENT = key("event", "The event's id.")
_NUMBER = Column("number", "Counts an event's rows from 1.", "", "integer", required=True, least=1)


def _claims(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    actors = archive.registry.actors
    for entry in archive.events:
        for claim in entry.facts.claims:
            is_actor = claim.by in actors
            yield (
                f"{entry.id}/{claim.id}",
                entry.id,
                claim.id,
                claim.by if is_actor else None,
                None if is_actor else claim.by,
                *date_cells(claim.made),
                claim.stance,
                claim.text,
                f"{entry.id}/{claim.about}" if claim.about else None,
                f"{entry.id}/{claim.source}" if claim.source else None,
            )


CLAIMS = Table(
    "claims",
    "Claims",
    "The ledger: who said what, when, in which source, and which claim it answers. Denials and "
    "revisions are here with what they deny and revise.",
    (
        Column("id", "The event's id, a slash, and the claim's name there.", required=True),
        _EVENT,
        Column("name", "The claim's name within the event.", required=True),
        Column("actor", "Who says so, where it is an actor."),
        Column("publisher", "Who says so, where it is a publisher speaking for itself."),
        *date_columns("made", "the day on which it was said"),
        Column("stance", "What the speaker does.", required=True, words=get_args(Stance)),
        Column("text", "What was said, in the archive's words.", required=True),
        Column("about", "The claim that this one answers, denies or revises."),
        Column("source", "The source in which it was read."),
    ),
    ("id",),
    _claims,
    (
        Link("event", "events"),
        Link("actor", "actors"),
        Link("publisher", "publishers"),
        Link("about", "claims"),
        Link("source", "sources"),
    ),
)


def _casualties(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for entry in archive.events:
        id_, facts = entry.id, entry.facts
        number = 0
        for row in facts.casualties:
            number += 1
            basis = list_cell([f"{id_}/{name}" for name in row.basis])
            yield (
                id_, number, "archive", None, row.outcome, row.group, *count_cells(row.count),
                row.count.approximate, basis,
            )  # fmt: skip
        for claim in facts.claims:
            for toll in claim.reports:
                number += 1
                yield (
                    id_, number, "claim", f"{id_}/{claim.id}", toll.outcome, toll.group,
                    *count_cells(toll.count), toll.count.approximate, None,
                )  # fmt: skip


CASUALTIES = Table(
    "casualties",
    "Casualties",
    "Every figure, by whoever gives it: the archive's own reading, and what each claim says. Add "
    "up rows of one of the two only, and of events that count in totals; rival claims are about "
    "the same people.",
    (
        _EVENT,
        _NUMBER,
        Column(
            "given_by", "Whether the archive reads it so, or a claim says it.",
            required=True, words=("archive", "claim"),
        ),
        Column("claim", "The claim that says it; empty for the archive's own reading."),
        Column("outcome", "What happened to them.", required=True, words=get_args(Outcome)),
        Column("group", "Who they were.", required=True, words=get_args(Group)),
        *count_columns("", "people"),
        Column(
            "approximate", "True where the number is said to be approximate.",
            "", "boolean", required=True,
        ),
        Column("basis", "The claims that the archive's reading rests on.", "", "array"),
    ),
    ("event", "number"),
    _casualties,
    (Link("event", "events"), Link("claim", "claims")),
)  # fmt: skip


def _sources(archive: Archive, _tolls: Tolls) -> Iterator[Row]:
    for entry in archive.events:
        for source in entry.facts.sources:
            yield (
                f"{entry.id}/{source.id}",
                entry.id,
                source.id,
                source.publisher,
                source.carries,
                source.url,
                source.title,
                source.author,
                source.language,
                *date_cells(source.published),
                source.archived,
                source.archived_on.isoformat() if source.archived_on else None,
                source.sha256,
                "graphic" in source.sensitivity,
                source.is_private,
            )


SOURCES = Table(
    "sources",
    "Sources",
    "What each event rests on. Of a source that identifies a person at risk only its publisher "
    "and whose text it carries are told.",
    (
        Column("id", "The event's id, a slash, and the source's name there.", required=True),
        _EVENT,
        Column("name", "The source's name within the event.", required=True),
        Column("publisher", "Who published it.", required=True),
        Column("carries", "The publisher whose text it carries, such as an agency."),
        Column("url", "Its address."),
        Column("title", "Its headline."),
        Column("author", "Who wrote it."),
        Column("language", "The language it is written in."),
        *date_columns("published", "the day of its publication"),
        Column("archived", "The address of an archived copy."),
        Column("archived_on", "The day of that copy.", "", "date"),
        Column("sha256", "The SHA-256 of the copy that was read.", pattern="^[0-9a-f]{64}$"),
        Column(
            "graphic", "True where it shows the dead or the injured.",
            "", "boolean", required=True,
        ),
        Column(
            "identifies_person", "True where it names or shows somebody at risk.",
            "", "boolean", required=True,
        ),
    ),
    ("id",),
    _sources,
    (Link("event", "events"), Link("publisher", "publishers"), Link("carries", "publishers")),
)  # fmt: skip
