"""Which problems a reviewer is asked about: those in files that changed, and what else is wrong."""

from collections.abc import Collection, Sequence

from generator.model.problem import Problem

Parted = tuple[Sequence[Problem], Sequence[Problem]]


def parted(problems: Sequence[Problem], changed: Collection[str] | None) -> Parted:
    """Part problems into those in changed files and the others; None: every file changed.

    `changed` holds paths as problems have them. A problem of a folder is one of a changed file
    where a file in it changed, so that nobody overlooks why a whole folder could not be read.
    """
    if changed is None:
        return problems, ()
    folders = {path[:at] for path in changed for at, sign in enumerate(path) if sign == "/"}
    asked = [p for p in problems if p.path in changed or p.path in folders]
    others = [p for p in problems if p.path not in changed and p.path not in folders]
    return asked, others
