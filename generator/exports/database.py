"""All tables as one SQLite database, with keys, indexes, full-text search and views."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from generator.exports.tables import TABLES, Row, Rows, Table
from generator.exports.tables.events import ACCOUNTS, EVENTS
from generator.exports.tables.ledger import CLAIMS
from generator.model.data_file import Column, ColumnType

NAME = "archive.sqlite"
ROW = "row"
"""A number for each event, by which the full-text index finds it."""
_TYPES: dict[ColumnType, str] = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "array": "TEXT",
    "object": "TEXT",
}
_INDEXED = {"events": ("date_first", "year", "grade")}
_SEARCH = """
CREATE VIRTUAL TABLE event_search USING fts5(
  title, account, claims, content='event_texts', content_rowid='row',
  tokenize='unicode61 remove_diacritics 2'
)"""
_TEXTS = """
CREATE VIEW event_texts AS
SELECT
  events.row,
  events.id AS event,
  events.title,
  (SELECT text FROM accounts WHERE accounts.event = events.id) AS account,
  (SELECT group_concat(text, char(10)) FROM claims WHERE claims.event = events.id) AS claims
FROM events"""
_DESCRIPTIONS = """
CREATE TABLE about_columns (
  "table" TEXT NOT NULL, "column" TEXT NOT NULL, description TEXT NOT NULL, unit TEXT,
  words TEXT,
  PRIMARY KEY ("table", "column")
) STRICT"""
_ABOUT = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"
_PAGE = 8192
"""Bytes. With SQLite's own 4,096 writing takes a tenth longer, and the file is larger too."""
_WRITER = slice(96, 100)
_OLDEST_READER = 3_037_000
"""STRICT tables came with SQLite 3.37."""


def database(rows: Rows, about: Mapping[str, str]) -> bytes | bytearray:
    """Give the database's bytes, which are the same for the same rows and version of SQLite.

    `about` is told in a table of its own. The file says that the oldest version that can read it
    has written it, and not which one has (sqlite.org/fileformat.html, 1.3).
    """
    store = sqlite3.connect(":memory:", isolation_level=None)
    try:
        store.execute(f"PRAGMA page_size = {_PAGE}")
        store.execute("BEGIN")
        for table in TABLES:
            store.execute(_creation(table))
            _insert(store, table, rows[table.name])
        for statement in _indexes():
            store.execute(statement)
        _describe(store, about)
        _index_texts(store, rows)
        store.execute("COMMIT")
        store.executescript(_views())
        content = bytearray(store.serialize())
    finally:
        store.close()
    content[_WRITER] = _OLDEST_READER.to_bytes(4, "big")
    return content


def _creation(table: Table) -> str:
    columns = [_definition(column) for column in table.columns]
    own = ", ".join(map(_quoted, table.key))
    if table is EVENTS:
        columns.insert(0, f"{_quoted(ROW)} INTEGER PRIMARY KEY")
        keys = [f"UNIQUE ({own})"]
    else:
        keys = [f"PRIMARY KEY ({own})"]
    keys += [
        f"FOREIGN KEY ({_quoted(link.column)}) REFERENCES {_quoted(link.table)} (id)"
        for link in table.links
    ]
    inner = ",\n  ".join([*columns, *keys])
    return f"CREATE TABLE {_quoted(table.name)} (\n  {inner}\n) STRICT"


def _definition(column: Column) -> str:
    """Define a column. Its closed list is told in `about_columns`: a check takes half the time."""
    name = _quoted(column.name)
    rules = " NOT NULL" if column.required else ""
    if column.type == "boolean":
        rules += f" CHECK ({name} IN (0, 1))"
    return f"{name} {_TYPES[column.type]}{rules}"


def _insert(store: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    names = [column.name for column in table.columns]
    if table is EVENTS:
        names.insert(0, ROW)
        rows = ((number, *row) for number, row in enumerate(rows, 1))
    marks = ", ".join("?" * len(names))
    columns = ", ".join(map(_quoted, names))
    statement = f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608
    store.executemany(statement, rows)


def _indexes() -> Iterator[str]:
    for table in TABLES:
        linked = [link.column for link in table.links if link.column != table.key[0]]
        for column in (*linked, *_INDEXED.get(table.name, ())):
            name = _quoted(f"ix_{table.name}_{column}")
            yield f"CREATE INDEX {name} ON {_quoted(table.name)} ({_quoted(column)})"


def _describe(store: sqlite3.Connection, about: Mapping[str, str]) -> None:
    store.execute(_DESCRIPTIONS)
    store.executemany(
        "INSERT INTO about_columns VALUES (?, ?, ?, ?, ?)",
        (
            (table.name, column.name, column.description, column.unit or None, _words(column))
            for table in TABLES
            for column in table.columns
        ),
    )
    store.execute(_ABOUT)
    store.executemany("INSERT INTO about VALUES (?, ?)", about.items())


def _index_texts(store: sqlite3.Connection, rows: Rows) -> None:
    """Fill the full-text index, whose texts stay in the tables that have them."""
    store.execute(_TEXTS)
    store.execute(_SEARCH)
    accounts = {row[0]: row[ACCOUNTS.at("text")] for row in rows[ACCOUNTS.name]}
    said: dict[object, list[str]] = {}
    event, text = CLAIMS.at("event"), CLAIMS.at("text")
    for row in rows[CLAIMS.name]:
        said.setdefault(row[event], []).append(str(row[text]))
    id_, title = EVENTS.at("id"), EVENTS.at("title")
    store.executemany(
        "INSERT INTO event_search (rowid, title, account, claims) VALUES (?, ?, ?, ?)",
        (
            (number, row[title], accounts.get(row[id_]), "\n".join(said.get(row[id_], ())))
            for number, row in enumerate(rows[EVENTS.name], 1)
        ),
    )
    store.execute("INSERT INTO event_search (event_search) VALUES ('optimize')")


def _views() -> str:
    return files("generator.exports").joinpath("sql/views.sql").read_text(encoding="utf-8")


def _words(column: Column) -> str | None:
    return ", ".join(column.words) or None


def _quoted(name: str) -> str:
    return f'"{name}"'
