"""How an id is made: small ASCII letters, digits and single hyphens, short, and easy to say."""

import re
import unicodedata

from generator.model.partial_date import PartialDate

LONGEST_SLUG = 40
_UNDIVIDED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "þ": "th",
        "ð": "d",
        "ħ": "h",
        "\N{LATIN SMALL LETTER SCHWA}": "a",
        "\N{LATIN SMALL LETTER TURNED E}": "a",
    }
)
"""Latin letters that no normal form takes apart."""
_APOSTROPHES = re.compile(
    r"['\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    r"\N{MODIFIER LETTER APOSTROPHE}\N{MODIFIER LETTER TURNED COMMA}"
    r"\N{MODIFIER LETTER RIGHT HALF RING}\N{MODIFIER LETTER LEFT HALF RING}]"
)
_WORD = re.compile(r"[a-z0-9]+")


def slug_of(text: str, longest: int = LONGEST_SLUG) -> str:
    """Turn a title or name into a slug that ends at a word's end.

    Empty where less than half of its letters are Latin: what is left would say nothing.
    """
    folded = _APOSTROPHES.sub("", text.casefold().translate(_UNDIVIDED))
    decomposed = unicodedata.normalize("NFKD", folded)
    letters = [mark for mark in decomposed if mark.isalpha()]
    if 2 * sum(letter.isascii() for letter in letters) < len(letters):
        return ""
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    slug = ""
    for word in _WORD.findall(bare):
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug


def day_of(when: PartialDate) -> str:
    """Give the part of an id that tells the date: as exact as the date's own beginning."""
    return when.text.partition("/")[0].rstrip("?~").removesuffix("-XX")


def event_id(when: PartialDate, title: str, type_: str, province: str | None) -> str:
    """Make an event's id from its date and title, or where that is not Latin from its facts."""
    slug = slug_of(title) or slug_of(f"{type_} {province or ''}")
    return f"{day_of(when)}-{slug}" if slug else day_of(when)
