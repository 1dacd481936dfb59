"""The exact versions in constraints.txt: they install on every Python that the project names."""

import tomllib
from importlib.metadata import distributions

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.conftest import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
LINES = (REPOSITORY / "constraints.txt").read_text("utf-8").splitlines()
PINS = {
    canonicalize_name(pin.name): next(iter(pin.specifier)).version
    for pin in (Requirement(line) for line in LINES if line and not line.startswith("#"))
}
OLDEST = PROJECT["requires-python"].removeprefix(">=") + ".0"


def test_every_pinned_package_takes_the_oldest_python() -> None:
    installed = [d for d in distributions() if PINS.get(canonicalize_name(d.name)) == d.version]

    assert len(installed) > 100
    assert [
        f"{d.name} {d.version} needs Python {d.metadata['Requires-Python']}"
        for d in installed
        if "Requires-Python" in d.metadata
        and OLDEST not in SpecifierSet(d.metadata["Requires-Python"])
    ] == []


def test_every_package_that_the_site_needs_is_pinned_to_a_version_that_it_takes() -> None:
    needed = [Requirement(text) for text in PROJECT["dependencies"]]

    assert [
        str(one) for one in needed if PINS[canonicalize_name(one.name)] not in one.specifier
    ] == []
