"""Rules about the registry itself: every name stands for one thing."""

from collections.abc import Iterator

from generator.checks.rule import Draft, Finding, rule
from generator.reading.suggestion import did_you_mean


@rule("unknown-parent")
def parents_exist(draft: Draft) -> Iterator[Finding]:
    """An actor's parent, and the actor that a publisher stands with, are in the registry."""
    actors = sorted(draft.known["actors"])
    for actor in draft.registry.actors.values():
        parent = actor.facts.parent
        if parent is not None and parent not in actors:
            yield Finding(actor, ("parent",), f"`{parent}` is not in the registry of actors",
                          did_you_mean(parent, actors))
    for publisher in draft.registry.publishers.values():
        party = publisher.facts.stands_with
        if party is not None and party not in actors:
            yield Finding(publisher, (publisher.id, "stands_with"),
                          f"`{party}` is not in the registry of actors",
                          did_you_mean(party, actors))


@rule("parent-circle")
def parents_end_somewhere(draft: Draft) -> Iterator[Finding]:
    """Following an actor's parents comes to an end."""
    actors = draft.registry.actors
    for actor in actors.values():
        seen, at = {actor.id}, actor.facts.parent
        while at is not None and at not in seen and at in actors:
            seen.add(at)
            at = actors[at].facts.parent
        if at == actor.id:
            yield Finding(actor, ("parent",), "leads back in a circle", "name the whole it is in")


@rule("ambiguous-name")
def names_are_unambiguous(draft: Draft) -> Iterator[Finding]:
    """No name or alias of an actor, or of a province, is also that of another."""
    for kind in ("actors", "provinces"):
        owners: dict[str, str] = {}
        for entry in draft.registry.of_kind(kind).values():
            facts = entry.facts
            others = [name for names in getattr(facts, "names", {}).values() for name in names]
            for word in dict.fromkeys((facts.name, *getattr(facts, "aliases", ()), *others)):
                owner = owners.setdefault(word.casefold(), entry.id)
                if owner != entry.id:
                    yield Finding(entry, (), f"the name `{word}` is also that of `{owner}`",
                                  "keep it with one of the two")


@rule("unknown-outline")
def outlines_have_provinces(draft: Draft) -> Iterator[Finding]:
    """Every province has an outline, where the archive has outlines at all."""
    outlines = draft.registry.boundaries
    for province in draft.registry.provinces.values():
        if outlines and province.id not in outlines:
            yield Finding(province, (), f"`{province.id}` has no outline in boundaries.geojson",
                          did_you_mean(province.id, set(outlines) - set(draft.known["provinces"])))
