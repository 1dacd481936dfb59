"""The published entries themselves: their files in one archive, and the digest of each."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

from generator.exports.compression import compressed
from generator.exports.disclosure import disclosed_event
from generator.model.archive import Archive

COPIES = "entries.tar.gz"
DIGESTS = "entries.sha256"
_LISTS = ("types.yml", "publishers.yml", "boundaries.geojson")


class ChangedError(Exception):
    """An entry's file is no longer the one that was read; the message names it."""


def copies(archive: Archive, entries: Path) -> tuple[bytes, str]:
    """Give the files packed by tar, and a line for each as `sha256sum --check` reads it.

    Paths are those below the entries folder, so that the lines hold there and once unpacked.
    Drafts, withdrawn and merged entries are left out, and so is an entry of which something is not
    disclosed. `archive` is the one that was read, not the disclosed one. Raises ChangedError.
    """
    buffer, lines = io.BytesIO(), []
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as packed:
        for path, digest in sorted(_files(archive)):
            file = entries / path
            if not digest and not file.is_file():
                continue
            content = file.read_bytes() if file.is_file() else b""
            found = hashlib.sha256(content).hexdigest()
            if digest not in {"", found}:
                raise ChangedError(f"{path} has changed since it was read; build again")
            member = tarfile.TarInfo(path)  # without a clock, and without whoever built it
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
            lines.append(f"{found}  {path}\n")
    return compressed(buffer.getvalue()), "".join(lines)


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
