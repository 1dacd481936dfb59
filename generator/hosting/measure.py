"""How large a built site is, by everything that hosts limit."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.hosting.limits import Quantity


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of each quantity, and where the most of it lies (empty: everywhere)."""

    amounts: Mapping[Quantity, int]
    places: Mapping[Quantity, str]


def files_of(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Give each file below a folder with its path, sorted; a link counts as a file, unfollowed."""
    waiting = [(site, "")]
    while waiting:
        folder, prefix = waiting.pop()
        with os.scandir(folder) as listing:
            content = sorted(listing, key=lambda entry: entry.name)
        for entry in content:
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), f"{path}/"))
            else:
                yield path, entry


def measure(site: Path) -> Size:
    """Measure a site by the apparent sizes of its files, which is what is uploaded."""
    files = total = 0
    largest, largest_at = 0, ""
    crowds: dict[str, int] = {}
    for path, entry in files_of(site):
        size = entry.stat(follow_symlinks=False).st_size
        files, total = files + 1, total + size
        if size > largest:
            largest, largest_at = size, path
        folder = path.rpartition("/")[0]
        crowds[folder] = crowds.get(folder, 0) + 1
    crowded = max(crowds, key=lambda folder: (crowds[folder], folder), default="")
    return Size(
        amounts={
            "files": files,
            "total": total,
            "largest": largest,
            "crowd": crowds.get(crowded, 0),
            "headers": sum(not line[0].isspace() for line in _lines(site / "_headers")),
            "redirects": len(_lines(site / "_redirects")),
        },
        places={"largest": largest_at, "crowd": f"{crowded}/", "headers": "_headers",
                "redirects": "_redirects"},
    )  # fmt: skip


def _lines(file: Path) -> list[str]:
    """Give the lines that say something: in `_headers`, one that is not indented begins a rule."""
    if not file.is_file():
        return []
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
