"""How Pagefind's pages get short names that tell their number, by which our own table knows them.

Pagefind names a page after a hash of its content, and its description of an index lists all these
names: half of what a reader loads before the first answer. Named `en_<number>-<tag>`, where the tag
stands for all these hashes, they shrink to almost nothing, the number is the page's row in
`columns.json`, and a browser can fetch a page that no query found. Pagefind 1.5 writes
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


def number_pages(description: bytes, language: str) -> tuple[bytes, str, str, Mapping[str, str]]:
    """Give the description with short names, its own name, the tag, and new names by old ones.

    Raises ValueError where the description is not as Pagefind 1.5 writes it.
    """
    content = _unpack(description)
    pages = content[_PAGES]
    tag = hashlib.sha256(" ".join(row[0] for row in pages).encode()).hexdigest()[:8]
    renamed = {}
    for number, row in enumerate(pages):
        old = row[0]
        row[0] = renamed[old] = f"{language}_{number}-{tag}"
    packed = _MARK + cbor2.dumps(content)
    name = f"{language}_{hashlib.sha256(packed).hexdigest()[:10]}"
    return gzip.compress(packed, mtime=0), name, tag, renamed


def _unpack(packed: bytes) -> list[Any]:
    plain = gzip.decompress(packed)
    content: list[Any] = cbor2.loads(plain.removeprefix(_MARK))
    if _MARK + cbor2.dumps(content) != plain:
        raise ValueError("the description of the index is not as Pagefind 1.5 writes it")
    return content
