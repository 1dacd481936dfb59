"""The theme's frame, rendered once and spliced, gives MkDocs' own bytes."""

from pathlib import Path

import pytest

from generator.engines.frame import Frame, token
from tests.conftest import MADE_UP, digest, plant, project, run


def test_a_frame_is_laid_around_values_in_their_slots() -> None:
    rendered = f"<title>{token('title')}</title><h1>{token('title')}</h1>{token('content')}!"

    frame = Frame.of(rendered)

    values = {"title": "A", "content": "B", "description": "unused"}
    assert frame.around(values) == b"<title>A</title><h1>A</h1>B!"


@pytest.mark.slow
@pytest.mark.parametrize("repository", ["", "repository: https://example.org/archive\n"])
def test_every_spliced_page_is_byte_for_byte_what_mkdocs_renders(
    tmp_path: Path, repository: str
) -> None:
    for name in ("spliced", "rendered"):
        splice = "true" if name == "spliced" else "false"
        settings = project(tmp_path / name, options=f"{repository}splice: {splice}\nsearch: false")
        plant(tmp_path / name / "entries", MADE_UP)
        run("build", "--config", settings)

    spliced = digest(tmp_path / "spliced" / "site")
    rendered = digest(tmp_path / "rendered" / "site")

    assert spliced == rendered
    pages = [name for name in spliced if name.endswith(".html")]
    assert len(pages) > 580
    kinds = ("events/", "actors/", "provinces/", "types/", "publishers/", "dates/")
    for kind in kinds:
        assert any(page.startswith(kind) for page in pages), kind
