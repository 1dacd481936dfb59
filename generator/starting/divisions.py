"""A country's provinces, from the subdivisions of ISO 3166-2."""

import gettext
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pycountry

from generator.model.registry import Province
from generator.model.slug import slug_of
from generator.reading.names import order_of
from generator.starting.country import Country

Level = Literal["top", "lowest"]
_IN_BRACKETS = re.compile(r"(.+?)\s*\[(.+)\]")
_CODE = re.compile(r"\s*[A-Z]{2}-[A-Z0-9]{1,3}$")
_REMARK = re.compile(r"\s*(?:\([A-Z]{2}(?:-partial)?\)|†)$")
"""That a part of it is listed under another country too, and that it is on a list of changes."""


@dataclass(frozen=True, slots=True)
class Divisions:
    """The provinces by id, in the order of their names, and what was taken and left out.

    `kinds` and `left_out` count subdivisions by what ISO calls them, such as "Department".
    `by_code` gives the province in which each subdivision lies, of every level, by its code.
    """

    provinces: Mapping[str, Province]
    kinds: Counter[str]
    left_out: Counter[str]
    by_code: Mapping[str, str]


def divisions_of(
    country: Country, level: Level = "top", languages: Sequence[str] = ()
) -> Divisions:
    """Give a country's provinces: of two levels the top one, or where it is asked the lowest.

    A country that ISO 3166-2 does not divide is one province. Names in other `languages` are
    those of the iso-codes project, where it has any; its English ones become aliases.
    """
    subdivisions: Any = pycountry.subdivisions
    every = list(subdivisions.get(country_code=country.code) or ())
    if not every:
        whole = Province(name=country.name, names=_translated(country.name, "iso3166-1", languages))
        return Divisions({_slug(country.name, country.code): whole}, Counter(), Counter(), {})
    parents = {entry.code: entry.parent_code for entry in every}
    above = {code for code in parents.values() if code}
    taken = [
        entry
        for entry in every
        if (not parents[entry.code] if level == "top" else entry.code not in above)
    ]
    ids = _ids(taken)
    provinces = {ids[code]: province for code, province in _provinces(taken, languages)}
    ordered = sorted(provinces, key=lambda id_: (*order_of(provinces[id_].name), id_))
    return Divisions(
        {id_: provinces[id_] for id_ in ordered},
        Counter(entry.type for entry in taken),
        Counter(entry.type for entry in every if entry.code not in ids),
        {code: ids[own] for code in parents if (own := _nearest(code, parents, ids)) is not None},
    )


def _nearest(code: str, parents: Mapping[str, str | None], taken: Mapping[str, str]) -> str | None:
    """Climb from a subdivision to the one that became a province."""
    at: str | None = code
    for _ in parents:
        if at is None or at in taken:
            return at
        at = parents.get(at)
    return None


def _provinces(entries: Sequence[Any], languages: Sequence[str]) -> Iterator[tuple[str, Province]]:
    """Give each its record; a name that two would bear stays with one, or with none."""
    plain = {entry.code: _name_and_aliases(entry.name) for entry in entries}
    full = _told_apart(entries, {code: name for code, (name, _) in plain.items()})
    owners = {name.casefold(): code for code, name in full.items()}
    for entry in entries:
        code = entry.code

        def is_free(name: str, code: str = code) -> bool:
            return owners.setdefault(name.casefold(), code) == code

        names = _translated(entry.name, "iso3166-2", languages)
        english = _translated(entry.name, "iso3166-2", ["en"]).get("en", ())
        yield (
            code,
            Province(
                name=full[code],
                names={language: kept for language, found in names.items()
                       if (kept := tuple(filter(is_free, found)))},
                aliases=tuple(
                    name
                    for name in dict.fromkeys((*plain[code][1], *english))
                    if name != full[code] and is_free(name)
                ),
                iso=code,
            ),
        )  # fmt: skip


def _name_and_aliases(text: str) -> tuple[str, list[str]]:
    """Take "Catalunya [Cataluña]" apart, and leave out codes and marks that are no name."""
    name = unicodedata.normalize("NFC", text).strip()
    aliases: list[str] = []
    while True:
        if (match := _IN_BRACKETS.fullmatch(name)) is not None:
            name, other = match[1], _CODE.sub("", match[2])
            if other and other != name and not other.islower():
                aliases.append(other)
        elif (bare := _REMARK.sub("", name)) != name and bare:
            name = bare
        else:
            return name, aliases


def _told_apart(entries: Iterable[Any], names: Mapping[str, str]) -> dict[str, str]:
    """Add to names that several bear what they are: "Maputo (City)" and "Maputo (Province)"."""
    found = dict(names)
    for mark in ("type", "code"):
        often = Counter(name.casefold() for name in found.values())
        for entry in entries:
            if often[found[entry.code].casefold()] > 1:
                found[entry.code] = f"{names[entry.code]} ({getattr(entry, mark)})"
    return found


def _ids(entries: Sequence[Any]) -> dict[str, str]:
    names = {entry.code: _name_and_aliases(entry.name)[0] for entry in entries}
    slugs = {code: _slug(name, code) for code, name in _told_apart(entries, names).items()}
    often = Counter(slugs.values())
    return {
        code: slug if often[slug] == 1 else f"{slug}-{slug_of(code.partition('-')[2])}"
        for code, slug in slugs.items()
    }


def _slug(name: str, code: str) -> str:
    """Make an id of a name, or where its letters are not Latin of the code."""
    return slug_of(name) or slug_of(code)


def _translated(text: str, domain: str, languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in languages:
        spelled = [language.replace("-", "_"), language.partition("-")[0]]
        words = gettext.translation(domain, pycountry.LOCALES_DIR, spelled, fallback=True)
        name = _name_and_aliases(words.gettext(text))[0]
        if name != _name_and_aliases(text)[0]:
            found[language] = (name,)
    return found
