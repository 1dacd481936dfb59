"""The one place that says which tables the data files have, and with which columns."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from generator.exports.tables.events import (
    ACCOUNTS,
    CORRECTIONS,
    EVENT_ACTORS,
    EVENT_PROVINCES,
    EVENTS,
    IMPORTS,
    RELATIONS,
    TOMBSTONES,
)
from generator.exports.tables.ledger import CASUALTIES, CLAIMS, SOURCES
from generator.exports.tables.registry import ACTORS, PROVINCES, PUBLISHERS, TYPES
from generator.exports.tables.table import Link, Row, Table, Tolls, Value
from generator.model.archive import Archive

__all__ = ["TABLES", "Link", "Row", "Rows", "Table", "Tolls", "Value", "rows_of"]
TABLES: tuple[Table, ...] = (
    EVENTS,
    EVENT_ACTORS,
    EVENT_PROVINCES,
    SOURCES,
    CLAIMS,
    CASUALTIES,
    RELATIONS,
    CORRECTIONS,
    IMPORTS,
    TOMBSTONES,
    ACTORS,
    PROVINCES,
    TYPES,
    PUBLISHERS,
    ACCOUNTS,
)
"""Every table, in the order in which the page on data lists them."""
Rows = Mapping[str, Sequence[Row]]
"""The rows of every table, by its name."""


def rows_of(archive: Archive, tolls: Tolls) -> Rows:
    """Work out the rows of every table, once for all files that hold them."""
    return MappingProxyType({table.name: tuple(table.rows(archive, tolls)) for table in TABLES})
