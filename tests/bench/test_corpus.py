import filecmp
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from shapely import Point, Polygon

from tests.bench.corpus.country import make_country
from tests.bench.corpus.front_matter import Value, write_entry
from tests.bench.corpus.registry import ACTORS, PUBLISHERS, TYPES
from tests.bench.corpus.writing import write_corpus

COUNT = 150


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "entries"
    write_corpus(folder, COUNT, seed=7)
    return folder


def test_the_same_seed_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path, COUNT, seed=7)

    files = [f"{path.relative_to(corpus)}" for path in corpus.rglob("*") if path.is_file()]
    same, different, absent = filecmp.cmpfiles(corpus, tmp_path, files, shallow=False)
    assert (sorted(same), different, absent) == (sorted(files), [], [])


def test_another_seed_gives_other_events(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path, COUNT, seed=8)

    assert _event_ids(tmp_path) != _event_ids(corpus)


def test_every_event_has_its_own_id_and_lies_in_its_year(corpus: Path) -> None:
    ids = _event_ids(corpus)

    assert len(set(ids)) == len(ids) == COUNT
    assert all(path.stem.startswith(path.parent.name) for path in _events(corpus))


def test_the_registry_is_complete(corpus: Path) -> None:
    provinces = {path.stem for path in (corpus / "provinces").glob("*.md")}
    actors = {path.stem for path in (corpus / "actors").glob("*.md")}

    assert (len(provinces), len(actors), len(TYPES), len(PUBLISHERS)) == (34, 60, 14, 40)
    for path in _events(corpus):
        entry = _front_matter(path)
        assert entry["location"]["province"] in provinces
        assert {row["actor"] for row in entry["actors"]} <= actors
        speakers = {claim["by"] for claim in entry["claims"]}
        assert speakers <= actors | {publisher.id for publisher in PUBLISHERS}


def test_no_grade_is_above_what_the_ledger_allows(corpus: Path) -> None:
    grades = {_front_matter(path)["verification"]["grade"] for path in _events(corpus)}

    too_high = [path.stem for path in _events(corpus) if not _allows(_front_matter(path))]
    assert too_high == []
    assert {"confirmed", "fair", "weak", "contested"} <= grades


def test_neighbours_share_their_borders() -> None:
    provinces = make_country(Random(1))  # noqa: S311 - repeatable, no secret

    edges = [(start, end) for province in provinces for start, end in pairwise(province.ring)]
    inner = {frozenset(edge) for edge in edges if edge[::-1] in set(edges)}
    assert len(set(edges)) == len(edges)
    assert len(inner) == 56 * 16


def test_every_place_lies_inside_its_province() -> None:
    for province in make_country(Random(1)):  # noqa: S311 - repeatable, no secret
        area = Polygon(province.ring)

        outside = [
            place.name
            for place in province.places
            if not area.contains(Point(place.longitude, place.latitude))
        ]

        assert outside == []
        assert area.contains(Point(province.longitude, province.latitude))


def test_front_matter_reads_back_to_what_was_written() -> None:
    entry: dict[str, Value] = {
        "title": "Eskamoor: a raid # and, more",
        "count": "8+",
        "number": "12",
        "flag": True,
        "names": {"fa": ["گالدیسک", "a, b"]},
        "claims": [{"id": "c1", "reports": [{"count": "<=7"}], "about": "null"}],
    }

    text = write_entry(entry, "Body.")

    assert yaml.safe_load(text.split("---\n")[1]) == entry
    assert text.endswith("---\n\nBody.\n")


def _events(corpus: Path) -> list[Path]:
    return sorted((corpus / "events").rglob("*.md"))


def _event_ids(corpus: Path) -> list[str]:
    return [path.stem for path in _events(corpus)]


def _front_matter(path: Path) -> dict[str, Any]:
    entry: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return entry


def _allows(entry: dict[str, Any]) -> bool:
    """Work out the codebook's ceilings anew, from the text of the entry and the registry alone."""
    claims = entry["claims"]
    initiators = {row["actor"] for row in entry["actors"] if row["role"] == "initiator"}
    kinds = {actor.id: actor.kind for actor in ACTORS}
    kinds |= {publisher.id: publisher.kind for publisher in PUBLISHERS}
    match entry["verification"]["grade"]:
        case "confirmed":
            return any(
                (claim["stance"] == "claims-responsibility" and claim["by"] in initiators)
                or (
                    claim["stance"] in ("asserts", "revises")
                    and kinds[claim["by"]] in ("un", "international-body", "court")
                )
                for claim in claims
            )
        case "fair":
            origins = {source.get("carries", source["publisher"]) for source in entry["sources"]}
            parties = {publisher.id: publisher.stands_with for publisher in PUBLISHERS}
            return (
                len({parties[origin] or origin for origin in origins if kinds[origin] != "party"})
                > 1
            )
        case "contested":
            return any(claim["stance"].startswith("denies") for claim in claims)
        case _:
            return True
