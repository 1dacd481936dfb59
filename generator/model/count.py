"""What a number of people is when sources only bound it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator.model.problem import quoted

PATTERN = r"^(?:[0-9]{1,7}\+?|<=[0-9]{1,7}|[0-9]{1,7}-[0-9]{1,7}|~[0-9]{1,7}|unknown)$"
FORMS = "8, 8+, <=7, 8-12, ~20 or unknown"
LARGEST = 9_999_999
_FORM = re.compile(
    r"(?P<exact>\d{1,7})|(?P<least>\d{1,7})\+|<=(?P<most>\d{1,7})"
    r"|(?P<low>\d{1,7})-(?P<high>\d{1,7})|~(?P<about>\d{1,7})|(?P<unknown>unknown)",
    re.ASCII,
)
_TO = "\N{EN DASH}"
_KEYS = ("min", "best", "max")
_MANY = 2


class CountError(ValueError):
    """The value is not a count; the message says what is wrong."""


class CountOrderError(CountError):
    """A count whose bounds contradict one another."""


@dataclass(frozen=True, slots=True)
class Count:
    """Between `low` and `high` people, both included; `high` is None where nothing bounds it.

    `best` is a source's own best estimate, where it gives one. `approximate` marks "about".
    `known` is false only for `unknown`, which is not zero: it bounds nothing.
    """

    low: int
    high: int | None
    best: int | None = None
    approximate: bool = False
    known: bool = True

    @staticmethod
    def parse(value: object) -> "Count":
        """Read `8`, `8+`, `<=7`, `8-12`, `~20`, `unknown` or a mapping of min, best, max.

        Raises CountError, or CountOrderError where the bounds contradict one another.
        """
        if isinstance(value, bool):
            raise CountError(f"write a count as {FORMS}")
        if isinstance(value, int):
            if 0 <= value <= LARGEST:
                return Count(low=value, high=value)
            raise CountError(f"a count is a whole number from 0 to {LARGEST:,}")
        if isinstance(value, str):
            return _parse(value)
        if isinstance(value, dict):
            return _from_bounds(value)
        raise CountError(f"write a count as {FORMS}")

    @property
    def estimate(self) -> int | None:
        """The best estimate: a source's own, or the number itself where it is exact."""
        if self.best is not None:
            return self.best
        return self.low if self.low == self.high else None

    @property
    def plain(self) -> str | dict[str, int]:
        """The shortest plain value; what `parse` gave, it reads back to an equal count.

        A sum such as "about 23 to 25" has no plain value: it loses its "about", not its bounds.
        """
        if not self.known:
            return "unknown"
        if self.best is not None:
            bounds = {"min": self.low, "best": self.best, "max": self.high}
            return {key: number for key, number in bounds.items() if number is not None}
        if self.approximate and self.low == self.high:
            return f"~{self.low}"
        if self.high is None:
            return f"{self.low}+"
        if self.low == self.high:
            return f"{self.low}"
        return f"<={self.high}" if self.low == 0 else f"{self.low}-{self.high}"

    def __add__(self, other: "Count") -> "Count":
        """Add bounds to bounds: 8+ and 3-5 is at least 11; unknown bounds nothing."""
        return Count(
            low=self.low + other.low,
            high=None if self.high is None or other.high is None else self.high + other.high,
            best=_sum_best(self, other),
            approximate=self.approximate or other.approximate,
            known=self.known or other.known,
        )

    def __or__(self, other: "Count") -> "Count":
        """Span both: the range within which rival figures lie (8 or 3-5 is 3-8)."""
        if not (self.known and other.known):
            return self if self.known else other
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        low = min(self.low, other.low)
        approximate = self.approximate or other.approximate
        return Count(low=low, high=high, approximate=approximate)

    def __str__(self) -> str:
        """Print as a reader expects: "8", "at least 8", "up to 7", "about 20"."""
        if not self.known:
            return "unknown"
        words = _bounds_in_words(self.low, self.high, "about " if self.approximate else "")
        if self.best is None or self.low == self.best == self.high:
            return words
        bounds = "" if self.low == 0 and self.high is None else f"; {words}"
        return f"{self.best:,} (best estimate{bounds})"


UNKNOWN = Count(low=0, high=None, known=False)
ZERO = Count(low=0, high=0)


def add_up(counts: Iterable[Count]) -> Count:
    """Add counts honestly; nothing at all adds up to exactly zero.

    It is what `+` gives one by one, in one pass: archives add up many.
    """
    parts = tuple(counts)
    if len(parts) < _MANY:
        return parts[0] if parts else ZERO
    highs = [part.high for part in parts if part.high is not None]
    best = None
    if any(part.best is not None for part in parts):
        estimates = [number for part in parts if (number := part.estimate) is not None]
        best = sum(estimates) if len(estimates) == len(parts) else None
    return Count(
        low=sum([part.low for part in parts]),
        high=sum(highs) if len(highs) == len(parts) else None,
        best=best,
        approximate=any(part.approximate for part in parts),
        known=any(part.known for part in parts),
    )


def span(counts: Iterable[Count]) -> Count:
    """Give the range within which rival figures for one thing lie; none at all is unknown."""
    result = UNKNOWN
    for count in counts:
        result = result | count
    return result


@lru_cache(maxsize=4096)
def _parse(text: str) -> Count:
    found = _FORM.fullmatch(text)
    if found is None:
        raise CountError(f"{quoted(text)} is not a count; write {FORMS}")
    number = {
        key: int(value) for key, value in found.groupdict().items() if value and key != "unknown"
    }
    match number:
        case {"exact": exact}:
            return Count(low=exact, high=exact)
        case {"least": least}:
            return Count(low=least, high=None)
        case {"most": most}:
            return Count(low=0, high=most)
        case {"low": low, "high": high}:
            if low > high:
                raise CountOrderError(f"`{text}` runs from the larger to the smaller number")
            return Count(low=low, high=high)
        case {"about": about}:
            return Count(low=about, high=about, approximate=True)
        case _:
            return UNKNOWN


def _from_bounds(bounds: dict[object, object]) -> Count:
    if strange := sorted(str(key) for key in bounds if key not in _KEYS):
        raise CountError(f"a count has min, best and max, not {quoted(strange[0])}")
    numbers: dict[str, int] = {}
    for key in _KEYS:
        match bounds.get(key):
            case None:
                continue
            case int(number) if not isinstance(number, bool) and 0 <= number <= LARGEST:
                numbers[key] = number
            case _:
                raise CountError(f"`{key}` of a count is a whole number from 0 to {LARGEST:,}")
    if not numbers:
        raise CountError("a count needs at least one of min, best and max")
    given = list(numbers.values())
    if given != sorted(given):
        raise CountOrderError("a count needs min <= best <= max")
    return Count(low=numbers.get("min", 0), high=numbers.get("max"), best=numbers.get("best"))


def _sum_best(one: Count, other: Count) -> int | None:
    first, second = one.estimate, other.estimate
    if one.best is None and other.best is None:
        return None
    return None if first is None or second is None else first + second


def _bounds_in_words(low: int, high: int | None, about: str) -> str:
    if high is None:
        return f"at least {about}{low:,}" if low else f"{about}0 or more"
    if low == high:
        return f"{about}{low:,}"
    return f"up to {about}{high:,}" if low == 0 else f"{about}{low:,}{_TO}{high:,}"
