"""How the tests come by programs from npm: at the versions and hashes of a lock file."""

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
    kept, lock = folder / "package-lock.json", (package / "package-lock.json").read_bytes()
    modules = folder / "node_modules"
    if not modules.exists() or not kept.exists() or kept.read_bytes() != lock:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(package / "package.json", folder)
        shutil.copy(package / "package-lock.json", folder)
        command = (npm, "ci", "--silent", "--ignore-scripts")
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return modules
