"""How the rows of a table become files of the archive, and what is said of each row."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import yaml
from pydantic import ValidationError

from generator.importing.draft import Draft, Importer, RefusedError
from generator.importing.merging import Conflict, Resolve, merged, new_entry
from generator.importing.names import Missing
from generator.importing.table import Row, Table
from generator.importing.values import plain_number
from generator.importing.world import World
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.slug import day_of, slug_of
from generator.reading.gate import LARGEST_ENTRY
from generator.reading.typing import told
from generator.writing import entry_text

_ENDED = {"merged", "withdrawn"}
_COMMENTS = Conflict("comments", "comments in the front matter", "a rewritten file without them")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked for; None and empty for no wish."""

    today: date
    country: str = ""
    limit: int | None = None
    resolve: Resolve = "show"
    as_drafts: bool = False
    """Whether new entries wait until somebody publishes them."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that became no entry, and why."""

    line: int
    row: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict in an entry."""

    entry: str
    row: str
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class TwinRow:
    """A row that may be the incident of an entry that is there."""

    row: str
    line: int
    entry: str
    why: str


@dataclass(frozen=True, slots=True)
class Writing:
    """A file to write, and the row that it comes from; `old` is a path that it leaves."""

    row: str
    line: int
    id: str
    facts: Event
    body: str
    text: str
    is_new: bool
    changed: tuple[str, ...] = ()
    old: str = ""

    @property
    def path(self) -> str:
        """Where it lies, below the entries folder."""
        return f"events/{self.facts.date.first.year:04d}/{self.id}.md"


@dataclass
class Result:
    """What becomes of every row, and of the archive."""

    rows: int = 0
    passed_over: int = 0
    """Rows of other countries, or beyond the limit."""
    unchanged: int = 0
    by_hand: dict[str, str] = field(default_factory=dict)
    """By row, entries that somebody wrote who knew the row."""
    ended: dict[str, str] = field(default_factory=dict)
    """By row, entries that were merged or withdrawn."""
    writings: list[Writing] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    twins: list[TwinRow] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    """What looks like private data in entries to be written, with its place."""
    gone: list[str] = field(default_factory=list)
    """Entries whose row is not in the table any more."""
    notes: Counter[str] = field(default_factory=Counter)
    cleaned: Counter[str] = field(default_factory=Counter)
    """Cells from which invisible characters were taken, by column."""
    unknown_columns: tuple[str, ...] = ()
    absent_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Existing:
    """The entries that are there, as an import looks for them."""

    by_row: Mapping[str, Entry[Event]]
    by_external_id: Mapping[str, Entry[Event]]
    ids: frozenset[str]
    published: frozenset[str]
    """Lines of `ids.lock`: what readers may have seen."""
    text_of: Callable[[str], str]
    """Gives the text of a file by its path below the entries folder."""


def existing(
    events: Iterable[Entry[Event]],
    importer: Importer,
    published: Iterable[str],
    text_of: Callable[[str], str],
) -> Existing:
    """Index the entries by their rows in a dataset."""
    origin = importer.origin
    by_row: dict[str, Entry[Event]] = {}
    by_external_id: dict[str, Entry[Event]] = {}
    ids: set[str] = set()
    for entry in events:
        facts = entry.facts
        ids |= {entry.id, *facts.aliases}
        if facts.imported is not None and facts.imported.dataset == origin.dataset:
            other = by_row.setdefault(facts.imported.row, entry)
            if other.facts.status == "merged":
                by_row[facts.imported.row] = entry
        elif origin.external_id and facts.external_ids is not None:
            external = getattr(facts.external_ids, origin.external_id)
            if external is not None:
                by_external_id[external] = entry
    return Existing(by_row, by_external_id, frozenset(ids), frozenset(published), text_of)


def import_rows(
    table: Table,
    importer: Importer,
    world: World,
    there: Existing,
    choice: Choice,
    *,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Result:
    """Read every row, and work out what to write; nothing is written here."""
    result = Result(
        rows=len(table.rows),
        unknown_columns=tuple(c for c in table.columns if c and c not in importer.columns),
        absent_columns=tuple(c for c in importer.columns if c not in table.columns),
    )
    if importer.divisions is not None:
        province, district = importer.divisions
        for row in table.rows:
            if row.text(province) and row.text(district):
                world.learn_district(row.text(district), row.text(province))
    run = _Run(importer, world, there, choice, result, set(there.ids), {})
    for number, row in enumerate(table.rows, 1):
        run.take(row)
        progress(number, len(table.rows))
    if choice.limit is None:
        result.gone = sorted(_gone(table, importer, there, choice.country))
    return result


def _gone(table: Table, importer: Importer, there: Existing, country: str) -> Iterator[str]:
    """Give the entries whose row is not in the table; those of countries that it has rows of."""
    ids = {plain_number(row.text(importer.id_column)) for row in table.rows}
    countries = {row.text(importer.country).casefold() for row in table.rows}
    wanted = {country.casefold()} if country else countries
    for row, entry in there.by_row.items():
        origin = entry.facts.imported
        own = origin.cells.get(importer.country, "") if origin is not None else ""
        if row not in ids and (not importer.country or own.casefold() in wanted):
            yield entry.id


@dataclass
class _Run:
    importer: Importer
    world: World
    there: Existing
    choice: Choice
    result: Result
    taken: set[str]
    lines: dict[str, int]
    """By row, the line in which it stands."""

    def take(self, row: Row) -> None:
        """Account for one row."""
        id_ = plain_number(row.text(self.importer.id_column))
        wanted = self.choice.country.casefold()
        if wanted and row.text(self.importer.country).casefold() != wanted:
            self.result.passed_over += 1
            return
        done = len(self.result.writings) + self.result.unchanged
        if self.choice.limit is not None and done >= self.choice.limit:
            self.result.passed_over += 1
            return
        try:
            self._take(row, id_)
        except RefusedError as error:
            self.result.refused.append(Refusal(row.line, id_, error.reason, error.detail))
        except ValidationError as error:
            self.result.refused.append(Refusal(row.line, id_, *_explained(error)))

    def _take(self, row: Row, id_: str) -> None:
        if row.fault:
            raise RefusedError("the row has more or fewer cells than the header", row.fault)
        if not id_:
            raise RefusedError("the row has no id")
        other = self.lines.setdefault(id_, row.line)
        if other != row.line:
            raise RefusedError("the id stands in the table twice", f"first in line {other}")
        if id_ in self.there.by_external_id and id_ not in self.there.by_row:
            self.result.by_hand[id_] = self.there.by_external_id[id_].id
            return
        entry = self.there.by_row.get(id_)
        if entry is not None and entry.facts.status in _ENDED:
            self.result.ended[id_] = entry.id
            return
        draft = self.importer.read(row, self.world)
        if entry is None:
            self._add(row, id_, draft)
        else:
            self._update(row, id_, draft, entry)
        self.result.notes.update(dict.fromkeys(draft.notes, 1))
        self.result.cleaned.update(row.changed)

    def _add(self, row: Row, id_: str, draft: Draft) -> None:
        facts = new_entry(draft, self.importer.origin, id_, self.choice.today)
        if self.choice.as_drafts:
            facts = facts.model_copy(update={"status": "draft"})
        name = self._free(facts, id_)
        text = _sized(entry_text(facts, ""))
        self.result.writings.append(Writing(id_, row.line, name, facts, "", text, is_new=True))
        self.taken.add(name)

    def _update(self, row: Row, id_: str, draft: Draft, entry: Entry[Event]) -> None:
        found = merged(
            entry.facts,
            draft,
            self.importer.origin,
            id_,
            self.choice.today,
            resolve=self.choice.resolve,
            is_published=f"events/{entry.id}" in self.there.published,
        )
        self.result.clashes += [Clash(entry.id, id_, conflict) for conflict in found.conflicts]
        if found.facts is entry.facts:
            self.result.unchanged += 1
            return
        old = self.there.text_of(entry.path)
        if has_comments(old):
            self.result.unchanged += 1
            self.result.clashes.append(Clash(entry.id, id_, _COMMENTS))
            return
        body = entry.body.source
        text = _sized(entry_text(found.facts, body))
        writing = Writing(
            id_, row.line, entry.id, found.facts, body, text, is_new=False, changed=found.changed
        )
        is_moved = writing.path != entry.path
        self.result.writings.append(replace(writing, old=entry.path) if is_moved else writing)

    def _free(self, facts: Event, row: str) -> str:
        """Give an id that is free: the day, the dataset, and the row."""
        origin = self.importer.origin
        name = slug_of(f"{origin.external_id or origin.dataset} {row}") or origin.dataset
        wanted = f"{day_of(facts.date)}-{name}"
        number = 1
        while (id_ := wanted if number == 1 else f"{wanted}-{number}") in self.taken:
            number += 1
        return id_


def written(writing: Writing, others: Iterable[str]) -> Writing:
    """Say in an entry to be written that others are other incidents."""
    facts = writing.facts
    known = tuple(dict.fromkeys((*facts.not_duplicate_of, *others)))
    facts = facts.model_copy(update={"not_duplicate_of": known})
    return replace(writing, facts=facts, text=entry_text(facts, writing.body))


def has_comments(text: str) -> bool:
    """Tell whether the front matter of an entry holds comments, which rewriting would lose."""
    matter = text.partition("---\n")[2].partition("\n---")[0]
    if "#" not in matter:
        return False
    end = 0
    for token in yaml.scan(matter, yaml.CSafeLoader):
        if "#" in matter[end : token.start_mark.index]:
            return True
        end = max(end, token.end_mark.index)
    return "#" in matter[end:]


def missing_names(world: World) -> dict[str, list[Missing]]:
    """Give the names that stand for nobody, by kind, the most frequent first."""
    return {
        kind: sorted(names.missing.values(), key=lambda m: (-m.count, m.name))
        for kind, names in world.names.items()
        if names.missing
    }


def _sized(text: str) -> str:
    if len(text.encode("utf-8")) > LARGEST_ENTRY:
        raise RefusedError("the entry would be larger than 64 KiB")
    return text


def _explained(error: ValidationError) -> tuple[str, str]:
    problem = told(Event, error, "", {}, "the entry")[0]
    reason = f"`archive check` would refuse the entry: {problem.rule}"
    return reason, f"{problem.message} ({problem.hint})"
