"""Anybody's sheet: how a row becomes a draft by a mapping file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, get_args

from generator.importing.cleaning import one_line, shortened
from generator.importing.draft import Draft, Importer, Origin, RefusedError
from generator.importing.figures import DISORDERED
from generator.importing.mapping import OTHERS, DatePick, Mapped, Pick, TollColumn
from generator.importing.table import Row
from generator.importing.titles import place_words, title_of
from generator.importing.values import (
    coordinates,
    day,
    interval,
    people,
    plain_number,
    without_gaps,
)
from generator.importing.world import World
from generator.model.count import Count, CountError
from generator.model.event import Precision
from generator.model.partial_date import DateError, PartialDate

_LONGEST_TEXT = 4000
_LONGEST_LINE = 300
_LONGEST_TITLE = 160
_PRECISIONS = get_args(Precision)
_POINTS = {"exact", "place"}


def importer(mapped: Mapped, version: str) -> Importer:
    """Give the importer of a sheet."""
    origin = Origin(
        dataset=mapped.dataset,
        publisher=mapped.publisher,
        license=mapped.license or "",
        attribution=mapped.attribution,
        version=version,
    )

    def read(row: Row, world: World) -> Draft:
        return _Line(row, world, mapped).draft()

    return Importer(
        origin=origin,
        columns=mapped.columns,
        required=mapped.columns,
        id_column=mapped.row,
        read=read,
        country=mapped.country or "",
    )


@dataclass
class _Line:
    """One row of a sheet on its way to a draft."""

    row: Row
    world: World
    mapped: Mapped

    def __post_init__(self) -> None:
        self.notes: list[str] = []

    def draft(self) -> Draft:
        """Read everything, so that all names that are missing are told, and refuse then."""
        mapped = self.mapped
        when = self._date()
        actors = list(self._actors((when.first, when.last)))
        type_ = self._type()
        location = self._location()
        if any(actor is None for actor, _, _ in actors):
            raise RefusedError("an actor is not in the registry")
        if not actors:
            raise RefusedError("no actor is named")
        if type_ is None:
            raise RefusedError("the type is not in types.yml")
        tolls = [toll for column in mapped.casualties for toll in self._toll(column)]
        rest = {"basis": [mapped.claim]}
        facts = {
            "title": self._title([str(actor) for actor, _, _ in actors], type_, location),
            "date": when.text,
            "type": type_,
            "location": location,
            "actors": [
                {"actor": actor, "role": role, "certainty": certainty}
                for actor, role, certainty in dict.fromkeys(actors)
            ],
            "casualties": [{**toll, **rest} for toll in tolls],
            "claims": [self._claim(tolls)],
            "sources": list(self._sources()),
        }
        kept = (*([mapped.country] if mapped.country else []), *mapped.keep)
        cells = {column: self.row.text(column) for column in kept if self.row.text(column)}
        return Draft(without_gaps(facts), cells, tuple(self.notes))

    def _text(self, pick: Pick | None, *, is_line: bool = True) -> str:
        """Give what a pick says for this row; empty where it says nothing."""
        if pick is None:
            return ""
        if pick.column is None:
            return pick.constant or ""
        cell = self.row.text(pick.column)
        text = one_line(cell) if is_line else cell
        if not text:
            return pick.default or ""
        if not pick.values:
            return text
        found = pick.values.get(text, pick.values.get(OTHERS))
        if found is None:
            raise RefusedError(f"`{pick.column}` has a value that the mapping does not name", text)
        return found

    def _date(self) -> PartialDate:
        first = self._part_of_date(self.mapped.date)
        if first is None:
            raise RefusedError("there is no date")
        last = self._part_of_date(self.mapped.date_end)
        if last is None or last.text == first.text:
            return first
        if last.last < first.first:
            raise RefusedError("the date ends before it begins")
        if {first.precision, last.precision} == {"day"}:
            return PartialDate.parse(interval(first.first, last.last))
        return PartialDate.parse(f"{first.text}/{last.text}")

    def _part_of_date(self, pick: DatePick | None) -> PartialDate | None:
        text = self._text(pick)
        if not text or pick is None:
            return None
        column = pick.column or "date"
        form = pick.date_form or self.mapped.date_form
        try:
            if form is None:
                return PartialDate.parse(text)
        except DateError:
            pass
        found = day(text, column, form or "")
        return None if found is None else PartialDate.parse(found.isoformat())

    def _actors(self, days: tuple[date, date]) -> Iterator[tuple[str | None, str, str]]:
        for column in self.mapped.actors:
            text = self._text(column.name)
            names = text.split(column.separator) if column.separator else [text]
            for name in dict.fromkeys(filter(None, map(one_line, names))):
                actor = self.world.actor(name, days, self.row.line, kind=column.kind)
                yield actor, column.role, column.certainty

    def _type(self) -> str | None:
        name = self._text(self.mapped.type)
        if not name:
            raise RefusedError("there is no type")
        return self.world.type(name, self.row.line)

    def _location(self) -> dict[str, object]:
        mapped = self.mapped
        name = self._text(mapped.province)
        place = shortened(self._text(mapped.place), _LONGEST_LINE)
        district = shortened(self._text(mapped.district), _LONGEST_LINE)
        precision = self._precision(name, district, place)
        if precision == "country":
            return without_gaps({"place": place, "precision": precision})
        if not name:
            raise RefusedError("there is no province")
        province = self.world.province(name, self.row.line)
        if province is None:
            raise RefusedError("the province is not in the registry")
        point = self._point()
        found: dict[str, object] = {"province": province, "district": district, "place": place}
        if point is not None and precision in _POINTS:
            if self.world.outlines.hold((province,), (point[0], point[1])):
                found["coordinates"] = point
            else:
                self.notes.append("the point lies outside the outline of the province: left out")
        if precision == "exact" and "coordinates" not in found:
            self.notes.append("`exact` without a point: placed by place, district or province")
            precision = "place"
        if precision == "place" and not place:
            precision = "district"
        if precision == "district" and not district:
            precision = "province"
        if precision not in _POINTS:
            found.pop("coordinates", None)
        return without_gaps(found | {"precision": precision})

    def _precision(self, province: str, district: str, place: str) -> str:
        text = self._text(self.mapped.precision)
        if text:
            if text not in _PRECISIONS:
                raise RefusedError(f"the precision is none of {', '.join(_PRECISIONS)}", text)
            return text
        if not province:
            return "country"
        return "place" if place else "district" if district else "province"

    def _point(self) -> list[float] | None:
        mapped = self.mapped
        if mapped.latitude is None or mapped.longitude is None:
            return None
        columns = (mapped.latitude.column or "latitude", mapped.longitude.column or "longitude")
        return coordinates(self._text(mapped.latitude), self._text(mapped.longitude), columns)

    def _title(self, actors: list[str], type_: str, location: dict[str, object]) -> str:
        given = shortened(self._text(self.mapped.title), _LONGEST_TITLE)
        if given:
            return given
        names = [self.world.name_of("actors", actor) for actor in dict.fromkeys(actors)]
        country = one_line(self.row.text(self.mapped.country or ""))
        where = place_words(location, self.world, country)
        return title_of(names[:2], self.world.name_of("types", type_), where)

    def _toll(self, column: TollColumn) -> Iterator[dict[str, Any]]:
        count = self._count(column)
        if count is not None:
            yield {"outcome": column.outcome, "group": column.group, "count": count.plain}

    def _count(self, column: TollColumn) -> Count | None:
        if column.count is not None:
            text = plain_number(self._text(column.count))
            try:
                return Count.parse(text) if text else None
            except CountError as error:
                name = column.count.column or "count"
                raise RefusedError(f"`{name}` is no number of people", str(error)) from error
        picks = {"min": column.low, "best": column.best, "max": column.high}
        found = {
            key: people(self._text(pick), pick.column or key)
            for key, pick in picks.items()
            if pick is not None
        }
        known = {key: number for key, number in found.items() if number is not None}
        numbers = list(known.values())
        if any(one > other for one, other in pairwise(numbers)):
            self.notes.append(DISORDERED)
            known |= {"min": min(numbers), "max": max(numbers)}
        if len(set(numbers)) == 1 and len(numbers) == len(picks):
            return Count.parse(numbers[0])
        return Count.parse(dict(known)) if known else None

    def _claim(self, tolls: list[dict[str, Any]]) -> dict[str, Any]:
        mapped = self.mapped
        row = plain_number(self.row.text(mapped.row))
        text = " ".join(self._text(mapped.text, is_line=False).split())
        return without_gaps(
            {
                "id": mapped.claim,
                "by": mapped.publisher,
                "stance": "asserts",
                "text": shortened(text, _LONGEST_TEXT) or f"Row {row} of {mapped.dataset}.",
                "reports": tolls,
                "source": mapped.claim,
            }
        )

    def _sources(self) -> Iterator[dict[str, object]]:
        mapped = self.mapped
        row = plain_number(self.row.text(mapped.row))
        title = shortened(f"{mapped.dataset}, row {row}", _LONGEST_LINE)
        yield {"id": mapped.claim, "publisher": mapped.publisher, "title": title}
        for number, columns in enumerate(mapped.sources, 1):
            name = self._text(columns.publisher)
            publisher = self.world.publisher(name, self.row.line) if name else None
            if publisher is not None:
                published = self._part_of_date(columns.published)
                yield without_gaps(
                    {
                        "id": f"{mapped.claim}-{number}",
                        "publisher": publisher,
                        "url": self._text(columns.url),
                        "title": shortened(self._text(columns.title), _LONGEST_LINE),
                        "published": published.text if published else "",
                        "author": shortened(self._text(columns.author), _LONGEST_LINE),
                        "language": self._text(columns.language),
                    }
                )
