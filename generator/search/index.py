"""Running Pagefind, which writes the index that browsers search.

Records go to the program's service over a pipe, as its own wrappers for Python and Node send them,
and not as files in a folder: Pagefind numbers the pages of a folder as the file system lists them,
so that the same archive would give other bytes on another disk. Its files come back over a pipe,
too: it would write them with a crowd of threads that wait for one another on the same folder, which
takes twice the time.
"""

import base64
import gzip
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import count
from pathlib import Path
from typing import IO, Any

from pagefind.service import get_executable

from generator.search.columns import Values, columns_of
from generator.search.numbering import number_pages
from generator.search.records import Record, fold

COLUMNS = "columns.json"
LANGUAGE = "en"
"""One index for all languages, whose English words are stemmed."""
_UNUSED = (
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
    "pagefind-modular-ui.*",
    "pagefind-ui.*",
    "wasm.unknown.pagefind",
)
"""Files that Pagefind always writes and no page of ours loads: half a megabyte."""
_PROGRAM = ("pagefind.js", "wasm.*.pagefind")
"""What a reader loads of one index only. Pagefind looks for its WebAssembly beside each index, at
the index's address, `wasm.`, the name in `pagefind-entry.json` and `.pagefind`: a name that leads
up and into the folder of another index has browsers take theirs from there, and from their cache.
"""
_PRIVATE_MARK = "___"
"""Pagefind steers its own parser with words that start like this, so no text may hold it."""


_MEMORY = "tcache_max:524288"
"""Keeps its allocator from giving a compressor's memory back to the system for each page: a
setting of jemalloc, which halves the time that it spends in the kernel."""
_LARGEST_PIECE = "5000"
"""Places of words in one file of the index, of which a reader loads those with the words asked for.

A quarter of Pagefind's own limit: less to load, and a tenth less time, since each piece is
compressed as well as can be. Where Pagefind knows the setting no more, its own limit holds.
"""


class IndexingError(Exception):
    """Pagefind did not write the index; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a reader loads of an index over the wire before it can answer, in bytes.

    `columns` is for any question; `words` comes on top for one with words: the description of the
    index, and a piece of usual size.
    """

    columns: int
    words: int


class Indexing:
    """An index that Pagefind makes while the build goes on: it begins before all is known.

    Takes the records that are known. Call `finish` before the site is complete, or `stop` if it
    never will be.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        executable = get_executable()
        if executable is None:
            raise IndexingError("pagefind is not installed: pip install 'pagefind[bin]'")
        self._records: list[Record] = []
        self._messages = count(1)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - open for as long as the program runs
        self._service = subprocess.Popen(  # noqa: S603 - the program that our dependency ships
            [executable, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={
                "_RJEM_MALLOC_CONF": _MEMORY,
                **os.environ,
                "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _LARGEST_PIECE,
            },
        )
        waiting = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pagefind")
        self._files = waiting.submit(self._receive)
        waiting.shutdown(wait=False)
        with self._stopped_by_a_fault():
            self._send([{"type": "NewIndex", "config": {"force_language": LANGUAGE}}])
            self._add(records)

    def finish(
        self, folder: Path, values: Values, program: str = "", more: Iterable[Record] = ()
    ) -> Load:
        """Add more records, and write the index into a folder, such as `site/pagefind/0`.

        What is there is replaced. `program` is the folder of an index whose program runs this one
        too, seen from here, such as `../0/`. Raises IndexingError with Pagefind's own words.
        """
        with self._stopped_by_a_fault():
            self._add(more)
            self._send([{"type": "GetFiles", "index_id": 0}])
            files = self._files.result()
        self.stop()  # its memory may be wanted while the files are written
        shutil.rmtree(folder, ignore_errors=True)
        return _write(files, self._records, folder.absolute(), values, program)

    def stop(self) -> None:
        """End the program, whatever it is doing."""
        self._service.kill()
        self._service.wait()

    @contextmanager
    def _stopped_by_a_fault(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.stop()  # or the thread would wait for an answer for ever
            raise

    def _add(self, records: Iterable[Record]) -> None:
        ordered = sorted(records, key=lambda record: record.address)
        self._records += ordered
        self._send(
            {"type": "AddRecord", "index_id": 0, **_as_pagefind_reads_it(record)}
            for record in ordered
        )

    def _send(self, actions: Iterable[Mapping[str, object]]) -> None:
        pipe = _opened(self._service.stdin)
        try:
            for action in actions:
                message = json.dumps({"message_id": next(self._messages), "payload": action})
                pipe.write(base64.b64encode(message.encode()) + b",")
            pipe.flush()  # and left open: the service ends at once when its input does
        except BrokenPipeError:
            pass  # the program has ended: `finish` says why

    def _receive(self) -> Sequence[Mapping[str, str]]:
        for reply in _replies(_opened(self._service.stdout)):
            match reply["payload"]:
                case {"type": "Error", "message": message}:
                    raise IndexingError(f"pagefind: {message}")
                case {"type": "GetFiles", "files": list(files)}:
                    return files
        self._said.seek(0)
        said = self._said.read().decode(errors="replace").strip()
        raise IndexingError(f"pagefind ended too early, saying: {said or 'nothing'}")


def _write(
    files: Sequence[Mapping[str, str]],
    records: Sequence[Record],
    folder: Path,
    values: Values,
    program: str,
) -> Load:
    """Write what Pagefind handed over, each file as its path and its content in Base64."""
    content = {file["path"]: base64.b64decode(file["content"]) for file in files}
    described = next(path for path in content if path.endswith(".pf_meta"))
    description, name, tag, pages = number_pages(content.pop(described), LANGUAGE)
    content[f"pagefind.{name}.pf_meta"] = description
    listing = json.loads(content["pagefind-entry.json"])
    listing["languages"][LANGUAGE]["hash"] = name
    if program:
        listing["languages"][LANGUAGE]["wasm"] = f"/../{program}wasm.{LANGUAGE}"
    columns = {"page": f"{LANGUAGE}_#-{tag}", **columns_of(records, values)}
    content[COLUMNS] = json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
    content["pagefind-entry.json"] = json.dumps(listing, ensure_ascii=False).encode()
    unused = (*_UNUSED, *_PROGRAM) if program else _UNUSED
    for inner in {Path(path).parent for path in content}:
        (folder / inner).mkdir(parents=True, exist_ok=True)
    for path, written in content.items():
        if path.startswith("fragment/"):
            path = f"fragment/{pages[path[9:-12]]}.pf_fragment"  # noqa: PLW2901 - its new name
        if not any(fnmatchcase(path, pattern) for pattern in unused):
            with open(f"{folder}/{path}", "wb") as stream:  # noqa: PTH123 - thousands
                stream.write(written)
    pieces = [len(written) for path, written in content.items() if path.startswith("index/")]
    return Load(
        columns=len(gzip.compress(content[COLUMNS], 6)),
        words=len(description) + sum(pieces) // max(1, len(pieces)),
    )


def _opened(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise TypeError("the service was started without a pipe")
    return pipe


def _as_pagefind_reads_it(record: Record) -> dict[str, object]:
    meta = {"title": record.title, **record.meta}
    folded = {key: _harmless(fold(value)) for key, value in meta.items()}
    if fold(record.title) != record.title:
        folded["shown"] = _harmless(record.title)
    return {
        "url": record.address,
        "content": _harmless(fold(record.text)) or folded["title"],  # no page is without a word
        "language": LANGUAGE,
        "meta": folded,
        "filters": {},
        "sort": {},
    }


def _harmless(text: str) -> str:
    return text.replace(_PRIVATE_MARK, "__ ")


def _replies(pipe: IO[bytes]) -> Iterator[dict[str, dict[str, Any]]]:
    begun: list[bytes] = []
    while chunk := pipe.read1(1 << 20):  # type: ignore[attr-defined]  # IO[bytes] hides it
        *messages, rest = chunk.split(b",")
        for message in messages:
            yield json.loads(base64.b64decode(b"".join((*begun, message))))
            begun.clear()
        begun.append(rest)
