"""How the tests come by programs from npm: at the versions and hashes of a lock file."""

import fcntl
import shutil
import subprocess
from pathlib import Path

from tests.conftest import REPOSITORY


def installed(package: Path) -> Path | None:
    """Give `node_modules` with what a folder's lock file names; None where there is no npm."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    folder = REPOSITORY / ".cache" / package.name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:  # tests run in several processes
        fcntl.flock(lock, fcntl.LOCK_EX)
        _install(npm, package, folder)
    return folder / "node_modules"


def _install(npm: str, package: Path, folder: Path) -> None:
    kept, lock = folder / "package-lock.json", (package / "package-lock.json").read_bytes()
    if not (folder / "node_modules").exists() or not kept.exists() or kept.read_bytes() != lock:
        shutil.copy(package / "package.json", folder)
        shutil.copy(package / "package-lock.json", folder)
        command = (npm, "ci", "--silent", "--ignore-scripts")
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
