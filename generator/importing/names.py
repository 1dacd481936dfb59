"""Which entry of the registry a name of a table stands for, and which names stand for none."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rapidfuzz import fuzz

from generator.model.archive import Subject
from generator.model.partial_date import DateError
from generator.model.registry import days_of
from generator.reading.names import names_of
from generator.reading.suggestion import closest

Span = tuple[date, date]
Why = Literal["unknown", "ambiguous", "not-then"]
GENERIC = frozenset(
    {
        *("canton", "county", "department", "district", "governorate", "municipality", "oblast"),
        *("prefecture", "province", "region", "state", "territory", "of", "the"),
    }
)
"""Words around the name of a division that say what it is, and not which."""
_COMPARISONS = 2_000_000
_SHORTEST_NAME = 4
_ONE_IN_EIGHT = 87.5


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a name, and from when to when."""

    id: str
    days: Span


@dataclass(slots=True)
class Missing:
    """A name that stands for nobody, how often it was looked up, and what it may mean.

    `ids` are those that bear it, where there are several or none at that time. `external_id` is
    its id in the dataset, `hint` what the dataset tells of its kind.
    """

    name: str
    why: Why
    ids: tuple[str, ...] = ()
    count: int = 0
    first_line: int = 0
    external_id: str = ""
    hint: str = ""


@dataclass
class Names:
    """The names of one kind of the registry; remembers what it did not find, and what it found.

    `dataset` is the key of `external_ids` under which the registry has ids of the dataset.
    """

    kind: str
    dataset: str = ""
    is_place: bool = False
    _by_name: dict[str, dict[str, Bearer]] = field(default_factory=lambda: defaultdict(dict))
    _by_external_id: dict[str, dict[str, Bearer]] = field(default_factory=lambda: defaultdict(dict))
    missing: dict[str, Missing] = field(default_factory=dict)
    _words: dict[str, tuple[frozenset[str], set[str]]] = field(default_factory=dict)
    """By each name of the registry, its words and its bearers."""
    found: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """By name, the ids that it stood for, and how often."""

    def learn(self, entries: Iterable[Subject], *, proposed: bool = False) -> None:
        """Take in entries of the registry, or such as are `proposed` for it."""
        for entry in entries:
            bearer = Bearer(entry.id, _days(entry))
            for name in (entry.id, *(name for _, name in names_of(entry))):
                for key in self._keys(name):
                    self._by_name[key][entry.id] = bearer
                    if not proposed and len(key) >= _SHORTEST_NAME:
                        words = frozenset(key.split())
                        self._words.setdefault(key, (words, set()))[1].add(entry.id)
            external = getattr(entry.facts, "external_ids", None) or {}
            if self.dataset and self.dataset in external:
                self._by_external_id[str(external[self.dataset])][entry.id] = bearer

    def find(
        self,
        name: str,
        days: Span | None = None,
        external_id: str = "",
        line: int = 0,
        hint: str = "",
    ) -> str | None:
        """Give the id that a name stands for on some days; None where it is none or several."""
        answer = self.look_up(name, days, external_id)
        if isinstance(answer, str):
            counts = self.found[name]
            counts[answer] = counts.get(answer, 0) + 1
            return answer
        told = self.missing.setdefault(f"{name}\n{answer.why}", answer)
        told.count += 1
        told.first_line = told.first_line or line
        told.external_id = told.external_id or external_id
        told.hint = told.hint or hint
        return None

    def look_up(self, name: str, days: Span | None = None, external_id: str = "") -> str | Missing:
        """Find a name as `find` does, and remember nothing."""
        bearers = self._by_external_id.get(external_id) if external_id else None
        for key in self._keys(name):
            bearers = bearers or self._by_name.get(key)
        if not bearers:
            return Missing(name, "unknown")
        then = _at(bearers.values(), days)
        if len(then) == 1:
            return then[0]
        if then:
            return Missing(name, "ambiguous", tuple(sorted(then)))
        return Missing(name, "not-then", tuple(sorted(bearers)))

    def resembling(self, name: str) -> str | None:
        """Give the one entry of the registry that a new name may be another spelling or part of.

        Either has all words of the other, or they differ in one letter of eight. None where that
        is true of none or of several.
        """
        own = self._keys(name)[-1]
        words = set(own.split())
        found: set[str] = set()
        for known, (others, bearers) in self._words.items():
            if words <= others or others <= words or fuzz.ratio(own, known) >= _ONE_IN_EIGHT:
                found |= bearers
        return found.pop() if len(found) == 1 else None

    def suggestion(self, name: str) -> str:
        """Give the id that was probably meant; empty where nothing is close."""
        words = {known: next(iter(bearers)) for known, bearers in self._by_name.items() if bearers}
        return closest(self._keys(name)[-1], words) or ""

    def _keys(self, name: str) -> tuple[str, ...]:
        """Give the ways in which a name may be written, the exact one first."""
        exact = folded(name)
        return (exact, core_of(exact)) if self.is_place and core_of(exact) else (exact,)


def folded(name: str) -> str:
    """Write a name without capitals and doubled spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def core_of(name: str) -> str:
    """Take the words that say what a place is from around its name; empty where nothing is left."""
    words = name.split()
    while words and words[-1].casefold() in GENERIC:
        words.pop()
    while words and words[0].casefold() in GENERIC:
        words.pop(0)
    return " ".join(words)


def _days(entry: Subject) -> Span:
    try:
        return days_of(getattr(entry.facts, "active", None))
    except DateError:
        return days_of(None)


def _at(bearers: Iterable[Bearer], days: Span | None) -> list[str]:
    """Give those who exist on all of the days, or else on some of them."""
    known = list(bearers)
    if days is None:
        return [bearer.id for bearer in known]
    first, last = days
    whole = [b.id for b in known if b.days[0] <= first and last <= b.days[1]]
    return whole or [b.id for b in known if b.days[0] <= last and first <= b.days[1]]


def hints_of(names: Mapping[str, Names]) -> dict[tuple[str, str], str]:
    """Give a suggestion for each missing name, by kind and name, while that stays cheap."""
    found: dict[tuple[str, str], str] = {}
    left = _COMPARISONS
    for kind, own in names.items():
        for missing in own.missing.values():
            left -= len(own._by_name)  # noqa: SLF001 - its own class's size
            if missing.why == "unknown" and left >= 0:
                found[kind, missing.name] = own.suggestion(missing.name)
    return found
