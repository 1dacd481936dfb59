"""What a command costs: wall time, processor time of its whole tree, peak memory of one process.

Linux only. The kernel counts, nothing is sampled. A small process starts the command, adopts every
process that outlives its parent (a child subreaper, prctl(2)), and waits for all of them: `wait4`
gives each one's time and peak, those of the descendants that it waited for included.
"""

import ctypes
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
KIB_PER_MB = 1_000_000 / 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and processor time, and the peak resident memory of the largest process."""

    wall: float
    cpu: float
    peak_mb: float
    cpu_of_others: float = 0.0
    """Processor time that the rest of the machine used meanwhile: above 0, the wall is too long."""

    def __add__(self, other: "Cost") -> "Cost":
        """Cost of one after the other: times add up, the larger peak stays."""
        return Cost(
            wall=self.wall + other.wall,
            cpu=self.cpu + other.cpu,
            peak_mb=max(self.peak_mb, other.peak_mb),
            cpu_of_others=self.cpu_of_others + other.cpu_of_others,
        )


class CommandError(RuntimeError):
    """The command failed; the message ends with what it printed last."""


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Cost:
    """Run a command in `folder` and give its cost; raises CommandError where it fails."""
    with tempfile.TemporaryDirectory() as name:
        result, log = Path(name, "cost.json"), Path(name, "log")
        with log.open("wb") as printed:
            done = subprocess.run(
                [sys.executable, "-S", __file__, f"{result}", *command],
                cwd=folder,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode:
            last_lines = log.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise CommandError(f"{' '.join(command)} failed ({done.returncode}):\n{last_lines}")
        return Cost(**json.loads(result.read_text(encoding="utf-8")))


def median(costs: Sequence[Cost]) -> Cost:
    """Give the median of each figure over several runs."""
    return Cost(
        wall=statistics.median(cost.wall for cost in costs),
        cpu=statistics.median(cost.cpu for cost in costs),
        peak_mb=statistics.median(cost.peak_mb for cost in costs),
        cpu_of_others=statistics.median(cost.cpu_of_others for cost in costs),
    )


def count_pages(site: Path) -> int:
    """Count the HTML files of a site that have content, the search engine's own left out."""
    return sum(
        1
        for path in site.rglob("*.html")
        if "pagefind" not in path.relative_to(site).parts and path.stat().st_size
    )


def _run_and_wait(command: Sequence[str]) -> tuple[int, Cost]:
    """Run a command and wait until its whole tree has ended; give its exit code and cost.

    The peak is of resident memory (`ru_maxrss`), which Linux gives in KiB. It is read in this
    small process, because a child's peak begins with the size of the process that starts it.
    """
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    busy_before = _busy_seconds()
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], list(command), os.environ)
    wall, cpu, peak, code = 0.0, 0.0, 0, 0
    while True:
        try:
            process, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            others = max(0.0, _busy_seconds() - busy_before - cpu)
            return code, Cost(wall, cpu, peak / KIB_PER_MB, others)
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss)
        if process == child:
            wall = time.perf_counter() - started
            code = os.waitstatus_to_exitcode(status)


def _busy_seconds() -> float:
    """Give the time that all processors were not idle since the start (proc_stat(5))."""
    _, *fields = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()
    user, nice, system, _idle, _waiting, *rest = map(int, fields)
    interrupts_and_stolen = sum(rest[:3])
    return (user + nice + system + interrupts_and_stolen) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    exit_code, measured = _run_and_wait(sys.argv[2:])
    Path(sys.argv[1]).write_text(json.dumps(asdict(measured)), encoding="utf-8")
    sys.exit(abs(exit_code))
