"""How a new file comes into the entries folder: whole, in its place, and over nothing."""

import errno
import os
from pathlib import Path
from tempfile import mkstemp

from generator.model.problem import Problem
from generator.reading import gate

_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EINVAL}
"""What file systems say that know no second name for a file."""
_FILE_MODE = 0o644


class PlacingError(Exception):
    """The file was not written; the message says why."""


def place(entries: Path, path: str, text: str) -> Path:
    """Write a new file at `path` below `entries`, of which folders may be made; gives its place.

    Raises PlacingError where something is there already, where a folder on the way is a link, or
    where the gate would not let the text pass. Whoever looks sees the whole file or none.
    """
    target = entries / path
    try:
        folder = _folder(entries, path.split("/")[:-1])
        descriptor, name = mkstemp(prefix=".new-", dir=folder)
        scratch = Path(name)
        try:
            with open(descriptor, "wb") as stream:  # noqa: PTH123 - mkstemp's own descriptor
                stream.write(text.encode("utf-8"))
            _prove(path, scratch)
            scratch.chmod(_FILE_MODE)
            _name(scratch, target)
        finally:
            scratch.unlink(missing_ok=True)
    except FileExistsError as error:
        raise PlacingError(f"{target} is there already; nothing was written") from error
    except (OSError, UnicodeEncodeError) as error:
        raise PlacingError(f"{target} could not be written: {error}") from error
    return target


def _folder(entries: Path, steps: list[str]) -> Path:
    """Go down to a folder, make what is missing of it, and follow no link on the way."""
    folder = entries
    for step in steps:
        folder /= step
        if folder.is_symlink():
            raise PlacingError(f"{folder} is a symbolic link; nothing was written")
        if folder.exists() and not folder.is_dir():
            raise PlacingError(f"{folder} is no folder; nothing was written")
        folder.mkdir(exist_ok=True)
    return folder


def _prove(path: str, scratch: Path) -> None:
    _, problems = gate.admit(path, scratch)
    if problems:
        raise PlacingError(f"nothing was written, because the text {_listed(problems)}")


def _listed(problems: list[Problem]) -> str:
    return "; ".join(f"{problem.message} ({problem.rule})" for problem in problems)


def _name(scratch: Path, target: Path) -> None:
    """Give the finished file its name; fails where the name is taken, whoever was faster."""
    try:
        os.link(scratch, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with target.open("xb") as stream:
            stream.write(scratch.read_bytes())
