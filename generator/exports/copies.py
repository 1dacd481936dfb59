"""The published entries themselves: their files in one archive, and the digest of each."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from generator.exports.disclosure import disclosed_event
from generator.model.archive import Archive

ZIP = "entries.zip"
DIGESTS = "entries.sha256"
_LISTS = ("types.yml", "publishers.yml", "boundaries.geojson")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_LEVEL = 1
"""Of compression: higher ones take twice the time for a tenth of the size."""


class ChangedError(Exception):
    """An entry's file is no longer the one that was read; the message names it."""


def copies(archive: Archive, entries: Path) -> tuple[bytes, str]:
    """Give the files as one ZIP, and a line for each as `sha256sum --check` reads it.

    Paths are those below the entries folder, so that the lines hold there and in the unpacked ZIP.
    Drafts, withdrawn and merged entries are left out, and so is an entry of which something is not
    disclosed. `archive` is the one that was read, not the disclosed one. Raises ChangedError.
    """
    buffer, lines = io.BytesIO(), []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as packed:
        for path, digest in sorted(_files(archive)):
            file = entries / path
            if not digest and not file.is_file():
                continue
            content = file.read_bytes() if file.is_file() else b""
            found = hashlib.sha256(content).hexdigest()
            if digest not in {"", found}:
                raise ChangedError(f"{path} has changed since it was read; build again")
            packed.writestr(_member(path), content)
            lines.append(f"{found}  {path}\n")
    return buffer.getvalue(), "".join(lines)


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


def _member(path: str) -> zipfile.ZipInfo:
    """Describe a file without a clock and without whoever built it."""
    member = zipfile.ZipInfo(path, _EPOCH)
    member.create_system = 3  # Unix, wherever this runs
    member.external_attr = _MODE
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
