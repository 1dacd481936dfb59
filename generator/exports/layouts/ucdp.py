"""The events in the columns of UCDP GED, the Georeferenced Event Dataset of Uppsala University.

Source: the UCDP GED codebook, version 22.1.
"""

import math
from datetime import timedelta

from generator.exports.layouts.told import (
    BETWEEN,
    CIVILIANS,
    STATES,
    Field,
    Told,
    absent,
    approximated,
    columns_of,
    exact,
)
from generator.exports.tables import Value
from generator.model.data_file import Layout
from generator.model.entry import Entry
from generator.model.event import Group
from generator.model.registry import Actor

_WEEK, _MONTH = 7, 31
_WHERE = {"exact": 1, "place": 1, "district": 3, "province": 4, "country": 6}
_KEPT = "An imported row's own cell is given back."


def _date_precision(told: Told) -> int:
    """1 a day, 2 two to six days, 3 a week, 4 a month, 5 more."""
    days = (told.facts.date.last - told.facts.date.first) // timedelta(days=1) + 1
    if days == 1:
        return 1
    if days <= _WEEK:
        return 3 if days == _WEEK else 2
    return 4 if days <= _MONTH else 5


def _violence(told: Told) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None where no side is told."""
    if told.side_a is None:
        return None
    if told.side_b is None or told.side_b.facts.kind in CIVILIANS:
        return 3
    states = {told.side_a.facts.kind, told.side_b.facts.kind} & STATES
    return 1 if states else 2


def _name(actor: Entry[Actor] | None) -> str | None:
    return actor.facts.name if actor else None


def _actor_id(actor: Entry[Actor] | None) -> str | None:
    return actor.facts.external_ids.get("ucdp") if actor else None


def _pair(told: Told) -> str | None:
    first, second = _name(told.side_a), _name(told.side_b)
    return f"{first} - {second}" if first and second else None


def _sources(told: Told, field: str) -> str | None:
    values = [getattr(source, field) for source in told.facts.sources]
    found = [str(getattr(value, "text", value)) for value in values if value]
    return BETWEEN.join(found) or None


def _articles(told: Told) -> str:
    publishers = told.registry.publishers
    articles = []
    for source in told.facts.sources:
        when = source.published.text if source.published else None
        parts = (publishers[source.publisher].facts.name, when, source.title)
        articles.append(",".join(part for part in parts if part))
    return BETWEEN.join(f'"{article}"' for article in articles)


def _named_place(told: Told) -> str | None:
    place = told.facts.location
    return place.place or place.district or told.province


def _latitude(told: Told) -> Value:
    point = told.facts.location.coordinates
    return point[0] if point else None


def _longitude(told: Told) -> Value:
    point = told.facts.location.coordinates
    return point[1] if point else None


def _point(told: Told) -> tuple[float, float] | None:
    """Latitude and longitude, as the row had them or as the entry has them."""
    if told.dataset == "ucdp" and "latitude" in told.cells and "longitude" in told.cells:
        return float(told.cells["latitude"]), float(told.cells["longitude"])
    return told.facts.location.coordinates


def _wkt(told: Told) -> str | None:
    point = _point(told)
    return f"POINT ({_degrees(point[1])} {_degrees(point[0])})" if point else None


def _degrees(number: float) -> str:
    """Write a number with all of its digits, and a whole one without a point."""
    return f"{number!r}".removesuffix(".0")


def _grid(told: Told) -> int | None:
    """Number the cell of PRIO-GRID, half a degree wide, counted from the south-west."""
    point = _point(told)
    if point is None:
        return None
    return math.floor((point[0] + 90) * 2) * 720 + math.floor((point[1] + 180) * 2) + 1


def _low(told: Told) -> int | None:
    return told.killed.low if told.killed else None


def _best(told: Told) -> int | None:
    return told.killed.estimate if told.killed else None


def _high(told: Told) -> int | None:
    return told.killed.high if told.killed else None


def _deaths_of(told: Told, side: Entry[Actor] | None) -> int | None:
    if side is None or side.facts.kind in CIVILIANS:
        return None
    group: Group = "security-forces" if side.facts.kind in STATES else "fighters"
    return told.killed_of((group,))


def _deaths_b(told: Told) -> int | None:
    """Nobody can tell two sides of one kind apart by groups: then all stand on side A."""
    a, b = told.side_a, told.side_b
    if a and b and (a.facts.kind in STATES) == (b.facts.kind in STATES):
        return None
    return _deaths_of(told, b)


_NO_CODE = f"The archive has no such code. {_KEPT}"
FIELDS: tuple[Field, ...] = (
    exact(
        "id",
        "`external_ids.ucdp`: the row's id, for events that UCDP has too; empty for others.",
        lambda told: told.facts.external_ids.ucdp if told.facts.external_ids else None,
    ),
    approximated(
        "relid", f"The event's id in this archive. {_KEPT}", lambda told: told.entry.id
    ),
    exact("year", "The year of the first day.", lambda told: told.facts.date.first.year),
    absent("active_year", _NO_CODE),
    absent("code_status", _NO_CODE),
    approximated(
        "type_of_violence",
        "1 where a state or an authority is on one of the two sides, 3 where the other side are "
        f"civilians or nobody, else 2. {_KEPT}",
        _violence,
    ),
    absent("conflict_dset_id", _NO_CODE),
    absent("conflict_new_id", _NO_CODE),
    approximated("conflict_name", "The two sides; UCDP names the conflict.", _pair),
    absent("dyad_dset_id", _NO_CODE),
    absent("dyad_new_id", _NO_CODE),
    approximated("dyad_name", "The two sides, by their names in this archive.", _pair),
    absent("side_a_dset_id", _NO_CODE),
    approximated(
        "side_a_new_id", "`external_ids.ucdp` of the actor.", lambda told: _actor_id(told.side_a)
    ),
    approximated(
        "side_a",
        "The first initiator or participant, by its name in this archive; UCDP puts a state first.",
        lambda told: _name(told.side_a),
    ),
    absent("side_b_dset_id", _NO_CODE),
    approximated(
        "side_b_new_id", "`external_ids.ucdp` of the actor.", lambda told: _actor_id(told.side_b)
    ),
    approximated(
        "side_b",
        "The first target, else the second participant, else whoever was affected.",
        lambda told: _name(told.side_b),
    ),
    approximated(
        "number_of_sources",
        "How many sources the entry has; UCDP has -1 where it did not count.",
        lambda told: len(told.facts.sources),
    ),
    approximated(
        "source_article", "Publisher, date and headline of every source.", _articles
    ),
    approximated("source_office", "The publishers' names.", lambda told: told.publishers),
    approximated("source_date", "The sources' dates.", lambda told: _sources(told, "published")),
    approximated("source_headline", "The headlines.", lambda told: _sources(told, "title")),
    absent("source_original", "Who was quoted stands in the claims. " + _KEPT),
    approximated(
        "where_prec",
        "1 for an exact point and for a named place, 3 for a district, 4 for a province, 6 for the "
        "country; 2, 5 and 7 have no equal here.",
        lambda told: _WHERE[told.facts.location.precision],
    ),
    approximated("where_coordinates", "The place, else the district or province.", _named_place),
    approximated("where_description", "The place.", lambda told: told.facts.location.place),
    approximated(
        "adm_1", "The province's name; UCDP adds a word such as `province`.",
        lambda told: told.province,
    ),
    approximated(
        "adm_2", "The district; UCDP adds a word such as `district`.",
        lambda told: told.facts.location.district,
    ),
    exact(
        "latitude",
        "Where the entry has a point and the place is not withheld; else empty. UCDP gives a "
        "point for every event, be it the middle of a province.",
        _latitude,
        kept=True,
    ),
    exact("longitude", "Likewise.", _longitude, kept=True),
    exact("geom_wkt", "The same point as text, also for a row that left it empty.", _wkt),
    exact("priogrid_gid", "Worked out from the point, likewise.", _grid),
    approximated(
        "country", "The ISO 3166-1 code of the province's country; UCDP gives a name.",
        lambda told: told.iso.partition("-")[0] if told.iso else None,
    ),
    absent("country_id", _NO_CODE),
    absent("region", _NO_CODE),
    approximated(
        "event_clarity", "2 for an event that sums up others, else 1.",
        lambda told: 2 if told.registry.types[told.facts.type].facts.aggregate else 1,
    ),
    exact(
        "date_prec",
        "By the number of days that the date allows: 1 for one, 2 up to six, 3 for a week, 4 up "
        "to a month, 5 for more.",
        _date_precision,
        kept=True,
    ),
    exact(
        "date_start", "The first day that the date allows.",
        lambda told: told.facts.date.first.isoformat(),
    ),
    exact(
        "date_end", "The last day that the date allows.",
        lambda told: told.facts.date.last.isoformat(),
    ),
    approximated(
        "deaths_a",
        "The dead of side A's kind by the archive's reading, security forces or fighters; of two "
        "sides of one kind all stand here.",
        lambda told: _deaths_of(told, told.side_a),
    ),
    approximated("deaths_b", "The same of side B.", _deaths_b),
    approximated(
        "deaths_civilians", "Civilians killed, by the archive's reading.",
        lambda told: told.killed_of(("civilians",)),
    ),
    approximated(
        "deaths_unknown", "Killed of whom nobody tells the group, likewise.",
        lambda told: told.killed_of(("unknown",)),
    ),
    exact(
        "best",
        "The best estimate of the killed: the archive's reading or, where it has none, what the "
        "claims agree on; empty where nobody gives one. A row that left it empty gets the sum of "
        "its four columns of deaths.",
        _best,
    ),
    exact("high", "At most so many killed; empty where nothing bounds it.", _high),
    exact("low", "At least so many killed.", _low),
    absent("gwnoa", _NO_CODE),
    absent("gwnob", _NO_CODE),
)  # fmt: skip
UCDP = Layout(
    "ucdp",
    "In the columns of UCDP GED",
    "One row for each published event, in the 49 columns of the Georeferenced Event Dataset of the "
    "Uppsala Conflict Data Program. UCDP codes only events with a death and with organised actors; "
    "this archive has others too. In the texts of an imported row line breaks are line feeds, "
    "tabs are spaces, and what does not show is gone.",
    "https://ucdp.uu.se/downloads/ged/ged221.pdf",
    "data/layouts/ucdp-ged.csv",
    columns_of(FIELDS),
)
