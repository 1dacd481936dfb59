"""How the data files are opened: a few lines for each tool, which the tests run."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

from generator.exports import parquet
from generator.model.data_file import Published, Snippet

_APOSTROPHES = "Takes away the apostrophes that keep a spreadsheet from running a cell."
_SEARCH = (
    "Full-text search over titles, accounts and claims in archive.sqlite; uncompress it first if "
    "its name ends in .gz."
)
_BROWSING = "Without --get it opens a site for browsing the database, at http://localhost:8001/."
_PRUNING = "Reads only the files of the years that it needs. Download the folder first."
_TIES = (
    "Colour the provinces by the field events. Events without a point are rows of the attribute "
    "table: a relation or a join of province to id ties them to their outline."
)
_ALL: tuple[tuple[str, str, str], ...] = (
    ("pandas.py", "pandas", "How many were killed at least by year, by the archive's reading."),
    ("apostrophes.py", "pandas, with texts as they were", _APOSTROPHES),
    ("r.R", "R", "The same sum in base R."),
    ("duckdb.sql", "DuckDB", "Reads the files where they are."),
    ("records.sql", "DuckDB, on whole records", "Every denial, with who denies."),
    ("sqlite.sql", "SQLite", _SEARCH),
    ("datasette.sh", "Datasette", _BROWSING),
    ("parquet.sql", "DuckDB, on Parquet", _PRUNING),
    ("dask.py", "Dask, on Parquet", "Likewise, on as many machines as you have."),
    ("spark.py", "Spark, on Parquet", "Likewise."),
)
_ON_PARQUET = frozenset({"parquet.sql", "dask.py", "spark.py"})
_QGIS = Snippet(
    "qgis",
    "QGIS",
    "",
    "Dots where an exact place is known, and provinces by their number of events.",
    "",
    (
        "Choose Layer, Add Layer, Add Vector Layer, and as source type Protocol: HTTP(S).",
        "As URI give the address of provinces.geojson, and add it; then that of events.geojson.",
        _TIES,
    ),
)
_NAME = re.compile(r"<([a-z_]+\.[a-z]+)>")


def snippets(published: Iterable[Published], site: str) -> Iterator[Snippet]:
    """Give the snippets with the addresses that the files have; `site` is that of the site."""
    addresses = {one.file.path.removeprefix("data/"): f"{site}{one.path}" for one in published}
    if "events.csv" not in addresses:
        return
    has_parquet = parquet.is_available()
    for name, tool, note in _ALL:
        if name not in _ON_PARQUET or has_parquet:
            key, _, language = name.partition(".")
            text = _NAME.sub(lambda found: addresses[found[1]], snippet_text(name))
            yield Snippet(f"{key}-{language.lower()}", tool, language.lower(), note, text)
    yield _QGIS


def snippet_text(name: str) -> str:
    """Give a snippet as it stands in its file, with `<events.csv>` for that file's address."""
    return (
        files("generator.exports").joinpath("snippets", f"{name}.txt").read_text(encoding="utf-8")
    )
