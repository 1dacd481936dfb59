"""Data files as the engines write them: switched off, compressed, staged, and made once more."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from frictionless import Package

from generator import pipeline
from generator.engines import exporting
from generator.engines.exporting import Exporting, published_below
from generator.exports import data_files, parquet
from generator.exports.layouts import LAYOUTS
from generator.site.render import DATA_MARK, Renderer, Site
from tests.conftest import ENTRIES, plant

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """The real archive, ready to be rendered."""
    outcome = pipeline.run(ENTRIES, TODAY, warnings=False)
    assert outcome.archive is not None
    return Renderer(outcome.archive, Site("Made up"), layouts=LAYOUTS)


@pytest.fixture
def site(tmp_path: Path, renderer: Renderer) -> Path:
    """A site with the explore page's data, and a page that waits for the others."""
    files = dict(data_files(renderer.archive, renderer.views.sums.toll))
    return plant(tmp_path / "site", {**files, exporting.PAGE: f"<main>{DATA_MARK}</main>"})


def test_a_file_that_is_too_large_for_hosts_is_compressed_and_told_as_it_is(
    site: Path, renderer: Renderer
) -> None:
    published = Exporting(renderer, ENTRIES, largest=30_000).finish(site)
    exporting.fill(site / exporting.PAGE, renderer, published)

    data = site / "data"
    assert not (data / "archive.sqlite").exists()
    assert gzip.decompress((data / "archive.sqlite.gz").read_bytes())[:15] == b"SQLite format 3"
    lines = gzip.decompress((data / "events.ndjson.gz").read_bytes()).splitlines()
    assert len(lines) == len(renderer.archive.events)
    head = (data / "events.csv.gz").read_bytes()[3:10]
    assert head == bytes(6) + b"\xff"  # no name, no clock, no machine
    page = (site / exporting.PAGE).read_text("utf-8")
    assert 'href="../data/archive.sqlite.gz"' in page
    assert 'read_csv("data/events.csv.gz"' in page.replace("&#34;", '"')
    described = json.loads((data / "datapackage.json").read_text("utf-8"))
    report = Package(str(data / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "note"])
    paths = {resource["name"]: resource["path"] for resource in described["resources"]}
    assert paths["claims"] == "claims.csv.gz"
    assert paths["types"] == "types.csv"
    sums = (data / "SHA256SUMS").read_text("utf-8")
    assert "  claims.csv.gz\n" in sums


def test_without_the_files_the_page_tells_of_those_of_the_explore_page(
    site: Path, renderer: Renderer
) -> None:
    published = published_below(site)
    page = exporting.fill(site / exporting.PAGE, renderer, published)

    assert [one.path for one in published] == [
        "data/explore.json", "data/explore-titles.json", "data/outlines.json",
    ]  # fmt: skip
    assert "explore-titles.json" in page
    assert "events.csv" not in page
    assert DATA_MARK not in page


def test_without_pyarrow_there_is_no_parquet_and_no_word_of_it(
    site: Path, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda _name: None)

    published = Exporting(renderer, ENTRIES).finish(site)
    page = exporting.fill(site / exporting.PAGE, renderer, published)

    assert not (site / "data/parquet").exists()
    assert "events.csv" in page
    assert "parquet/" not in page


def test_a_page_that_somebody_wrote_in_its_place_is_left_alone(
    tmp_path: Path, renderer: Renderer
) -> None:
    page = plant(tmp_path, {"index.html": "mine"}) / "index.html"

    assert exporting.fill(page, renderer, []) == ""
    assert exporting.fill(tmp_path / "absent.html", renderer, []) == ""
    assert page.read_text() == "mine"


def test_another_process_writes_the_same_bytes(site: Path, renderer: Renderer) -> None:
    apart = Exporting(renderer, ENTRIES)
    apart.start(site)

    first = {one.path: one.sha256 for one in apart.finish(site)}
    second = {one.path: one.sha256 for one in Exporting(renderer, ENTRIES).finish(site)}

    assert len(first) > 30
    assert first == second
