"""Which files of the entries folder may be read at all, and which text passes."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.model.problem import Problem

LARGEST_ENTRY = 64 * 1024
LARGEST_LIST = 1024 * 1024
LARGEST_BOUNDARIES = 16 * 1024 * 1024
_LISTS = {
    "types.yml": LARGEST_LIST,
    "publishers.yml": LARGEST_LIST,
    "boundaries.geojson": LARGEST_BOUNDARIES,
}
_WELCOME = {"README.md", "ids.lock"}
"""Files at the top that are no entries and are not read here."""
_ENTRY_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md", re.ASCII)
_ENTRY_PATH = re.compile(r"(?:events/[0-9]{4}|actors|provinces)/[^/]+\.md", re.ASCII)
_ZWNJ = "\u200c"
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_ARABIC = re.compile("[\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be read: its path below the entries folder, and where it is on disk."""

    path: str
    file: Path


def survey(entries: Path) -> tuple[list[Candidate], list[Problem]]:
    """List the files of an archive, sorted by path, without opening or following anything.

    Paths are relative to `entries`; problems name them below the folder's own name.
    """
    found: list[Candidate] = []
    problems: list[Problem] = []
    by_folded_name: dict[str, str] = {}
    for path, entry in _walk(entries):
        problem = _refuse(path, entry)
        if problem is not None:
            problems.append(problem)
        elif path not in _WELCOME:
            found.append(Candidate(path, Path(entry.path)))
            twin = by_folded_name.setdefault(path.casefold(), path)
            if twin != path:
                problems.append(_at(path, "name-case-clash", f"differs only in case from `{twin}`",
                                    "rename one of them"))
    return sorted(found, key=lambda c: c.path), problems


def _walk(entries: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    waiting = [(entries, "")]
    while waiting:
        folder, prefix = waiting.pop()
        with os.scandir(folder) as listing:
            for entry in sorted(listing, key=lambda item: item.name):
                if entry.name.startswith("."):
                    continue
                path = f"{prefix}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), f"{path}/"))
                else:
                    yield path, entry


def _refuse(path: str, entry: os.DirEntry[str]) -> Problem | None:
    if not _is_text(path):
        shown = path.encode("utf-8", "backslashreplace").decode()
        return _at(shown, "bad-name", "the file's name is not plain text", "rename the file")
    status = entry.stat(follow_symlinks=False)
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
    if status.st_size > largest:
        size = f"{status.st_size:,} bytes, more than the {largest:,} allowed"
        return _at(path, "too-large", f"has {size}", "shorten it")
    return None


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return path.isprintable()


def admit(path: str, file: Path) -> tuple[str | None, list[Problem]]:
    """Read one file as text: UTF-8, no byte order mark, LF, NFC, no invisible characters.

    Gives the text, or None where it cannot be used, and every problem found.
    """
    try:
        raw = _read(file)
    except OSError as error:
        why = error.strerror or "unknown reason"
        return None, [_at(path, "unreadable", f"cannot be read: {why}", "check its permissions")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2]) + 1
        fault = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return None, [Problem(path, line, column, "not-utf-8", fault, "save the file as UTF-8")]
    problems = list(_faults(path, text))
    return (None if problems else text), problems


def _read(file: Path) -> bytes:
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(descriptor, "rb") as stream:  # noqa: PTH123 - a descriptor, so that no link is followed
        return stream.read(LARGEST_BOUNDARIES + 1)


def _faults(path: str, text: str) -> Iterator[Problem]:
    if text.isascii() and "\r" not in text and not _FORBIDDEN.search(text):
        return
    if text.startswith("\ufeff"):
        hint = "save the file as UTF-8 without BOM"
        yield Problem(path, 1, 1, "byte-order-mark", "starts with a byte order mark", hint)
        text = text[1:]
    if "\r" in text:
        line, column = place_in(text, text.index("\r"))
        yield Problem(path, line, column, "line-ending", "a line does not end in LF alone",
                      "save the file with Unix line endings")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for found in _FORBIDDEN.finditer(text):
        mark = found.group()
        if mark == _ZWNJ and _joins_arabic(text, found.start()):
            continue
        name = unicodedata.name(mark, "a control character").lower()
        line, column = place_in(text, found.start())
        yield Problem(path, line, column, "control-character", f"holds U+{ord(mark):04X} ({name})",
                      "delete it; it does not show, and can change how the text reads")
    if not unicodedata.is_normalized("NFC", text):
        line, column = _first_difference(text)
        yield Problem(path, line, column, "not-nfc", "a letter is written as letter plus accent",
                      "save the text in Unicode's normal form C")


def _joins_arabic(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return len(_ARABIC.findall(around)) == 2  # noqa: PLR2004 - a letter on both sides


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
