"""How one Markdown file is read: gate, split, strict YAML, body; then its front matter is typed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from generator.model.entry import Body, Entry
from generator.model.fields import Record
from generator.model.problem import Problem
from generator.reading import gate, markdown, strict_yaml
from generator.reading.gate import Candidate, Content
from generator.reading.personal import personal_problems
from generator.reading.split import Parts, split
from generator.reading.strict_yaml import Marks
from generator.reading.typing import typed

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as plain values: cheap to hand from one process to another, or to keep in a cache.

    `plain` is None where the file could not be used; `problems` then says why.
    """

    path: str
    plain: Mapping[str, Any] | None
    body: Body
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    """The SHA-256 of the file's bytes, where it could be used."""

    @property
    def id(self) -> str:
        """The file's name without its ending."""
        return self.path.rpartition("/")[2].removesuffix(".md")


def read(candidate: Candidate) -> Reading:
    """Read one file; never raises for what is in it."""
    return read_content(gate.fetch(candidate))


def read_content(content: Content) -> Reading:
    """Read a file's bytes, and nothing else: on every machine the result is the same."""
    text, problems = gate.judge(content)
    if text is None:
        return Reading(content.path, None, Body("", ""), tuple(problems))
    return read_text(content.path, text)


def read_text(path: str, text: str) -> Reading:
    """Read an entry's text as the file at `path` below the entries folder."""
    parts = split(path, text)
    if isinstance(parts, Problem):
        return Reading(path, None, Body("", ""), (parts,))
    plain, problems = strict_yaml.load(path, parts.matter, first_line=2)
    body, body_problems = markdown.render(path, parts.body, parts.body_line)
    if not problems and not isinstance(plain, dict):
        hint = "write fields such as `title: …` between the two lines `---`"
        problems = [Problem(path, 2, 1, "front-matter", "holds no fields", hint)]
    warnings = personal_problems(path, text, parts, plain)
    found = (*problems, *body_problems, *warnings)
    if problems:
        return Reading(path, None, body, found)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Reading(path, plain, replace(body, source=parts.body.strip("\n")), found, digest)


def typed_entry(
    model: type[R], reading: Reading, candidate: Candidate
) -> tuple[Entry[R] | None, list[Problem]]:
    """Type a reading's front matter; its problems include those of the reading."""
    if reading.plain is None:
        return None, list(reading.problems)
    facts, problems = typed(model, reading.plain, reading.path, lambda: marks_of(candidate))
    if facts is None:
        return None, [*reading.problems, *problems]
    entry = Entry(reading.id, reading.path, facts, reading.body, reading.digest)
    return entry, [*reading.problems, *problems]


def marks_of(candidate: Candidate) -> Marks:
    """Read a file again to learn where each of its values stands; empty where it cannot be read."""
    text, _ = gate.admit(candidate.path, candidate.file)
    parts = split(candidate.path, text) if text is not None else None
    marks: Marks = {}
    if isinstance(parts, Parts):
        strict_yaml.load(candidate.path, parts.matter, first_line=2, marks=marks)
    return marks
