"""A terminal that a test types at, so that the command believes that somebody is there."""

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import REPOSITORY

_PATIENCE = 15.0


class Terminal:
    """What a running command shows, and the keys that it gets."""

    def __init__(self, descriptor: int, process: subprocess.Popen[bytes]) -> None:
        self._descriptor, self._process = descriptor, process
        self._ahead = b""
        self.shown = ""

    def wait_for(self, text: str) -> None:
        """Read on until the text is shown, and no further."""
        until = time.monotonic() + _PATIENCE
        while text.encode() not in self._ahead:
            part = self._read(until)
            assert part, f"{text!r} was not shown, but {self._ahead.decode(errors='replace')!r}"
            self._ahead += part
        end = self._ahead.index(text.encode()) + len(text.encode())
        self.shown += self._ahead[:end].decode(errors="replace")
        self._ahead = self._ahead[end:]

    def type(self, keys: str) -> None:
        """Press keys; a line feed is Enter."""
        os.write(self._descriptor, keys.encode())

    def answer(self, question: str, keys: str) -> None:
        """Wait for a question, and answer it."""
        self.wait_for(question)
        self.type(f"{keys}\n")

    def end(self) -> int:
        """Read to the end; gives the exit code."""
        until = time.monotonic() + _PATIENCE
        while part := self._read(until):
            self._ahead += part
        self.shown += self._ahead.decode(errors="replace")
        assert time.monotonic() < until, f"it goes on after {self.shown!r}"
        return self._process.wait(_PATIENCE)

    def _read(self, until: float) -> bytes:
        """Give what is shown next; nothing where the command has ended, or time is over."""
        patience = max(until - time.monotonic(), 0)
        if not select.select([self._descriptor], [], [], patience)[0]:
            return b""
        try:
            return os.read(self._descriptor, 4096)
        except OSError:  # the other side is closed
            return b""


@contextmanager
def at_terminal(*arguments: str, cwd: Path) -> Iterator[Terminal]:
    """Run `archive` with arguments at a terminal of its own."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, 200))
    environment = {
        **os.environ, "PYTHONPATH": str(REPOSITORY), "TERM": "dumb", "INPUTRC": os.devnull,
        "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
