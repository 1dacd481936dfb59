"""From the answers of an issue form to the text of an entry that the reader accepts."""

import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.intake.answers import RefusedError, answers, chosen, promised
from generator.intake.questions import SOURCES, Question
from generator.model.event import Event
from generator.model.partial_date import DateError, PartialDate
from generator.reading import gate
from generator.reading.entry import read, typed_entry

_LONGEST_SLUG = 60
_WORDS = re.compile(r"[a-z0-9]+")
_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*|[0-9]{4}-[0-9]{2}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NOT_PLAIN = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf", "nan"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry to be: its id, its place below the entries folder, and its whole text."""

    id: str
    path: str
    text: str


def proposal(
    body: str, number: int, asked: Sequence[Question], taken: frozenset[str], today: date
) -> Proposal:
    """Make an entry of an issue's text, by the issue's number. Raises RefusedError.

    The entry passes the reader by itself; the rules over the whole archive are the check's work.
    """
    given = answers(body, asked)
    by_id = {question.id: question for question in asked}
    promised(by_id["promises"], given)
    facts = _facts(given, by_id, today)
    when = _date(given["date"])
    id_ = _free_id(given["date"], when, given["title"], number, taken)
    path = f"events/{when.first.year:04d}/{id_}.md"
    matter = yaml.dump(facts, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)
    made = Proposal(id_, path, f"---\n{matter}---\n\n{given['text']}\n")
    _prove(made)
    return made


def _facts(given: Mapping[str, str], by_id: Mapping[str, Question], today: date) -> dict[str, Any]:
    def one(id_: str) -> str | None:
        return next(iter(chosen(by_id[id_], given)), None)

    basis, grade = one("date_basis"), one("grade")
    location = {"province": one("province"), "place": given.get("place"),
                "precision": one("precision")}  # fmt: skip
    roles = [id_ for id_ in by_id if id_.startswith("actors-")]
    actors = [
        {"actor": actor, "role": id_.removeprefix("actors-"), "certainty": one("certainty")}
        for id_ in roles
        for actor in chosen(by_id[id_], given)
    ]
    if not actors:
        raise RefusedError("no actor is chosen; choose at least one, or say who is missing")
    claims = _claims(given, one)
    facts: dict[str, Any] = {
        "title": given["title"],
        "date": given["date"],
        **({} if basis == "event" else {"date_basis": basis}),
        "type": one("type"),
        "location": {key: value for key, value in location.items() if value is not None},
        "actors": actors,
        **({"claims": claims} if claims else {}),
        "sources": _sources(given, one),
        **({} if grade == "unassessed" else {"verification": {"grade": grade}}),
        "added": today.isoformat(),
    }
    return facts


def _claims(given: Mapping[str, str], one: Any) -> list[dict[str, Any]]:
    if not any(id_.startswith("claim-") for id_ in given):
        return []
    for id_, what in (("claim-by", "who says so"), ("claim-text", "what they say")):
        if id_ not in given:
            raise RefusedError(f"a statement needs {what}; fill it in, or empty the others")
    reports = [
        {"outcome": outcome, "group": one("claim-group") or "unknown", "count": count}
        for outcome in ("killed", "injured")
        if (count := given.get(f"claim-{outcome}"))
    ]
    stance = one("claim-stance") or "asserts"
    claim = {"id": "c1", "by": one("claim-by"), "stance": stance, "text": given["claim-text"]}
    return [{**claim, **({"reports": reports} if reports else {}), "source": "s1"}]


def _sources(given: Mapping[str, str], one: Any) -> list[dict[str, Any]]:
    sources = []
    for number in range(1, SOURCES + 1):
        source = {"publisher": one(f"s{number}-publisher")}
        source |= {key: given.get(f"s{number}-{key}") for key in ("url", "title", "published")}
        filled = {key: value for key, value in source.items() if value is not None}
        if filled and "publisher" not in filled:
            raise RefusedError(
                f"source {number} has no publisher; choose one, or say which is missing"
            )
        if filled:
            sources.append({"id": f"s{number}", **filled})
    return sources


def _date(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except DateError as error:
        raise RefusedError(f"«Date»: {error}") from error


def _free_id(text: str, when: PartialDate, title: str, number: int, taken: frozenset[str]) -> str:
    """Name the entry by its first day, or month, or year, and by the words of its title."""
    exact = re.match(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?![0-9X])", text)
    day = exact[0] if exact else f"{when.first.year:04d}"
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    words = "-".join(_WORDS.findall(plain))[:_LONGEST_SLUG].strip("-")
    wanted = f"{day}-{words or f'issue-{number}'}"
    return wanted if wanted not in taken else f"{wanted}-{number}"


def _prove(made: Proposal) -> None:
    """Read the entry as the check will, so that a refused answer is told to who gave it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "entry.md"
        file.write_text(made.text, encoding="utf-8", newline="\n", errors="surrogatepass")
        candidate = gate.Candidate(made.path, file)
        _, problems = typed_entry(Event, read(candidate), candidate)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        told = (f"{p.rule}: {p.message}{f' ({p.hint})' if p.hint else ''}" for p in errors)
        raise RefusedError("\n".join(told))


class _Dumper(yaml.SafeDumper):
    """Quotes every text that any reader of YAML could take for something else."""


def _quoted(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if _DAY.fullmatch(text):
        return dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)
    plain = _PLAIN.fullmatch(text) and text not in _NOT_PLAIN
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_Dumper.add_representer(str, _quoted)
