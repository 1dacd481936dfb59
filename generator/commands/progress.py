"""How a command shows how far it is: a bar on a terminal, a line elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from generator import pipeline

Show = Callable[[str], pipeline.Progress]
_console = Console(stderr=True)


@contextmanager
def progress() -> Iterator[Show]:
    """Show a bar for each stage on a terminal, and a line at the end of each elsewhere."""
    if not _console.is_terminal:
        yield _line
        return
    columns: list[Any] = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
    with Progress(*columns, console=_console, transient=True) as bars:
        yield lambda stage: _bar(bars, stage)


def _bar(bars: Progress, stage: str) -> pipeline.Progress:
    task = bars.add_task(stage, total=None, visible=False)

    def show(done: int, of: int) -> None:
        bars.update(task, completed=done, total=of, visible=True)

    return show


def _line(stage: str) -> pipeline.Progress:
    started = time.monotonic()

    def show(done: int, of: int) -> None:
        if done == of:
            seconds = time.monotonic() - started
            click.echo(f"{stage}: {of:,} after {seconds:.1f} s", err=True)

    return show
