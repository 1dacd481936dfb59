"""What was read before: readings by the digest of the bytes they came from, kept between runs.

The cache lies in the user's own cache folder and never in the checkout, since whoever can write it
decides what HTML is published.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

from generator.model.entry import Body, Link
from generator.reading.batch import read_all
from generator.reading.entry import Reading
from generator.reading.gate import Candidate, Content, fetch
from generator.reading.software import software

_TABLE = "CREATE TABLE IF NOT EXISTS readings (place TEXT PRIMARY KEY, digest TEXT, reading TEXT)"


def default_cache() -> Path:
    """Give the file in which this user's readings are kept."""
    return user_cache_path("incident-archive") / "readings.sqlite"


def read_with_cache(
    candidates: Sequence[Candidate], executor: Executor | None, file: Path | None
) -> Iterator[Reading]:
    """Read every file, in order; those whose bytes were read before come from the cache.

    Only readings without a problem are kept. A cache that cannot be used is as good as none.
    """
    store = _open(file) if file is not None else None
    if store is None:
        yield from read_all(map(fetch, candidates), executor)
        return
    kept = _kept(store)
    known: set[str] = set()

    def look_up(candidate: Candidate) -> Content | Reading:
        content = fetch(candidate)
        digest, packed = kept.pop(_place(candidate), ("", ""))
        if content.raw is None or digest != _key(content.path, sha256(content.raw).hexdigest()):
            return content
        known.add(content.path)
        return _unpacked(content.path, packed)

    readings = read_all(map(look_up, candidates), executor)
    new: list[tuple[str, str, str]] = []
    for candidate, reading in zip(candidates, readings, strict=True):
        if reading.path not in known and reading.plain is not None and not reading.problems:
            key = _key(reading.path, reading.digest)
            new.append((_place(candidate), key, _packed(reading)))
        yield reading
    _keep(store, new)


def _open(file: Path) -> sqlite3.Connection | None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(file, timeout=1)
        store.execute(_TABLE)
    except (OSError, sqlite3.Error):
        return None
    return store


def _kept(store: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    try:
        rows = store.execute("SELECT place, digest, reading FROM readings")
        return {place: (digest, packed) for place, digest, packed in rows}
    except sqlite3.Error:
        return {}


def _keep(store: sqlite3.Connection, rows: Sequence[tuple[str, str, str]]) -> None:
    try:
        with store:
            store.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", rows)
    except sqlite3.Error:
        pass
    finally:
        store.close()


def _place(candidate: Candidate) -> str:
    return str(candidate.file.absolute())


def _key(path: str, digest: str) -> str:
    """Digest what a reading depends on: software, path, and the bytes by their SHA-256."""
    return sha256(f"{_reader()}\0{path}\0{digest}".encode()).hexdigest()


@cache
def _reader() -> str:
    return json.dumps(software())


def _packed(reading: Reading) -> str:
    return json.dumps([reading.plain, asdict(reading.body), reading.digest], ensure_ascii=False)


def _unpacked(path: str, packed: str) -> Reading:
    plain, body, digest = json.loads(packed)
    links = tuple(Link(**link) for link in body["links"])
    return Reading(path, plain, Body(**{**body, "links": links}), digest=digest)
