"""Which country is meant, and how a sentence names it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pycountry

from generator.reading.suggestion import did_you_mean

_ALSO = {"uk": "GB", "el": "GR"}
"""Codes that the European Union writes in place of those of ISO 3166-1."""
_LONGEST_CODE = 3
_TAKES_ARTICLE = re.compile(
    r"(?:United|Central|Democratic|Federated|Holy|Isle of|Kingdom of|State of|Bahamas|Comoros|Congo"
    r"|Gambia|Maldives|Netherlands|Philippines)\b.*"
    r"|.* (?:Islands|Republic|Territory|Territories|Federation)(?: \(.*\))?"
)


class UnknownCountryError(ValueError):
    """No country bears that name or code; the message may say which one was meant."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1: its two letters, and its short name in English."""

    code: str
    name: str

    @property
    def where(self) -> str:
        """Say where, as in a sentence: "in Colombia", "in the Philippines"."""
        article = "the " if _TAKES_ARTICLE.fullmatch(self.name) else ""
        return f"in {article}{self.name}"


def country_of(word: str) -> Country:
    """Find a country by its name, its official name, or a code of two or three letters.

    Raises UnknownCountryError with what was probably meant.
    """
    found = by_word().get(word.strip().casefold())
    if found is None:
        hint = did_you_mean(word, _like(word))
        why = hint or "name it as ISO 3166-1 does, or give its code, such as CO"
        raise UnknownCountryError(f"no country is called `{word}` ({why})")
    return found


@cache
def by_word() -> dict[str, Country]:
    """Give every country by each of its names and codes, in small letters."""
    found: dict[str, Country] = {}
    for entry in pycountry.countries:
        country = Country(entry.alpha_2, _short_name(entry))
        for word in (entry.alpha_2, entry.alpha_3, *_names(entry), country.name):
            found[word.casefold()] = country
    return {**found, **{word: found[code.casefold()] for word, code in _ALSO.items()}}


def _like(word: str) -> dict[str, str]:
    """Give what may have been meant: codes for what is as short as one, else names."""
    return {
        other: f"{country.name} ({country.code})"
        for other, country in by_word().items()
        if (len(other) <= _LONGEST_CODE) == (len(word) <= _LONGEST_CODE)
    }


def _names(entry: Any) -> Iterator[str]:
    for kind in ("name", "common_name", "official_name"):
        if name := getattr(entry, kind, None):
            yield str(name)


def _short_name(entry: Any) -> str:
    """Turn "Palestine, State of" into "State of Palestine", but no list of islands."""
    name = str(getattr(entry, "common_name", entry.name))
    first, comma, rest = name.partition(", ")
    is_list = " and " in rest
    return f"{rest} {first}".removeprefix("The ") if comma and not is_list else name
