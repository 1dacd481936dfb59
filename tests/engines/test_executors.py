"""Which executor an address means, and what is said where there is none."""

import re
import tomllib
from concurrent.futures import Executor
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config

from generator.cli import main
from generator.engines.executors import ExecutorError, executor_at
from generator.engines.mkdocs import ArchivePlugin
from tests.conftest import ENTRIES, REPOSITORY, plant, project

PLUGGED_IN = {
    "plugged-1.dist-info/METADATA": "Metadata-Version: 2.4\nName: plugged\nVersion: 1\n"
    "Provides-Extra: far\n",
    "plugged-1.dist-info/entry_points.txt": "[incident_archive.executors]\n"
    "threads = plugged_executor:opened\nfar = plugged_elsewhere:opened\n",
    "plugged_executor.py": '''\
"""An executor that another package brings."""

from concurrent.futures import ThreadPoolExecutor


def opened(address):
    workers = int(address.removeprefix("threads://"))
    if workers > 64:
        raise OSError("there are only 64")
    return ThreadPoolExecutor(workers)
''',
    "plugged_elsewhere.py": "import a_missing_package\n",
}


@pytest.fixture
def _plugged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(plant(tmp_path / "packages", PLUGGED_IN))


@pytest.mark.usefixtures("_plugged_in")
def test_another_package_can_bring_an_executor() -> None:
    with executor_at("threads://2")() as executor:
        assert isinstance(executor, Executor)
        assert executor.submit(str, 1).result() == "1"


def test_the_function_that_the_page_shows_is_one_that_a_package_can_bring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (REPOSITORY / "docs/publish/cluster.md").read_text("utf-8")
    toml, python = re.findall(r"```(?:toml|python)\n(.*?)```", page, re.DOTALL)
    [(group, points)] = tomllib.loads(toml)["project"]["entry-points"].items()
    [(scheme, value)] = points.items()
    planted = {
        "shown-1.dist-info/METADATA": "Metadata-Version: 2.4\nName: shown\nVersion: 1\n",
        "shown-1.dist-info/entry_points.txt": f"[{group}]\n{scheme} = {value}\n",
        f"{value.partition(':')[0]}.py": python,
    }
    monkeypatch.syspath_prepend(plant(tmp_path, planted))

    with executor_at(f"{scheme}://2")() as executor:
        assert executor.submit(str, 1).result() == "1"


@pytest.mark.usefixtures("_plugged_in")
def test_an_executor_that_is_not_to_be_had_is_told_with_its_address() -> None:
    for address, why in (("threads://65", "there are only 64"), ("threads://x", "invalid literal")):
        with pytest.raises(ExecutorError, match=f"^{address}: {why}"):
            executor_at(address)()


@pytest.mark.usefixtures("_plugged_in")
def test_what_an_executor_needs_is_named_with_what_brings_it() -> None:
    with pytest.raises(ValueError, match="`a_missing_package` is not installed") as told:
        executor_at("far://there")

    assert str(told.value).endswith("(pip install 'plugged[far]' brings it)")


@pytest.mark.parametrize("address", ["ray://there", "dask", "dask:there", "", "://", "os.system"])
def test_an_address_that_no_package_knows_is_refused_with_those_that_are(address: str) -> None:
    result = CliRunner().invoke(main, ["check", "--entries", str(ENTRIES), "--executor", address])

    assert result.exit_code == 2
    assert "known are dask://…, dask+tls://…" in " ".join(result.output.split())


@pytest.mark.usefixtures("_plugged_in")
def test_a_check_is_the_same_on_another_executor() -> None:
    arguments = ["check", "--entries", str(ENTRIES), "--format", "json"]

    here = CliRunner().invoke(main, arguments)
    there = CliRunner().invoke(main, [*arguments, "--executor", "threads://2"])

    assert (there.exit_code, there.stdout) == (here.exit_code, here.stdout)


def test_settings_choose_no_executor(tmp_path: Path) -> None:
    settings = project(tmp_path / "site", options="executor: dask://there:8786")

    plugin = load_config(str(settings)).plugins["archive"]

    assert isinstance(plugin, ArchivePlugin)
    assert plugin.executor is None
