"""How Pagefind's pages get short names that tell their number, by which our own table knows them.

Pagefind names a page after a hash of its content, and its description of an index lists all these
names: half of what a reader loads before the first answer. Named `en_<number>-<four of the hash>`
they shrink to a third, and the number is the page's row in `columns.json`. Pagefind 1.5 writes
files as gzip over a mark and CBOR; the second item of a description is the list of
`[name of a page, its words]`, in the order in which pages were added.
"""

import gzip
import hashlib
from collections.abc import Mapping
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
_PAGES = 1
"""Where the description of an index lists its pages."""
_KEPT = 4
"""Letters of a hash that stay in a name, so that a page that changed has another address."""


def number_pages(description: bytes, language: str) -> tuple[bytes, str, Mapping[str, str]]:
    """Give the description with short names, its own name, and each page's short name by its old.

    Raises ValueError where the description is not as Pagefind 1.5 writes it.
    """
    content = _unpack(description)
    renamed = {}
    for number, row in enumerate(content[_PAGES]):
        old = row[0]
        row[0] = renamed[old] = f"{language}_{number}-{old[-_KEPT:]}"
    packed = _MARK + cbor2.dumps(content)
    name = f"{language}_{hashlib.sha256(packed).hexdigest()[:10]}"
    return gzip.compress(packed, mtime=0), name, renamed


def _unpack(packed: bytes) -> list[Any]:
    plain = gzip.decompress(packed)
    content: list[Any] = cbor2.loads(plain.removeprefix(_MARK))
    if _MARK + cbor2.dumps(content) != plain:
        raise ValueError("the description of the index is not as Pagefind 1.5 writes it")
    return content
