"""The commands `archive new actor` and `archive new province`."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
from rapidfuzz import fuzz, process, utils

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
from generator.drafting.choice import faults_of_id
from generator.drafting.lookup import Words, words_of
from generator.drafting.skeleton import options_of
from generator.drafting.taken import free_id, taken_ids
from generator.model.problem import Problem, quoted
from generator.model.registry import Actor, Province
from generator.model.slug import slug_of

_ALMOST_THE_SAME = 90
"""Of 100, by edits: one letter in ten may differ."""
_OUTLINE = "unknown-outline"
"""Nobody can draw it here; the next step that is printed asks for it."""
_Model = type[Actor] | type[Province]
F = TypeVar("F", bound=Callable[..., None])


def _shared(command: F) -> F:
    """Give a command the options that actors and provinces share."""
    options = (
        click.argument("name", required=False),
        click.option(
            "--name", "names", multiple=True, metavar="LANG=NAME",
            help="A name in another language, such as fa=…; give it once for each.",
        ),
        click.option("--alias", "aliases", multiple=True, help="Another name; once for each."),
        click.option("--id", "id_", help="The id, instead of one made from the name."),
        click.option("--text", help="The profile, in Markdown; it can be written later."),
        click.option("--anyway", is_flag=True, help="Also if something has nearly this name."),
        ENTRIES,
        NO_INPUT,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@click.option(
    "--kind", type=click.Choice(options_of(Actor.model_fields["kind"])), help="What it is."
)
@click.option(
    "--parent", shell_complete=completion.of_registry("actors"), metavar="ID",
    help="The actor that it belongs to.",
)  # fmt: skip
@click.option("--active", help="From when to when it exists, such as 2015-01/.. for since then.")
@_shared
def actor(kind: str | None, parent: str | None, active: str | None, **options: Any) -> None:
    """Write a new actor: `entries/actors/<id>.md`."""
    around = scene(options["entries"])
    words = words_of(around.registry, "actors")
    own = {
        "kind": kind,
        "parent": None if parent is None else answers.id_or_word(parent, words),
        "active": active,
    }
    _new(Actor, "actors", around, words, own=own, options=options)


@click.command()
@click.option("--iso", help="Its ISO 3166-2 code, such as ZZ-NOR.")
@click.option("--coordinates", help="A point inside it: latitude, longitude.")
@_shared
def province(iso: str | None, coordinates: str | None, **options: Any) -> None:
    """Write a new province: `entries/provinces/<id>.md`."""
    around = scene(options["entries"])
    words = words_of(around.registry, "provinces")
    point = None if coordinates is None else answers.coordinates(coordinates)
    own = {"iso": iso, "coordinates": point}
    _new(Province, "provinces", around, words, own=own, options=options)


def _new(
    model: _Model,
    folder: str,
    around: Surroundings,
    words: Words,
    *,
    own: Mapping[str, Any],
    options: Mapping[str, Any],
) -> None:
    name, entries = options["name"], options["entries"]
    values = _in_order(
        model,
        {
            "name": None if name is None else answers.clean(name),
            "names": answers.names_by_language(map(answers.clean, options["names"])),
            "aliases": [answers.clean(alias) for alias in options["aliases"]],
            **own,
        },
    )
    wanted, body = options["id_"], answers.clean(options["text"] or "")
    missing = _missing(model, values)
    is_asking = bool(missing) and may_ask(no_input=options["no_input"])
    passing = {"ambiguous-name"} if options["anyway"] else set()
    draft = f"{folder}/{_made_id(values) or 'not-written-yet'}.md"

    def judged(some: Mapping[str, Any]) -> list[Problem]:
        found = verdict(around, model, draft, some, body)
        return [problem for problem in found if not is_gap(problem) and problem.rule != _OUTLINE]

    if is_asking:
        refuse_faults((), judged(values), {*passing, "ambiguous-name"})
        values = _in_order(model, {**values, **_ask_for(model, values, judged)})
        missing = []
    if "name" in values and not options["anyway"]:
        _refuse_twins(values, words, is_asking=is_asking)
    id_ = wanted or _made_id(values)
    named = wanted if is_asking else id_ or None  # who is asked gets a proposal
    refuse_faults(missing, [*judged(values), *faults_of_id(named)], passing)
    taken = taken_ids(entries, around.candidates, folder)
    if is_asking and wanted is None:
        id_ = asking.propose(
            "Id (it never changes again)", free_id(id_, taken), taken, faults_of_id
        )
    if not id_:
        raise click.UsageError("no id can be made from this name; choose one, with --id")
    if id_ in taken:
        refuse_taken(id_, taken[id_], free_id(id_, taken))
    written = write(entries, f"{folder}/{id_}.md", model, values, body)
    _tell_what_is_next(around, written, entries, is_province=model is Province)


def _in_order(model: _Model, values: Mapping[str, Any]) -> dict[str, Any]:
    return answers.without_gaps({name: values.get(name) for name in model.model_fields})


def _missing(model: _Model, values: Mapping[str, Any]) -> list[str]:
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    return ["NAME" if n == "name" else f"--{n}" for n in required if n not in values]


def _made_id(values: Mapping[str, Any]) -> str:
    return slug_of(values.get("name", ""))


def _ask_for(
    model: _Model, values: Mapping[str, Any], judged: Callable[[Mapping[str, Any]], list[Problem]]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "name" not in values:

        def judge(answer: str) -> list[Problem]:
            own = judged({"name": answers.clean(answer)})
            return [problem for problem in own if problem.rule != "ambiguous-name"]

        found["name"] = answers.clean(asking.ask("Name", judge))
    if model is Actor and "kind" not in values:
        kinds = options_of(Actor.model_fields["kind"])
        found["kind"] = asking.pick("Kind", kinds, "armed-group")
    return found


def _refuse_twins(values: Mapping[str, Any], words: Words, *, is_asking: bool) -> None:
    """Stop where something in the registry has one of these names, or nearly."""
    names = [values["name"], *values.get("aliases", ())]
    names += [name for group in values.get("names", {}).values() for name in group]
    for name in names:
        found = _twin(name, words)
        if found is None:
            continue
        word, id_ = found
        like = "is" if word == name else f"is close to {quoted(word)},"
        told = f"{quoted(name)} {like} a name of `{id_}` ({words.names[id_]})"
        if is_asking and not click.confirm(f"{told}. Is it this one?", default=True):
            continue
        raise click.ClickException(
            f"{told}; nothing was written.\n"
            f"  If it is the same, use `{id_}`, and add what is new to its file. If not, --anyway."
        )


def _twin(name: str, words: Words) -> tuple[str, str] | None:
    id_ = words.exact(name)
    if id_ is not None:
        return name, id_
    near = process.extractOne(
        name,
        words.by_word.keys(),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=_ALMOST_THE_SAME,
    )
    return None if near is None else (near[0], words.by_word[near[0]])


def _tell_what_is_next(
    around: Surroundings, written: Path, entries: Path, *, is_province: bool
) -> None:
    outlines: Iterable[str] = around.registry.boundaries
    if is_province and outlines and written.stem not in outlines:
        click.echo(
            f"Next: add its outline to {entries / 'boundaries.geojson'}, as `{written.stem}`."
        )
    click.echo(
        f"Next: open {written.name}, fill in or delete the comments, write a line or two below the "
        f"second `---`, and run `{check_command(entries)}`."
    )
