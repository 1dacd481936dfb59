"""The data package is one by Frictionless' own judgement, and every table is as it says."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from generator.exports.tables import TABLES, Rows

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """The package with its tables, to be spoilt."""
    for file in data.glob("*.csv"):
        shutil.copy(file, tmp_path)
    shutil.copy(data / "datapackage.json", tmp_path)
    return tmp_path


def test_frictionless_finds_no_fault_and_counts_the_same_rows(data: Path, rows: Rows) -> None:
    report = _validated(data)

    assert report.valid, report.flatten(["type", "name", "note"])
    assert {task.name: task.stats.get("rows", 0) for task in report.tasks} == {
        table.name: len(rows[table.name]) for table in TABLES if not table.machines_only
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("event_actors.csv", ",isis-k,", ",nobody,", "foreign-key"),
        ("events.csv", ",weak,", ",certain,", "constraint-error"),
        ("casualties.csv", ",killed,", ",slain,", "constraint-error"),
        ("events.csv", ",2022-06-11,", ",11.6.2022,", "type-error"),
    ],
)
def test_a_table_that_breaks_its_description_is_found_out(
    copy: Path, file: str, old: str, new: str, kind: str
) -> None:
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), "utf-8", newline="")
    described: dict[str, Any] = json.loads((copy / "datapackage.json").read_text("utf-8"))
    for resource in described["resources"]:
        del resource["bytes"], resource["hash"]  # or the sums alone would tell
    (copy / "datapackage.json").write_text(json.dumps(described), "utf-8")

    report = _validated(copy)

    assert not report.valid
    assert kind in {error[0] for error in report.flatten(["type"])}


def test_a_changed_file_is_found_out_by_its_sum(copy: Path) -> None:
    with (copy / "types.csv").open("ab") as stream:
        stream.write(b"more,More,A kind.,false,,0\r\n")

    kinds = {error[0] for error in _validated(copy).flatten(["type"])}

    assert {"hash-count", "byte-count"} <= kinds


def test_every_column_and_every_table_is_described(data: Path) -> None:
    described = json.loads((data / "datapackage.json").read_text("utf-8"))

    for resource in described["resources"]:
        header = (data / resource["path"]).read_bytes().partition(b"\r\n")[0].decode().split(",")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["description"].endswith(".") for field in fields)
        assert resource["description"]


def _validated(folder: Path) -> Any:
    return Package(str(folder / "datapackage.json")).validate()
