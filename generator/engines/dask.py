"""How the workers of a Dask cluster become an executor."""

import asyncio
import logging
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from typing import Any, TypeVar
from urllib.parse import urlsplit

from distributed import Client, Security
from distributed.comm.core import connect
from distributed.versions import VersionMismatchWarning

from generator.reading.software import differences, software

T = TypeVar("T")
_PROTOCOLS = {"dask": "tcp", "dask+tls": "tls"}
_PORT = 8786
"""Where a Dask scheduler listens if it is told nothing else."""
_REACHED_WITHIN = 8
"""Seconds."""
_REMEDY = "install this version of incident-archive on every worker, with the same libraries"


def connected(address: str) -> Executor:
    """Connect to the scheduler at `dask://HOST:PORT`, or with TLS at `dask+tls://HOST:PORT`.

    The certificates are those of Dask's own configuration. Raises OSError where no scheduler
    answers, and ValueError where the address is none.
    """
    parts = urlsplit(address)
    if not parts.hostname or "@" in parts.netloc or parts.path.strip("/") or parts.query:
        raise ValueError(f"is not of the form {parts.scheme}://HOST:PORT")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    place = f"{_PROTOCOLS[parts.scheme]}://{host}:{parts.port or _PORT}"
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # failures are exceptions
    warnings.simplefilter("ignore", VersionMismatchWarning)  # each task compares what matters
    try:
        asyncio.run(_greet(place))
        client = Client(place, timeout=_REACHED_WITHIN, set_as_default=False)
    except TimeoutError as error:
        told = f"no Dask scheduler answers there within {_REACHED_WITHIN} s"
        raise OSError(f"{told} (`dask scheduler` starts one)") from error
    except (OSError, TypeError, ValueError) as error:  # of TLS a missing certificate is a TypeError
        raise OSError(f"no Dask scheduler answers there: {error}") from error
    try:
        _compare(client)
    except OSError:
        client.close()
        raise
    return Cluster(client)


def _compare(client: Client) -> None:
    """See that all workers read as this process does; one that lacks the program dies of a task.

    Those that join later are found out by the tasks themselves. Raises OSError.
    """
    found: Mapping[str, object] = client.run(software, on_error="return")
    for worker, answer in found.items():
        match answer:
            case OSError():  # it left meanwhile: others take its tasks
                continue
            case Exception():
                told = f"cannot read entries: {answer}"
            case dict() if answer != software():
                told = f"has {differences(software(), answer)}"
            case _:
                continue
        raise OSError(f"the worker {worker} {told} ({_REMEDY})")


async def _greet(place: str) -> None:
    """Exchange the first words, for which a client would wait for ever if another program listens.

    Raises TimeoutError where nobody answers.
    """
    arguments = Security().get_connection_args("client")
    async with asyncio.timeout(_REACHED_WITHIN):
        comm = await connect(place, **arguments)
    comm.abort()


class Cluster(Executor):
    """Runs tasks on a cluster; to shut it down ends the connection, and not the cluster."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._tasks = client.get_executor(pure=False)  # no other client's results for ours

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Hand over a task; of a worker that dies, another one takes the tasks."""
        task: Future[T] = self._tasks.submit(fn, *args, **kwargs)
        return task

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor has it
        """Disconnect, and leave no thread behind."""
        self._tasks.shutdown(wait=wait and not cancel_futures)
        self._client.close(timeout=_REACHED_WITHIN)
