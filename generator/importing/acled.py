"""ACLED's export: its columns, and how a row becomes a draft.

Source: Armed Conflict Location & Event Data Project, codebook. What goes where is told in
docs/import.md.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.importing.cleaning import one_line, shortened
from generator.importing.draft import Draft, Importer, Origin, RefusedError
from generator.importing.table import Row
from generator.importing.titles import district_of, place_words, title_of
from generator.importing.values import day, people, plain_number, whole_number, without_gaps
from generator.importing.world import World
from generator.model.slug import slug_of

CLAIM = "acled"
COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type"),
    *("sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2"),
    *("interaction", "civilian_targeting", "iso", "region", "country"),
    *("admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
_PUBLISHER = {
    "id": "acled",
    "name": "Armed Conflict Location & Event Data Project",
    "kind": "academic",
    "country": "us",
    "url": "https://acleddata.com/",
    "aliases": ["ACLED"],
}
_NOT_KEPT = {"event_id_cnty", "year", "timestamp"}
"""The first two are in fields; the last changes with every release, and says nothing more."""
_NUMBERS = {"time_precision", "inter1", "inter2", "interaction", "iso", "geo_precision"}
_NUMBERS |= {"fatalities"}
_TOWN, _AREA, _REGION = 1, 2, 3
_AIMED = {"Violence against civilians", "Explosions/Remote violence"}
_KINDS = {
    "state forces": "state",
    "rioters": "community",
    "protesters": "community",
    "civilians": "community",
    "external/other forces": "state",
    "1": "state",
    "5": "community",
    "6": "community",
    "7": "community",
    "8": "state",
}
"""What an actor is proposed as, by `inter1` and `inter2`; all others are armed groups."""
_DAY_FORM = re.compile(r"(\d{1,2} [A-Z][a-z]+ \d{4})")
_LONGEST_TEXT = 4000
_LONGEST_LINE = 300


def importer(version: str, types: Mapping[str, str]) -> Importer:
    """Give the importer; `types` has ids by `sub_event_type`."""
    origin = Origin(
        dataset="acled",
        publisher="acled",
        license="ACLED's terms of use",
        attribution=(
            "Armed Conflict Location & Event Data Project (ACLED), www.acleddata.com. Its terms of "
            "use say who may republish what."
        ),
        version=version,
        external_id="acled",
    )

    def read(row: Row, world: World) -> Draft:
        return _Event(row, world, types).draft()

    return Importer(
        origin=origin,
        columns=COLUMNS,
        required=("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1"),
        id_column="event_id_cnty",
        read=read,
        country="country",
        divisions=("admin1", "admin2"),
        publisher=_PUBLISHER,
    )


@dataclass
class _Event:
    """One row on its way to a draft."""

    row: Row
    world: World
    types: Mapping[str, str]

    def __post_init__(self) -> None:
        self.notes: list[str] = []

    def draft(self) -> Draft:
        """Read everything, so that all names that are missing are told, and refuse then."""
        first = self._day()
        actors = list(self._actors(first))
        type_ = self._type()
        location = self._location()
        if any(actor is None for actor, _ in actors):
            raise RefusedError("an actor is not in the registry")
        if type_ is None:
            raise RefusedError("the type is not in types.yml")
        tolls = self._tolls()
        facts = {
            "title": self._title([str(actor) for actor, _ in actors], type_, location),
            "date": self._date(first),
            "type": type_,
            "location": location,
            "actors": self._parts(actors),
            "casualties": [{**toll, "basis": [CLAIM]} for toll in tolls],
            "claims": [self._claim(tolls)],
            "sources": list(self._sources()),
            "external_ids": {"acled": self.row.text("event_id_cnty")},
        }
        cells = {
            column: plain_number(self.row.text(column))
            if column in _NUMBERS
            else self.row.text(column)
            for column in COLUMNS
            if column not in _NOT_KEPT and self.row.text(column)
        }
        return Draft(without_gaps(facts), cells, tuple(dict.fromkeys(self.notes)))

    def _day(self) -> date:
        text = self.row.text("event_date")
        form = "%d %B %Y" if _DAY_FORM.fullmatch(text) else ""
        found = day(text, "event_date", form)
        if found is None:
            raise RefusedError("there is no date")
        return found

    def _date(self, first: date) -> str:
        precision = whole_number(self.row.text("time_precision"), "time_precision")
        match precision:
            case 1:
                return first.isoformat()
            case 2:
                self.notes.append("`time_precision` 2 (a week): the day is marked as approximate")
                return f"{first.isoformat()}~"
            case 3:
                self.notes.append("`time_precision` 3: became a month")
                return f"{first.year:04d}-{first.month:02d}"
            case None:
                self.notes.append("`time_precision` is empty: the day is marked as uncertain")
                return f"{first.isoformat()}?"
            case _:
                raise RefusedError("`time_precision` is not between 1 and 3", f"{precision}")

    def _actors(self, on: date) -> Iterator[tuple[str | None, str]]:
        row = self.row
        is_aimed = row.text("event_type") in _AIMED
        for number, aim in ((1, "initiator"), (2, "target")):
            name = one_line(row.text(f"actor{number}"))
            if not name:
                continue
            role = aim if is_aimed else "participant"
            kind = _KINDS.get(row.text(f"inter{number}").casefold(), "armed-group")
            yield self.world.actor(name, (on, on), row.line, kind=kind), role
            for other in _listed(row.text(f"assoc_actor_{number}")):
                found = self.world.names["actors"].look_up(other, (on, on))
                if isinstance(found, str):
                    yield found, role
                else:
                    self.notes.append("associated actors who are not in the registry: in cells")

    def _parts(self, actors: list[tuple[str | None, str]]) -> list[dict[str, str]]:
        roles: dict[str, str] = {}
        for actor, role in actors:
            roles.setdefault(str(actor), role)
        return [
            {"actor": actor, "role": role, "certainty": "unknown"} for actor, role in roles.items()
        ]

    def _type(self) -> str | None:
        event, sub = self.row.text("event_type"), self.row.text("sub_event_type")
        if not sub or not event:
            raise RefusedError("there is no type")
        id_ = self.types.get(sub) or slug_of(sub)
        code = f"{event} / {sub}"
        proposed = {
            "id": slug_of(sub),
            "name": sub,
            "definition": f"What ACLED codes as {code}. It is for events of which no dataset and "
            "no source tells more of the means.",
            "codes": {"acled": code},
        }
        return self.world.type(id_, self.row.line, None if sub in self.types else proposed)

    def _location(self) -> dict[str, object]:
        row = self.row
        precision = whole_number(row.text("geo_precision"), "geo_precision")
        if precision is not None and not _TOWN <= precision <= _REGION:
            raise RefusedError("`geo_precision` is not between 1 and 3", f"{precision}")
        name = one_line(row.text("admin1"))
        if not name:
            raise RefusedError("there is no province")
        province = self.world.province(name, row.line)
        if province is None:
            raise RefusedError("the province is not in the registry")
        district = district_of(row.text("admin2"))
        place = shortened(one_line(row.text("location")), _LONGEST_LINE)
        if precision == _TOWN and place:
            self.notes.append("`geo_precision` 1: a place; its point is the town's, in cells")
            found = {"district": district, "place": place, "precision": "place"}
        elif precision in (_TOWN, _AREA) and district:
            self.notes.append(f"`geo_precision` {precision}: known to the district")
            found = {"district": district, "precision": "district"}
        else:
            self.notes.append(f"`geo_precision` {precision or 'empty'}: known to the province")
            found = {"precision": "province"}
        return without_gaps({"province": province, **found})

    def _title(self, actors: list[str], type_: str, location: dict[str, object]) -> str:
        names = [self.world.name_of("actors", actor) for actor in dict.fromkeys(actors)][:2]
        where = place_words(location, self.world, one_line(self.row.text("country")))
        return title_of(names, self.world.name_of("types", type_), where)

    def _tolls(self) -> list[dict[str, Any]]:
        dead = people(self.row.text("fatalities"), "fatalities")
        if dead is None:
            return []
        return [{"outcome": "killed", "group": "unknown", "count": f"{dead}"}]

    def _claim(self, tolls: list[dict[str, Any]]) -> dict[str, Any]:
        notes = shortened(one_line(self.row.text("notes")), _LONGEST_TEXT)
        return without_gaps(
            {
                "id": CLAIM,
                "by": "acled",
                "stance": "asserts",
                "text": notes or f"Event {self.row.text('event_id_cnty')}.",
                "reports": tolls,
                "source": CLAIM,
            }
        )

    def _sources(self) -> Iterator[dict[str, object]]:
        event = self.row.text("event_id_cnty")
        yield {
            "id": CLAIM,
            "publisher": "acled",
            "title": shortened(f"ACLED, event {event}", _LONGEST_LINE),
        }
        for number, name in enumerate(_listed(self.row.text("source")), 1):
            publisher = self.world.publisher(name, self.row.line)
            if publisher is not None:
                yield {"id": f"{CLAIM}-{number}", "publisher": publisher}


def _listed(text: str) -> list[str]:
    return [name for part in text.split(";") if (name := one_line(part))]
