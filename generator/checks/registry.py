"""Rules about the registry itself: every name stands for one thing."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.checks.circle import circling
from generator.checks.rule import Draft, Finding, Kind, rule
from generator.checks.vocabulary import Vocabulary, vocabulary_of
from generator.model.archive import Subject
from generator.model.partial_date import DateError
from generator.model.problem import quoted
from generator.model.registry import days_of
from generator.reading.names import names_of
from generator.reading.strict_yaml import Path

Days = tuple[date, date]


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
    """No name or alias of an actor, or of a province, is also that of another; two actors may
    share one where `active` says that they exist one after the other.
    """  # noqa: D205 - one sentence
    kinds: tuple[Kind, ...] = ("actors", "provinces")
    for kind in kinds:
        owners: defaultdict[str, dict[str, Days]] = defaultdict(dict)
        for entry in draft.registry.of_kind(kind).values():
            days = _days(entry)
            for at, name in names_of(entry):
                bearers = owners[name.casefold()]
                other = next((id_ for id_, own in bearers.items() if _meet(own, days)), entry.id)
                if other != entry.id:
                    yield Finding(
                        entry,
                        at,
                        f"the name {quoted(name)} is also that of `{other}`",
                        "keep it with one of the two",
                    )
                else:
                    bearers[entry.id] = days


def _days(entry: Subject) -> Days:
    try:
        return days_of(getattr(entry.facts, "active", None))
    except DateError:  # the interval has the right form, and a day that no calendar has
        return days_of(None)


def _meet(one: Days, other: Days) -> bool:
    """Tell whether two exist at one time; a day of handing over is none."""
    return one[0] < other[1] and other[0] < one[1]


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
