"""The tables beside the pictures say what adding up the entries by hand says."""

from collections import Counter
from datetime import date
from pathlib import Path

import html5lib
import pytest

from generator.model.archive import Archive, Events
from generator.model.count import Count
from generator.model.toll import toll_of
from generator.pipeline import run


@pytest.fixture(scope="module")
def archive(built: Path) -> Archive:
    """The archive that the built site shows."""
    found = run(built.parent / "entries", date(2100, 1, 1)).archive
    assert found is not None
    return found


def tables(page: Path) -> list[list[list[str]]]:
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    return [
        [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
        for table in tree.iter("table")
        if table.get("class") == "ia-table"
    ]


def summed(archive: Archive, events: Events, outcome: str) -> str:
    low, high, number, about = 0, 0, 0, False
    for event in events:
        if archive.registry.types[event.facts.type].facts.aggregate:
            continue
        for line in toll_of(event.facts):
            if line.outcome == outcome and line.count.known:
                low, number = low + line.count.low, number + 1
                about = about or line.count.approximate
                high = -1 if high < 0 or line.count.high is None else high + line.count.high
    total = Count(low, None if high < 0 else high, approximate=about)
    return f"{total} ({number})" if number else "no figure"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["actors", "provinces", "types"])
def test_a_subjects_table_adds_up_to_its_events(kind: str, built: Path, archive: Archive) -> None:
    seen = 0
    for id_ in archive.registry.of_kind(kind):
        events = archive.of(kind, id_)
        if len(events) < 2:
            continue
        rows = tables(built / kind / id_ / "index.html")[0]
        numbers = [summed(archive, events, outcome) for outcome in ("killed", "injured")]
        assert rows[-1] == ["All", f"{len(events)}", *numbers], id_
        assert sum(int(row[1]) for row in rows[1:-1]) == len(events), id_
        seen += 1

    assert seen > 3


@pytest.mark.slow
def test_every_month_of_a_year_adds_up_to_its_events(built: Path, archive: Archive) -> None:
    (rows,) = tables(built / "dates/2022/index.html")

    for name, month in (("April 2022", 4), ("September 2022", 9)):
        events = tuple(e for e in archive.events if e.facts.date.months[:1] == ((2022, month),))
        numbers = [summed(archive, events, outcome) for outcome in ("killed", "injured")]
        assert [name, f"{len(events)}", *numbers] in rows
    assert ["Not placed", "1", "no figure", "no figure"] in rows


@pytest.mark.slow
def test_the_maps_table_counts_each_provinces_events(built: Path, archive: Archive) -> None:
    counts = Counter(
        id_ for e in archive.events for id_ in {e.facts.location.province, *e.facts.also_in} if id_
    )

    rows = tables(built / "provinces/index.html")[0]

    names = archive.registry.provinces
    assert {row[0]: int(row[1]) for row in rows[1:]} == {
        names[id_].facts.name: number for id_, number in counts.items()
    }


@pytest.mark.slow
def test_a_map_of_an_event_says_how_exactly_its_place_is_known(built: Path) -> None:
    said = {
        "2022-06-13-made-up-kept": "The dot is the exact point.",
        "2022-made-up-countrywide": "Known to the country only; no point is given.",
    }

    for id_, words in said.items():
        page = (built / "events" / id_ / "index.html").read_text(encoding="utf-8")
        assert f"<figcaption>{words}</figcaption>" in page
