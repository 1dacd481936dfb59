"""What the tests of pages share: the archive of the real entries."""

from datetime import date

import pytest

from generator import pipeline
from generator.model.archive import Archive
from tests.conftest import ENTRIES


@pytest.fixture(scope="package")
def archive() -> Archive:
    """The archive of the real entries, read once."""
    outcome = pipeline.run(ENTRIES, date(2026, 11, 22), warnings=False)
    assert outcome.archive is not None
    return outcome.archive
