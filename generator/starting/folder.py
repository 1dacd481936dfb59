"""How a new folder comes to be: complete, or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MARK = ".starting-"
_WELCOME = {".git"}
"""A repository that was made first is no reason to refuse its folder."""


class NotEmptyError(ValueError):
    """The folder holds something already, or is no folder."""


@contextmanager
def starting(target: Path) -> Iterator[Path]:
    """Give a folder to write in, and put what is there into `target` when the block ends well.

    `target` is absent or empty, and stays as it was where the block raises; an empty one is
    filled, and not replaced, since somebody's shell may stand in it. Raises NotEmptyError, and
    OSError where the disk refuses.
    """
    target = target.absolute()
    is_there = target.is_symlink() or target.exists()
    if is_there and not target.is_dir():
        raise NotEmptyError(f"{target} is no folder")
    if is_there and (names := sorted({path.name for path in target.iterdir()} - _WELCOME)):
        raise NotEmptyError(f"{target} is not empty: it holds {names[0]}")
    around = target if is_there else target.parent
    around.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=_MARK, dir=around))
    try:
        yield building
        if is_there:
            _move_into(target, building)
        else:
            building.chmod(0o755)
            building.rename(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _move_into(target: Path, building: Path) -> None:
    moved: list[Path] = []
    try:
        moved.extend(path.rename(target / path.name) for path in sorted(building.iterdir()))
    except OSError:
        for path in moved:
            path.rename(building / path.name)
        raise
