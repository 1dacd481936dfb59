"""What is settled about every made-up event before any is written: when, where and what."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.bench.corpus.chance import Skewed, weighted
from tests.bench.corpus.country import Place, Province
from tests.bench.corpus.registry import TYPES, Type

YEARS: dict[int, float] = {
    2003: 2, 2004: 2, 2005: 3, 2006: 4, 2007: 5, 2008: 5, 2009: 6, 2010: 7, 2011: 7, 2012: 6,
    2013: 6, 2014: 8, 2015: 9, 2016: 8, 2017: 8, 2018: 10, 2019: 9, 2020: 9, 2021: 14, 2022: 12,
}  # fmt: skip
DATE_FORMS: dict[str, float] = {
    "day": 84, "uncertain day": 3, "interval": 4, "day unknown": 2, "month": 4, "about month": 2,
    "year": 1,
}  # fmt: skip
TITLES = (
    "{kind} at {place}, {province}",
    "{kind} near {place} in {district} district of {province}",
    "{kind} in {place}, {district}",
    "{province}: {kind} reported from {place}",
    "{kind} on the road to {place}, {province}",
)
TRIES = 20
"""How often a date, province and type that another event has already are drawn again."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """One event's identity; everything else is drawn when it is written."""

    id: str
    title: str
    date_text: str
    first: date
    last: date
    province: Province
    place: Place
    type: Type

    @property
    def year(self) -> int:
        """The folder that it lies in."""
        return self.first.year


def make_sketches(random: Random, provinces: Sequence[Province], count: int) -> list[Sketch]:
    """Sketch `count` events, the earliest first, with ids that are all different."""
    ids: set[str] = set()
    events = []
    for text, first, last, province, kind in _settings(random, provinces, count):
        place = Skewed(province.places, 0.6).draw(random)
        events.append(
            Sketch(
                id=_free_id(ids, f"{_dated(text)}-{_slug(place.name)}-{kind.id}"),
                title=_title(random, kind, place, province),
                date_text=text,
                first=first,
                last=last,
                province=province,
                place=place,
                type=kind,
            )
        )
    return sorted(events, key=lambda event: (event.first, event.id))


def _settings(
    random: Random, provinces: Sequence[Province], count: int
) -> Iterator[tuple[str, date, date, Province, Type]]:
    """Draw date, province and type, avoiding what would look like one event entered twice."""
    shuffled = random.sample(provinces, len(provinces))
    busy_provinces, busy_types = Skewed(shuffled, 0.9), Skewed(TYPES, 0.8)
    taken: set[tuple[date, str, str]] = set()
    for _ in range(count):
        for _ in range(TRIES):
            text, first, last = _date(random)
            province, kind = busy_provinces.draw(random), busy_types.draw(random)
            if (first, province.id, kind.id) not in taken:
                break
        taken.add((first, province.id, kind.id))
        yield text, first, last, province, kind


def _date(random: Random) -> tuple[str, date, date]:
    """Draw a date as the codebook writes it, with the first and last day that it allows."""
    year = weighted(random, YEARS)
    day = date(year, 1, 1) + timedelta(days=random.randrange(365))
    month_first = day.replace(day=1)
    month_last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    interval_last = day + timedelta(days=random.randint(1, 5))
    month = f"{day:%Y-%m}"
    texts = {
        "day": f"{day}",
        "uncertain day": f"{day}?",
        "interval": f"{day}/{interval_last}",
        "day unknown": f"{month}-XX",
        "month": month,
        "about month": f"{month}~",
        "year": f"{year}",
    }
    bounds = {
        "interval": (day, interval_last),
        "day unknown": (month_first, month_last),
        "month": (month_first, month_last),
        "about month": (month_first, month_last),
        "year": (date(year, 1, 1), date(year, 12, 31)),
    }
    form = weighted(random, DATE_FORMS)
    first, last = bounds.get(form, (day, day))
    return texts[form], first, last


def _title(random: Random, kind: Type, place: Place, province: Province) -> str:
    title = random.choice(TITLES).format(
        kind=kind.name.lower(), place=place.name, district=place.district, province=province.name
    )
    return title[0].upper() + title[1:]


def _dated(text: str) -> str:
    """Give the part of a date that opens an id: the first day, or what is known of it."""
    return text.partition("/")[0].rstrip("?~").removesuffix("-XX")


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _free_id(ids: set[str], wanted: str) -> str:
    number, free = 1, wanted
    while free in ids:
        number += 1
        free = f"{wanted}-{number}"
    ids.add(free)
    return free
