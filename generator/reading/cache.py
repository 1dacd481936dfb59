"""What was read before: readings by the digest of the bytes they came from, kept between runs.

The cache lies in the user's own cache folder and never in the checkout, since whoever can write it
decides what HTML is published.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from generator.model.entry import Body, Link
from generator.reading.batch import read_all
from generator.reading.entry import Reading
from generator.reading.gate import LARGEST_ENTRY, Candidate

_LIBRARIES = ("cmarkgfm", "nh3", "pyyaml", "python-frontmatter")
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
        yield from read_all(candidates, executor)
        return
    digests = [_digest(candidate) for candidate in candidates]
    known = dict(_kept(store, candidates, digests))
    missing = [c for c in candidates if c.path not in known]
    fresh = read_all(missing, executor)
    new: list[tuple[str, str, str]] = []
    for candidate, digest in zip(candidates, digests, strict=True):
        reading = known.pop(candidate.path, None)
        if reading is None:
            reading = next(fresh)
            if digest and reading.plain is not None and not reading.problems:
                new.append((_place(candidate), digest, _packed(reading)))
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


def _kept(
    store: sqlite3.Connection, candidates: Sequence[Candidate], digests: Iterable[str]
) -> Iterator[tuple[str, Reading]]:
    try:
        rows = store.execute("SELECT place, digest, reading FROM readings")
        found = {place: (digest, packed) for place, digest, packed in rows}
    except sqlite3.Error:
        return
    for candidate, digest in zip(candidates, digests, strict=True):
        kept, packed = found.get(_place(candidate), ("", ""))
        if digest and kept == digest:
            yield candidate.path, _unpacked(candidate.path, packed)


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


def _digest(candidate: Candidate) -> str:
    """Digest what a reading depends on: code, path and bytes; empty where unreadable."""
    try:
        with candidate.file.open("rb") as stream:
            raw = stream.read(LARGEST_ENTRY + 1)
    except OSError:
        return ""
    return hashlib.sha256(b"\0".join((_code(), candidate.path.encode(), raw))).hexdigest()


@cache
def _code() -> bytes:
    """Digest the code that reads, so that a reading of an older one is not used."""
    digest = hashlib.sha256()
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    digest.update(" ".join(version(name) for name in _LIBRARIES).encode())
    return digest.digest()


def _packed(reading: Reading) -> str:
    return json.dumps([reading.plain, asdict(reading.body), reading.digest], ensure_ascii=False)


def _unpacked(path: str, packed: str) -> Reading:
    plain, body, digest = json.loads(packed)
    links = tuple(Link(**link) for link in body["links"])
    return Reading(path, plain, Body(**{**body, "links": links}), digest=digest)
