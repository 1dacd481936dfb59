"""A list of all files of a site with their SHA-256, which one signature can vouch for."""

import hashlib
from pathlib import Path

from generator.hosting.measure import files_of

NAME = "SHA256SUMS"


def manifest(site: Path) -> str:
    """Give a line for each file, sorted by path, in the form that `sha256sum --check` reads.

    The manifest itself is left out. Raises ValueError for what no line can name, and for a link.
    """
    lines = []
    for path, entry in sorted(files_of(site), key=lambda found: found[0]):
        if path == NAME:
            continue
        if not entry.is_file(follow_symlinks=False):
            raise ValueError(f"{path} is not a regular file")
        if any(char in path for char in "\\\n\r"):
            raise ValueError(f"{path!r} cannot stand on a line of the manifest")
        with Path(entry.path).open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {path}\n")
    return "".join(lines)
