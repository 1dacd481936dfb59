import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.exports import data_files
from generator.exports.descriptions import EXPLORE
from generator.exports.explore import COLUMNS, TITLES
from generator.exports.outlines import OUTLINES
from generator.model.archive import Archive, archive_of
from generator.model.count import Count
from generator.model.entry import Body, Entry
from generator.model.event import Event
from generator.model.facet import FACETS
from generator.model.partial_date import PartialDate
from generator.model.toll import OUTCOMES, toll_of
from tests.bench.corpus.writing import write_corpus
from tests.conftest import ENTRIES

TODAY = date(2026, 11, 22)
BYTES_AN_EVENT = 60


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of made-up events, with every precision of place and date."""
    folder = tmp_path_factory.mktemp("corpus") / "entries"
    write_corpus(folder, 400, 1)
    return _read(folder)


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The real archive with made-up events that it lacks: exact, withheld, countrywide."""
    real = _read(ENTRIES)
    return archive_of(real.registry, [*real.events, *_made_up()])


def test_every_fact_of_every_event_comes_back_from_the_columns(
    corpus: Archive, archive: Archive
) -> None:
    for whole in (corpus, archive):
        files = _files(whole)

        told = list(_events(files[COLUMNS.path], files[TITLES.path]))

        assert told == [_facts(event) for event in whole.events]


def test_a_point_is_told_only_where_it_is_exact_and_not_withheld(archive: Archive) -> None:
    columns = _files(archive)[COLUMNS.path]
    number = {event.id: row for row, event in enumerate(archive.events)}

    assert columns["points"] == [[number["2022-made-up-exact"], 36.74, 69.53]]
    assert number["2022-made-up-withheld"] in columns["withheld"]
    text = dict(data_files(archive, lambda event: toll_of(event.facts)))[COLUMNS.path]
    for withheld in ("36.111", "69.222", "36.333", "69.444", "Secret"):
        assert withheld not in text


def test_unknown_zero_and_no_figure_are_three_things(archive: Archive) -> None:
    columns = _files(archive)[COLUMNS.path]
    number = {event.id: row for row, event in enumerate(archive.events)}
    killed = columns["events"]["killed"]

    zero, unknown, none = (
        killed[number[f"2022-made-up-{name}"]] for name in ("exact", "withheld", "placed")
    )

    assert columns["counts"][zero - 1] == [0, 0, None, 0]
    assert columns["counts"][unknown - 1] is None
    assert none == 0


def test_types_that_sum_up_others_are_named_so_that_nobody_is_counted_twice(
    corpus: Archive, archive: Archive
) -> None:
    for whole in (corpus, archive):
        columns = _files(whole)[COLUMNS.path]
        types = whole.registry.types

        told = [columns["types"][place][0] for place in columns["reports"]]

        assert told == [id_ for id_, _ in columns["types"] if types[id_].facts.aggregate]

    assert told  # the real archive has reports


def test_tombstones_and_drafts_are_in_no_data_file(archive: Archive) -> None:
    gone = Entry(
        "2022-made-up-gone", "x.md",
        _event(title="Made up and gone", status="withdrawn", status_reason="Made up."),
        Body("", ""),
    )  # fmt: skip
    whole = archive_of(archive.registry, [*archive.events, gone])

    assert "2022-made-up-gone" in whole.by_id
    assert _files(whole) == _files(archive)


def test_every_column_is_described_and_every_description_has_its_column(archive: Archive) -> None:
    files = _files(archive)

    for file in EXPLORE:
        names = [f"events.{name}" for name in files[file.path].get("events", ())]
        names += [name for name in files[file.path] if name != "events"]
        assert sorted(names) == sorted(column.name for column in file.columns), file.path
        assert all(column.description.endswith(".") for column in file.columns)


def test_the_two_files_of_one_archive_bear_the_same_mark_and_others_another(
    archive: Archive, corpus: Archive
) -> None:
    one, other = _files(archive), _files(corpus)

    assert one[COLUMNS.path]["version"] == one[TITLES.path]["version"]
    assert one[COLUMNS.path]["version"] != other[COLUMNS.path]["version"]


def test_outlines_come_back_to_within_half_a_step(archive: Archive) -> None:
    written = _files(archive)[OUTLINES.path]
    half = 0.5 / written["scale"] + 1e-9

    for id_, shape in archive.registry.boundaries.items():
        assert shape["type"] == "Polygon"
        for ring, steps in zip(shape["coordinates"], written["provinces"][id_][0], strict=True):
            points = list(_walk(steps, written["scale"]))
            rounded = [points[0]]
            assert len(points) <= len(ring)
            for x, y, *_ in ring:
                assert any(abs(x - px) <= half and abs(y - py) <= half for px, py in points)
            assert rounded[0] == points[-1]


def test_an_event_takes_at_most_60_bytes_compressed(corpus: Archive) -> None:
    events = (*corpus.events,)
    files = dict(data_files(corpus, lambda event: toll_of(event.facts)))

    for level in (6, 9):
        size = sum(
            len(gzip.compress(files[file.path].encode(), level)) for file in (COLUMNS, TITLES)
        )
        assert size / len(events) < BYTES_AN_EVENT


def _read(entries: Path) -> Archive:
    outcome = pipeline.run(entries, TODAY, warnings=False)
    assert outcome.archive is not None
    return outcome.archive


def _files(archive: Archive) -> dict[str, Any]:
    files = data_files(archive, lambda event: toll_of(event.facts))
    return {path: json.loads(text) for path, text in files}


def _event(**changes: Any) -> Event:
    facts = {
        "title": "A made-up event",
        "date": "2022-06~",
        "type": "raid",
        "location": {"province": "takhar", "precision": "province"},
        "actors": [{"actor": "isis-k", "role": "target", "certainty": "unknown"}],
        "sources": [{"id": "s1", "publisher": "voa", "url": "https://example.org/made-up"}],
        "added": "2026-11-22",
    }
    return Event.model_validate({**facts, **changes})


def _made_up() -> Iterator[Entry[Event]]:
    """Give events over the real registry; the check would refuse what the withheld one tells."""
    exact = {"province": "takhar", "coordinates": [36.74, 69.53], "precision": "exact"}
    withheld = {
        "province": "takhar", "coordinates": [36.111, 69.222], "precision": "exact",
        "place": "Secret place", "withheld": True,
    }  # fmt: skip
    placed = {
        "province": "takhar",
        "coordinates": [36.333, 69.444],
        "precision": "place",
        "place": "x",
    }
    country = {"precision": "country"}

    def killed(count: str) -> list[dict[str, str]]:
        return [{"outcome": "killed", "group": "civilians", "count": count}]

    yield _entry("exact", location=exact, casualties=killed("0"))
    yield _entry("withheld", location=withheld, casualties=killed("unknown"))
    yield _entry("placed", location=placed)
    yield _entry("countrywide", location=country, casualties=killed("~20"), date="2022")


def _entry(name: str, **changes: Any) -> Entry[Event]:
    return Entry(f"2022-made-up-{name}", "x.md", _event(**changes), Body("", ""))


def _facts(event: Entry[Event]) -> dict[str, Any]:
    """Give what the columns shall tell of an event, straight from its entry."""
    facts = event.facts
    place = facts.location
    lines = toll_of(facts)
    exact = place.precision == "exact" and not place.withheld
    return {
        "id": event.id,
        "title": facts.title,
        "date": facts.date,
        "type": facts.type,
        "actors": list(dict.fromkeys(FACETS[0].keys(facts))),
        "provinces": list(dict.fromkeys(FACETS[1].keys(facts))),
        "grade": facts.verification.grade,
        "precision": place.precision,
        "withheld": place.withheld,
        "point": place.coordinates if exact else None,
        "toll": {line.outcome: line.count for line in lines},
        "derived": any(line.derived for line in lines),
    }


def _events(columns: dict[str, Any], titles: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Read the columns as their descriptions say, by another road than the one they came."""
    day = date(1970, 1, 1)
    texts = dict(columns["dates"])
    points = {row: (latitude, longitude) for row, latitude, longitude in columns["points"]}
    for row, step in enumerate(columns["events"]["day"]):
        day += timedelta(days=step)
        at = {name: values[row] for name, values in columns["events"].items()}
        when = PartialDate.parse(texts.get(row, day.isoformat()))
        assert when.first == day
        yield {
            "id": titles["ids"][row],
            "title": titles["titles"][row],
            "date": when,
            "type": columns["types"][at["type"]][0],
            "actors": [columns["actors"][n][0] for n in columns["actor_sets"][at["actors"]]],
            "provinces": [
                columns["provinces"][n][0] for n in columns["province_sets"][at["provinces"]]
            ],
            "grade": columns["grades"][at["grade"]],
            "precision": columns["precisions"][at["precision"]],
            "withheld": row in columns["withheld"],
            "point": points.get(row),
            "toll": {
                outcome: _count(columns["counts"][at[outcome] - 1])
                for outcome in OUTCOMES
                if at[outcome]
            },
            "derived": row in columns["derived"],
        }


def _count(bounds: list[Any] | None) -> Count:
    if bounds is None:
        return Count(low=0, high=None, known=False)
    low, high, best, approximate = bounds
    return Count(low=low, high=high, best=best, approximate=bool(approximate))


def _walk(steps: list[int], scale: int) -> Iterator[tuple[float, float]]:
    x = y = 0
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + across, y + up
        yield x / scale, y / scale
