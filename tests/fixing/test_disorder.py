"""Valid entries that were put into disorder come back as they were, with every comment.

The entries are the archive's own and 480 made-up ones, each disordered in ways that hypothesis
chooses: 526 entries, each of them twice.
"""

import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from generator import pipeline
from generator.fixing import Words, fix, mend, words_of
from generator.fixing.values import REFERENCES
from generator.model.event import Event
from generator.reading import strict_yaml
from generator.reading.entry import read_text
from generator.reading.gate import Candidate, admit, survey
from generator.reading.registry import read_registry
from generator.reading.split import Parts, split
from generator.reading.typing import record_in
from tests.bench.corpus.writing import write_corpus
from tests.conftest import ENTRIES

pytestmark = pytest.mark.slow

MADE_UP = 480
TODAY = date(2026, 11, 25)
BATCHES = 12
NOTES = ("a note", "سیب: یادداشت", "see #2", "title: not a field", "- no item", "café")


@dataclass(frozen=True)
class Pool:
    """Entries with their texts, and what names stand for in their archive."""

    texts: Mapping[str, str]
    words: Words


def pool_of(entries: Path) -> Pool:
    candidates, _ = survey(entries)
    registry, problems = read_registry(candidates)
    assert not problems
    events = [c for c in candidates if c.path.startswith("events/")]
    return Pool({c.path: c.file.read_text("utf-8") for c in events}, words_of(registry))


@cache
def pools() -> tuple[Pool, Pool]:
    with TemporaryDirectory() as folder:
        write_corpus(Path(folder), MADE_UP, seed=11)
        return pool_of(ENTRIES), pool_of(Path(folder))


def cases(batch: int) -> Iterator[tuple[str, str, Words]]:
    everything = [(path, text, p.words) for p in pools() for path, text in p.texts.items()]
    assert len(everything) >= 500
    yield from everything[batch::BATCHES]


class Disorder:
    """Writes an entry's facts anew, each field where and how chance has it."""

    def __init__(self, random: Random, words: Words) -> None:
        self.random = random
        self.words = words
        self.comments: list[tuple[str, str]] = []
        """Every comment, and the start of the line of the field that it belongs to."""

    def written(self, facts: Mapping[str, Any], body: str) -> bytes:
        """Give the bytes of an entry with these facts and this body."""
        lines = list(self._mapping(facts, Event, ""))
        chance = self.random.random
        text = f"---{self._space()}\n" + "".join(f"{line}{self._space()}\n" for line in lines)
        text += f"---{self._space()}\n{body}"
        if chance() < 0.3:
            text = unicodedata.normalize("NFD", text)
        if chance() < 0.3:
            text = text.replace("\n", "\r\n")
        if chance() < 0.2:
            text = f"\ufeff{text}"
        return text.encode()

    def _space(self) -> str:
        return self.random.choice(("", "", "", " ", "  ", "\t"))

    def _mapping(
        self, facts: Mapping[str, Any], model: type[BaseModel] | None, indent: str
    ) -> Iterator[str]:
        items = list(facts.items())
        if model is not None and self.random.random() < 0.5:
            self.random.shuffle(items)
        for key, value in items:
            inner = record_in(model.model_fields[key]) if model is not None else None
            written = list(self._field(key, value, model, inner, indent))
            if model is not None and self.random.random() < 0.15:
                yield self._comment(indent, written[0])
            yield from written

    def _field(
        self,
        key: str,
        value: Any,
        model: type[BaseModel] | None,
        inner: type[BaseModel] | None,
        indent: str,
    ) -> Iterator[str]:
        match value:
            case dict():
                yield f"{indent}{key}:"
                yield from self._mapping(value, inner, f"{indent}  ")
            case [dict(), *_]:
                yield f"{indent}{key}:"
                for item in value:
                    first, *rest = self._mapping(item, inner, f"{indent}    ")
                    if first.lstrip().startswith("#"):
                        yield f"{indent}  -"
                        yield first
                    else:
                        yield f"{indent}  - {first.lstrip()}"
                    yield from rest
            case list():
                items = (self._scalar(key, item, model) for item in value)
                yield f"{indent}{key}: [{', '.join(items)}]"
            case _:
                behind = f" # {self.random.choice(NOTES)}" if self.random.random() < 0.1 else ""
                yield f"{indent}{key}: {self._scalar(key, value, model)}{behind}"

    def _comment(self, indent: str, below: str) -> str:
        note = f"# {self.random.choice(NOTES)} {len(self.comments)}"
        self.comments.append((note, below.strip().partition(":")[0]))
        return f"{indent}{note}"

    def _scalar(self, key: str, value: Any, model: type[BaseModel] | None) -> str:
        if not isinstance(value, str):
            return f"{str(value).lower() if isinstance(value, bool) else value}"
        if model is not None:
            value = self._name_of(value, REFERENCES.get((model, key), ()))
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value) and self.random.random() < 0.5:
                year, month, day = value.split("-")
                form = self.random.choice(("{0}-{1}-{2}", "{0}/{1:02}/{2}", "{0}.{1}.{2:02}"))
                value = form.format(year, int(month), int(day))
        style = self.random.choice(("'", '"', None))
        written = yaml.safe_dump(
            value, default_style=style, allow_unicode=True, width=10**6, default_flow_style=True
        )
        return written.removesuffix("\n").removesuffix("\n...")

    def _name_of(self, id_: str, kinds: Sequence[str]) -> str:
        """Give another name that means the same, where there is one."""
        if not kinds or self.random.random() < 0.5:
            return id_
        names = [
            name for kind in kinds for name, bearers in self.words.names[kind].items()
            if id_ in bearers and self.words.meant(name, kinds) == id_
        ]  # fmt: skip
        name = self.random.choice(names) if names else id_
        return self.random.choice((name, name.title(), name.upper()))


def facts_of(path: str, text: str) -> tuple[Event, str]:
    parts = split(path, text)
    assert isinstance(parts, Parts)
    reading = read_text(path, text)
    assert reading.problems == ()
    return Event.model_validate(reading.plain), parts.body


@pytest.mark.parametrize("batch", range(BATCHES))
@given(random=st.randoms(use_true_random=True))
@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_disorder_is_mended_and_nothing_else_changes(batch: int, random: Random) -> None:
    for path, text, words in cases(batch):
        facts, body = facts_of(path, text)
        plain, _ = strict_yaml.load(path, text.split("---\n")[1])
        disorder = Disorder(random, words)
        raw = disorder.written(plain, body)

        done, changes = mend(path, raw.decode(), words)

        assert facts_of(path, done) == (facts, body), path
        assert mend(path, done, words) == (done, []), path
        assert bool(changes) == (done.encode() != raw), path
        assert_order(done, path)
        assert_comments(disorder, done, raw.decode())


def assert_order(text: str, path: str) -> None:
    plain, _ = strict_yaml.load(path, text.split("---\n")[1])
    known = list(Event.model_fields)
    assert list(plain) == sorted(plain, key=known.index)


def assert_comments(disorder: Disorder, done: str, before: str) -> None:
    """Every comment is there once, and stands above the field that it was written for."""
    lines = [line.strip() for line in done.split("\n")]
    for written, field in disorder.comments:
        note = unicodedata.normalize("NFC", written)
        assert lines.count(note) == 1, note
        below = next(
            line.removeprefix("- ") for line in lines[lines.index(note) + 1 :]
            if not line.startswith("#") and line != "-"
        )  # fmt: skip
        assert below.startswith(f"{field}:"), (note, field, below)
    behind = (
        Counter(comment.strip() for comment in re.findall(" # .*", unicodedata.normalize("NFC", t)))
        for t in (done, before)
    )
    assert next(behind) == next(behind)


@pytest.mark.parametrize("which", ["real", "made-up"])
def test_an_archive_in_disorder_is_clean_after_one_run_and_the_second_changes_nothing(
    which: str, tmp_path: Path
) -> None:
    entries = tmp_path / "entries"
    if which == "real":
        shutil.copytree(ENTRIES, entries)
    else:
        write_corpus(entries, MADE_UP, seed=11)
    pool = pools()[which == "made-up"]
    asked = _told(entries)
    for number, (path, text) in enumerate(pool.texts.items()):
        plain, _ = strict_yaml.load(path, text.split("---\n")[1])
        disorder = Disorder(Random(number), pool.words)  # noqa: S311 - repeatable, no secret
        (entries / path).write_bytes(disorder.written(plain, facts_of(path, text)[1]))
    assert len({p.path for p in pipeline.run(entries, TODAY).problems}) > len(pool.texts) / 2

    changes = fix(entries)

    assert {change.path for change in changes} == {f"entries/{path}" for path in pool.texts}
    assert pipeline.run(entries, TODAY).errors == ()
    assert _told(entries) == asked
    assert fix(entries) == []


def _told(entries: Path) -> set[tuple[str, str, str]]:
    """Give what is said of an archive, without the lines, which mending moves."""
    return {(p.path, p.rule, p.message) for p in pipeline.run(entries, TODAY).problems}


def test_the_entries_of_the_archive_need_no_mending() -> None:
    real, made_up = pools()

    for pool in (real, made_up):
        for path, text in pool.texts.items():
            assert mend(path, text, pool.words) == (text, []), path


def test_the_registry_of_the_archive_needs_no_mending() -> None:
    real, _ = pools()
    candidates, _ = survey(ENTRIES)
    for candidate in candidates:
        if not candidate.path.startswith(("events/", "boundaries")):
            assert mend(candidate.path, _text(candidate), real.words)[1] == []


def _text(candidate: Candidate) -> str:
    text, _ = admit(candidate.path, candidate.file)
    assert text is not None
    return text
