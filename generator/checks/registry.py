"""Rules about the registry itself: every name stands for one thing."""

from collections.abc import Iterator

from generator.checks.circle import circling
from generator.checks.rule import Draft, Finding, Kind, rule
from generator.checks.vocabulary import Vocabulary, vocabulary_of
from generator.model.archive import Subject
from generator.model.problem import quoted
from generator.reading.names import names_of
from generator.reading.strict_yaml import Path


@rule("unknown-parent")
def parents_exist(draft: Draft) -> Iterator[Finding]:
    """An actor's parent, and the actor that a publisher stands with, are in the registry."""
    named: list[tuple[Subject, Path, str | None]] = [
        *((actor, ("parent",), actor.facts.parent) for actor in draft.registry.actors.values()),
        *(
            (publisher, (publisher.id, "stands_with"), publisher.facts.stands_with)
            for publisher in draft.registry.publishers.values()
        ),
    ]
    words: Vocabulary | None = None
    for entry, at, id_ in named:
        if id_ is not None and id_ not in draft.known["actors"]:
            words = words or vocabulary_of(draft, "actors")
            hint = words.hint(id_) or "add its profile as actors/<id>.md"
            yield Finding(entry, at, f"{quoted(id_)} is not in the registry of actors", hint)


@rule("parent-circle")
def parents_end_somewhere(draft: Draft) -> Iterator[Finding]:
    """Following an actor's parents comes to an end."""
    parents = {actor.id: actor.facts.parent for actor in draft.registry.actors.values()}
    for id_ in circling(parents):
        yield Finding(
            draft.registry.actors[id_],
            ("parent",),
            "following `parent` from actor to actor leads back to this one",
            "name the larger body that it belongs to, or delete the field",
        )


@rule("ambiguous-name")
def names_are_unambiguous(draft: Draft) -> Iterator[Finding]:
    """No name or alias of an actor, or of a province, is also that of another."""
    kinds: tuple[Kind, ...] = ("actors", "provinces")
    for kind in kinds:
        owners: dict[str, str] = {}
        for entry in draft.registry.of_kind(kind).values():
            for at, name in names_of(entry):
                owner = owners.setdefault(name.casefold(), entry.id)
                if owner != entry.id:
                    yield Finding(
                        entry,
                        at,
                        f"the name {quoted(name)} is also that of `{owner}`",
                        "keep it with one of the two",
                    )


@rule("unknown-outline", severity="warning")
def outlines_have_provinces(draft: Draft) -> Iterator[Finding]:
    """Every province has an outline, where the archive has outlines; maps leave out the others."""
    outlines = draft.registry.boundaries
    spare = sorted(set(outlines) - draft.known["provinces"])
    words = Vocabulary({id_: id_ for id_ in spare})
    for province in draft.registry.provinces.values():
        if outlines and province.id not in outlines:
            yield Finding(
                province,
                (),
                f"`{province.id}` has no outline in boundaries.geojson",
                words.hint(province.id) or f"add an outline whose `id` is `{province.id}`",
            )
