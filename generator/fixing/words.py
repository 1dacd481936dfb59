"""Which id a name of the registry stands for, where it stands for one alone."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.model.archive import Registry
from generator.reading.names import names_of

KINDS = ("actors", "provinces", "types", "publishers")


@dataclass(frozen=True, slots=True)
class Words:
    """By kind: all ids, and the ids that a name, its letters' case aside, stands for.

    A kind that is not here is not known in full, and none of its names stands for anything.
    """

    ids: Mapping[str, frozenset[str]]
    names: Mapping[str, Mapping[str, frozenset[str]]]

    def meant(self, word: str, kinds: Collection[str]) -> str | None:
        """Give the one id that a word stands for among some kinds.

        None where it is an id itself, where several bear the name, or where nobody does.
        """
        if any(kind not in self.ids or word in self.ids[kind] for kind in kinds):
            return None
        bearers = {id_ for kind in kinds for id_ in self.names[kind].get(_folded(word), ())}
        return bearers.pop() if len(bearers) == 1 else None


NO_WORDS = Words(MappingProxyType({}), MappingProxyType({}))


def words_of(registry: Registry, unread: Collection[str] = ()) -> Words:
    """Gather what the registry names; kinds in `unread` are known in part, and left out.

    An id is a name too, so that `Made-up Front` means `made-up-front`, unless another bears that
    name.
    """
    ids: dict[str, frozenset[str]] = {}
    names: dict[str, Mapping[str, frozenset[str]]] = {}
    for kind in KINDS:
        if kind not in unread:
            entries = registry.of_kind(kind)
            bearers: defaultdict[str, set[str]] = defaultdict(set)
            for entry in entries.values():
                for name in (entry.id, *(name for _, name in names_of(entry))):
                    bearers[_folded(name)].add(entry.id)
            ids[kind] = frozenset(entries)
            names[kind] = {name: frozenset(found) for name, found in bearers.items()}
    return Words(MappingProxyType(ids), MappingProxyType(names))


def _folded(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())
