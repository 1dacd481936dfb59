"""UCDP's columns -> entries -> UCDP's columns: whatever a row says is given back."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.commands.importing import import_
from generator.engines.clock import today
from generator.model.toll import toll_of
from tests.importing.tables import table, ucdp_row

layouts = pytest.importorskip("generator.exports.layouts", reason="UCDP's layout is not here")
ROWS = [
    ucdp_row(),
    ucdp_row(id="102", date_prec="4", date_start="2019-02-01", date_end="2019-02-28"),
    ucdp_row(id="103", date_prec="2", date_end="2019-03-07", where_prec="2", year="2018"),
    ucdp_row(id="104", date_prec="5", date_start="2019-01-01", date_end="2019-12-31"),
    ucdp_row(id="105", low="3", best="2", high="1", where_prec="4", adm_2=""),
    ucdp_row(id="106", deaths_civilians="4", best="6", low="5", high="9", where_prec="3"),
    ucdp_row(id="107", type_of_violence="2", side_b="Made-up Front, Made-up Wing"),
    ucdp_row(id="108", where_prec="6", adm_1="", adm_2="", geom_wkt="POINT (60.5 35.25)"),
]
"""Made up, with every precision, disorder and kind of side."""


def test_every_filled_cell_comes_back_with_its_value(tmp_path: Path) -> None:
    entries = tmp_path / "entries"
    entries.mkdir()
    file = table(tmp_path / "table.csv", ROWS)
    arguments = ["ucdp-ged", str(file), "--entries", str(entries), "--propose-registry"]
    result = CliRunner().invoke(import_, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    archive = pipeline.run(entries, today()).archive
    assert archive is not None

    text = layouts.layout_text(
        layouts.UCDP, layouts.told(archive, lambda entry: toll_of(entry.facts))
    )

    found = {row["id"]: row for row in csv.DictReader(StringIO("".join(text)))}
    assert found.keys() == {row["id"] for row in ROWS}
    lost = [
        (row["id"], column, cell, found[row["id"]][column])
        for row in ROWS
        for column, cell in row.items()
        if cell and found[row["id"]][column] != cell
    ]
    assert lost == []
