"""Which files of the entries folder may be read at all, and which text passes."""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_
from pathlib import Path

from generator.model.problem import Problem

LARGEST_ENTRY = 64 * 1024
LARGEST_LIST = 1024 * 1024
LARGEST_BOUNDARIES = 16 * 1024 * 1024
LARGEST_LOCK = 16 * 1024 * 1024
_LISTS = {
    "types.yml": LARGEST_LIST,
    "publishers.yml": LARGEST_LIST,
    "boundaries.geojson": LARGEST_BOUNDARIES,
    "ids.lock": LARGEST_LOCK,
}
_WELCOME = {"README.md", "ids.lock"}
"""Files at the top that are no entries."""
_MOST_MARKS = 100
"""So many invisible characters of one file are reported."""
_LONGEST_ACCENT = 30
"""Combining marks on one letter, by Unicode's Stream-Safe Text Format (UAX 15)."""
_ACCENT_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_LONGEST_ACCENT + 1},}}")
_ENTRY_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md", re.ASCII)
_ENTRY_PATH = re.compile(r"(?:events/[0-9]{4}|actors|provinces)/[^/]+\.md", re.ASCII)
_FLAGS = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
_AS_IT_IS: int = reduce(or_, (getattr(os, flag, 0) for flag in _FLAGS), os.O_RDONLY)
"""Follow no link, wait for no pipe, translate no line ends; not every system has each flag."""
_ZWNJ = "\u200c"
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_ARABIC = re.compile(
    "[\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufe70-\ufefc]"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be read: its path below the entries folder, and where it is on disk."""

    path: str
    file: Path


@dataclass(frozen=True, slots=True)
class Content:
    """A file's path below the entries folder and its bytes; or None, and the problems say why.

    Whoever has it needs no file system: it can be handed to another machine.
    """

    path: str
    raw: bytes | None
    problems: tuple[Problem, ...] = ()


def survey(entries: Path) -> tuple[list[Candidate], list[Problem]]:
    """List the files of an archive, sorted by path, without opening or following anything.

    Paths are relative to `entries`; problems name them below the folder's own name.
    """
    found: list[Candidate] = []
    problems: list[Problem] = []
    paths: list[str] = []
    for path, entry in _walk(entries, problems):
        paths.append(path)
        problem = _refuse(path, entry)
        if problem is not None:
            problems.append(problem)
        elif path not in _WELCOME:
            found.append(Candidate(path, Path(entry.path)))
    problems.extend(_case_clashes(paths))
    return sorted(found, key=lambda c: c.path), sorted(problems)


def _case_clashes(paths: list[str]) -> Iterator[Problem]:
    """Find what some file systems cannot hold both; of two, the one in small letters stays."""
    by_folded_name: dict[str, str] = {}
    for path in sorted(paths, reverse=True):
        twin = by_folded_name.setdefault(path.casefold(), path)
        if twin != path:
            fault = f"differs only in case from `{shown_path(twin)}`"
            yield _at(shown_path(path), "name-case-clash", fault, "rename one of them")


def _walk(entries: Path, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    waiting = [(entries, "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                content = sorted(listing, key=lambda item: item.name)
        except OSError as error:
            problems.append(_unreadable(shown_path(prefix.rstrip("/")), error))
            continue
        for entry in content:
            if entry.name.startswith("."):
                continue
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), f"{path}/"))
            else:
                yield path, entry


def _refuse(path: str, entry: os.DirEntry[str]) -> Problem | None:  # noqa: PLR0911 - one a fault
    if not _is_text(path):
        fault = "the file's name is not plain text"
        return _at(shown_path(path), "bad-name", fault, "rename the file")
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return _unreadable(path, error)
    if not stat.S_ISREG(status.st_mode):
        kind = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "not a regular file"
        return _at(path, "not-a-regular-file", f"is {kind}", "put the file itself here")
    if path in _WELCOME:
        return None
    largest = _LISTS.get(path)
    if largest is None:
        if not _ENTRY_PATH.fullmatch(path):
            return _at(
                path,
                "stray-file",
                "does not belong into the entries folder",
                "entries are events/<year>/<id>.md, actors/<id>.md and provinces/<id>.md",
            )
        name = path.rpartition("/")[2]
        if not _ENTRY_NAME.fullmatch(name):
            return _at(
                path,
                "bad-name",
                "the file's name is the entry's id: small letters, digits and single hyphens",
                "rename the file",
            )
        largest = LARGEST_ENTRY
    return _too_large(path, status.st_size, largest) if status.st_size > largest else None


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return path.isprintable()


def shown_path(path: str) -> str:
    """Give a path as problems name it: itself, or with escapes where it is not plain text."""
    return path if _is_text(path) else path.encode("unicode_escape").decode()


def _too_large(path: str, size: int, largest: int) -> Problem:
    fault = f"has {size:,} bytes, more than the {largest:,} allowed"
    return _at(path, "too-large", fault, "shorten it")


def _unreadable(path: str, error: OSError) -> Problem:
    why = error.strerror or "unknown reason"
    return _at(path, "unreadable", f"cannot be read: {why}", "check its permissions")


def admit(path: str, file: Path) -> tuple[str | None, list[Problem]]:
    """Read one file as text: UTF-8, no byte order mark, LF, NFC, no invisible characters.

    Gives the text, or None where it cannot be used, and every problem found.
    """
    return judge(fetch(Candidate(path, file)))


def fetch(candidate: Candidate) -> Content:
    """Take a file's bytes, if it is a regular one and not too large."""
    path = candidate.path
    try:
        raw = read_regular(candidate.file)
    except OSError as error:
        return Content(path, None, (_unreadable(path, error),))
    largest = _LISTS.get(path, LARGEST_ENTRY)
    if len(raw) > largest:
        return Content(path, None, (_too_large(path, len(raw), largest),))
    return Content(path, raw)


def judge(content: Content) -> tuple[str | None, list[Problem]]:
    """Do the part of `admit` that only looks at the bytes."""
    path, raw = content.path, content.raw
    if raw is None:
        return None, list(content.problems)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = place_in(before.decode("utf-8"), len(before.decode("utf-8")))
        fault = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return None, [Problem(path, line, column, "not-utf-8", fault, "save the file as UTF-8")]
    problems = list(faults(path, text))
    return (None if problems else text), problems


def read_regular(file: Path) -> bytes:
    """Read a file's bytes, of a huge one the first; raises OSError for a link or a pipe."""
    descriptor = os.open(file, _AS_IT_IS)
    with open(descriptor, "rb") as stream:  # noqa: PTH123 - a descriptor, so that no link is followed
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "Not a regular file")
        return stream.read(min(status.st_size, LARGEST_BOUNDARIES) + 1)


def faults(path: str, text: str) -> Iterator[Problem]:
    """Find what `admit` would not let pass in a text."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return  # as nearly every file; the closer look takes a hundred times as long
    if text.startswith("\ufeff"):
        hint = "save the file as UTF-8 without BOM"
        yield Problem(path, 1, 1, "byte-order-mark", "starts with a byte order mark", hint)
        text = text[1:]
    if "\r" in text:
        line, column = place_in(text, text.index("\r"))
        yield Problem(
            path,
            line,
            column,
            "line-ending",
            "a line does not end in LF alone",
            "save the file with Unix line endings",
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for offset, name in islice(invisible(text), _MOST_MARKS):
        line, column = place_in(text, offset)
        yield control_character(path, line, column, name)
    heap = heap_of_accents(text)
    if heap is not None:
        line, column = place_in(text, heap)
        fault = f"a letter carries more than {_LONGEST_ACCENT} accents"
        yield Problem(path, line, column, "not-nfc", fault, "delete the accents")
    elif not unicodedata.is_normalized("NFC", text):
        line, column = _first_difference(text)
        yield Problem(
            path,
            line,
            column,
            "not-nfc",
            "a letter is written as letter plus accent",
            "save the text in Unicode's normal form C",
        )


def control_character(path: str, line: int, column: int, name: str) -> Problem:
    """Report a character that `invisible` found, by its name."""
    hint = "delete it; it does not show, and can change how the text reads"
    return Problem(path, line, column, "control-character", f"holds {name}", hint)


def invisible(text: str) -> Iterator[tuple[int, str]]:
    """Find what does not show or turns the text around: its offset, its code point and its name.

    A zero width non-joiner between two Arabic letters is Persian spelling, and passes.
    """
    for found in _FORBIDDEN.finditer(text):
        mark = found.group()
        if mark != _ZWNJ or not _joins_arabic(text, found.start()):
            name = unicodedata.name(mark, "a control character").lower()
            yield found.start(), f"U+{ord(mark):04X} ({name})"


def _joins_arabic(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return len(_ARABIC.findall(around)) == 2  # noqa: PLR2004 - a letter on both sides


def heap_of_accents(text: str) -> int | None:
    """Find a letter with so many accents that putting them in order would take minutes."""
    for run in _ACCENT_RUN.finditer(text):
        height = 0
        for offset, mark in enumerate(run.group(), run.start()):
            height = height + 1 if unicodedata.combining(mark) else 0
            if height > _LONGEST_ACCENT:
                return offset - _LONGEST_ACCENT
    return None


def _first_difference(text: str) -> tuple[int, int]:
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line)
            same = (i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b)
            return number, next(same, len(composed)) + 1
    return 1, 1


def place_in(text: str, offset: int) -> tuple[int, int]:
    """Turn an offset into a line and a column, both from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _at(path: str, rule: str, message: str, hint: str) -> Problem:
    return Problem(path, 1, 1, rule, message, hint)
