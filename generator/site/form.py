"""What the form for a new entry knows: the schema, who and what may be named, and the way back."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from generator.model.archive import Archive, Subject
from generator.model.schema import event_schema
from generator.reading.gate import invisible

NAMES: Mapping[str, tuple[str, ...]] = {
    "type": ("types",),
    "location.province": ("provinces",),
    "also_in": ("provinces",),
    "actors.actor": ("actors",),
    "casualties.basis": ("claims",),
    "claims.by": ("actors", "publishers"),
    "claims.about": ("claims",),
    "claims.source": ("sources",),
    "corrections.source": ("sources",),
    "sources.publisher": ("publishers",),
    "sources.carries": ("publishers",),
    "relations.event": ("events",),
    "replaced_by": ("events",),
    "not_duplicate_of": ("events",),
}
"""What a field that names something else may name: kinds of the registry, or the entry's own."""
_KINDS = ("actors", "provinces", "types", "publishers")
_PLANE = 0x10000
_ON_GITHUB = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+", re.ASCII)


def form_data(archive: Archive, new_file: str) -> dict[str, Any]:
    """Give everything that the form needs, as plain values; nothing more is ever loaded.

    `new_file` is the address at which a new event's file can be made, or empty. Drafts are not
    told: they are not published.
    """
    return {
        "schema": event_schema(),
        "names": NAMES,
        "registry": {
            kind: [_subject(entry) for entry in archive.registry.of_kind(kind).values()]
            for kind in _KINDS
        },
        "outlines": {id_: dict(shape) for id_, shape in archive.registry.boundaries.items()},
        "events": {id_: _folder(entry.path) for id_, entry in sorted(archive.by_id.items())},
        "aliases": dict(sorted(archive.aliases.items())),
        "marks": _marks(),
        "newFile": new_file,
    }


def new_file_address(repository: str, branch: str, entries: str) -> str:
    """Give the folder's address at which GitHub makes a new file; empty for other hosts."""
    root = repository.removesuffix("/").removesuffix(".git")
    if not _ON_GITHUB.fullmatch(root):
        return ""
    return f"{root}/new/{branch}/{entries}/events"


def _folder(path: str) -> str:
    """Give the year's folder that an event's file lies in."""
    return path.split("/")[1]


def _subject(entry: Subject) -> dict[str, Any]:
    facts = entry.facts
    told = {"id": entry.id, "names": list(_names(facts))}
    more = {key: getattr(facts, key, None) for key in ("kind", "parent", "stands_with")}
    return told | {key: value for key, value in more.items() if value is not None}


def _names(facts: Any) -> Iterator[str]:
    """Give every name, the one that pages use first, in the order in which `check` asks them."""
    yield facts.name
    yield from getattr(facts, "aliases", ())
    for names in getattr(facts, "names", {}).values():
        yield from names


@lru_cache(maxsize=1)
def _marks() -> dict[str, str]:
    """Name the characters that may not stand in an entry, by code point, as `check` does."""
    found = (name for _, name in invisible("".join(map(chr, range(_PLANE)))))
    named = (name.split(" ", 1) for name in found)
    return {code: name for code, name in named if name != "(a control character)"}
