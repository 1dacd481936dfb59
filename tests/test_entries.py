"""The archive's own entries say what the sheet of facts says that they were made from."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ENTRIES, REPOSITORY

SHEET = REPOSITORY.parent / "shared" / "data" / "incidents.yml"
needs_sheet = pytest.mark.skipif(not SHEET.exists(), reason="the sheet of facts is not here")
_REWRITTEN = {"2022-06-11-taloqan-raid", "2022-05-07-khwaja-ghar-rockets"}
"""Coded in full from the article that the archive started from, beyond what the sheet has."""


class _Loader(yaml.SafeLoader):
    """Reads every scalar as text, so that 8 and "8", and dates, compare as they are written."""


_Loader.yaml_implicit_resolvers = {}


def _load(text: str) -> Any:
    return yaml.load(text, _Loader)  # noqa: S506 - a safe loader


def _front_matter(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = _load(path.read_text(encoding="utf-8").split("---\n")[1])
    return found


def _filled(mapping: dict[str, Any], *leave_out: str) -> dict[str, Any]:
    empty: tuple[object, ...] = ("null", "", None, [])
    return {k: v for k, v in mapping.items() if v not in empty and k not in leave_out}


def _claims(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(
        (_filled(claim, "id", "about") for claim in claims),
        key=lambda claim: (claim["by"], claim["text"]),
    )


@needs_sheet
def test_every_incident_of_the_sheet_is_entered_as_the_sheet_has_it() -> None:
    incidents = _load(SHEET.read_text(encoding="utf-8"))["incidents"]
    differing = []

    for incident in incidents:
        path = ENTRIES / "events" / incident["date"][:4] / f"{incident['id']}.md"
        entry = _front_matter(path)
        assert (entry["date"], entry["type"]) == (incident["date"], incident["type"]), path
        assert entry["location"].get("province", "null") == incident["province"], path
        assert entry.get("also_in", []) == incident.get("other_provinces", []), path
        if incident["id"] in _REWRITTEN:
            continue
        sources = [_filled(source, "title_basis") for source in incident["sources"]]
        if entry["actors"] != incident["actors"]:
            differing.append((incident["id"], "actors"))
        if _claims(entry["claims"]) != _claims(incident["claims"]):
            differing.append((incident["id"], "claims"))
        if [_filled(source) for source in entry["sources"]] != sources:
            differing.append((incident["id"], "sources"))

    assert len(incidents) == 46
    assert differing == []


@needs_sheet
def test_the_rewritten_entries_keep_every_source_and_every_figure_of_the_sheet() -> None:
    incidents = _load(SHEET.read_text(encoding="utf-8"))["incidents"]

    for incident in incidents:
        if incident["id"] not in _REWRITTEN:
            continue
        entry = _front_matter(ENTRIES / "events" / "2022" / f"{incident['id']}.md")
        addresses = {source["url"] for source in entry["sources"]}
        assert {source["url"] for source in incident["sources"]} <= addresses
        figures = {
            (claim["by"], row["outcome"], row["group"], row["count"])
            for claim in entry["claims"]
            for row in claim.get("reports", [])
        }
        for claim in incident["claims"]:
            for row in claim.get("reports", []):
                assert (claim["by"], row["outcome"], row["group"], row["count"]) in figures


@needs_sheet
def test_actors_and_publishers_of_the_sheet_are_all_in_the_registry() -> None:
    sheet = _load(SHEET.read_text(encoding="utf-8"))
    publishers = {row["id"]: row for row in _load((ENTRIES / "publishers.yml").read_text("utf-8"))}

    for actor in sheet["actors"]:
        assert (ENTRIES / "actors" / f"{actor['id']}.md").exists(), actor["id"]
    for publisher in sheet["publishers"]:
        ours = publishers[publisher["id"]]
        for field in ("kind", "country", "stands_with", "stands_with_basis"):
            theirs = publisher.get(field, "null")
            assert ours.get(field, "null") == theirs, (publisher["id"], field)


def test_there_are_46_events_34_provinces_and_an_outline_for_each() -> None:
    outlines = (ENTRIES / "boundaries.geojson").read_text(encoding="utf-8")
    provinces = sorted(path.stem for path in (ENTRIES / "provinces").glob("*.md"))

    assert len(list((ENTRIES / "events").rglob("*.md"))) >= 46
    assert len(provinces) == 34
    assert [
        id_ for id_ in provinces if f'"id":"{id_}"' not in outlines.replace('": "', '":"')
    ] == []
    assert len(outlines.encode()) < 150_000
