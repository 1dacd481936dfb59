"""How options become the plain values of an entry's front matter, as the YAML reader gives them."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from generator.drafting.lookup import Words

DEFAULT_ROLE, DEFAULT_CERTAINTY = "participant", "unknown"
_LONGEST_PART = 3


def clean(text: str) -> str:
    """Write text as entries hold it: normal form C, Unix line ends, no space around it."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def id_or_word(word: str, words: Words) -> str:
    """Give the id that a name or alias stands for, or the word as it is."""
    return words.exact(word) or word


def location(
    province: str | None, district: str | None, place: str | None, precision: str | None
) -> dict[str, Any] | None:
    """Gather where it was; the precision, if not given, is that of the finest part given.

    None where neither a province nor a precision is known.
    """
    parts = {"province": province, "district": district, "place": place}
    given = {name: part for name, part in parts.items() if part is not None}
    if precision is None and province is None:
        return None
    finest = [name for name in ("province", "district", "place") if name in given]
    return {**given, "precision": precision or finest[-1]}


def participation(text: str, words: Words) -> dict[str, Any]:
    """Read `ID[:role[:certainty]]`, in which a name or alias may stand for the id."""
    whole = words.exact(text)
    actor, *rest = [whole] if whole else text.split(":", _LONGEST_PART - 1)
    role, certainty = (*rest, *("", "")[len(rest) :])
    return {
        "actor": id_or_word(actor.strip(), words),
        "role": role.strip() or DEFAULT_ROLE,
        "certainty": certainty.strip() or DEFAULT_CERTAINTY,
    }


def source(text: str, number: int, words: Words) -> dict[str, Any]:
    """Read `PUBLISHER=ADDRESS`, or a publisher alone, as an entry's source of that number."""
    publisher, sign, address = text.partition("=")
    found = {"id": f"s{number}", "publisher": id_or_word(publisher.strip(), words)}
    return {**found, "url": address.strip()} if sign else found


def names_by_language(pairs: Iterable[str]) -> dict[str, list[str]]:
    """Read `fa=…` pairs, of which several may name one language."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        language, _, name = pair.partition("=")
        found.setdefault(language.strip(), []).append(name.strip())
    return found


def coordinates(text: str) -> list[object]:
    """Read `35.2, 60.4`; a part that is no number stays text, and is told so."""
    return [_number(part.strip()) for part in text.split(",")]


def without_gaps(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what was not given."""
    return {name: value for name, value in values.items() if value not in (None, [], {}, ())}


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text
