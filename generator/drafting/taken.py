"""Which ids are taken: by a file, as an earlier id of an entry, or by having been published."""

import re
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

from generator.model.fields import ID_PATTERN
from generator.reading import gate
from generator.reading.entry import read_text
from generator.reading.gate import Candidate

LOCK = "ids.lock"
LONGEST_ID = 100
_HAS_ALIASES = re.compile(r"^aliases:", re.MULTILINE)


def taken_ids(entries: Path, candidates: Iterable[Candidate], kind: str) -> Mapping[str, str]:
    """Give every id of a kind (`events`, `actors`, `provinces`) that is taken, and what takes it.

    Files that cannot be read take their ids too.
    """
    taken = dict.fromkeys(_published(entries / LOCK, kind), f"an entry published earlier ({LOCK})")
    own = [candidate for candidate in candidates if candidate.path.startswith(f"{kind}/")]
    for candidate in own if kind == "events" else ():
        for alias in _aliases(candidate):
            taken[alias] = f"`{candidate.path}`, as its earlier id"
    for candidate in own:
        taken[candidate.path.rpartition("/")[2].removesuffix(".md")] = f"`{candidate.path}`"
    return taken


def free_id(wanted: str, taken: Mapping[str, str]) -> str:
    """Give the wanted id, or where it is taken the first free one with a number behind it."""
    if wanted not in taken:
        return wanted
    numbered = (f"{wanted[: LONGEST_ID - len(f'-{n}')].rstrip('-')}-{n}" for n in count(2))
    return next(id_ for id_ in numbered if id_ not in taken)


def _aliases(candidate: Candidate) -> list[str]:
    """Read an entry's earlier ids; only the few files that have the field are parsed."""
    text, _ = gate.admit(candidate.path, candidate.file)
    if text is None or not _HAS_ALIASES.search(text):
        return []
    plain = read_text(candidate.path, text).plain or {}
    aliases = plain.get("aliases")
    return [alias for alias in aliases if isinstance(alias, str)] if aliases else []


def _published(lock: Path, kind: str) -> set[str]:
    """Read the lock: an id a line, perhaps after its kind's folder; other lines say nothing."""
    if lock.is_symlink() or not lock.is_file():
        return set()
    found: set[str] = set()
    for line in lock.read_text(encoding="utf-8", errors="replace").splitlines():
        first = line.partition("#")[0].split()[:1]
        folder, _, id_ = "".join(first).rpartition("/")
        if re.fullmatch(ID_PATTERN, id_) and folder.partition("/")[0] in {"", kind}:
            found.add(id_)
    return found
