"""What the tests of the commands share: a project with a small made-up archive."""

from pathlib import Path

import pytest

from tests.conftest import plant

BASE = Path(__file__).parents[1] / "broken" / "base"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with the small made-up archive of the broken cases."""
    files = [path for path in BASE.rglob("*") if path.is_file()]
    assert files
    return plant(
        tmp_path,
        {f"entries/{path.relative_to(BASE)}": path.read_text("utf-8") for path in files},
    )
