"""What the tests of the exports share: a built site's data files, and the archive they tell of."""

from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.exports.disclosure import disclosed
from generator.exports.tables import Rows, Tolls, rows_of
from generator.model.archive import Archive
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.toll import TollLine, toll_of


def tolls_of(event: Entry[Event]) -> tuple[TollLine, ...]:
    """Give an event's toll."""
    return toll_of(event.facts)


@pytest.fixture(scope="session")
def tolls() -> Tolls:
    """How the exports ask for an event's toll."""
    return tolls_of


@pytest.fixture(scope="session")
def data(built: Path) -> Path:
    """The data folder of the site that was built of the real entries and made-up ones."""
    return built / "data"


@pytest.fixture(scope="session")
def entries(built: Path) -> Path:
    """The entries of that site."""
    return built.parent / "entries"


@pytest.fixture(scope="session")
def whole(entries: Path) -> Archive:
    """The archive of that site."""
    outcome = pipeline.run(entries, date(2026, 11, 27), warnings=False)
    assert outcome.archive is not None
    return outcome.archive


@pytest.fixture(scope="session")
def rows(whole: Archive, tolls: Tolls) -> Rows:
    """The rows of all tables of that archive."""
    return rows_of(disclosed(whole), tolls)
