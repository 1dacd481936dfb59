"""Which executors read entries in place of this machine's processes, by the address they go by."""

from collections.abc import Callable
from concurrent.futures import Executor
from importlib.metadata import EntryPoint, entry_points

GROUP = "incident_archive.executors"
"""The entry points that bring an executor. Their name is the scheme of its addresses, and they are
called with an address; they give a `concurrent.futures.Executor`, or raise OSError where there is
none to be had and ValueError where the address is wrong."""
Open = Callable[[], Executor]


class ExecutorError(Exception):
    """An executor cannot be had, or failed while it read."""


def executor_at(address: str) -> Open:
    """Find what opens an executor, such as that at `dask://localhost:8786`; it is not opened yet.

    Raises ValueError where no installed package knows the scheme, or what it needs is missing.
    """
    scheme, separator, _ = address.partition("://")
    known = {point.name: point for point in entry_points(group=GROUP)}
    if not separator or scheme not in known:
        schemes = ", ".join(f"{name}://…" for name in sorted(known))
        raise ValueError(f"no installed package knows such an executor; known are {schemes}")
    try:
        factory: Callable[[str], Executor] = known[scheme].load()
    except ModuleNotFoundError as error:
        remedy = _remedy(known[scheme])
        raise ValueError(f"the package `{error.name}` is not installed{remedy}") from error

    def open_() -> Executor:
        try:
            return factory(address)
        except (OSError, ValueError) as error:
            raise ExecutorError(f"{address}: {error}") from error

    return open_


def _remedy(point: EntryPoint) -> str:
    """Name the extra that brings what is missing, if one is called as the scheme."""
    extra = point.name.partition("+")[0]
    offered = point.dist.metadata.get_all("Provides-Extra", []) if point.dist is not None else []
    if point.dist is None or extra not in offered:
        return ""
    return f" (pip install '{point.dist.name}[{extra}]' brings it)"
