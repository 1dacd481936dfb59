"""A Dask cluster reads entries as this machine does, and its failures leave the site alone."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest
from click.testing import CliRunner
from dask import config
from distributed import Client, LocalCluster, Security

from generator.cli import main
from generator.engines import dask
from generator.engines.dask import connected
from generator.reading import batch
from generator.reading.batch import read_all
from generator.reading.gate import fetch, survey
from generator.reading.software import software
from tests.broken.test_broken import BASE
from tests.conftest import ENTRIES, MADE_UP, attempt, digest, plant, project, run
from tests.reading.test_batch import HOSTILE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def two_workers() -> Iterator[LocalCluster]:
    """A cluster of two workers, each a process of its own."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as cluster:
        yield cluster


@pytest.fixture
def cluster(two_workers: LocalCluster) -> str:
    """Its address."""
    return f"dask{two_workers.scheduler_address.removeprefix('tcp')}"


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a program that is no scheduler: it takes what comes and answers nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"dask://127.0.0.1:{server.getsockname()[1]}"


def test_a_site_read_on_a_cluster_has_the_same_bytes(
    built: Path, two_workers: LocalCluster, cluster: str, tmp_path: Path
) -> None:
    settings = project(tmp_path, options="repository: https://example.org/archive")
    plant(tmp_path / "entries", MADE_UP)
    before = _steps(two_workers)

    run("build", "--config", settings, "--no-cache", "--executor", cluster)

    assert digest(tmp_path / "site") == digest(built)
    assert _steps(two_workers) > before


def _steps(cluster: LocalCluster) -> int:
    """Count what has happened to tasks in a cluster."""
    assert cluster.scheduler is not None
    return int(cluster.scheduler.transition_counter)


def test_what_is_wrong_is_told_in_the_same_words(cluster: str, tmp_path: Path) -> None:
    entries = shutil.copytree(BASE, tmp_path / "entries")
    plant(entries, dict.fromkeys(HOSTILE, ""))
    for name, raw in HOSTILE.items():
        (entries / name).write_bytes(raw)

    here = attempt("check", "--entries", entries)
    there = attempt("check", "--entries", entries, "--executor", cluster)

    assert (there.returncode, there.stdout) == (1, here.stdout)
    assert all(name in there.stdout for name in HOSTILE)


def test_what_a_dead_worker_had_is_read_by_another(
    cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "BATCH", 1)
    contents = [fetch(c) for c in survey(ENTRIES)[0] if c.path.startswith("events/")] * 4
    alone = list(read_all(contents, None))
    with Client(cluster.replace("dask://", "tcp://"), set_as_default=False) as client:
        process = next(iter(client.run(os.getpid).values()))

    with connected(cluster) as executor:
        readings = read_all(contents, executor)
        first = next(readings)
        os.kill(process, signal.SIGKILL)
        others = list(readings)

    assert [first, *others] == alone


def test_a_worker_with_other_software_is_refused_before_it_has_a_task(
    cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {**software(), "Python": "3.10.0"}
    monkeypatch.setattr(dask, "software", Answering(other))

    with pytest.raises(OSError, match=r"the worker tcp://.* has Python .* in place of 3\.10\.0"):
        connected(cluster)


class Answering:
    """Answers otherwise here than where it is sent to."""

    def __init__(self, answer: object) -> None:
        self._answer = answer

    def __call__(self) -> object:
        """Answer."""
        return self._answer

    def __reduce__(self) -> tuple[object, tuple[()]]:
        """Let the workers have the real one."""
        return _real, ()


def _real() -> object:
    return software


def test_where_no_scheduler_answers_the_site_stays(
    silent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "_REACHED_WITHIN", 0.3)
    settings = project(tmp_path)
    before = digest(plant(tmp_path / "site", {"index.html": "the last good one"}))
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"dask://127.0.0.1:{server.getsockname()[1]}"

    for address in (closed, silent):
        result = CliRunner().invoke(
            main, ["build", "--config", str(settings), "--executor", address]
        )

        assert result.exit_code == 1
        told = (
            f"{address}: no Dask scheduler answers there within 0.3 s (`dask scheduler` starts one)"
        )
        assert told in result.stderr

    assert digest(tmp_path / "site") == before
    assert not list(tmp_path.glob(".site*"))


def test_a_check_that_cannot_have_its_executor_is_a_wrong_command(
    silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "_REACHED_WITHIN", 0.3)

    result = CliRunner().invoke(main, ["check", "--entries", str(ENTRIES), "--executor", silent])

    assert result.exit_code == 2


@pytest.mark.parametrize(
    "address",
    [
        "dask://",
        "dask://somebody@127.0.0.1:1",
        "dask://127.0.0.1:1/x",
        "dask://h:99999",
        "dask://[x",
    ],
)
def test_a_wrong_address_is_asked_for_nothing(address: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        connected(address)


def test_a_cluster_is_an_executor_and_outlives_its_client(cluster: str) -> None:
    for _ in range(2):
        executor = connected(cluster)
        assert isinstance(executor, Executor)
        assert executor.submit(str, 1).result(timeout=10) == "1"
        executor.shutdown(cancel_futures=True)
        executor.shutdown()


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[str, str]:
    """A certificate that vouches for itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, which makes the certificate")
    files = str(tmp_path / "certificate.pem"), str(tmp_path / "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=made-up", "-addext", "subjectAltName=IP:127.0.0.1",
         "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    return files


def test_with_tls_the_certificates_are_those_of_dasks_own_settings(
    certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, key = certificate
    monkeypatch.setattr(dask, "_REACHED_WITHIN", 2)
    parts = {f"tls_{part}_cert": file for part in ("client", "scheduler", "worker")}
    keys = {f"tls_{part}_key": key for part in ("client", "scheduler", "worker")}
    security = Security(require_encryption=True, tls_ca_file=file, **parts, **keys)
    own = {"ca-file": file, "client.cert": file, "client.key": key}
    settings = {f"distributed.comm.tls.{name}": value for name, value in own.items()}

    with LocalCluster(
        n_workers=1, processes=False, host="127.0.0.1", dashboard_address="127.0.0.1:0",
        protocol="tls", security=security,
    ) as cluster:  # fmt: skip
        address = f"dask+{cluster.scheduler_address}"
        with pytest.raises(OSError, match="no Dask scheduler answers there: TLS expects"):
            connected(address)
        with config.set(settings), connected(address) as executor:
            assert executor.submit(str, 1).result(timeout=10) == "1"
