"""Mending an archive's files on disk: which ones, in what order, and how they are written."""

import os
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

from generator.fixing.change import Change
from generator.fixing.entry import mend
from generator.fixing.words import NO_WORDS, Words, words_of
from generator.reading.gate import Candidate, read_regular, survey
from generator.reading.registry import read_registry


def fix(entries: Path, only: Collection[str] | None = None) -> list[Change]:
    """Mend the entries and the registry below a folder, and tell what was changed.

    `only` names the files that may change, below the folder's own name, as problems do; None for
    all. Links are not followed. The registry comes first, since it says what names stand for; a
    kind of which a file cannot be read has none, as that file might bear the same name.
    """
    folder = entries.absolute().name
    candidates, problems = survey(entries)
    mendable = [
        candidate
        for candidate in candidates
        if not candidate.path.endswith(".geojson")
        and (only is None or f"{folder}/{candidate.path}" in only)
    ]
    of_registry = [c for c in mendable if not c.path.startswith("events/")]
    changes = _mend_files(of_registry, NO_WORDS)
    registry, faults = read_registry(candidates)
    unread = {problem.path.partition("/")[0].removesuffix(".yml") for problem in problems + faults}
    changes += _mend_files(mendable, words_of(registry, unread))
    return sorted(Change(f"{folder}/{c.path}", c.line, c.message) for c in changes)


def _mend_files(candidates: Iterable[Candidate], words: Words) -> list[Change]:
    changes: list[Change] = []
    for candidate in candidates:
        try:
            raw = read_regular(candidate.file)
            text, made = mend(candidate.path, raw.decode("utf-8"), words)
        except (OSError, UnicodeDecodeError):
            continue  # the check names it
        if made:
            _replace(candidate.file, text.encode("utf-8"))
            changes += made
    return changes


def _replace(file: Path, content: bytes) -> None:
    """Write a new file beside the old one, and put it in its place: all of it, or none."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".fixing-")
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - a descriptor
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(file.stat(follow_symlinks=False).st_mode & 0o777)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
