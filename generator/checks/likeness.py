"""How alike two events are that lie close in time and place, and the words for it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product, starmap

from rapidfuzz import fuzz, utils

from generator.checks.addresses import normal_address
from generator.model.entry import Entry
from generator.model.event import Event

ENOUGH = 3.5
"""Points that make two events possible duplicates; the tests hold the entries it was tuned on."""
_ENOUGH_ACROSS_SCRIPTS = 3.0
"""Titles in two scripts cannot be compared, so the other facts have to tell."""
_ALIKE = ((75, 3.0), (60, 2.0), (50, 1.0))
_ALIKE_BODIES = ((85, 2.0), (75, 1.0))
_SAME_NAME = 80
_OTHER_NAME = 50
_FEW = 2
"""A toll of one or two is shared by many events; a larger one tells two of them apart."""
_LONGEST_TEXT = 600
_MOST_TITLES = 12
_MOST_NAMES = 12
_FEW_DAYS = 3
_SHORT_TITLE = 3
_SHORT_TEXT = 8
"""Spaces; any title holds all the words of one that is only `Raid`."""
_LETTERS = str.maketrans("يكىةۀ\u200c", "یکیهه ")
"""Arabic letters that Persian writes otherwise, so that both spellings are one."""
_LATIN = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Look:
    """What of an event is compared: words without case, signs and variants of letters.

    Only `text` is as it stands, since few come to be compared.
    """

    titles: tuple[str, ...]
    places: tuple[str, ...]
    own_title: str
    actors: frozenset[str]
    figures: frozenset[int]
    is_exact: bool
    """Whether the date is known to a few days."""
    addresses: frozenset[str]
    type: str
    text: str


def look_of(entry: Entry[Event], actors: frozenset[str]) -> Look:
    """Gather what is compared; headlines of sources count as titles, in their languages too.

    `actors` are the wholes to which the event's actors belong.
    """
    facts = entry.facts
    location = facts.location
    headlines = (source.title for source in facts.sources if source.title)
    titles = (facts.title, *facts.titles.values(), *headlines)
    names = (name for listed in location.names.values() for name in listed)
    places = (location.district, location.place, *names)
    return Look(
        titles=_folded(titles, _MOST_TITLES),
        places=_folded((name for name in places if name), _MOST_NAMES),
        own_title=_fold(facts.title),
        actors=actors,
        figures=frozenset(_figures(facts)),
        is_exact=(facts.date.last - facts.date.first).days <= _FEW_DAYS,
        addresses=frozenset(normal_address(s.url) for s in facts.sources if s.url),
        type=facts.type,
        text=entry.body.text[:_LONGEST_TEXT],
    )


def reasons(one: Look, other: Look, province_names: frozenset[str]) -> tuple[str, ...]:
    """Say in what two events are alike; empty where that is too little for one incident.

    Points: similar titles 1 to 3, similar text 1 or 2, the same place 2 (1 where it is named as
    the province is), the same type, the same toll and the same actors 1 each, a source in common
    2; another type takes half a point, places of which no name is alike take 1. Dates that are
    close only because one is a month need 1 more.
    """
    told: dict[str, float] = {}
    across = _is_latin(one.own_title) != _is_latin(other.own_title)
    titles = max(starmap(_same_title, product(one.titles, other.titles)), default=0.0)
    told[f"titles {titles:.0f} % alike"] = _points(titles, _ALIKE)
    told["the same type"] = 1.0 if one.type == other.type else -0.5
    told[_actors_words(one, other)] = _share(one.actors, other.actors)
    same_toll = sorted(one.figures & other.figures, reverse=True)
    told[f"both tell of {same_toll[0]} people" if same_toll else ""] = float(bool(same_toll))
    told["a source in common"] = 2.0 * (not one.addresses.isdisjoint(other.addresses))
    told.update(_place(one, other, province_names, across=across))
    enough = _ENOUGH_ACROSS_SCRIPTS if across else ENOUGH
    enough += not (one.is_exact and other.is_exact)
    if (
        one.text and other.text and enough - 2 <= sum(told.values())
    ):  # the text, whose comparison is dear, can still decide it
        text = _same_words(_fold(one.text), _fold(other.text), _SHORT_TEXT)
        told[f"texts {text:.0f} % alike"] = _points(text, _ALIKE_BODIES)
    if sum(told.values()) < enough:
        return ()
    return tuple(words for words, points in told.items() if words and points > 0)


def _place(
    one: Look, other: Look, province_names: frozenset[str], *, across: bool
) -> Mapping[str, float]:
    if not one.places or not other.places:
        return {}
    pairs = [(_same_name(a, b), a, b) for a, b in product(one.places, other.places)]
    likeness, _, _ = max(pairs)
    if likeness >= _SAME_NAME:
        telling = [{a, b}.isdisjoint(province_names) for n, a, b in pairs if n >= _SAME_NAME]
        return {"the same place": 2.0 if any(telling) else 1.0}
    return {"other places": -1.0} if likeness < _OTHER_NAME and not across else {}


def _same_name(one: str, other: str) -> float:
    return max(fuzz.token_set_ratio(one, other), fuzz.ratio(one, other))


def _same_title(one: str, other: str) -> float:
    return _same_words(one, other, _SHORT_TITLE)


def _same_words(one: str, other: str, short: int) -> float:
    """Compare by the words in common, in any order; where one has few, letter by letter."""
    is_short = min(one.count(" "), other.count(" ")) < short
    return fuzz.ratio(one, other) if is_short else fuzz.token_set_ratio(one, other)


def _actors_words(one: Look, other: Look) -> str:
    shared = sorted(one.actors & other.actors)
    return f"both with {' and '.join(f'`{id_}`' for id_ in shared[:2])}"


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    share = len(one & other) / len(one | other)
    return 1.0 if share == 1 else 0.5 if share >= 0.5 else 0.01  # noqa: PLR2004 - half of them


def _points(likeness: float, scale: Iterable[tuple[int, float]]) -> float:
    return next((points for least, points in scale if likeness >= least), 0.0)


def _figures(facts: Event) -> Iterator[int]:
    rows = (row for claim in facts.claims for row in claim.reports)
    for row in (*facts.casualties, *rows):
        for number in (row.count.low, row.count.best, row.count.high):
            if number is not None and number > _FEW:
                yield number


def _folded(texts: Iterable[str], most: int) -> tuple[str, ...]:
    folded = dict.fromkeys(_fold(text) for text in texts)
    return tuple(text for text in folded if text)[:most]


def _fold(text: str) -> str:
    return utils.default_process(text.translate(_LETTERS))


def fold_names(names: Iterable[str]) -> frozenset[str]:
    """Fold names as those of places are folded here, to compare them."""
    return frozenset(map(_fold, names))


def _is_latin(text: str) -> bool:
    return bool(_LATIN.search(text))
