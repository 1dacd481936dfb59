"""Golden cases found on disk: `<rule>/<case>/` is laid over `base/`, and yields `expected.txt`.

A case holds files of an entries folder, and `removed.txt` where some are to be missing. Adding a
case is adding a folder. What Git cannot store is planted in `test_planted.py`.
"""

import ast
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline, report
from generator.checks import RULES
from generator.pipeline import Outcome
from generator.reading.rules import READING_RULES
from tests.broken.test_planted import PLANTED

HERE = Path(__file__).parent
GENERATOR = HERE.parents[1] / "generator"
BASE = HERE / "base"
TODAY = date(2023, 1, 1)
CASES = sorted(path.parent for path in HERE.glob("*/*/expected.txt"))


def outcome_of(case: Path, folder: Path) -> Outcome:
    """Lay a case over the good archive and check the whole."""
    entries = folder / "entries"
    shutil.copytree(BASE, entries)
    removed = case / "removed.txt"
    shutil.copytree(
        case, entries, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.txt", ".gitattributes")
    )
    for name in removed.read_text("utf-8").splitlines() if removed.exists() else ():
        (entries / name).unlink()
    return pipeline.run(entries, TODAY)


def test_the_good_archive_that_cases_are_laid_over_is_clean() -> None:
    outcome = pipeline.run(BASE, TODAY)

    assert report.as_text(outcome.problems) == ""
    assert outcome.archive is not None
    assert len(outcome.archive.events) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_broken_archive_yields_exactly_the_lines_expected(case: Path, tmp_path: Path) -> None:
    outcome = outcome_of(case, tmp_path)

    assert report.as_text(outcome.problems) == (case / "expected.txt").read_text("utf-8")
    assert case.parent.name in {problem.rule for problem in outcome.problems}
    assert (outcome.archive is None) == bool(outcome.errors)


def test_every_folder_of_a_rule_holds_cases_and_every_case_says_what_it_yields() -> None:
    folders = {path for path in HERE.glob("*/*") if path.is_dir() and BASE not in path.parents}

    assert {folder for folder in folders if folder.name != "__pycache__"} == set(CASES)
    assert {case.parent.name for case in CASES} <= RULES.keys() | READING_RULES.keys()


def test_every_rule_has_a_case() -> None:
    shown = {case.parent.name for case in CASES} | PLANTED

    assert RULES.keys() | READING_RULES.keys() == shown


def test_every_rule_that_the_sources_emit_is_in_the_table_and_the_other_way_round() -> None:
    emitted = set(emitted_rules())

    assert emitted == READING_RULES.keys()


@pytest.mark.parametrize("rule", sorted(RULES.keys() | READING_RULES.keys()))
def test_every_rule_is_documented_in_a_sentence(rule: str) -> None:
    text = READING_RULES.get(rule) or str(RULES[rule].check.__doc__)

    assert text.strip()[0].isupper() or text.strip()[0] == "`"
    assert text.strip().endswith(".")


_POSITIONS = {"Problem": 3, "_at": 1, "_RefusedError": 2, "PydanticCustomError": 0}
"""Which argument of what makes a problem is its rule."""


def emitted_rules() -> Iterator[str]:
    """Read the rule out of every call that makes a problem before the checks run."""
    sources = [*GENERATOR.glob("reading/*.py"), *GENERATOR.glob("model/*.py")]
    for source in [*sources, GENERATOR / "pipeline.py"]:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=args) if name in _POSITIONS:
                    yield from _rule_in(args[_POSITIONS[name]])


def _rule_in(argument: ast.expr) -> Iterator[str]:
    """Give the rule; a variable hands on one that another call named."""
    match argument:
        case ast.Constant(value=str(rule)):
            yield rule
        case ast.Name(id="kind" | "rule") | ast.Attribute(attr="rule"):
            return
        case _:
            raise AssertionError(ast.unparse(argument))
