"""What a reading depends on besides the entry: this code, its libraries and Python."""

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("cmarkgfm", "nh3", "pyyaml", "python-frontmatter")
_PACKAGES = ("model", "reading")
"""Those of ours that a reading runs through; the layers let it import no others."""
_CODE = "the code that reads entries"


@cache
def software() -> Mapping[str, str]:
    """Give the version of each part; where all agree, the same bytes give the same reading."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for module in sorted((Path(__file__).parents[1] / package).glob("*.py")):
            digest.update(module.read_bytes())
    libraries = {name: version(name) for name in _LIBRARIES}
    return {_CODE: digest.hexdigest(), "Python": platform.python_version(), **libraries}


def differences(wanted: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Word what is found in place of what is wanted."""
    return " and ".join(
        f"another version of {name}"
        if name == _CODE
        else f"{name} {found.get(name)} in place of {version}"
        for name, version in wanted.items()
        if found.get(name) != version
    )
