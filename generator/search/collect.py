"""Which records the search has of an archive: one for each event, and for all in the registry."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.model.archive import Archive, Events, Subject
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.facet import FACETS
from generator.reading import markdown
from generator.search.records import Record

_KINDS = {
    "actors": "actor",
    "provinces": "province",
    "types": "event-type",
    "publishers": "publisher",
}
_ELSEWHERE = "elsewhere"
"""The kind of the record that holds the words of other shards; the reader never sees it."""
_AROUND_WORDS = ".,;:!?()[]“”\"'’«»،؛؟…–"  # noqa: RUF001 - these are meant
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^#\s+(.+)$", re.MULTILINE)


def records_by_shard(archive: Archive, shards: int = 1) -> list[list[Record]]:
    """Give the records of each shard: of its events, the newest first, each shard's older still.

    The first shard has everything in the registry as well.
    """
    found = [
        [_event(archive, event) for event in events] for events in events_of_shards(archive, shards)
    ]
    found[0] += _subjects(archive)
    return found


def missing_words(shards: Sequence[Sequence[Record]]) -> list[list[Record]]:
    """Give for each shard the record that it lacks, if any, with the words of the others.

    Pagefind leaves out a word of a query that an index lacks, or takes its first letters, so that
    without it a shard would answer another question.
    """
    if len(shards) == 1:
        return [[]]
    words = [_words(records) for records in shards]
    every = set[str]().union(*words)
    return [
        [Record(_ELSEWHERE, _ELSEWHERE, " ".join(sorted(every - own)), _ELSEWHERE)]
        if every - own
        else []
        for own in words
    ]


def events_of_shards(archive: Archive, shards: int) -> list[Events]:
    """Share the events out, the newest to the first shard."""
    newest_first = archive.events[::-1]
    size = -(-len(newest_first) // shards)
    return [newest_first[n * size : (n + 1) * size] for n in range(shards)]


def names_of(archive: Archive) -> list[list[str]]:
    """List for everything in the registry its name, then aliases and names in other languages."""
    registry = archive.registry
    subjects = (s for facet in FACETS for s in registry.of_kind(facet.kind).values())
    return [list(dict.fromkeys(_names(subject))) for subject in subjects]


def _words(records: Iterable[Record]) -> set[str]:
    """Gather every word that a query can find in some records, as Pagefind folds its case."""
    found: set[str] = set()
    for record in records:
        found.update(record.text.lower().split())
        found.update(" ".join((record.title, *record.meta.values())).lower().split())
    return {word.strip(_AROUND_WORDS) for word in found}


def _subjects(archive: Archive) -> Iterator[Record]:
    for facet in FACETS:
        for subject in archive.registry.of_kind(facet.kind).values():
            yield _subject(facet.kind, subject)


def record_of_page(address: str, source: str) -> Record:
    """Give the record of a hand-written page, from its Markdown."""
    body, _ = markdown.render("", _FRONT_MATTER.sub("", source), 1)
    heading = _HEADING.search(source)
    title = heading[1].strip() if heading else address.strip("/").rpartition("/")[2].capitalize()
    return Record("" if address == "./" else address, title or "Home", body.text, "page")


def _event(archive: Archive, entry: Entry[Event]) -> Record:
    facts, registry = entry.facts, archive.registry
    public = _public(facts)
    actors = [registry.actors[id_] for id_ in dict.fromkeys(a.actor for a in facts.actors)]
    where = [id_ for id_ in (facts.location.province, *facts.also_in) if id_]
    provinces = [registry.provinces[id_] for id_ in where]
    place = [facts.location.place, facts.location.district]
    named: list[Subject] = [*actors, *provinces]
    names = [
        *facts.titles.values(),
        *(name for found in facts.location.names.values() for name in found),
        *(name for subject in named for name in _names(subject)),
    ]
    return Record(
        address=f"events/{entry.id}/",
        title=facts.title,
        text=" ".join(
            [*filter(None, place), entry.body.text, *(claim.text for claim in facts.claims)]
        ),
        kind="event",
        facets={
            **{f.name: tuple(dict.fromkeys(f.keys(public))) for f in FACETS},
            "grade": (facts.verification.grade,),
        },
        days=(facts.date.first, facts.date.last),
        meta={"date": str(facts.date), "names": " · ".join(dict.fromkeys(names))},
    )


def _public(facts: Event) -> Event:
    """Leave out sources that identify a person at risk: nothing may lead from a publisher there."""
    shown = [s for s in facts.sources if "identifies-person" not in s.sensitivity]
    if len(shown) == len(facts.sources):
        return facts
    return facts.model_copy(update={"sources": tuple(shown)})


def _subject(kind: str, subject: Subject) -> Record:
    definition = getattr(subject.facts, "definition", "")
    return Record(
        address=f"{kind}/{subject.id}/",
        title=subject.facts.name,
        text=" ".join(filter(None, (definition, subject.body.text))),
        kind=_KINDS[kind],
        meta={"names": " · ".join(_names(subject)[1:])},
    )


def _names(subject: Subject) -> list[str]:
    """The name, then aliases and the names in other languages."""
    facts = subject.facts
    others = [name for names in getattr(facts, "names", {}).values() for name in names]
    return [facts.name, *getattr(facts, "aliases", ()), *others]
