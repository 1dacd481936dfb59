"""How a table's figures of the dead become counts by group, whose sums are the table's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.model.event import Group

Bounds = dict[str, int]
"""`min`, `best` and `max` of a count, those that are known."""
DISORDERED = "low, best and high are in no order: the count runs from the smallest to the largest"
CONTRADICTING = "the dead of each side add up to more than best: only the whole is counted"
WITHOUT_BEST = "best is empty: the dead of each side stand alone"
LARGEST_GROUP = "low and high are of the whole: they stand on the largest group"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by group, what had to be approximated, and whether their sums give the table's."""

    counts: tuple[tuple[Group, Bounds], ...]
    notes: tuple[str, ...]
    is_exact: bool


def figures_of(
    groups: Iterable[tuple[Group, int | None]],
    low: int | None,
    best: int | None,
    high: int | None,
) -> Figures:
    """Spread the estimates of the whole over the groups; a group without a number is not known.

    Of several groups one carries both bounds, and where it has too few the next: their sums are
    `low`, `best` and `high`.
    """
    by_group: dict[Group, int] = {}
    for group, number in groups:
        if number is not None:
            by_group[group] = by_group.get(group, 0) + number
    if best is None and by_group:
        counts = tuple((group, _exactly(number)) for group, number in by_group.items() if number)
        return Figures(counts, (WITHOUT_BEST,), is_exact=False)
    estimates = {"min": low, "best": best, "max": high}
    whole = {key: number for key, number in estimates.items() if number is not None}
    if not whole:
        return Figures((), (), is_exact=True)
    notes = []
    given = list(whole.values())
    if any(one > other for one, other in pairwise(given)):
        notes.append(DISORDERED)
        whole = {**whole, "min": min(given), "max": max(given)}
    if best is not None and sum(by_group.values()) > best:
        notes.append(CONTRADICTING)
        by_group = {}
    is_exact = not notes and len(whole) == len(estimates)
    counts = tuple(_spread(by_group, whole))
    if len(counts) > 1 and whole.get("min") != whole.get("max"):
        notes.append(LARGEST_GROUP)
    return Figures(counts, tuple(notes), is_exact)


def _spread(by_group: Mapping[Group, int], whole: Bounds) -> Iterable[tuple[Group, Bounds]]:
    best = whole.get("best")
    if best is None:
        yield "unknown", whole
        return
    known = {group: number for group, number in by_group.items() if number}
    rest = best - sum(known.values())
    if rest or not known:
        known["unknown"] = known.get("unknown", 0) + rest
    carriers = sorted(known, key=lambda group: (group != "unknown", -known[group]))
    lows = dict(known)
    missing = sum(known.values()) - whole["min"] if "min" in whole else 0
    for group in carriers:
        taken = min(missing, lows[group]) if missing > 0 else 0
        lows[group] -= taken
        missing -= taken
    for group, number in known.items():
        high = number
        if group == carriers[0] and "max" in whole:
            high += whole["max"] - sum(known.values())
        bounds = {"min": lows[group], "best": number, "max": high}
        yield group, {key: bounds[key] for key in ("min", "best", "max") if key in whole}


def _exactly(number: int) -> Bounds:
    return {"min": number, "best": number, "max": number}


def count_of(bounds: Bounds) -> str | Bounds:
    """Write a count as plainly as it can be."""
    if len(bounds) == len(("min", "best", "max")) and len(set(bounds.values())) == 1:
        return f"{bounds['best']}"
    return bounds
