import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, plant
from tests.workflows import lint

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
BAD = """\
name: Made up
on:
  pull_request_target:
jobs:
  bad:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v6
      - run: echo ${{ github.event.pull_request.title }}
      - run: cat $UNQUOTED
"""


def read(file: Path) -> dict[Any, Any]:
    """Read a workflow; YAML 1.1 takes its key `on` for True."""
    loaded: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in WORKFLOWS:
        for name, job in read(file)["jobs"].items():
            yield f"{file.stem}/{name}", job


@pytest.mark.slow
def test_the_linters_find_nothing_in_the_workflows() -> None:
    assert not lint.actionlint(REPOSITORY)
    assert not lint.zizmor(REPOSITORY)
    assert not lint.shellcheck(REPOSITORY)


@pytest.mark.slow
def test_the_linters_find_what_is_planted(tmp_path: Path) -> None:
    plant(tmp_path, {".github/workflows/bad.yml": BAD})

    by_action = lint.actionlint(tmp_path)

    assert "SC2086" in lint.shellcheck(tmp_path)
    for audit in ("dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"):
        assert audit in lint.zizmor(tmp_path)
    if by_action is None:
        pytest.skip(lint.MISSING)
    assert "potentially untrusted" in by_action


def test_no_finding_is_silenced() -> None:
    """Where one must be, it says why, and this test names it."""
    texts = [file.read_text(encoding="utf-8") for file in WORKFLOWS]

    assert WORKFLOWS
    assert not [text for text in texts if "zizmor: ignore" in text or "shellcheck disable" in text]
    assert not list((REPOSITORY / ".github").glob("zizmor.y*ml"))


def test_actions_are_pinned_by_commit_and_one_version_each() -> None:
    uses = [
        line.strip().removeprefix("- ")
        for file in WORKFLOWS
        for line in file.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]

    assert uses
    assert [line for line in uses if not PINNED.fullmatch(line)] == []
    assert len({line.split("@")[0] for line in uses}) == len(set(uses))


def test_no_workflow_has_a_secret_or_rights_beyond_its_jobs() -> None:
    for file in WORKFLOWS:
        workflow = read(file)
        assert workflow["permissions"] == {}
        assert "secrets." not in file.read_text(encoding="utf-8")
        assert "pull_request_target" not in workflow[True]
    for name, job in jobs():
        assert job["permissions"], name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_jobs_that_may_write_install_nothing_and_run_no_code_of_the_repository() -> None:
    writing = [
        (name, "\n".join(step.get("run", "") for step in job["steps"]))
        for name, job in jobs()
        if "write" in job["permissions"].values()
    ]

    assert {name for name, _ in writing} == {
        "accept-issue/propose",
        "accept-issue/refuse",
        "publish/attest",
        "publish/deploy",
        "publish/record",
    }
    for name, script in writing:
        assert not re.search(r"\b(make|pip|npm|python3?|archive) ", script), name


def test_what_a_stranger_wrote_never_stands_in_a_script() -> None:
    for name, script in lint.scripts(REPOSITORY):
        assert "${{" not in script, name


def test_pull_requests_are_checked_with_the_base_branchs_code() -> None:
    steps = read(REPOSITORY / ".github/workflows/check.yml")["jobs"]["entries"]["steps"]

    for step in steps:
        if "archive " in step.get("run", "") or "make " in step.get("run", ""):
            assert step["working-directory"] == "base"
    assert steps[0]["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert steps[1]["with"]["path"] == "proposal"


def test_whatever_runs_has_an_owner() -> None:
    lines = (REPOSITORY / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = [line.split()[0] for line in lines if line and not line.startswith("#")]

    for path in ("/generator/", "/tests/", "/.github/", "/mkdocs.yml", "/pyproject.toml"):
        assert path in owned
    assert [path for path in owned if path != "/entries/ids.lock"
            and not (REPOSITORY / path.lstrip("/")).exists()] == []  # fmt: skip


def test_the_hooks_run_commands_of_the_package() -> None:
    """pre-commit's own `validate-manifest` accepts the file; this keeps its form."""
    text = (REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    hooks = {hook["id"]: hook for hook in yaml.safe_load(text)}

    assert set(hooks) == {"archive-check", "archive-fix"}
    for hook in hooks.values():
        assert hook["entry"].startswith("archive check")
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
