"""What the page on data shows runs as it stands, and gives what the entries give."""

import contextlib
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from generator.exports.snippets import snippet_text, snippets
from generator.exports.tables import Rows
from generator.exports.tables.events import EVENTS
from generator.model.archive import Archive
from generator.model.data_file import DataFile, Published

pytestmark = pytest.mark.slow


def _text(name: str) -> str:
    """Give a snippet for files in the current folder."""
    return re.sub(r"<([a-z_]+\.[a-z]+)>", r"\1", snippet_text(name))


@pytest.fixture
def here(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the data folder, as whoever downloaded it."""
    monkeypatch.chdir(data)
    return data


@pytest.fixture
def killed(rows: Rows) -> Counter[int]:
    """How many were killed at least, by year, over the events that count in totals."""
    at = EVENTS.at
    found: Counter[int] = Counter()
    for row in rows["events"]:
        if row[at("counts_in_totals")] and row[at("killed_min")] is not None:
            found[int(str(row[at("year")]))] += int(str(row[at("killed_min")]))
    return found


@pytest.mark.usefixtures("here")
def test_pandas(whole: Archive) -> None:
    types = whole.registry.types
    read: Counter[int] = Counter()
    for event in whole.events:
        for line in event.facts.casualties:
            if line.outcome == "killed" and not types[event.facts.type].facts.aggregate:
                read[event.facts.date.first.year] += line.count.low

    shown = _run("pandas.py")

    told = [line.split() for line in shown.splitlines()[1:-1]]
    assert {int(year): float(number) for year, number in told} == dict(read)


@pytest.mark.usefixtures("here")
def test_pandas_with_texts_as_they_were(whole: Archive) -> None:
    assert _run("apostrophes.py") == f"{[event.facts.title for event in whole.events]}\n"


@pytest.mark.usefixtures("here")
def test_duckdb(rows: Rows) -> None:
    found = duckdb.execute(_text("duckdb.sql")).fetchall()

    at = EVENTS.at
    placed = [row for row in rows["events"] if row[at("province")] and row[at("counts_in_totals")]]
    assert sum(events for _, events, _ in found) == len(placed)
    assert sum(int(number or 0) for *_, number in found) == sum(
        int(str(row[at("killed_min")] or 0)) for row in placed
    )


@pytest.mark.usefixtures("here")
def test_duckdb_on_whole_records(whole: Archive) -> None:
    found = duckdb.execute(_text("records.sql")).fetchall()

    denials = [
        (event.id, claim.by, claim.stance, claim.text)
        for event in whole.events
        for claim in event.facts.claims
        if claim.stance == "denies"
    ]
    assert sorted(found) == sorted(denials)
    assert denials


@pytest.mark.usefixtures("here")
def test_sqlite() -> None:
    with contextlib.closing(sqlite3.connect("archive.sqlite")) as store:
        found = store.execute(_text("sqlite.sql")).fetchall()

    assert "2022-06-11-taloqan-raid" in {event for event, _ in found}


@pytest.mark.usefixtures("here")
def test_datasette(rows: Rows) -> None:
    done = subprocess.run(
        ["sh", "-c", _text("datasette.sh")],
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip

    told = json.loads(done.stdout)
    counted = [row for row in rows["events"] if row[EVENTS.at("counts_in_totals")]]
    assert sum(row["events"] for row in told) == len(counted)


@pytest.mark.usefixtures("here")
def test_duckdb_on_parquet(killed: Counter[int]) -> None:
    found = duckdb.execute(_text("parquet.sql")).fetchall()

    assert {year: number for year, _, number in found if number is not None} == {
        year: number for year, number in killed.items() if year >= 2021
    }


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # dask's own use of it
@pytest.mark.usefixtures("here")
def test_dask_on_parquet(killed: Counter[int]) -> None:
    shown = _run("dask.py")

    told = [line.split() for line in shown.splitlines() if line[:4].isdigit()]
    assert {int(year): float(number) for year, number in told} == {
        year: number for year, number in killed.items() if year >= 2021
    }


@pytest.mark.usefixtures("here")
def test_r(killed: Counter[int]) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed; it is larger than all else that the tests need")
    done = subprocess.run(
        ["Rscript", "-e", _text("r.R")], check=True, capture_output=True, text=True
    )

    told = [line.split()[1:] for line in done.stdout.splitlines()[1:]]
    assert {int(year): int(number) for year, number in told} == dict(killed)


@pytest.mark.usefixtures("here")
def test_spark(killed: Counter[int]) -> None:
    pytest.importorskip("pyspark", reason="Spark needs Java, which the tests do without")

    shown = _run("spark.py")

    found = {int(year): int(number) for year, number in re.findall(r"\| *(\d+)\| *(\d+)\|", shown)}
    assert found == {year: number for year, number in killed.items() if year >= 2021}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["events", "provinces"])
def test_qgis(name: str, whole: Archive) -> None:
    if shutil.which("ogrinfo") is None:
        pytest.skip("GDAL, by which QGIS reads maps, is not installed; it is large")
    done = subprocess.run(
        ["ogrinfo", "-so", "-al", f"{name}.geojson"], check=True, capture_output=True, text=True
    )

    counts = {"events": len(whole.events), "provinces": len(whole.registry.boundaries)}
    assert f"Feature Count: {counts[name]}\n" in done.stdout


def test_every_snippet_names_files_that_are_there(data: Path) -> None:
    published = [
        Published(DataFile(f"data/{path.name}", "", "", "", ()), f"data/{path.name}.gz", 1, None)
        for path in data.iterdir()
    ]

    shown = list(snippets(published, "https://example.org/"))

    pandas = next(snippet for snippet in shown if snippet.key == "pandas-py")
    assert 'read_csv("https://example.org/data/events.csv.gz"' in pandas.text
    assert {snippet.key for snippet in shown} >= {"r-r", "qgis", "dask-py", "spark-py"}
    assert list(snippets([], "")) == []


def _run(name: str) -> str:
    shown = io.StringIO()
    space: dict[str, Any] = {}
    with contextlib.redirect_stdout(shown):
        exec(compile(_text(name), name, "exec"), space)  # noqa: S102 - our own text
    return shown.getvalue()
