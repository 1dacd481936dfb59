"""How a new site takes the old one's place: complete, or not at all."""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MARK = ".building-"
_OLD = ".replaced-"


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a folder beside `target` to build in, and swap it in when the block ends well.

    Where the block raises, or the process dies in it, `target` stays as it was; what a dead
    process left behind is cleared away by the next. Raises OSError where the disk refuses.
    """
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    _recover(target)
    building = Path(
        tempfile.mkdtemp(prefix=f".{target.name}{_MARK}{os.getpid()}-", dir=target.parent)
    )
    building.chmod(0o755)
    try:
        yield building
        _swap(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _swap(building: Path, target: Path) -> None:
    """Put the new folder in place: exchanged in one step where the system can, else in two."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise NotADirectoryError(f"{target} is not a folder")
    if not target.exists():
        building.rename(target)
    elif not _exchange(building, target):
        old = target.with_name(f".{target.name}{_OLD}{os.getpid()}")
        target.rename(old)
        building.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, as Linux's renameat2(2) does; say whether it could."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of <fcntl.h> and <stdio.h>
    done = renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange)
    return bool(done == 0)


def _recover(target: Path) -> None:
    """Bring back what a process killed between the two steps had set aside; clear its leftovers."""
    for left in sorted(target.parent.glob(f".{target.name}{_OLD}*")):
        if target.exists():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.rename(target)
    for left in target.parent.glob(f".{target.name}{_MARK}*"):
        owner = left.name.removeprefix(f".{target.name}{_MARK}").partition("-")[0]
        if not _is_running(owner):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
