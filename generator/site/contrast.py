"""How a speaker's figures beside independent ones read and are drawn."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.model.archive import Events
from generator.model.count import Count
from generator.model.divergence import Comparison, Divergence, Figure, Ratio
from generator.site.words import GROUPS

MOST = 12
"""Events of one outcome and group that a page lists; the sum is over all."""
WIDTH, HEIGHT = 240, 20
_LEFT, _RIGHT = 6, 228
_ARROW = 4
_OWN, _OTHERS = 5, 15
_ENOUGH_TICKS = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure in the picture: a dot at each end that it has, and the line between them.

    `dots` are x coordinates; `line` is an SVG path, or empty. A figure without an upper bound has
    one dot, and a line with an arrow.
    """

    y: int
    dots: tuple[float, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Line:
    """One event of the table; `own` and `others` are drawn where there is a picture."""

    comparison: Comparison
    ratio: str
    own: tuple[Mark, ...]
    others: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """The table's part for one outcome and group.

    `ticks` are x and label, none without picture; `grid` is the SVG path of a line at each.
    """

    title: str
    summary: str
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    grid: str


def contrasts_of(divergences: Iterable[Divergence]) -> tuple[Contrast, ...]:
    """Word and draw one speaker's comparisons."""
    return tuple(_contrast(divergence) for divergence in divergences)


def events_of(divergences: Iterable[Divergence]) -> Events:
    """Give the events that are compared, each once."""
    found = {c.event.id: c.event for one in divergences for c in one.comparisons}
    return tuple(found.values())


def _contrast(divergence: Divergence) -> Contrast:
    shown = divergence.comparisons[:MOST]
    scale, ticks = _scale(shown) if divergence.is_enough else (None, ())
    return Contrast(
        title=f"{GROUPS[divergence.group].capitalize()} {divergence.outcome}",
        summary=_summary(divergence),
        lines=tuple(_line(comparison, scale) for comparison in shown),
        ticks=ticks,
        grid="".join(f"M{x:g} 0V{HEIGHT}" for x, _ in ticks),
    )


def _summary(divergence: Divergence) -> str:
    """Say in how many events the figures lie on which side; of few events only how many."""
    count = len(divergence.comparisons)
    if not divergence.is_enough:
        return f"{count} event{'' if count == 1 else 's'}: too few to sum up."
    below, above, rest = (divergence.count(side) for side in ("below", "above", "open"))
    middle = divergence.median
    said = "is left open by the bounds" if middle.says_nothing else f"is {ratio_words(middle)}"
    shown = f" The latest {MOST} are listed." if count > MOST else ""
    return (
        f"Of {count:,} events, its figure is below every independent one in {below:,} and above "
        f"every one in {above:,}; in {rest:,} it lies among them, or their bounds leave it open. "
        f"The median ratio {said}.{shown}"
    )


def ratio_words(ratio: Ratio) -> str:
    """Say a ratio by its bounds: "0.47", "at most 0.67", "0.8 to 1.2", "about 0.9"."""
    about = "about " if ratio.approximate else ""
    if ratio.says_nothing:
        return "could be any"
    if ratio.low == math.inf:
        return "unbounded: the others say none"
    if ratio.high == math.inf:
        return f"at least {about}{_short(ratio.low)}"
    low, high = _short(ratio.low), _short(ratio.high)
    if low == high:
        return f"{about}{low}"
    return f"at most {about}{high}" if ratio.low == 0 else f"{about}{low}\N{EN DASH}{high}"


def _short(number: float) -> str:
    """Give two or three digits: 0.047, 0.47, 1.36, 12."""
    ten = 10
    if number >= ten:
        return f"{number:,.0f}"
    return f"{number:.2g}" if number < 0.1 else f"{number:.2f}".rstrip("0").rstrip(".")  # noqa: PLR2004


def _line(comparison: Comparison, scale: Callable[[int], float] | None) -> Line:
    return Line(
        comparison,
        ratio_words(comparison.ratio),
        _marks(comparison.own, _OWN, scale) if scale else (),
        _marks(comparison.others, _OTHERS, scale) if scale else (),
    )


def _marks(figures: Iterable[Figure], y: int, scale: Callable[[int], float]) -> tuple[Mark, ...]:
    counts = dict.fromkeys((figure.count.low, figure.count.high) for figure in figures)
    return tuple(_mark(low, high, y, scale) for low, high in counts)


def _mark(low: int, high: int | None, y: int, scale: Callable[[int], float]) -> Mark:
    start = scale(low)
    if high is None:
        tip = WIDTH - 1
        head = f"m{-_ARROW} {-_ARROW / 2:g}l{_ARROW} {_ARROW / 2:g}l{-_ARROW} {_ARROW / 2:g}"
        return Mark(y, (start,), f"M{start:g} {y}H{tip}{head}")
    end = scale(high)
    return (
        Mark(y, (start,), "") if start == end else Mark(y, (start, end), f"M{start:g} {y}H{end:g}")
    )


def _scale(
    shown: Sequence[Comparison],
) -> tuple[Callable[[int], float], tuple[tuple[float, str], ...]]:
    """Lay numbers out by log(1 + n), so that zero has a place, from 0 to the largest."""
    counts = [figure.count for one in shown for figure in (*one.own, *one.others)]
    largest = max(1, *(_largest(count) for count in counts))

    def scale(number: int) -> float:
        share = math.log1p(number) / math.log1p(largest)
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)

    tens = [10**power for power in range(8) if 10**power <= largest]
    every = tens if len(tens) > _ENOUGH_TICKS else sorted({*tens, largest})
    return scale, tuple((scale(number), f"{number:,}") for number in (0, *every))


def _largest(count: Count) -> int:
    return count.low if count.high is None else count.high
