"""Which words stand for which ids, and which id someone who wrote another word probably meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.checks.rule import Draft, Kind
from generator.reading.names import names_of
from generator.reading.suggestion import did_you_mean

_COMPARISONS = 1_000_000
"""So many words are compared, about a second's work: a file can hold 10,000 unknown names, and
an archive as many to compare each of them with."""


@dataclass(slots=True)
class Vocabulary:
    """Words and the ids that they stand for; remembers what it has looked up.

    `comparisons` is how many more words it compares before it gives no more hints.
    """

    words: Mapping[str, str]
    comparisons: int = _COMPARISONS
    _hints: dict[str, str] = field(default_factory=dict)

    def hint(self, word: str) -> str:
        """Word the id that was probably meant; empty where none is close, or enough were asked."""
        if word not in self._hints:
            self.comparisons -= len(self.words)
            self._hints[word] = did_you_mean(word, self.words) if self.comparisons >= 0 else ""
        return self._hints[word]


def vocabulary_of(draft: Draft, *kinds: Kind) -> Vocabulary:
    """Gather the ids of some kinds, then the names and aliases in all languages.

    An id stands for itself, whoever has it as a name; of two bearers of a name the first counts.
    """
    words = {id_: id_ for kind in kinds for id_ in sorted(draft.known[kind])}
    for kind in kinds:
        if kind != "events":
            for entry in draft.registry.of_kind(kind).values():
                for _, name in names_of(entry):
                    words.setdefault(name, entry.id)
    return Vocabulary(words)
