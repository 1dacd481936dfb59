"""What an importer knows of the archive: names, kinds and outlines; and what it proposes to add."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.importing.names import Missing, Names, Span, core_of, folded
from generator.model.archive import Registry
from generator.model.entry import Body, Entry
from generator.model.registry import Actor, EventType, Province, Publisher
from generator.model.slug import slug_of
from generator.reading.outlines import Outlines

_LONGEST_NAME = 300
KINDS = ("actors", "provinces", "types", "publishers")


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the registry lacks, by kind and id, with the lines that will be said of it."""

    actors: dict[str, Entry[Actor]] = field(default_factory=dict)
    provinces: dict[str, Entry[Province]] = field(default_factory=dict)
    types: dict[str, Entry[EventType]] = field(default_factory=dict)
    publishers: dict[str, Entry[Publisher]] = field(default_factory=dict)


class World:
    """The registry as an importer asks it.

    With `proposing`, a name that is not known becomes an entry that is proposed. `types` gives
    the id of a type for a code of the dataset.
    """

    def __init__(
        self,
        registry: Registry,
        dataset: str,
        name: str,
        *,
        types: Mapping[str, str] | None = None,
        proposing: bool = False,
    ) -> None:
        self.registry = registry
        self.outlines = Outlines(registry.boundaries)
        self.types = types or {}
        self.proposed = Proposals() if proposing else None
        self.names = {kind: Names(kind, dataset, is_place=kind == "provinces") for kind in KINDS}
        for kind, names in self.names.items():
            names.learn(registry.of_kind(kind).values())
        self._dataset, self._name = dataset, name
        self.resembling: dict[tuple[str, str], str] = {}
        """By kind and id of what is proposed, the entry that it may be another name of."""
        self._districts: defaultdict[str, set[str]] = defaultdict(set)

    def actor(
        self, name: str, days: Span, line: int, external_id: str = "", kind: str = "armed-group"
    ) -> str | None:
        """Give the actor whom the dataset calls so; `kind` is what it would be proposed as."""
        names = self.names["actors"]
        if self._is_unknown("actors", name, external_id):
            external = {self._dataset: external_id} if self._dataset and external_id else {}
            id_ = self._free("actors", name, external_id)
            facts = Actor.model_validate({"name": name, "kind": kind, "external_ids": external})
            remark = self._remark("actors", id_, name)
            self._propose("actors", Entry(id_, f"actors/{id_}.md", facts, remark))
        return names.find(name, days, external_id, line, kind)

    def province(self, name: str, line: int) -> str | None:
        """Give the province that the dataset calls so; with outlines none is proposed."""
        if not self.registry.boundaries and self._is_unknown("provinces", name):
            plain = core_of(name) or name
            id_ = self._free("provinces", plain)
            aliases = [name] if folded(plain) != folded(name) else []
            facts = Province.model_validate({"name": plain, "aliases": aliases})
            remark = self._remark("provinces", id_, plain)
            self._propose("provinces", Entry(id_, f"provinces/{id_}.md", facts, remark))
        return self.names["provinces"].find(name, line=line)

    def learn_district(self, district: str, province: str) -> None:
        """Remember that a row of the table names the province of a district."""
        self._districts[folded(district)].add(province)

    def provinces_of(self, district: str) -> frozenset[str]:
        """Give the provinces in which rows of the table place a district, those that are known."""
        names = self._districts.get(folded(district), ())
        found = (self.names["provinces"].look_up(name) for name in names)
        return frozenset(id_ for id_ in found if isinstance(id_, str))

    def type(self, id_: str, line: int, plain: Mapping[str, Any] | None = None) -> str | None:
        """Give a type's id if it is there; else `plain` is what would be proposed."""
        if plain is not None and self._is_unknown("types", id_):
            self._propose(
                "types", Entry(id_, "types.yml", EventType.model_validate(plain), Body("", ""))
            )
        return self.names["types"].find(id_, line=line)

    def publisher(self, name: str, line: int) -> str | None:
        """Give the publisher of that name; none is ever proposed, since its kind is not known."""
        return self.names["publishers"].find(name, line=line)

    def propose_publisher(self, plain: Mapping[str, Any]) -> None:
        """Propose the publisher of the dataset, if it is not there."""
        id_ = str(plain["id"])
        if self.proposed is not None and id_ not in self.registry.publishers:
            facts = Publisher.model_validate(plain)
            self._propose("publishers", Entry(id_, "publishers.yml", facts, Body("", "")))

    def kind_of(self, actor: str) -> str:
        """Give what an actor is."""
        found = self.registry.actors.get(actor)
        if found is None and self.proposed is not None:
            found = self.proposed.actors.get(actor)
        return found.facts.kind if found is not None else ""

    def name_of(self, kind: str, id_: str) -> str:
        """Give the name that pages use."""
        found: Any = self.registry.of_kind(kind).get(id_)
        if found is None and self.proposed is not None:
            found = getattr(self.proposed, kind).get(id_)
        return str(found.facts.name) if found is not None else id_

    def _is_unknown(self, kind: str, name: str, external_id: str = "") -> bool:
        if self.proposed is None or not 0 < len(name) <= _LONGEST_NAME:
            return False
        answer = self.names[kind].look_up(name, None, external_id)
        return isinstance(answer, Missing) and answer.why == "unknown"

    def _propose(self, kind: str, entry: Entry[Any]) -> None:
        getattr(self.proposed, kind)[entry.id] = entry
        self.names[kind].learn([entry], proposed=True)

    def _free(self, kind: str, name: str, external_id: str = "") -> str:
        own = f"{self._dataset or 'imported'} {kind.removesuffix('s')} {external_id}"
        wanted = slug_of(name) or slug_of(own)
        proposed: Iterable[str] = getattr(self.proposed, kind)
        taken = {*self.registry.of_kind(kind), *proposed}
        number = 1
        while (id_ := wanted if number == 1 else f"{wanted}-{number}") in taken:
            number += 1
        return id_

    def _remark(self, kind: str, id_: str, name: str) -> Body:
        """Say in a proposed entry what a reviewer has to find out."""
        like = self.names[kind].resembling(name)
        if like is not None:
            self.resembling[kind, id_] = like
        text = (
            f"Proposed when {self._name} was imported, and looked at by nobody yet: whether it is "
            f"another name of an entry that is there{f' (such as `{like}`?)' if like else ''}, "
            "what it is, and what there is to say of it."
        )
        return Body("", text, (), text)
