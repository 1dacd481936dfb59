"""Which entry of the registry a contributor means by a word in any language or script."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.archive import Registry, Subject
from generator.reading.suggestion import closest

_OF_ADDRESSES = {"/", ":"}
_ARABIC_AS_PERSIAN = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u200c": " "})
"""Keyboards differ in these letters, and a reader sees no difference."""


@dataclass(frozen=True, slots=True)
class Words:
    """The ids, names and aliases of some entries, each with the id that it stands for."""

    by_word: Mapping[str, str]
    """Every spelling as it is written."""
    by_folded: Mapping[str, str]
    """The same without case, doubled spaces and keyboards' differences."""
    names: Mapping[str, str]
    """The name that pages use, by id."""

    def exact(self, word: str) -> str | None:
        """Give the id that the word stands for, or None."""
        return self.by_folded.get(_folded(word))

    def near(self, word: str) -> str | None:
        """Give the id that was probably meant, or None where nothing is close.

        An address is like no name, however many letters they share.
        """
        return None if _OF_ADDRESSES & set(word) else closest(word, self.by_word)

    def beginning(self, start: str) -> Iterator[tuple[str, str]]:
        """Give id and name of every entry of which a word begins so, sorted by id."""
        folded = _folded(start)
        found = {id_ for word, id_ in self.by_folded.items() if word.startswith(folded)}
        yield from ((id_, self.names[id_]) for id_ in sorted(found))


def words_of(registry: Registry, *kinds: str) -> Words:
    """Gather the words of some kinds; an id stands for itself, whoever has it as a name.

    A name that two bear, one after the other, stands for neither.
    """
    subjects = [subject for kind in kinds for subject in registry.of_kind(kind).values()]
    by_word = {subject.id: subject.id for subject in subjects}
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for subject in subjects:
        for name in names_of(subject):
            by_word.setdefault(name, subject.id)
            bearers[_folded(name)].add(subject.id)
    by_folded = {_folded(id_): id_ for id_ in by_word.values()}
    for name, ids in bearers.items():
        if len(ids) == 1:
            by_folded.setdefault(name, *ids)
    return Words(by_word, by_folded, {subject.id: subject.facts.name for subject in subjects})


def names_of(subject: Subject) -> Iterable[str]:
    """Give every name of an entry of the registry, the one that pages use first."""
    facts = subject.facts
    yield facts.name
    yield from getattr(facts, "aliases", ())
    for names in getattr(facts, "names", {}).values():
        yield from names


def _folded(word: str) -> str:
    composed = unicodedata.normalize("NFC", word).translate(_ARABIC_AS_PERSIAN)
    return " ".join(composed.casefold().split())
