"""Data files: the archive's events for programs, from the explore page to a reader's own."""

from collections.abc import Iterator

from generator.exports.explore import COLUMNS, TITLES, explore
from generator.exports.outlines import OUTLINES, outlines
from generator.exports.tables import Tolls
from generator.model.archive import Archive


def data_files(archive: Archive, tolls: Tolls) -> Iterator[tuple[str, str]]:
    """Give path and text of every data file that the explore page loads."""
    columns, titles = explore(archive, tolls)
    yield COLUMNS.path, columns
    yield TITLES.path, titles
    yield OUTLINES.path, outlines(archive)
