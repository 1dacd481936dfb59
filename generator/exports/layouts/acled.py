"""The events in the columns of ACLED, the Armed Conflict Location and Event Data project.

Source: the ACLED codebook of 2024, in which actor types are words and not numbers.
"""

from datetime import UTC, datetime, time
from functools import cache

from generator.exports.layouts.told import (
    BETWEEN,
    CIVILIANS,
    Field,
    Told,
    absent,
    approximated,
    columns_of,
    exact,
)
from generator.model.data_file import Layout
from generator.model.entry import Entry
from generator.model.registry import Actor, ActorKind

_TYPES: dict[ActorKind, str] = {
    "state": "State forces",
    "authority": "State forces",
    "armed-group": "Rebel group",
    "criminal-group": "Political militia",
    "international-body": "External/Other forces",
    "company": "External/Other forces",
    "community": "Civilians",
    "ngo": "Civilians",
    "media": "Civilians",
}
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_WEEK = 7
_WHERE = {"exact": 1, "place": 1, "district": 2, "province": 3, "country": 3}


def _codes(told: Told) -> tuple[str | None, str | None]:
    """Event type and sub-event type: the first that the archive's type maps to."""
    return _parted(told.registry.types[told.facts.type].facts.codes.get("acled", ""))


@cache
def _parted(code: str) -> tuple[str | None, str | None]:
    kind, _, part = code.partition(" or ")[0].partition(" / ")
    return kind or None, part or None


def _time_precision(told: Told) -> int:
    """1 a day, 2 a week, 3 a month or more."""
    days = (told.facts.date.last - told.facts.date.first).days + 1
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def _name(actor: Entry[Actor] | None) -> str | None:
    return actor.facts.name if actor else None


def _inter(actor: Entry[Actor] | None) -> str | None:
    return _TYPES.get(actor.facts.kind) if actor else None


def _interaction(told: Told) -> str | None:
    return "-".join(filter(None, (_inter(told.side_a), _inter(told.side_b)))) or None


def _allied(told: Told, actor: Entry[Actor] | None) -> str | None:
    parent = told.registry.actors.get(actor.facts.parent or "") if actor else None
    return _name(parent)


def _targets_civilians(told: Told) -> str | None:
    side = told.side_b
    return "Civilian targeting" if side and side.facts.kind in CIVILIANS else None


def _location(told: Told) -> str | None:
    place = told.facts.location
    return place.place or place.district or told.province


def _seconds(told: Told) -> int:
    return int(datetime.combine(told.facts.changed, time(), UTC).timestamp())


_NO_CODE = "The archive has no such code."
FIELDS: tuple[Field, ...] = (
    exact(
        "event_id_cnty",
        "`external_ids.acled`, for events that ACLED has too; empty for others.",
        lambda told: told.facts.external_ids.acled if told.facts.external_ids else None,
    ),
    approximated(
        "event_date",
        "The first day that the date allows, with `time_precision` beside it.",
        lambda told: told.facts.date.first.isoformat(),
    ),
    exact("year", "The year of the first day.", lambda told: told.facts.date.first.year),
    approximated(
        "time_precision",
        "1 where the date is one day, 2 up to a week, 3 for more.",
        _time_precision,
    ),
    approximated(
        "disorder_type",
        "From the event type; mob violence stands under demonstrations here.",
        lambda told: _DISORDER.get(_codes(told)[0] or ""),
    ),
    approximated(
        "event_type",
        "The first of ACLED's types that the archive's type maps to.",
        lambda told: _codes(told)[0],
    ),
    approximated("sub_event_type", "Likewise.", lambda told: _codes(told)[1]),
    approximated(
        "actor1",
        "The first initiator or participant, by its name in this archive.",
        lambda told: _name(told.side_a),
    ),
    approximated(
        "assoc_actor_1", "What that actor belongs to.", lambda told: _allied(told, told.side_a)
    ),
    approximated(
        "inter1",
        "From the kind of actor; ACLED tells rebels, militias and identity groups apart.",
        lambda told: _inter(told.side_a),
    ),
    approximated(
        "actor2",
        "The first target, else the second participant, else whoever was affected.",
        lambda told: _name(told.side_b),
    ),
    approximated(
        "assoc_actor_2", "What that actor belongs to.", lambda told: _allied(told, told.side_b)
    ),
    approximated("inter2", "As `inter1`.", lambda told: _inter(told.side_b)),
    approximated("interaction", "The two actor types.", _interaction),
    approximated(
        "civilian_targeting", "Filled where the second actor are civilians.", _targets_civilians
    ),
    absent("iso", f"{_NO_CODE} The code of the country in letters is in `country`."),
    absent("region", _NO_CODE),
    approximated(
        "country",
        "The ISO 3166-1 code of the province's country; ACLED gives a name.",
        lambda told: told.iso.partition("-")[0] if told.iso else None,
    ),
    approximated("admin1", "The province, as this archive spells it.", lambda told: told.province),
    approximated(
        "admin2",
        "The district, as this archive spells it.",
        lambda told: told.facts.location.district,
    ),
    absent("admin3", "The archive goes no deeper than districts."),
    approximated("location", "The place, else the district or province.", _location),
    approximated(
        "latitude",
        "Where the entry has a point and the place is not withheld; ACLED gives one for every "
        "event.",
        lambda told: (told.facts.location.coordinates or (None, None))[0],
    ),
    approximated(
        "longitude", "Likewise.", lambda told: (told.facts.location.coordinates or (None, None))[1]
    ),
    approximated(
        "geo_precision",
        "1 for a point or a named place, 2 for a district, 3 for a province or the country.",
        lambda told: _WHERE[told.facts.location.precision],
    ),
    approximated("source", "The publishers' names.", lambda told: told.publishers),
    absent("source_scale", _NO_CODE),
    approximated(
        "notes",
        "The account, or the title where there is none.",
        lambda told: told.entry.body.text or told.facts.title,
    ),
    approximated(
        "fatalities",
        "At least so many killed: ACLED takes the lowest credible number, and 0 where none is "
        "known; here that is empty.",
        lambda told: told.killed.low if told.killed else None,
    ),
    approximated(
        "tags",
        "The archive's own tags.",
        lambda told: BETWEEN.join(told.facts.tags) or None,
    ),
    approximated(
        "timestamp",
        "The day of the latest change that the entry tells, at midnight in UTC.",
        _seconds,
    ),
)
ACLED = Layout(
    "acled",
    "In the columns of ACLED",
    "One row for each published event, in the 31 columns of ACLED's export. ACLED's own rows may "
    "not be passed on, and none are here: these are this archive's events.",
    "https://acleddata.com/knowledge-base/codebook/",
    "data/layouts/acled.csv",
    columns_of(FIELDS),
)
