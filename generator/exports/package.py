"""What describes the tables to programs: a Frictionless Data Package.

Source: specs.frictionlessdata.io, Data Package, Table Schema and CSV Dialect.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.exports.csv_files import DEFUSED, DIALECT
from generator.exports.tables import Link, Table
from generator.model.data_file import Column

NAME = "datapackage.json"


@dataclass(frozen=True, slots=True)
class About:
    """What the package says of the archive; `license` is an address, and what is empty stays out.

    `url` is the site's address, with a slash at its end.
    """

    title: str = ""
    description: str = ""
    url: str = ""
    license: str = ""
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A table's file as it was written, relative to the package."""

    table: Table
    path: str
    size: int
    sha256: str


def package(about: About, resources: Iterable[Resource]) -> dict[str, Any]:
    """Describe the package with each table's file, columns, keys and constraints."""
    rights = {"path": about.license, "title": about.copyright} if about.license else {}
    return _filled(
        {
            "profile": "data-package",
            "name": "incident-archive",
            "title": about.title,
            "description": f"{about.description} {DEFUSED}".strip(),
            "homepage": about.url,
            "licenses": [_filled(rights)] if rights else [],
            "resources": [_resource(resource) for resource in resources],
        }
    )


def _resource(resource: Resource) -> dict[str, Any]:
    table = resource.table
    packed = {"compression": "gz"} if resource.path.endswith(".gz") else {}
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": resource.path,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **packed,
        "bytes": resource.size,
        "hash": f"sha256:{resource.sha256}",
        "dialect": DIALECT,
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """Describe a table's columns, its key and its links as a Table Schema."""
    return _filled(
        {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign_key(link, table) for link in table.links],
            "missingValues": [""],
        }
    )


def _field(column: Column) -> dict[str, Any]:
    unit = f" Unit: {column.unit}." if column.unit else ""
    words = {"trueValues": ["true"], "falseValues": ["false"]}
    constraints = {
        "required": column.required or None,
        "enum": list(column.words),
        "minimum": column.least,
        "maximum": column.most,
        "pattern": column.pattern,
    }
    return _filled(
        {
            "name": column.name,
            "type": column.type,
            "description": f"{column.description}{unit}",
            **(words if column.type == "boolean" else {}),
            "constraints": _filled(constraints),
        }
    )


def _foreign_key(link: Link, table: Table) -> dict[str, Any]:
    target = "" if link.table == table.name else link.table
    return {"fields": [link.column], "reference": {"resource": target, "fields": ["id"]}}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}
