"""The published entries themselves: their files in one archive, and the digest of each."""

import hashlib
import tarfile
from collections.abc import Iterator
from pathlib import Path

from generator.exports.compression import compressed
from generator.exports.disclosure import disclosed_event
from generator.model.archive import Archive
from generator.reading.gate import read_regular

COPIES = "entries.tar.gz"
DIGESTS = "entries.sha256"
_LISTS = ("types.yml", "publishers.yml", "boundaries.geojson")
_EMPTY = tarfile.TarInfo("").tobuf(tarfile.USTAR_FORMAT)
_LONGEST_NAME, _TOO_LARGE = 100, 8**11
_BEFORE, _BETWEEN, _AFTER = _EMPTY[100:124], _EMPTY[135:148], _EMPTY[155:]
_REST = sum(_BEFORE) + sum(_BETWEEN) + sum(_AFTER[1:]) + 8 * ord(" ")
"""The sum of a head without its name and size, as if spaces stood in the sum's own place."""


class ChangedError(Exception):
    """An entry's file is no longer the one that was read; the message names it."""


def copies(archive: Archive, entries: Path) -> tuple[bytes, str]:
    """Give the files packed by tar, and a line for each as `sha256sum --check` reads it.

    Paths are those below the entries folder, so that the lines hold there and once unpacked.
    Drafts, withdrawn and merged entries are left out, and so is an entry of which something is not
    disclosed. `archive` is the one that was read, not the disclosed one. Raises ChangedError.
    """
    parts: list[bytes] = []
    lines: list[str] = []
    for path, digest in sorted(_files(archive)):
        content = _content(entries / path)
        if content is None and not digest:
            continue
        found = hashlib.sha256(content or b"").hexdigest()
        if content is None or digest not in {"", found}:
            raise ChangedError(f"{path} has changed since it was read; build again")
        parts += head(path, len(content)), content, _filling(len(content), tarfile.BLOCKSIZE)
        lines.append(f"{found}  {path}\n")
    parts.append(bytes(2 * tarfile.BLOCKSIZE))
    parts.append(_filling(sum(len(part) for part in parts), tarfile.RECORDSIZE))
    return compressed(b"".join(parts)), "".join(lines)


def head(path: str, size: int) -> bytes:
    """Give what stands before a file in the archive, without a clock and without whoever built it.

    It is what tarfile writes, in much less time: only name, size and sum differ from one file to
    the next. Source: POSIX, ustar Interchange Format.
    """
    if not path.isascii() or len(path) > _LONGEST_NAME or size >= _TOO_LARGE:
        member = tarfile.TarInfo(path)
        member.size = size
        return member.tobuf(tarfile.PAX_FORMAT)
    name, length = path.encode(), b"%011o" % size
    total = _REST + sum(name) + sum(length)
    return b"".join(
        (name, bytes(_LONGEST_NAME - len(name)), _BEFORE, length, _BETWEEN,
         b"%06o\0" % total, _AFTER)
    )  # fmt: skip


def _filling(size: int, whole: int) -> bytes:
    """Give the zeros after so many bytes, up to a multiple of `whole`."""
    return bytes(-size % whole)


def _content(file: Path) -> bytes | None:
    try:
        return read_regular(file)
    except OSError:
        return None


def _files(archive: Archive) -> Iterator[tuple[str, str]]:
    registry = archive.registry
    for event in archive.events:
        if disclosed_event(event.facts) is event.facts:
            yield event.path, event.digest
    for subjects in (registry.actors, registry.provinces):
        for subject in subjects.values():
            yield subject.path, subject.digest
    for name in _LISTS:
        yield name, ""
