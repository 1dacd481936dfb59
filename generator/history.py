"""What Git knows about the entries: which files differ from a commit, and when each last changed.

Git is run with a list of arguments and without a shell, and what a person names as a commit is
turned into a commit's hash before anything else sees it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from generator.reading.gate import shown_path

_TIMEOUT = 60
_SETTINGS = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""Git sets these for its hooks, relative to another folder than the one that we ask about."""


class HistoryError(Exception):
    """Git cannot answer; the message says why, and what to do."""


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """Give the paths below `folder` of all files that differ from a commit.

    The working tree counts as it is: changes that are staged or not, new files that Git does not
    know or ignores, renamed files under their new name, deleted ones, and all of an unborn past.
    """
    commit = _commit(folder, revision)
    differing = _git(
        folder, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--relative", commit, "--", ".",
    )  # fmt: skip
    unknown = _git(folder, "ls-files", "--others", "-z", "--", ".")
    paths = (os.fsdecode(name) for name in (differing + unknown).split(b"\0") if name)
    return frozenset(shown_path(path) for path in paths)


def file_at(folder: Path, revision: str, name: str, largest: int) -> bytes | None:
    """Give the bytes that a file of `folder` had in a commit, None where it had no such file.

    The content is that of the repository: no filter, attribute or link changes it. A file of more
    than `largest` bytes is not read, and raises HistoryError.
    """
    commit = _commit(folder, revision)
    listed = _git(folder, "ls-tree", "-z", "--long", commit, "--", name)
    for row in listed.split(b"\0"):
        _, kind, hash_, size = row.partition(b"\t")[0].split() or [b""] * 4
        if kind != b"blob":
            continue
        if not size.isdigit():
            raise HistoryError(f"{name} of {revision!r} is not here; fetch it with `git fetch`")
        if int(size) > largest:
            raise HistoryError(f"{name} of {revision!r} has more than {largest:,} bytes")
        return _git(folder, "cat-file", "blob", hash_.decode("ascii"))
    return None


def last_changes(folder: Path) -> Mapping[str, date]:
    """Give the day, in UTC, on which each file below `folder` last came to the branch as it is.

    That is the committer's date along the first parents: of a merged branch the day of the merge.
    A file that only moves within the folder keeps its day. Files that differ from the last commit
    are left out; all are, where there is no Git or the history is not complete.
    """
    try:
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() != b"false":
            return {}
        differing = changed_since(folder, "HEAD")
        log = _git(
            folder, "-c", "log.showRoot=true", "log", "-z", "--first-parent",
            "--diff-merges=first-parent", "-M100%", "--name-status", "--no-show-signature",
            "--no-ext-diff", "--no-textconv", "--relative", "--format=tformat:%x01%ct", "--", ".",
        )  # fmt: skip
    except HistoryError:
        return {}
    return {
        path: datetime.fromtimestamp(second, UTC).date()
        for name, second in _latest(log.split(b"\0")).items()
        if (path := shown_path(os.fsdecode(name))) not in differing
    }


def _latest(words: Sequence[bytes]) -> Mapping[bytes, int]:
    """Read a log, newest first: for each file of today the time of its latest change, in seconds.

    Of a removed file the time says nothing, and nobody asks for it. Under the empty name stand
    files that gave way to one that was moved into their place.
    """
    found: dict[bytes, int] = {}
    today: dict[bytes, bytes] = {}
    second = 0
    rest: Iterator[bytes] = iter(words)
    for word in rest:
        status = word.lstrip(b"\n")
        if status.startswith(b"\x01"):
            second = int(status[1:])
        elif status.startswith(b"R"):
            before, after = next(rest), next(rest)
            today[before], today[after] = today.get(after, after), b""
        elif status:
            name = next(rest)
            found.setdefault(today.get(name, name), second)
    return found


def revision(folder: Path) -> tuple[str, bool]:
    """Give the commit that `folder` is at, and whether its files are those of that commit.

    The commit is empty where there is no Git, or none yet.
    """
    try:
        commit = _commit(folder, "HEAD")
        return commit, not changed_since(folder, commit)
    except HistoryError:
        return "", False


def place_in_repository(folder: Path) -> str:
    """Give the path from the repository's top to the folder that holds `folder`, such as `data/`.

    Empty where that is the top, or where there is no repository.
    """
    try:
        prefix = os.fsdecode(_git(folder, "rev-parse", "--show-prefix")).rstrip("\n")
    except HistoryError:
        return ""
    above = prefix.rstrip("/").rpartition("/")[0]
    return f"{above}/" if above else ""


def _commit(folder: Path, revision: str) -> str:
    if not revision.isprintable() or revision.startswith("-") or not revision:
        raise HistoryError(f"{revision!r} is not the name of a commit")
    inside = _run(folder, ("rev-parse", "--is-inside-work-tree"))
    if inside.stdout.strip() != b"true":
        said = inside.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        why = f"; git says {said!r}" if said else ""
        raise HistoryError(f"{folder} is not in the working tree of a Git repository{why}")
    named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = _run(folder, named).stdout.decode("ascii", "replace").strip()
    if not found or not found.isalnum():
        raise HistoryError(
            f"{revision!r} is no commit that is known here; "
            "in a shallow clone fetch it first, with `git fetch`"
        )
    return found


def _git(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, arguments)
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip()
        raise HistoryError(f"git {arguments[0]} failed: {why!r}")
    return done.stdout


def _run(folder: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise HistoryError("git is not installed")
    environment = {k: v for k, v in os.environ.items() if k not in _OF_A_HOOK}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, and no shell
            [program, *_SETTINGS, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HistoryError(f"git could not be run: {error}") from error
