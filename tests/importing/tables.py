"""Made-up tables for the tests of importing: no row of them is anybody's data."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from generator.importing.ucdp import COLUMNS
from tests.conftest import REPOSITORY

SHARED = REPOSITORY.parent / "shared" / "data"
UCDP: Mapping[str, str] = {
    "id": "101",
    "relid": "ZZZ-2019-1-1-1",
    "year": "2019",
    "active_year": "True",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_new_id": "900",
    "dyad_name": "Made-up Army - Made-up Front",
    "side_a_new_id": "7001",
    "side_a": "Made-up Army",
    "side_b_new_id": "7002",
    "side_b": "Made-up Front",
    "number_of_sources": "1",
    "source_article": '"Made-up Times,2019-03-06,Two made-up dead"',
    "source_office": "Made-up Times",
    "source_date": "2019-03-06",
    "source_headline": "Two made-up dead",
    "source_original": "a made-up spokesman",
    "where_prec": "1",
    "where_coordinates": "Made-up town",
    "where_description": "Made-up town\nby the river",
    "adm_1": "Northland province",
    "adm_2": "Made-up district",
    "latitude": "35.5",
    "longitude": "60.5",
    "geom_wkt": "POINT (60.5 35.5)",
    "priogrid_gid": "181202",
    "country": "Madeupland",
    "country_id": "999",
    "region": "Nowhere",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2019-03-05",
    "date_end": "2019-03-05",
    "deaths_a": "0",
    "deaths_b": "2",
    "deaths_civilians": "0",
    "deaths_unknown": "0",
    "best": "2",
    "high": "2",
    "low": "2",
    "gwnoa": "999",
}
"""A made-up row in UCDP's columns, over the archive of the broken cases."""


ACLED: Mapping[str, str] = {
    "event_id_cnty": "ZZZ101",
    "event_date": "05 March 2019",
    "year": "2019",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Made-up Army",
    "assoc_actor_1": "Made-up Wing; Made-up Drivers",
    "inter1": "State forces",
    "actor2": "Made-up Front",
    "inter2": "Rebel group",
    "interaction": "State forces-Rebel group",
    "iso": "999",
    "region": "Nowhere",
    "country": "Madeupland",
    "admin1": "Northland",
    "admin2": "Made-up district",
    "location": "Made-up town",
    "latitude": "35.5",
    "longitude": "60.5",
    "geo_precision": "1",
    "source": "Made-up Times; Unheard of",
    "source_scale": "National",
    "notes": "On 5 March 2019, made-up people clashed. Two made-up fatalities.",
    "fatalities": "2",
    "timestamp": "1552000000",
}
"""A made-up row in ACLED's columns, whose rows may not be passed on."""


def acled_row(**cells: str) -> dict[str, str]:
    """Give the made-up row with some cells in other words."""
    return {**ACLED, **cells}


def ucdp_row(**cells: str) -> dict[str, str]:
    """Give the made-up row with some cells in other words."""
    return {**UCDP, **cells}


def table(file: Path, rows: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS) -> Path:
    """Write rows as CSV; columns without a value stay empty."""
    text = StringIO()
    writer = csv.DictWriter(text, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    return file
