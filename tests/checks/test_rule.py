"""The table of rules, dates against today, names of the registry, and damaged fields."""

from dataclasses import replace
from typing import Any

import pytest

from generator import checks
from generator.checks import RULES, Draft
from generator.model.problem import Problem
from generator.reading.strict_yaml import Marks
from tests.checks.made_up import ID, Plain, claim, draft_of, event, found, registry

PATH = f"events/2022/{ID}.md"


def problems(draft: Draft) -> list[Problem]:
    return list(checks.run(draft, lambda _path: {("claims", 0, "by"): (20, 5, 20, 9)}))


def test_a_good_entry_over_a_good_registry_breaks_no_rule() -> None:
    assert problems(draft_of(event())) == []


def test_a_finding_becomes_a_problem_in_its_place_with_its_rule() -> None:
    draft = draft_of(event(claims=[claim("c1", "armyy")]))

    assert problems(draft) == [
        Problem(
            PATH,
            20,
            9,
            "unknown-speaker",
            "`armyy` is neither an actor nor a publisher of the registry",
            "did you mean `army`?",
        )
    ]


def test_places_are_asked_for_once_a_file() -> None:
    asked: list[str] = []

    def marks(path: str) -> Marks:
        asked.append(path)
        return {}

    entry = event(type="zzz", also_in=["qqq", "jjj"], claims=[claim("c1", "vvv")])

    assert len(list(checks.run(draft_of(entry), marks))) == 4
    assert asked == [PATH]


@pytest.mark.parametrize(
    ("damaged", "fields", "reported"),
    [
        pytest.param(("title",), {"type": "zzz"}, {"unknown-type"}, id="another-field"),
        pytest.param(("type",), {"type": "zzz"}, set(), id="the-field-itself"),
        pytest.param(
            ("actors",),
            {"actors": [{"actor": "zzz", "role": "target", "certainty": "unknown"}]},
            set(),
            id="a-field-around-it",
        ),
        pytest.param(
            ("sources", 0, "url"),
            {"claims": [claim("c1", source="s9")]},
            {"unknown-source"},
            id="a-field-beside-what-the-rule-rests-on",
        ),
        pytest.param(
            ("sources", 0, "id"), {"claims": [claim("c1", source="s9")]}, set(), id="rests-on-it"
        ),
        pytest.param(
            ("sources",), {"claims": [claim("c1", source="s9")]}, set(), id="rests-on-a-part-of-it"
        ),
    ],
)
def test_nothing_is_said_that_may_be_due_to_a_damaged_field(
    damaged: tuple[str | int, ...], fields: dict[str, Any], reported: set[str]
) -> None:
    draft = replace(draft_of(event(**fields)), damaged={PATH: frozenset({damaged})})

    assert {problem.rule for problem in problems(draft)} == reported


def test_every_rule_rests_on_fields_that_the_codebook_has() -> None:
    fields = set(type(event().facts).model_fields)

    assert {path[0] for rule in RULES.values() for path in rule.rests_on} <= fields


@pytest.mark.parametrize(
    ("date", "fits"),
    [
        ("2023-01-01", True),
        ("2023-01", True),
        ("2023", True),
        ("2022-12/2023-01", True),
        ("2023-01-02", False),
        ("2023-02", False),
        ("2024", False),
        ("2022-12-31/2023-01-02", False),
        ("2022/2024", False),
    ],
)
def test_a_date_is_in_the_future_if_it_begins_or_ends_after_today(date: str, *, fits: bool) -> None:
    assert (found("date-in-future", draft_of(event(date=date))) == []) is fits


def test_a_name_is_ambiguous_whatever_its_case_and_stands_where_it_is_written() -> None:
    actors: dict[str, Plain] = {
        "one": {"name": "Front", "aliases": ["F"], "kind": "state"},
        "two": {"name": "Other", "names": {"fa": ["الف", "front"]}, "kind": "state"},
        "three": {"name": "f", "aliases": ["F"], "kind": "state"},
    }

    assert found("ambiguous-name", draft_of(of=registry(actors=actors))) == [
        ("two", "names.fa.1", "the name `front` is also that of `one`"),
        ("three", "name", "the name `f` is also that of `one`"),
        ("three", "aliases.0", "the name `F` is also that of `one`"),
    ]


def test_an_actor_and_a_province_may_have_one_name_and_so_may_one_entry_twice() -> None:
    actors: dict[str, Plain] = {"one": {"name": "North", "aliases": ["north"], "kind": "state"}}
    provinces: dict[str, Plain] = {"north": {"name": "North"}}

    whole = registry(actors=actors, provinces=provinces, outlines={})

    assert found("ambiguous-name", draft_of(of=whole)) == []
