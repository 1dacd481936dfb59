"""What readers load and wait for, measured on built sites and set side by side by size.

A measuring program of this folder has `rows(site)`, which gives what it measured and each figure
with its unit, in an order that does not depend on the site.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

Figures = Sequence[tuple[str, str]]
Measure = Callable[[Path], Figures]
_PROGRAMS = ("payload", "explore", "weight")


def measures() -> list[Measure]:
    """Find the measuring programs that are there."""
    found = []
    for name in _PROGRAMS:
        module = f"{__package__}.{name}"
        if find_spec(module) is not None:
            rows: Measure | None = getattr(import_module(module), "rows", None)
            found += [rows] if rows is not None else []
    return found


def table(figures: Mapping[int, Figures]) -> Iterator[str]:
    """Print what was measured at each size; a dash where a size has no such figure."""
    by_size = {size: dict(found) for size, found in figures.items()}
    yield f"| for readers | {' | '.join(f'{size:,} entries' for size in by_size)} |"
    yield f"| --- |{' ---: |' * len(by_size)}"
    for what in dict.fromkeys(what for found in by_size.values() for what in found):
        yield f"| {what} | {' | '.join(found.get(what, '-') for found in by_size.values())} |"
