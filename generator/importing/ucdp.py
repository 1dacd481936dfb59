"""UCDP's Georeferenced Event Dataset: its columns, and how a row becomes a draft.

Source: Uppsala Conflict Data Program, GED codebook. What goes where is told in docs/import.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Any

from generator.importing.cleaning import one_line, shortened
from generator.importing.draft import Draft, Importer, Origin, RefusedError
from generator.importing.figures import Figures, count_of, figures_of
from generator.importing.table import Row
from generator.importing.titles import district_of, place_words, title_of
from generator.importing.values import (
    coordinates,
    day,
    interval,
    months_and_years,
    people,
    plain_number,
    whole_number,
    without_gaps,
)
from generator.importing.world import World
from generator.model.event import Group

DATASET = "ucdp-ged"
CLAIM = "ucdp"
"""The id of the claim, and of the source that is the dataset itself."""
COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name"),
    *("dyad_dset_id", "dyad_new_id", "dyad_name"),
    *("side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline"),
    *("source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid"),
    *("country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
    *("gwnoa", "gwnob"),
)
_TEXTS = {
    *("relid", "active_year", "code_status", "conflict_name", "dyad_name", "side_a", "side_b"),
    *("source_article", "source_office", "source_date", "source_headline", "source_original"),
    *("where_coordinates", "where_description", "adm_1", "adm_2", "geom_wkt"),
    *("country", "region", "date_start", "date_end"),
}
"""All other columns hold numbers."""
_SUMS = ("best", "high", "low")
_DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_HELD = {"id", "date_start", "date_end"}
"""Columns that a field always holds exactly."""
_TYPES: Mapping[str, Mapping[str, str]] = {
    "1": {
        "id": "state-based-violence",
        "name": "State-based violence",
        "definition": "Armed force between two sides of which at least one is the government of a "
        "state. It is for events of which no dataset and no source tells more of the means.",
    },
    "2": {
        "id": "non-state-violence",
        "name": "Non-state violence",
        "definition": "Armed force between two organised groups of which none is the government "
        "of a state. It is for events of which no dataset and no source tells more of the means.",
    },
    "3": {
        "id": "one-sided-violence",
        "name": "One-sided violence",
        "definition": "Deliberate armed force of a government or an organised group against "
        "civilians. It is for events of which no dataset and no source tells more of the means.",
    },
}
_CODES = {"1": "1 state-based", "2": "2 non-state", "3": "3 one-sided"}
_PUBLISHER = {
    "id": "ucdp",
    "name": "Uppsala Conflict Data Program",
    "kind": "academic",
    "country": "se",
    "url": "https://ucdp.uu.se/",
    "aliases": ["UCDP"],
}
_ONE_SIDED = "3"
_STATES = {"state", "authority"}
_ROLES = {_ONE_SIDED: ("initiator", "target")}
_EXACT, _NEAR, _DISTRICT, _PROVINCE, _AREA, _COUNTRY, _SEA = range(1, 8)
_DAY, _WEEKS, _MONTH, _YEAR = {1}, {2, 3}, {4}, {5}
_LONGEST_TEXT = 4000
_LONGEST_LINE = 300


def importer(version: str, types: Mapping[str, str]) -> Importer:
    """Give the importer for a version of the dataset; `types` has ids by `type_of_violence`."""
    release = f" (GED), version {version}" if version else " (GED)"
    origin = Origin(
        dataset=DATASET,
        publisher="ucdp",
        license="CC-BY-4.0",
        attribution=(
            f"Uppsala Conflict Data Program: UCDP Georeferenced Event Dataset{release}. "
            "Sundberg, Ralph, and Erik Melander (2013): Introducing the UCDP Georeferenced Event "
            "Dataset. Journal of Peace Research 50(4)."
        ),
        version=version,
        external_id="ucdp",
    )
    strange = sorted(types.keys() - _TYPES.keys())
    if strange:
        raise ValueError(f"`{strange[0]}` is no type_of_violence; they are 1, 2 and 3")

    def read(row: Row, world: World) -> Draft:
        return _Event(row, world, origin, {**_default_types(), **types}).draft()

    return Importer(
        origin=origin,
        columns=COLUMNS,
        required=("id", "side_a", "side_b", "date_start", "adm_1"),
        id_column="id",
        read=read,
        country="country",
        divisions=("adm_1", "adm_2"),
        publisher=_PUBLISHER,
    )


def _default_types() -> Mapping[str, str]:
    return {code: plain["id"] for code, plain in _TYPES.items()}


@dataclass(frozen=True, slots=True)
class _Side:
    """The actors of a side, and the group that its dead belong to."""

    name: str
    actors: tuple[str, ...]
    group: Group


@dataclass
class _Event:
    """One row on its way to a draft."""

    row: Row
    world: World
    origin: Origin
    types: Mapping[str, str]

    def __post_init__(self) -> None:
        self.notes: list[str] = []
        point = coordinates(
            self.row.text("latitude"), self.row.text("longitude"), ("latitude", "longitude")
        )
        self.point = None if point is None else (point[0], point[1])

    def draft(self) -> Draft:
        """Read everything, so that all names that are missing are told, and refuse then."""
        first, last = self._days()
        sides = [self._side("a", (first, last)), self._side("b", (first, last))]
        type_ = self._type()
        location = self._location()
        unknown = [
            *("an actor is not in the registry" for side in sides if side is None),
            *(["the type is not in types.yml"] if type_ is None else []),
        ]
        if unknown:
            raise RefusedError(unknown[0])
        known = [side for side in sides if side is not None]
        figures = self._figures(known)
        facts = {
            "title": self._title(known, str(type_), location),
            "date": self._date(first, last),
            "type": type_,
            "location": location,
            "actors": self._actors(known, first, last),
            "casualties": self._tolls(figures, basis=True),
            "claims": [self._claim(known, figures)],
            "sources": list(self._sources()),
            "external_ids": {"ucdp": self._id()},
        }
        cells = dict(self._cells(figures, first))
        return Draft(without_gaps(facts), cells, tuple(self.notes))

    def _id(self) -> str:
        return plain_number(self.row.text("id"))

    def _code(self, column: str, most: int) -> int | None:
        number = whole_number(self.row.text(column), column)
        if number is not None and not 1 <= number <= most:
            raise RefusedError(f"`{column}` is not between 1 and {most}", f"{number}")
        return number

    def _days(self) -> tuple[date, date]:
        first = day(self.row.text("date_start"), "date_start")
        last = day(self.row.text("date_end"), "date_end")
        if first is None:
            raise RefusedError("there is no date")
        if last is None:
            return first, first
        if last < first:
            raise RefusedError("`date_end` lies before `date_start`")
        return first, last

    def _date(self, first: date, last: date) -> str:
        precision = self._code("date_prec", 5)
        rounded = months_and_years(first, last)
        if not self.row.text("date_end"):
            self.notes.append("`date_end` is empty: the day is marked as uncertain")
            return f"{first.isoformat()}?"
        if first == last:
            if precision is not None and precision not in _DAY:
                self.notes.append(f"`date_prec` {precision} on one day: marked as approximate")
                return f"{first.isoformat()}~"
            return first.isoformat()
        if rounded and (precision is None or precision in _MONTH | _YEAR):
            kind = "months" if "-" in rounded else "years"
            self.notes.append(f"`date_prec` {precision or 'empty'}: whole {kind} became {kind}")
            return rounded
        self.notes.append(f"`date_prec` {precision or 'empty'}: became intervals of days")
        return interval(first, last)

    def _side(self, letter: str, days: tuple[date, date]) -> _Side | None:
        name = one_line(self.row.text(f"side_{letter}"))
        if not name:
            raise RefusedError("a side is not named")
        external = plain_number(self.row.text(f"side_{letter}_new_id"))
        whole = self.world.names["actors"].look_up(name, days, external)
        parts = [part.strip() for part in name.split(",")]
        if isinstance(whole, str) or len(parts) == 1:
            found = [self._actor(name, days, external)]
        else:
            self.notes.append("sides that name several actors were taken apart at their commas")
            found = [self._actor(part, days, "") for part in dict.fromkeys(parts) if part]
        actors = [id_ for id_ in found if id_ is not None]
        if len(actors) < len(found) or not actors:
            return None
        return _Side(name, tuple(actors), self._group(actors))

    def _actor(self, name: str, days: tuple[date, date], external: str) -> str | None:
        kind = "armed-group"
        if name.startswith("Government of "):
            kind = "state"
        elif name == "Civilians":
            kind = "community"
        return self.world.actor(name, days, self.row.line, external, kind)

    def _group(self, actors: Sequence[str]) -> Group:
        kinds = {self.world.kind_of(actor) for actor in actors}
        if kinds <= _STATES:
            return "security-forces"
        if kinds == {"community"}:
            return "civilians"
        return "unknown" if kinds & (_STATES | {"community"}) else "fighters"

    def _actors(self, sides: Sequence[_Side], first: date, last: date) -> list[dict[str, str]]:
        code = plain_number(self.row.text("type_of_violence"))
        roles = _ROLES.get(code, ("participant", "participant"))
        found: dict[str, str] = {}
        for side, role in zip(sides, roles, strict=True):
            for actor in side.actors:
                found.setdefault(actor, role)
        if code != _ONE_SIDED and people(self.row.text("deaths_civilians"), "deaths_civilians"):
            civilians = self.world.actor(
                "Civilians", (first, last), self.row.line, kind="community"
            )
            if civilians is not None:
                found.setdefault(civilians, "affected")
        return [
            {"actor": actor, "role": role, "certainty": "unknown"} for actor, role in found.items()
        ]

    def _type(self) -> str | None:
        code = plain_number(self.row.text("type_of_violence"))
        if not code:
            self.notes.append("`type_of_violence` is empty: taken from the sides")
            code = self._guessed_type()
        id_ = self.types.get(code)
        if id_ is None:
            raise RefusedError("`type_of_violence` is none of 1, 2 and 3", code)
        plain = _TYPES[code]
        proposed = {**plain, "codes": {"ucdp": _CODES[code]}} if id_ == plain["id"] else None
        return self.world.type(id_, self.row.line, proposed)

    def _guessed_type(self) -> str:
        """Follow the dataset's own definition: who the sides are is what makes the type."""
        if self.row.text("side_b") == "Civilians":
            return _ONE_SIDED
        sides = f"{self.row.text('side_a')}, {self.row.text('side_b')}"
        return "1" if "Government of " in sides else "2"

    def _location(self) -> dict[str, object]:
        precision = self._code("where_prec", 7)
        district = district_of(self.row.text("adm_2"))
        place = shortened(one_line(self.row.text("where_coordinates")), _LONGEST_LINE)
        point = self.point
        province = self._province(precision, district, point)
        if province is None:
            self.notes.append(f"`where_prec` {precision}: placed in the country only")
            told = place if precision in (_AREA, _SEA) else ""
            return without_gaps({"place": told, "precision": "country"})
        found: dict[str, object] = {"province": province, "district": district}
        match precision:
            case 1 if point is not None and self.world.outlines.hold((province,), point):
                return without_gaps(
                    found | {"place": place, "coordinates": list(point), "precision": "exact"}
                )
            case 1 | 2 if place:
                if precision == _NEAR:
                    why = "`where_prec` 2 (within 25 km): a place without a point"
                elif point is None:
                    why = "`where_prec` 1 without a point: a place"
                else:
                    why = "the point lies outside the outline of the province: left out"
                self.notes.append(why)
                return without_gaps(found | {"place": place, "precision": "place"})
            case None:
                self.notes.append("`where_prec` is empty: placed by district or province")
            case 4 | 5:
                self.notes.append(f"`where_prec` {precision}: known to the province")
                told = place if precision == _AREA else ""
                return without_gaps(found | {"place": told, "precision": "province"})
        return without_gaps(found | {"precision": "district" if district else "province"})

    def _province(
        self, precision: int | None, district: str, point: tuple[float, float] | None
    ) -> str | None:
        """Give the province; None where only the country is known. Raises RefusedError."""
        name = one_line(self.row.text("adm_1"))
        if precision in (_COUNTRY, _SEA):
            return None
        if name:
            id_ = self.world.province(name, self.row.line)
            if id_ is None:
                raise RefusedError("the province is not in the registry")
            return id_
        if precision == _AREA:
            return None
        is_near = precision in (_EXACT, _NEAR, _DISTRICT, _PROVINCE) or bool(district)
        around = self.world.outlines.around(point) if point is not None and is_near else ()
        if not around:
            raise RefusedError("there is no province")
        told = self.world.provinces_of(self.row.text("adm_2"))
        if len(around) > 1 or (told and around[0] not in told):
            detail = f"{district}: {' and '.join(dict.fromkeys((*around, *sorted(told))))}"
            raise RefusedError("there is no province, and point and district tell several", detail)
        self.notes.append("`adm_1` is empty: the province in whose outline the point lies")
        return around[0]

    def _title(self, sides: Sequence[_Side], type_: str, location: Mapping[str, object]) -> str:
        names = [self._words(side) for side in sides]
        code = plain_number(self.row.text("type_of_violence")) or self._guessed_type()
        where = place_words(location, self.world, one_line(self.row.text("country")))
        kind = self.world.name_of("types", type_)
        return title_of(names, kind, where, against=code == _ONE_SIDED)

    def _words(self, side: _Side) -> str:
        words = " and ".join(self.world.name_of("actors", id_) for id_ in side.actors)
        return words[:1].lower() + words[1:] if side.group == "civilians" else words

    def _figures(self, sides: Sequence[_Side]) -> Figures:
        dead = {column: people(self.row.text(column), column) for column in (*_DEATHS, *_SUMS)}
        groups: list[tuple[Group, int | None]] = [
            (sides[0].group, dead["deaths_a"]),
            (sides[1].group, dead["deaths_b"]),
            ("civilians", dead["deaths_civilians"]),
            ("unknown", dead["deaths_unknown"]),
        ]
        figures = figures_of(groups, dead["low"], dead["best"], dead["high"])
        self.notes.extend(figures.notes)
        return figures

    def _tolls(self, figures: Figures, *, basis: bool) -> list[dict[str, Any]]:
        more = {"basis": [CLAIM]} if basis else {}
        return [
            {"outcome": "killed", "group": group, "count": count_of(bounds), **more}
            for group, bounds in figures.counts
        ]

    def _claim(self, sides: Sequence[_Side], figures: Figures) -> dict[str, Any]:
        claim = {
            "id": CLAIM,
            "by": self.origin.publisher,
            "stance": "asserts",
            "text": shortened(" ".join(self._told(sides)), _LONGEST_TEXT),
            "reports": self._tolls(figures, basis=False),
            "source": CLAIM,
        }
        return without_gaps(claim)

    def _told(self, sides: Sequence[_Side]) -> Iterator[str]:
        """Say what the row says, with its figures as they stand there."""
        row = self.row
        sums = [f"{name} {row.text(name)}" for name in _SUMS if row.text(name)]
        names = (sides[0].name, sides[1].name, "civilians", "of unknown status")
        parts = [
            f"{name}: {row.text(column)}"
            for name, column in zip(names, _DEATHS, strict=True)
            if row.text(column)
        ]
        counted = ", ".join(map(_plain_words, sums))
        yield f"Killed: {counted}." if counted else "No estimate of the dead."
        if parts:
            yield f"By side: {', '.join(map(_plain_words, parts))}."
        for words, column in (
            ("Place", "where_description"),
            ("Sources", "source_article"),
            ("Said by", "source_original"),
        ):
            if text := one_line(row.text(column)):
                yield f"{words}: {text.rstrip('.')}."

    def _sources(self) -> Iterator[dict[str, object]]:
        yield {
            "id": CLAIM,
            "publisher": self.origin.publisher,
            "title": f"UCDP Georeferenced Event Dataset, event {self._id()}",
        }
        offices = _listed(self.row.text("source_office"))
        days = _listed(self.row.text("source_date"))
        headlines = _listed(self.row.text("source_headline"))
        if len(offices) == 1:
            headlines = [one_line(self.row.text("source_headline"))]
        if len(headlines) != len(offices):
            headlines = [""] * len(offices)
        if len(days) != len(offices):
            days = [""] * len(offices)
        for number, (office, when, headline) in enumerate(
            zip(offices, days, headlines, strict=True), 1
        ):
            publisher = self.world.publisher(office, self.row.line) if office else None
            if publisher is not None:
                yield without_gaps(
                    {
                        "id": f"{CLAIM}-{number}",
                        "publisher": publisher,
                        "title": shortened(headline, _LONGEST_LINE),
                        "published": self._published(when),
                    }
                )

    def _published(self, text: str) -> str:
        try:
            found = day(text, "source_date")
        except RefusedError:
            return ""
        return found.isoformat() if found is not None else ""

    def _cells(self, figures: Figures, first: date) -> Iterator[tuple[str, str]]:
        for column in COLUMNS:
            text = self.row.text(column)
            if text and column not in _HELD and not self._is_told(column, figures, first):
                yield column, text if column in _TEXTS else plain_number(text)

    def _is_told(self, column: str, figures: Figures, first: date) -> bool:
        """Tell whether a cell can be worked out from the others, or from a field."""
        row, point = self.row, self.point
        match column:
            case "year":
                return plain_number(row.text(column)) == f"{first.year}"
            case "best" | "low" | "high":
                return figures.is_exact
            case "priogrid_gid":
                return point is not None and plain_number(row.text(column)) == _grid_cell(point)
            case _:
                return False


def _plain_words(text: str) -> str:
    head, _, number = text.rpartition(" ")
    return f"{head} {plain_number(number)}"


def _listed(text: str) -> list[str]:
    return [one_line(part) for part in text.split(";")] if text else []


def _grid_cell(point: tuple[float, float]) -> str:
    """Give the number of the half degree of PRIO-GRID in which a point lies.

    Source: Tollefsen, Strand and Buhaug (2012): rows of 720 cells, from the south-west corner.
    """
    latitude, longitude = point
    return f"{floor((latitude + 90) * 2) * 720 + floor((longitude + 180) * 2) + 1}"
