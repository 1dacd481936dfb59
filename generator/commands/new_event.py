"""The command `archive new event`."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from generator.commands import answers, asking, completion
from generator.commands.verdict import Surroundings, verdict
from generator.commands.writing import (
    ENTRIES,
    NO_INPUT,
    check_command,
    is_gap,
    may_ask,
    refuse_faults,
    refuse_taken,
    scene,
    write,
)
from generator.drafting.account import placeholder
from generator.drafting.choice import faults_of_id
from generator.drafting.lookup import words_of
from generator.drafting.skeleton import options_of
from generator.drafting.taken import free_id, taken_ids
from generator.model.event import Event, Location, Participation
from generator.model.partial_date import DateError, PartialDate
from generator.model.problem import Problem
from generator.model.slug import event_id

_PRECISIONS = [o for o in options_of(Location.model_fields["precision"]) if o != "exact"]
"""`exact` needs a point, which is put in later, into the file."""


@click.command()
@click.option("--title", help="What happened, where: plain text.")
@click.option("--date", help="When: 2022-06-11, 2022-06, 2022-06-11/2022-06-12 and the like.")
@click.option(
    "--type", "type_", shell_complete=completion.of_registry("types"), metavar="ID",
    help="The event type.",
)  # fmt: skip
@click.option(
    "--province", shell_complete=completion.of_registry("provinces"), metavar="ID",
    help="The province; not with --precision country.",
)  # fmt: skip
@click.option("--district", help="The district.")
@click.option("--place", help="The town, village, road or building.")
@click.option(
    "--precision", type=click.Choice(_PRECISIONS),
    help="How exactly the place is known; if left out, as exactly as it is given.",
)  # fmt: skip
@click.option(
    "--actor", "actors", multiple=True, metavar="ID[:ROLE[:CERTAINTY]]",
    shell_complete=completion.participations,
    help="Who took part or was harmed; give it once for each.",
)  # fmt: skip
@click.option(
    "--source", "sources", multiple=True, metavar="PUBLISHER=ADDRESS",
    shell_complete=completion.of_registry("publishers"),
    help="What the entry rests on; give it once for each.",
)  # fmt: skip
@click.option("--id", "id_", help="The entry's id, instead of one made from date and title.")
@click.option("--text", help="The account, in Markdown; it can be written later.")
@ENTRIES
@NO_INPUT
def event(entries: Path, *, no_input: bool, **options: Any) -> None:
    """Write a new event: `entries/events/<year>/<id>.md`.

    Names and aliases in any script stand for ids. Wrong or missing options are named all at once.
    """
    around = scene(entries)
    values = _values(around, options)
    body = answers.clean(options["text"] or "")
    wanted = options["id_"]

    def faults() -> list[Problem]:
        return [*_judged(around, values, body), *faults_of_id(wanted, _when(values))]

    missing = _missing(values)
    if missing and may_ask(no_input=no_input):
        refuse_faults((), faults())
        _ask_for(around, values)
        refuse_faults((), faults_of_id(wanted, _when(values)))
        wanted = wanted or _ask_for_id(around, values)
        body = body or _ask_for_account(around, values)
        missing = []
    refuse_faults(missing, faults())
    id_ = wanted or _made_id(values)
    taken = taken_ids(entries, around.candidates, "events")
    if id_ in taken:
        refuse_taken(id_, taken[id_], free_id(id_, taken))
    path = f"events/{_year(values)}/{id_}.md"
    written = write(entries, path, Event, values, body or _caption(around, values))
    _tell_what_is_next(written, entries, options["actors"], is_told=bool(body))


def _values(around: Surroundings, options: dict[str, Any]) -> dict[str, Any]:
    """Turn options into front matter, as far as it goes; wrong values stay as they are."""
    registry = around.registry
    given = {
        name: answers.clean(value) if isinstance(value, str) else value
        for name, value in options.items()
    }
    types, provinces = words_of(registry, "types"), words_of(registry, "provinces")
    actors, publishers = words_of(registry, "actors"), words_of(registry, "publishers")
    type_, province = given["type_"], given["province"]
    return answers.without_gaps(
        {
            "title": given["title"],
            "date": given["date"],
            "type": None if type_ is None else answers.id_or_word(type_, types),
            "location": answers.location(
                None if province is None else answers.id_or_word(province, provinces),
                given["district"],
                given["place"],
                given["precision"],
            ),
            "actors": [answers.participation(answers.clean(a), actors) for a in given["actors"]],
            "sources": [
                answers.source(answers.clean(text), number, publishers)
                for number, text in enumerate(given["sources"], 1)
            ],
            "added": around.today.isoformat(),
        }
    )


def _missing(values: dict[str, Any]) -> list[str]:
    """Name the options without which there is no entry."""
    wanted = {"actors": "--actor", "sources": "--source"}
    wanted |= {"location": "--province (or --precision country)"}
    required = [name for name, field in Event.model_fields.items() if field.is_required()]
    return [wanted.get(name, f"--{name}") for name in required if name not in values]


def _judged(around: Surroundings, values: dict[str, Any], body: str = "") -> tuple[Problem, ...]:
    """Give what is wrong with the values that are there; `_missing` names those that are not."""
    path = f"events/{_year(values)}/not-written-yet.md"
    return tuple(p for p in verdict(around, Event, path, values, body) if not is_gap(p))


def _year(values: dict[str, Any]) -> str:
    when = _when(values)
    return "0000" if when is None else f"{when.first.year:04d}"


def _when(values: dict[str, Any]) -> PartialDate | None:
    """Give the date; None where there is none yet, or none that can be read."""
    with suppress(DateError):
        return PartialDate.parse(values.get("date"))
    return None


def _made_id(values: dict[str, Any]) -> str:
    when = PartialDate.parse(values["date"])
    return event_id(when, values["title"], values["type"], values["location"].get("province"))


def _caption(around: Surroundings, values: dict[str, Any]) -> str:
    def name(kind: str, id_: str) -> str:
        subject = around.registry.of_kind(kind).get(id_)
        return subject.facts.name if subject else id_  # its file has a fault of its own

    where, when = values["location"].get("province"), PartialDate.parse(values["date"])
    facts = [name("types", values["type"])]
    facts += [name("provinces", where)] if where else []
    publishers = [name("publishers", source["publisher"]) for source in values["sources"]]
    return placeholder([*facts, str(when)], publishers)


def _ask_for(around: Surroundings, values: dict[str, Any]) -> None:
    """Ask for every required value that the options left open."""
    registry = around.registry

    def judge_as(field: str) -> asking.Judge:
        return lambda answer: _judged(around, {field: answers.clean(answer)})

    if "title" not in values:
        values["title"] = answers.clean(asking.ask("Title (what, where)", judge_as("title")))
    if "date" not in values:
        question = "Date (2022-06-11, 2022-06 or 2022)"
        values["date"] = answers.clean(asking.ask(question, judge_as("date")))
    if "type" not in values:
        values["type"] = asking.choose("Type", words_of(registry, "types"), "list of types")
    if "location" not in values:
        values["location"] = _ask_where(around)
    if "actors" not in values:
        values["actors"] = list(_ask_who(around))
    if "sources" not in values:
        values["sources"] = list(_ask_sources(around))


def _ask_where(around: Surroundings) -> dict[str, Any]:
    words = words_of(around.registry, "provinces")
    question = "Province (or Enter: the whole country)"
    province = asking.choose(question, words, "registry of provinces", may_skip=True)
    if not province:
        return {"precision": "country"}

    def judge(answer: str) -> tuple[Problem, ...]:
        where = answers.location(province, None, answers.clean(answer) or None, None)
        return _judged(around, {"location": where})

    place = asking.ask("Town, village or road (or Enter: not known)", judge)
    found = answers.location(province, None, answers.clean(place) or None, None)
    assert found is not None  # noqa: S101 - a province was chosen
    return found


def _ask_who(around: Surroundings) -> Iterable[dict[str, Any]]:
    words = words_of(around.registry, "actors")
    fields = Participation.model_fields
    question, may_skip = "Actor (`archive new actor` adds one)", False
    while actor := asking.choose(question, words, "registry of actors", may_skip=may_skip):
        roles, certainties = options_of(fields["role"]), options_of(fields["certainty"])
        role = asking.pick("  Role", roles, answers.DEFAULT_ROLE)
        certainty = asking.pick("  Certainty", certainties, answers.DEFAULT_CERTAINTY)
        yield {"actor": actor, "role": role, "certainty": certainty}
        question, may_skip = "Another actor (or Enter: no more)", True


def _ask_sources(around: Surroundings) -> Iterable[dict[str, Any]]:
    words = words_of(around.registry, "publishers")
    question, number = "Publisher of a source", 1
    while publisher := asking.choose(question, words, "list of publishers", may_skip=number > 1):
        source = {"id": f"s{number}", "publisher": publisher}

        def judge(answer: str, source: dict[str, Any] = source) -> tuple[Problem, ...]:
            address = {"url": answers.clean(answer)} if answer else {}
            return _judged(around, {"sources": [{**source, **address}]})

        address = asking.ask("  Its address (or Enter: none, as of a printed paper)", judge)
        yield {**source, "url": answers.clean(address)} if address else source
        question, number = "Publisher of another source (or Enter: no more)", number + 1


def _ask_for_id(around: Surroundings, values: dict[str, Any]) -> str:
    taken = taken_ids(around.entries, around.candidates, "events")
    made = _made_id(values)
    if made in taken:
        click.echo(f"The id `{made}` is taken by {taken[made]}. If it is the same, correct that.")

    def faults(id_: str) -> list[Problem]:
        return faults_of_id(id_, _when(values))

    return asking.propose("Id (it never changes again)", free_id(made, taken), taken, faults)


def _ask_for_account(around: Surroundings, values: dict[str, Any]) -> str:
    question = "The account, in a sentence or two (or Enter: later)"
    return answers.clean(
        asking.ask(question, lambda answer: _judged(around, values, answers.clean(answer)))
    )


def _tell_what_is_next(
    written: Path, entries: Path, actors: Iterable[str], *, is_told: bool
) -> None:
    if any(":" not in actor for actor in actors):
        role = f"`{answers.DEFAULT_ROLE}`, `{answers.DEFAULT_CERTAINTY}`"
        click.echo(f"An actor given without a role is entered as {role}: mend what you know.")
    account = "" if is_told else "write the account in place of its last line, "
    click.echo(
        f"Next: open {written.name}, {account}fill in or delete the comments, and run "
        f"`{check_command(entries)}`. `archive serve` shows the page."
    )
