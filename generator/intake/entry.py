"""From the answers of an issue form to the text of an entry that the reader accepts."""

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as File
from typing import Any

import yaml

from generator.intake.answers import RefusedError, Sheet, filled_sheet
from generator.intake.questions import POINT, SOURCES, UNKNOWN_PROVINCE, Question
from generator.model.event import Event
from generator.model.partial_date import PartialDate
from generator.model.problem import Problem
from generator.model.slug import event_id
from generator.reading import gate, markdown
from generator.reading.entry import read, typed_entry
from generator.reading.strict_yaml import Path
from generator.reading.typing import typed

_NOWHERE = -1
"""For a fault that belongs to no question; the whole entry is read at the end."""
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
    """Make an entry of an issue's text, by the issue's number.

    Raises RefusedError with every fault, each under its question's label. The entry passes the
    reader by itself; the rules over the whole archive are the check's work.
    """
    sheet = filled_sheet(body, asked)
    facts, origins = _facts(sheet, asked, today)
    text = sheet.text("text") or ""
    _judge(sheet, asked, facts, origins)
    sheet.refuse_faults()
    when = PartialDate.parse(facts["date"])
    wanted = event_id(when, facts["title"], facts["type"], facts["location"].get("province"))
    id_ = wanted if wanted not in taken else f"{wanted}-{number}"
    path = f"events/{when.first.year:04d}/{id_}.md"
    matter = yaml.dump(facts, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)
    made = Proposal(id_, path, f"---\n{matter}---\n\n{text}\n")
    _prove(made)
    return made


def _facts(
    sheet: Sheet, asked: Sequence[Question], today: date
) -> tuple[dict[str, Any], dict[Path, str]]:
    """Give the front matter as far as it goes, and the question that each value comes from."""
    basis, grade = sheet.value("date_basis"), sheet.value("grade")
    roles = [question.id for question in asked if question.id.startswith("actors-")]
    parts = [(id_, actor) for id_ in roles for actor in sheet.values(id_)]
    if not parts and not any(sheet.is_faulty(id_) for id_ in roles):
        sheet.fault(
            roles[0], "no actor is chosen, here or below; choose one, or say who is missing"
        )
    sources = _sources(sheet)
    facts: dict[str, Any] = {
        "title": sheet.text("title"),
        "date": sheet.text("date"),
        "date_basis": None if basis == "event" else basis,
        "type": sheet.value("type"),
        "location": _location(sheet),
        "actors": [
            {"actor": actor, "role": id_.removeprefix("actors-"),
             "certainty": sheet.value("certainty") or "unknown"}
            for id_, actor in parts
        ],
        "claims": _claims(sheet),
        "sources": list(sources.values()),
        "verification": {} if grade in {None, "unassessed"} else {"grade": grade},
        "added": today.isoformat(),
    }  # fmt: skip
    origins: dict[Path, str] = {(id_,): id_ for id_ in ("title", "date", "type")}
    origins |= {("location", id_): id_ for id_ in ("province", "district", "place", "precision")}
    origins |= {("actors", n): id_ for n, (id_, _) in enumerate(parts)}
    origins |= {("claims", 0, key): f"claim-{key}" for key in ("by", "stance", "text")}
    reports = facts["claims"][0].get("reports", ()) if facts["claims"] else ()
    for n, report in enumerate(reports):
        origins["claims", 0, "reports", n, "count"] = f"claim-{report['outcome']}"
    for n, (name, source) in enumerate(sources.items()):
        origins |= {("sources", n, key): f"{name}-{key}" for key in source if key != "id"}
    return {key: value for key, value in facts.items() if value not in (None, [], {})}, origins


def _location(sheet: Sheet) -> dict[str, Any]:
    is_point = sheet.text("precision") == POINT
    precision = None if is_point else sheet.value("precision")
    province = sheet.value("province")
    parts = {"province": province, "district": sheet.text("district"),
             "place": sheet.text("place"), "precision": precision}  # fmt: skip
    if is_point:
        why = "needs coordinates, for which the form has no field; choose `place`"
        sheet.fault("precision", f"`{POINT}` {why}, and give the point in the pull request")
    elif precision == "country" and province is not None:
        why = "goes without a province; choose another here, or there"
        sheet.fault("precision", f"`country` {why} «{UNKNOWN_PROVINCE}»")
    is_unplaced = province is None and not sheet.is_faulty("province")
    if is_unplaced and precision not in {None, "country"}:
        why = "needs a province; choose one, or `country` here"
        sheet.fault("precision", f"`{precision}` {why}")
    if precision in {"place", "district"} and parts[precision] is None:
        why = "is chosen, but not named above; name it, or choose a coarser one"
        sheet.fault("precision", f"`{precision}` {why}")
    return {key: value for key, value in parts.items() if value is not None}


def _claims(sheet: Sheet) -> list[dict[str, Any]]:
    figures = {outcome: sheet.text(f"claim-{outcome}") for outcome in ("killed", "injured")}
    by, stance, group = (sheet.value(f"claim-{key}") for key in ("by", "stance", "group"))
    text = sheet.text("claim-text")
    if all(answer is None for answer in (by, stance, group, text, *figures.values())):
        return []
    for id_, answer in (("claim-by", by), ("claim-text", text)):
        if answer is None and not sheet.is_faulty(id_):
            sheet.fault(id_, "a statement needs it; fill it in, or empty the rest of the statement")
    claim = {"id": "c1", "by": by, "stance": stance or "asserts", "text": text}
    reports = [
        {"outcome": outcome, "group": group or "unknown", "count": count}
        for outcome, count in figures.items()
        if count is not None
    ]
    known = {key: value for key, value in claim.items() if value is not None}
    return [{**known, **({"reports": reports} if reports else {}), "source": "s1"}]


def _sources(sheet: Sheet) -> dict[str, dict[str, Any]]:
    sources: dict[str, dict[str, Any]] = {}
    for name in (f"s{number}" for number in range(1, SOURCES + 1)):
        source = {"publisher": sheet.value(f"{name}-publisher")}
        source |= {key: sheet.text(f"{name}-{key}") for key in ("url", "title", "published")}
        filled = {key: value for key, value in source.items() if value is not None}
        if filled and "publisher" not in filled and not sheet.is_faulty(f"{name}-publisher"):
            why = "the source has none; choose one, or say which is missing"
            sheet.fault(f"{name}-publisher", why)
        if filled:
            sources[name] = {"id": name, **filled}
    return sources


def _judge(
    sheet: Sheet, asked: Sequence[Question], facts: Mapping[str, Any], origins: Mapping[Path, str]
) -> None:
    """Note what the reader would say of each answer; what is missing has been noted before."""
    for question in asked:
        for problem in gate.faults("", sheet.text(question.id) or ""):
            sheet.fault(question.id, _worded(problem))
    for problem in markdown.render("", sheet.text("text") or "", 1)[1]:
        if problem.severity == "error":
            sheet.fault("text", _worded(problem))
    numbers = {question.id: number for number, question in enumerate(asked)}
    marks = {at: (numbers[id_], 1, numbers[id_], 1) for at, id_ in origins.items()}
    for problem in typed(Event, facts, "", lambda: {**marks, (): (_NOWHERE, 1, _NOWHERE, 1)})[1]:
        is_gap = problem.rule == "missing-field" and problem.message.endswith("is missing")
        if not is_gap and problem.line != _NOWHERE:
            sheet.fault(asked[problem.line].id, _worded(problem))


def _worded(problem: Problem) -> str:
    return f"{problem.rule}: {problem.message}{f' ({problem.hint})' if problem.hint else ''}"


def _prove(made: Proposal) -> None:
    """Read the entry as the check will, for what no answer shows alone, such as its length."""
    with tempfile.TemporaryDirectory() as folder:
        file = File(folder) / "entry.md"
        file.write_text(made.text, encoding="utf-8", newline="\n", errors="surrogatepass")
        candidate = gate.Candidate(made.path, file)
        _, problems = typed_entry(Event, read(candidate), candidate)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise RefusedError("\n".join(map(_worded, errors)))


class _Dumper(yaml.SafeDumper):
    """Quotes every text that any reader of YAML could take for something else."""

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's own signature
        """Write every character that shows as itself: PyYAML escapes emoji. JSON is YAML."""
        self.write_indicator(json.dumps(text, ensure_ascii=False), True)  # noqa: FBT003


def _quoted(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if _DAY.fullmatch(text):
        return dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)
    plain = _PLAIN.fullmatch(text) and text not in _NOT_PLAIN
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_Dumper.add_representer(str, _quoted)
