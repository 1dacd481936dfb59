"""What the search knows of one page, and how spellings of Arabic-script words are folded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

_SPELLINGS = {
    "ا": "أإآٱٲٳ",  # noqa: RUF001 - these are meant, as is the letter he below
    "و": "ؤ",
    "ی": "يىئېۍێۑ",
    "ک": "كڪ",
    "گ": "ګ",
    "ه": "ةۀەہۂۃھ",  # noqa: RUF001
}
"""The letter that stands for its variants: Arabic, Persian and Urdu keyboards differ in these."""
_MARKS = (
    *(0x0621, 0x0640, 0x0670, 0x200C, 0x200D),  # lone hamza, tatweel, dagger alif, (non-)joiners
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),
    *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E5),
    *range(0x06E7, 0x06E9),
    *range(0x06EA, 0x06EE),
)
"""Signs that many writers leave out: vowel marks and what only shapes or lengthens letters."""
_TABLE: dict[int, str | None] = {
    **{ord(variant): letter for letter, variants in _SPELLINGS.items() for variant in variants},
    **dict.fromkeys(_MARKS),
    **{zero + digit: str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)},
}


def fold(text: str) -> str:
    """Write Arabic-script words and digits in one of their spellings, for finding, not for reading.

    `assets/javascripts/fold.js` folds the reader's query alike; a test keeps the two equal.
    Accents on other letters and upper case are folded by Pagefind itself.
    """
    return text if text.isascii() else text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Record:
    """One page that the search can find.

    `address` is site-relative, such as `events/2022-03-05-made-up-bridge/`; `kind` is an id of
    `columns.KINDS`. `facets` are ids by a facet's name; `days` are the first and the last day that
    the date allows. Of `meta`, `date` is shown with a result, and `names` are found but not shown.
    """

    address: str
    title: str
    text: str
    kind: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    days: tuple[date, date] | None = None
    meta: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
