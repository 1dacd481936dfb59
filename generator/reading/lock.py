"""What `ids.lock` holds: every id ever published, one a line, such as `actors/made-up-front`."""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model.archive import Archive
from generator.model.fields import ID_PATTERN
from generator.model.problem import Problem, quoted
from generator.reading.gate import admit
from generator.reading.rules import MOST_PER_FILE

NAME = "ids.lock"
_GROWS = "`ids.lock` only ever grows"
_KINDS = "actors|events|provinces|publishers|types"
_LINE = re.compile(rf"(?:{_KINDS})/(?=.{{1,100}}\Z){ID_PATTERN.strip('^$')}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Lock:
    """The published ids, such as `events/2022-03-05-made-up-bridge`, each with its first line.

    An id that only an earlier version of the file holds is published too, and stands at line 1.
    """

    lines: Mapping[str, int]
    path: str = NAME


def read_lock(entries: Path, earlier: Collection[str] | None = None) -> tuple[Lock, list[Problem]]:
    """Read the published ids; where there is no such file, none was published.

    Order and repetition do not count: merging two branches line by line leaves both. `earlier` are
    the ids in a version that this one may only add to, None where there was no such file.
    """
    file = entries / NAME
    if not os.path.lexists(file):
        return with_earlier(Lock({}), earlier), [] if earlier is None else [_gone(earlier)]
    text, problems = admit(NAME, file)
    lines: dict[str, int] = {}
    for number, line in enumerate((text or "").removesuffix("\n").split("\n"), 1):
        if _LINE.fullmatch(line):
            lines.setdefault(line, number)
        elif text:
            fault = f"{quoted(line)} is no published id" if line.strip() else "the line is empty"
            hint = "restore the file from Git, and let `archive publish-ids` write it"
            problems.append(Problem(NAME, number, 1, "bad-ids-lock", fault, hint))
            if len(problems) > MOST_PER_FILE:
                break
    lock = Lock(lines)
    if text is not None and len(problems) <= MOST_PER_FILE:  # else not every line was read
        problems += _removed(lock, earlier or ())
    return with_earlier(lock, earlier), problems


def ids_in(content: bytes) -> frozenset[str]:
    """Give the ids in an earlier version of the file, whatever else stands in it."""
    lines = content.decode("utf-8-sig", "replace").split("\n")
    return frozenset(line.strip() for line in lines if _LINE.fullmatch(line.strip()))


def with_earlier(lock: Lock, earlier: Collection[str] | None) -> Lock:
    """Add the ids of an earlier version: taking out a line takes back no promise."""
    return Lock({**dict.fromkeys(sorted(earlier or ()), 1), **lock.lines}, lock.path)


def _removed(lock: Lock, earlier: Collection[str]) -> Iterator[Problem]:
    for id_ in sorted(set(earlier) - lock.lines.keys())[: MOST_PER_FILE + 1]:
        fault = f"the line `{id_}` was taken out"
        yield Problem(NAME, 1, 1, "bad-ids-lock", fault, f"put the line back; {_GROWS}")


def _gone(earlier: Collection[str]) -> Problem:
    noun = "id" if len(earlier) == 1 else "ids"
    fault = f"the file is gone, and with it {len(earlier):,} published {noun}"
    return Problem(NAME, 1, 1, "bad-ids-lock", fault, f"restore it from Git; {_GROWS}")


def publish_ids(entries: Path, archive: Archive) -> tuple[str, ...]:
    """Add what the archive publishes to `ids.lock`, and give what is new.

    Keeps every line that is there, in order and once each; the file changes as a whole or not at
    all. Raises OSError where it cannot be written.
    """
    lock, _ = read_lock(entries)
    whole = sorted({*lock.lines, *_published(archive)})
    file, beside = entries / NAME, entries / f".{NAME}.new"
    text = "".join(f"{id_}\n" for id_ in whole)
    if not file.exists() or file.read_text("utf-8") != text:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(file)
    return tuple(id_ for id_ in whole if id_ not in lock.lines)


def _published(archive: Archive) -> set[str]:
    registry = archive.registry
    ids = {
        "events": {*archive.by_id, *archive.aliases},
        **{
            kind: set(registry.of_kind(kind))
            for kind in ("actors", "provinces", "types", "publishers")
        },
    }
    return {f"{kind}/{id_}" for kind, own in ids.items() for id_ in own}
