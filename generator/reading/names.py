"""Which names the entries of the registry go by, and in which fields they stand."""

import unicodedata

from generator.model.archive import Subject
from generator.reading.strict_yaml import Path


def order_of(name: str) -> tuple[str, str]:
    """Give what sorts a name among others: its letters without their accents, then with them."""
    whole = name.casefold()
    decomposed = unicodedata.normalize("NFKD", whole)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)), whole


def names_of(entry: Subject) -> list[tuple[Path, str]]:
    """Give every name of an entry of the registry, and the field in which it stands."""
    facts = entry.facts
    named: list[tuple[Path, str]] = [(("name",), facts.name)]
    named += [(("aliases", n), alias) for n, alias in enumerate(getattr(facts, "aliases", ()))]
    for language, names in getattr(facts, "names", {}).items():
        named += [(("names", language, n), name) for n, name in enumerate(names)]
    return named
