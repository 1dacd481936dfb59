"""What a layout asks of an event, worked out once for all of its columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.exports.tables import Tolls, Value
from generator.model.archive import Archive, Registry
from generator.model.count import Count
from generator.model.data_file import ForeignColumn, Mark
from generator.model.entry import Entry
from generator.model.event import Event, Group, Outcome
from generator.model.registry import Actor
from generator.model.toll import TollLine

BETWEEN = "; "
"""Between several names in one cell."""
STATES = frozenset({"state", "authority"})
CIVILIANS = frozenset({"community"})
_NO_CELLS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """One event, with the two sides that layouts of dyads want, and its toll by outcome.

    `side_a` began it or is the first to take part, `side_b` is who was aimed at or the second;
    either is None where nobody is told. `dataset` is the key of the layout that the event was
    imported from, if any, and `cells` what the import kept of the row as it stood.
    `province` is the name of its province, `iso` that one's ISO 3166-2 code. `killed` is how many
    were killed, where anybody gives a known figure. `publishers` are the names of the sources'.
    """

    entry: Entry[Event]
    facts: Event
    registry: Registry
    side_a: Entry[Actor] | None
    side_b: Entry[Actor] | None
    toll: Mapping[Outcome, TollLine]
    dataset: str
    cells: Mapping[str, str]
    province: str | None
    iso: str | None
    killed: Count | None
    publishers: str

    def killed_of(self, groups: Sequence[Group]) -> int | None:
        """The best estimate of the dead of some groups, by the archive's own reading."""
        line = self.toll.get("killed")
        own = [count for group, count in line.groups if group in groups] if line else []
        numbers = [_number(count) for count in own]
        return sum(numbers) if numbers else None


def told(archive: Archive, tolls: Tolls) -> list[Told]:
    """Gather what the columns of all layouts need of every event."""
    actors, provinces = archive.registry.actors, archive.registry.provinces
    names = {id_: one.facts.name for id_, one in archive.registry.publishers.items()}
    found = []
    for entry in archive.events:
        side_a, side_b = _sides(entry.facts)
        toll = {line.outcome: line for line in tolls(entry)}
        province = provinces.get(entry.facts.location.province or "")
        killed = toll.get("killed")
        found.append(
            Told(
                entry,
                entry.facts,
                archive.registry,
                actors.get(side_a or ""),
                actors.get(side_b or ""),
                toll,
                *_imported(entry.facts),
                province.facts.name if province else None,
                province.facts.iso if province else None,
                killed.count if killed and killed.count.known else None,
                BETWEEN.join(
                    dict.fromkeys([names[source.publisher] for source in entry.facts.sources])
                ),
            )
        )
    return found


def _sides(event: Event) -> tuple[str | None, str | None]:
    by_role: dict[str, list[str]] = {}
    for part in event.actors:
        by_role.setdefault(part.role, []).append(part.actor)
    first = [*by_role.get("initiator", ()), *by_role.get("participant", ())]
    second = [
        *by_role.get("target", ()), *by_role.get("participant", ()), *by_role.get("affected", ())
    ]  # fmt: skip
    side_a = first[0] if first else None
    return side_a, next((actor for actor in second if actor != side_a), None)


def _imported(event: Event) -> tuple[str, Mapping[str, str]]:
    """Give the dataset that the event was imported from, and the cells that were kept of its row.

    Both are empty for an event of the archive's own.
    """
    if event.imported is None:
        return "", _NO_CELLS
    return event.imported.dataset.partition("-")[0], event.imported.cells


def _number(count: Count) -> int:
    return count.estimate if count.estimate is not None else count.low


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a layout, and what stands in it.

    An import that has `kept` the cells of a column says by having none that the row's was empty:
    then it stays empty. Of other columns it keeps only what the entry does not tell.
    """

    column: ForeignColumn
    value: Callable[[Told], Value]
    kept: bool


def exact(
    name: str, how: str, value: Callable[[Told], Value], hashtag: str = "", *, kept: bool = False
) -> Field:
    """Describe a column that an event fills as the codebook means it."""
    return Field(ForeignColumn(name, "exact", "exact", how, hashtag), value, kept)


def approximated(
    name: str, how: str, value: Callable[[Told], Value], hashtag: str = "", imported: Mark = "exact"
) -> Field:
    """Describe a column that an event of the archive's own fills only roughly."""
    return Field(ForeignColumn(name, "approximated", imported, how, hashtag), value, kept=True)


def absent(name: str, how: str, imported: Mark = "exact") -> Field:
    """Describe a column that an event of the archive's own leaves empty."""
    return Field(ForeignColumn(name, "absent", imported, how), _nothing, kept=True)


def _nothing(_told: Told) -> Value:
    return None


def columns_of(fields: Sequence[Field]) -> tuple[ForeignColumn, ...]:
    """Give the descriptions of all fields."""
    return tuple(field.column for field in fields)
