"""What was written, in a file for programs, and the sums by which anybody can check it."""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from generator.exports.tables import TABLES, Rows
from generator.model.archive import Archive

NAME = "manifest.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Listed:
    """One file, by its path below the data folder."""

    path: str
    size: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What the files were made from: a commit of the entries, and whether they differ from it.

    `revision` is empty where there is no Git. `entries` is the SHA-256 of the list of the entries'
    digests, `schema` that of the event's JSON Schema.
    """

    revision: str
    clean: bool
    entries: str
    schema: str


def manifest(
    about: Mapping[str, str],
    archive: Archive,
    counts: Mapping[str, int],
    origin: Origin,
    files: Iterable[Listed],
) -> dict[str, Any]:
    """Tell what is in the data folder; no clock is in it, so that who builds again gets the same.

    `made_with` has the versions of what decides the bytes of a database, of what is compressed,
    and of Parquet: only with the same ones do those files come out the same, byte by byte.
    """
    dates = [event.facts.date for event in archive.events]
    source = {"revision": origin.revision, "clean": origin.clean} if origin.revision else {}
    return {
        **{key: value for key, value in about.items() if value},
        "generator": {"name": "incident-archive", "version": _version("incident-archive")},
        "made_with": {
            "sqlite": sqlite3.sqlite_version,
            "zlib": zlib.ZLIB_RUNTIME_VERSION,
            "pyarrow": _version("pyarrow"),
        },
        "source": {**source, "entries_sha256": origin.entries},
        "schema": {"event": "schema/event.json", "sha256": origin.schema},
        "first_day": min((when.first.isoformat() for when in dates), default=None),
        "last_day": max((when.last.isoformat() for when in dates), default=None),
        "counts": dict(counts),
        "files": [
            {
                "path": file.path,
                "bytes": file.size,
                "sha256": file.sha256,
                **({} if file.rows is None else {"rows": file.rows}),
            }
            for file in sorted(files, key=lambda file: file.path)
        ],
    }


def counts_of(rows: Rows) -> dict[str, int]:
    """Give the number of rows of every table."""
    return {table.name: len(rows[table.name]) for table in TABLES}


def sums(files: Iterable[Listed]) -> str:
    """Give a line for each file, sorted by path, as `sha256sum --check` reads it."""
    ordered = sorted(files, key=lambda file: file.path)
    return "".join(f"{file.sha256}  {file.path}\n" for file in ordered)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
