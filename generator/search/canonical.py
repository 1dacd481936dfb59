"""The one order of what Pagefind writes in any: its filters, and the values of each.

Pagefind keeps both in hash maps that are seeded anew in every run, so that the same records give
other bytes each time. Its files are gzip over a mark and CBOR; as Pagefind 1.5 writes them, a
filter is `[name, [[value, pages], …]]`, and the fourth item of the description of an index is
the list of `[name of a filter, its file]`. Page numbers are not touched.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

_Row = list[Any]
"""A list in Pagefind's files, which mixes names, numbers and further lists."""
_MARK = b"pagefind_dcd"
_FILTERS = 3
"""Where the description of an index lists its filters."""


def put_in_order(folder: Path) -> None:
    """Rewrite the filters of the index in `folder`, so that equal records give equal bytes."""
    listing = folder / "pagefind-entry.json"
    index = json.loads(listing.read_text("utf-8"))
    for language, entry in index["languages"].items():
        entry["hash"] = _order_language(folder, language, entry["hash"])
    listing.write_text(json.dumps(index, ensure_ascii=False), "utf-8")


def _order_language(folder: Path, language: str, name: str) -> str:
    described = folder / f"pagefind.{name}.pf_meta"
    description = _read(described)
    for row in description[_FILTERS]:
        file = folder / "filter" / f"{row[1]}.pf_filter"
        title, values = _read(file)
        values.sort()
        file.unlink()
        row[1] = f"{language}_{_fingerprint([title, values])}"
        _write([title, values], folder / "filter" / f"{row[1]}.pf_filter")
    description[_FILTERS].sort()
    described.unlink()
    name = f"{language}_{_fingerprint(description)}"
    _write(description, folder / f"pagefind.{name}.pf_meta")
    return name


def _read(file: Path) -> _Row:
    packed = gzip.decompress(file.read_bytes())
    content: _Row = cbor2.loads(packed.removeprefix(_MARK))
    if _pack(content) != packed:
        raise ValueError(f"{file.name} is not as Pagefind 1.5 writes it")
    return content


def _pack(content: _Row) -> bytes:
    return _MARK + cbor2.dumps(content)


def _fingerprint(content: _Row) -> str:
    return hashlib.sha256(_pack(content)).hexdigest()[:10]


def _write(content: _Row, file: Path) -> None:
    file.write_bytes(gzip.compress(_pack(content), mtime=0))
