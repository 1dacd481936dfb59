"""What was corrected in an archive, newest first, and over which pages it is spread."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.model.archive import Archive
from generator.model.entry import Entry
from generator.model.event import Correction, Event

LATEST = 100
"""Corrections on the first page, where there are too many for one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A correction, and the entry in which it was made."""

    entry: Entry[Event]
    correction: Correction


def changes_of(archive: Archive) -> tuple[Change, ...]:
    """List every correction, newest first; those of one day by the entry's id."""
    found = [
        Change(entry, correction)
        for entry in archive.by_id.values()
        for correction in entry.facts.corrections
    ]
    found.sort(key=lambda change: change.entry.id)
    return tuple(sorted(found, key=lambda change: change.correction.date, reverse=True))


def by_year(changes: tuple[Change, ...]) -> list[tuple[int, tuple[Change, ...]]]:
    """Group corrections by the year in which they were made, in the order given."""
    return [
        (year, tuple(group)) for year, group in groupby(changes, lambda c: c.correction.date.year)
    ]


def count_by_year(archive: Archive) -> Mapping[int, int]:
    """Count the corrections of each year, latest first."""
    counts = Counter(
        correction.date.year
        for entry in archive.by_id.values()
        for correction in entry.facts.corrections
    )
    return {year: counts[year] for year in sorted(counts, reverse=True)}


def correction_words(correction: Correction) -> str:
    """Say which field was changed, from what to what, as far as it is written down."""
    parts = (
        correction.field,
        correction.was and f"was “{correction.was}”",
        correction.now and f"now “{correction.now}”",
    )
    return ", ".join(part for part in parts if part)
