"""Whether incidents that were entered twice are found, and others are left alone."""

import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.checks.neighbours import neighbours
from generator.model.problem import Problem
from tests.checks.made_up import draft_of, event, found
from tests.conftest import ENTRIES

TODAY = date(2026, 11, 25)
HERE = Path(__file__).parent


def _told(name: str) -> list[dict[str, Any]]:
    """Read the rows with every value as text, as dates and counts are written."""
    text = (HERE / name).read_text("utf-8")
    listed: list[dict[str, Any]] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes text only
    return listed


DUPLICATES = _told("near_duplicates.yml")
MISSES = _told("near_misses.yml")


def entered(told: Mapping[str, Any]) -> str:
    """Give the text of an entry that tells what a row of the lists tells."""
    certain = "unknown"
    claim: dict[str, Any] = {
        "id": "c1",
        "by": "witnesses",
        "stance": "asserts",
        "text": "Made up.",
        "source": "s1",
    }
    if "killed" in told:
        rows = [{"outcome": "killed", "group": "unknown", "count": told["killed"]}]
        claim = {**claim, "reports": rows}
    fields = {
        **{key: told[key] for key in ("title", "date", "type", "location")},
        **{key: told[key] for key in ("titles", "also_in") if key in told},
        "actors": [
            {"actor": id_, "role": role, "certainty": certain}
            for id_, role in told["actors"].items()
        ],
        "claims": [claim],
        "sources": [{"id": "s1", "publisher": told["publisher"], "url": "https://example.org/x"}],
        "added": "2026-11-25",
    }
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n\n{told['body']}\n"


def planted(entries: Path, rows: list[dict[str, Any]]) -> list[Problem]:
    """Add rows to a copy of the archive, and give the warnings about duplicates."""
    shutil.copytree(ENTRIES, entries)
    for number, row in enumerate(rows):
        year = row["date"][:4]
        path = entries / "events" / year / f"{year}-made-up-{number:02}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(entered(row), "utf-8")
    return duplicates_in(entries)


def duplicates_in(entries: Path) -> list[Problem]:
    outcome = pipeline.run(entries, TODAY)
    assert outcome.errors == ()
    return [problem for problem in outcome.problems if problem.rule == "possible-duplicate"]


def test_of_thirty_incidents_entered_again_in_other_words_at_least_27_are_found(
    tmp_path: Path,
) -> None:
    warnings = planted(tmp_path / "entries", DUPLICATES)

    pairs = {
        (problem.path.rpartition("-")[2], problem.message.split("`")[1]) for problem in warnings
    }
    missed = [
        row["title"]
        for number, row in enumerate(DUPLICATES)
        if (f"{number:02}.md", row["of"]) not in pairs
    ]
    assert len(DUPLICATES) == 30
    assert len(missed) <= 3, missed


def test_the_archive_itself_has_no_false_alarm() -> None:
    assert duplicates_in(ENTRIES) == []


def test_other_incidents_close_by_raise_no_alarm(tmp_path: Path) -> None:
    warnings = planted(tmp_path / "entries", MISSES)

    assert [(problem.path, problem.message) for problem in warnings] == []


TWO = ("2022-04-01-made-up-one", "2022-04-01-made-up-two")
ALIKE: dict[str, Any] = {
    "title": "A made-up raid on the mill of a made-up village",
    "location": {"province": "northland", "place": "Made-up Mill", "precision": "place"},
}


def alarms(one: Mapping[str, Any], two: Mapping[str, Any]) -> list[str]:
    """Give the messages about two entries that are alike but for some fields."""
    first, second = TWO
    drafted = draft_of(event(first, **{**ALIKE, **one}), event(second, **{**ALIKE, **two}))
    return [message for _, _, message in found("possible-duplicate", drafted)]


def test_the_warning_names_the_older_entry_and_why() -> None:
    (told,) = alarms({}, {"date": "2022-04-02", "title": "A made-up raid on a mill"})

    assert told == (
        "could be the incident of `2022-04-01-made-up-one`: same province, 1 day apart, "
        "titles 100 % alike, the same type, both with `front`, the same place"
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("2022-04-01", "2022-04-03"),
        ("2022-04-01?", "2022-04-01"),
        ("2022-03-28/2022-03-30", "2022-04-01"),
        ("2022-04", "2022-04-20"),
        ("2022-04-XX", "2022-04"),
        ("2022", "2022"),
    ],
)
def test_dates_that_may_be_one_are_compared(one: str, two: str) -> None:
    assert len(alarms({"date": one}, {"date": two})) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("2022-04-01", "2022-04-04"),
        ("2022", "2022-04-01"),
        ("2022", "2022-04"),
        ("2022-01/2022-06", "2022-04-01"),
        ("2022-04", "2022-05-20"),
    ],
)
def test_dates_far_apart_and_whole_years_match_nothing(one: str, two: str) -> None:
    assert alarms({"date": one}, {"date": two}) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"not_duplicate_of": [TWO[1]]},
        {"relations": [{"type": "related", "event": TWO[1]}]},
        {"status": "withdrawn", "status_reason": "Made up."},
        {"status": "merged", "status_reason": "Made up.", "replaced_by": TWO[1]},
        {"actors": [{"actor": "army", "role": "initiator", "certainty": "unknown"}]},
        {"location": {"province": "southland", "place": "Made-up Mill", "precision": "place"}},
    ],
    ids=lambda answer: next(iter(answer)),
)
def test_an_answer_in_either_entry_silences_it(answer: Mapping[str, Any]) -> None:
    turned = {**answer, **({"not_duplicate_of": [TWO[0]]} if "not_duplicate_of" in answer else {})}
    turned |= {"relations": [{"type": "related", "event": TWO[0]}]} if "relations" in answer else {}
    turned |= {"replaced_by": TWO[0]} if "replaced_by" in answer else {}

    assert len(alarms({}, {})) == 1
    assert alarms(answer, {}) == []
    assert alarms({}, turned) == []


def test_an_actor_and_the_part_of_it_that_acted_are_the_same() -> None:
    wing = [{"actor": "cell", "role": "initiator", "certainty": "unknown"}]

    assert len(alarms({}, {"actors": wing})) == 1


@pytest.mark.parametrize(("latitude", "number"), [(34.9, 1), (34.7, 0)])
def test_points_within_25_km_are_compared_across_provinces(latitude: float, number: int) -> None:
    points = [("northland", 35.05), ("southland", latitude)]
    one, two = (
        {"location": {"province": id_, "coordinates": [at, 60.5], "precision": "exact"}}
        for id_, at in points
    )

    assert len(alarms(one, two)) == number


def test_points_on_both_sides_of_the_date_line_are_near() -> None:
    one, two = (
        event(
            f"2022-04-01-made-up-{id_}",
            location={"province": id_, "coordinates": [-17.0, at], "precision": "exact"},
        )
        for id_, at in (("northland", 179.95), ("southland", -179.95))
    )

    (pair,) = neighbours([one, two])

    assert pair.kilometres == pytest.approx(10.6, abs=0.1)


def test_thousands_of_one_day_and_place_are_not_all_compared_with_all() -> None:
    crowd = [event(f"2022-04-01-made-up-{number}") for number in range(2_000)]

    assert sum(1 for _ in neighbours(crowd)) <= 50 * 2_000


def test_every_pair_close_in_time_and_place_is_given_once() -> None:
    days = [event(f"2022-04-{day:02}-x", date=f"2022-04-{day:02}") for day in range(1, 11)]

    pairs = {(pair.one.id, pair.other.id): pair.days for pair in neighbours(reversed(days))}

    assert pairs == {
        (days[a].id, days[b].id): b - a for a in range(10) for b in range(a + 1, 10) if b - a <= 2
    }


def test_an_entry_like_many_names_three_of_them() -> None:
    crowd = [event(f"2022-04-01-made-up-{number}", **ALIKE) for number in range(10)]

    told = found("possible-duplicate", draft_of(*crowd))

    assert max(Counter(id_ for id_, _, _ in told).values()) == 3
    assert len({id_ for id_, _, _ in told}) == 9
