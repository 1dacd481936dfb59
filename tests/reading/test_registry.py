import json
import time
from pathlib import Path
from typing import Any

import pytest

from generator.model.archive import Registry
from generator.model.problem import Problem
from generator.reading.gate import Candidate, survey
from generator.reading.registry import marks_in_list, read_registry
from generator.reading.rules import MOST_PER_FILE

TYPES = """\
- id: raid
  name: Raid
  definition: Forces enter a place.
- id: ambush
  name: Ambush
  definition: An attack on people on the move.
"""
PUBLISHERS = """\
- id: khaama
  name: Khaama Press
  kind: national-media
"""
SQUARE = {"type": "Polygon", "coordinates": [[[69, 36], [70, 36], [70, 37], [69, 36]]]}


def outlines(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def outline(id_: object, geometry: object = SQUARE) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"id": id_, "name": "x"}, "geometry": geometry}


def read_files(folder: Path, files: dict[str, str]) -> tuple[Registry, list[Problem]]:
    """Plant the files over a sound registry, and read it."""
    for path, text in ({"types.yml": TYPES, "publishers.yml": PUBLISHERS} | files).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    candidates, strays = survey(folder)
    assert strays == []
    return read_registry(candidates)


def test_a_sound_registry_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    files = {
        "actors/z.md": "---\nname: Alpha\nkind: state\n---\n",
        "actors/a.md": "---\nname: zulu\nkind: court\nactive: 2021-08-15/..\n---\n\n*Profile.*\n",
        "provinces/takhar.md": "---\nname: Takhar\n---\n",
        "boundaries.geojson": outlines(outline("takhar"), outline("balkh")),
    }

    registry, problems = read_files(tmp_path, files)

    assert problems == []
    assert list(registry.actors) == ["z", "a"]
    assert registry.actors["a"].body.html == "<p><em>Profile.</em></p>"
    assert list(registry.provinces) == ["takhar"]
    assert list(registry.types) == ["ambush", "raid"]
    assert registry.publishers["khaama"].facts.kind == "national-media"
    assert list(registry.boundaries) == ["balkh", "takhar"]
    assert registry.boundaries["takhar"]["type"] == "Polygon"


def test_lists_that_are_not_there_are_problems_and_outlines_are_not(tmp_path: Path) -> None:
    registry, problems = read_registry(survey(tmp_path)[0])

    assert (dict(registry.types), dict(registry.boundaries)) == ({}, {})
    assert problems == [
        Problem(path, 1, 1, "missing-file", "is not there", "add it, as a list")
        for path in ("types.yml", "publishers.yml")
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", (1, 1, "wrong-type", "is not a list", "begin each item with a hyphen")),
        ("raid: x\n", (1, 1, "wrong-type", "is not a list", "begin each item with a hyphen")),
        (
            "- id: raid\n  id: x\n",
            (2, 3, "duplicate-key", "`id` stands here twice", "keep one of the two"),
        ),
        (
            "- just text\n",
            (
                1,
                3,
                "wrong-type",
                "`the front matter` is the text `just text`",
                "write fields below it, indented",
            ),
        ),
        (
            "- id: raid\n  name: Raid\n",
            (
                1,
                3,
                "missing-field",
                "`definition` is missing",
                "add it, for example `definition: Forces enter a place to seize or kill.`",
            ),
        ),
        (
            f"{TYPES}- id: Bad Id\n  name: x\n  definition: x\n",
            (
                7,
                7,
                "bad-id",
                "`id`: `Bad Id` does not have the right form",
                "small letters, digits and single hyphens",
            ),
        ),
        (
            f"{TYPES}- name: x\n  id: raid\n  definition: x\n",
            (8, 7, "id-taken", "`raid` stands here twice", "keep one of the two"),
        ),
        (
            f"{TYPES}- id: x\n  name: x\n  definition: x\n  codes: {{UCDP: a}}\n",
            (
                10,
                11,
                "bad-id",
                "`codes.UCDP`: `UCDP` does not have the right form",
                "small letters, digits and single hyphens",
            ),
        ),
        (
            "- [\n",
            (
                2,
                1,
                "yaml-syntax",
                "cannot be read: while parsing a flow node, did not find expected node content",
                "check quotes, colons and indentation on this line and the one above",
            ),
        ),
        (
            "- a\r\n",
            (
                1,
                4,
                "line-ending",
                "a line does not end in LF alone",
                "save the file with Unix line endings",
            ),
        ),
    ],
)
def test_a_broken_list_of_types_is_named_in_its_place(
    tmp_path: Path, text: str, fault: tuple[int, int, str, str, str]
) -> None:
    (tmp_path / "types.yml").write_bytes(text.encode())
    (tmp_path / "publishers.yml").write_text(PUBLISHERS, encoding="utf-8")

    registry, problems = read_registry(survey(tmp_path)[0])

    assert problems == [Problem("types.yml", *fault)]
    assert list(registry.types) == (["ambush", "raid"] if text.startswith(TYPES) else [])


def test_all_faults_of_all_lists_are_reported_at_once(tmp_path: Path) -> None:
    files = {
        "types.yml": f"- 7\n{TYPES}- id: x\n",
        "publishers.yml": f"{PUBLISHERS}- id: voa\n  name: VOA\n  kind: radio\n  country: US\n",
        "actors/x.md": "---\nname: X\nkind: gang\nactive: 2021\n---\n",
        "provinces/y.md": "no front matter\n",
    }

    registry, problems = read_files(tmp_path, files)

    assert [(fault.path, fault.line, fault.column, fault.rule) for fault in problems] == [
        ("actors/x.md", 3, 7, "unknown-value"),
        ("actors/x.md", 4, 9, "wrong-type"),
        ("provinces/y.md", 1, 1, "front-matter"),
        ("types.yml", 1, 3, "wrong-type"),
        ("types.yml", 8, 3, "missing-field"),
        ("types.yml", 8, 3, "missing-field"),
        ("publishers.yml", 6, 9, "unknown-value"),
        ("publishers.yml", 7, 12, "bad-id"),
    ]
    assert list(registry.types) == ["ambush", "raid"]
    assert list(registry.publishers) == ["khaama"]


COLLECTION = "is not a collection of outlines: "
GEOMETRY = f"{COLLECTION}`features.0.geometry"
POLYGON = "each feature is a polygon with the province's `id` in properties"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", (1, 2, "is not JSON: expecting property name enclosed in double quotes", "mend it")),
        (
            '{\n"a": 1,}',
            (2, 8, "is not JSON: expecting property name enclosed in double quotes", "mend it"),
        ),
        ("", (1, 1, "is not JSON: expecting value", "mend it")),
        ("[" * 100_000, (1, 1, "cannot be read as JSON", POLYGON)),
        (f"[{'9' * 5000}]", (1, 1, "cannot be read as JSON", POLYGON)),
        ("[]", (1, 1, f"{COLLECTION}`the file`: input should be a valid dictionary", POLYGON)),
        ("{}", (1, 1, f"{COLLECTION}`type`: field required", POLYGON)),
        (
            outlines(7),
            (1, 1, f"{COLLECTION}`features.0`: input should be a valid dictionary", POLYGON),
        ),
        (
            outlines(outline(7), outline("a")),
            (
                1,
                1,
                f"{COLLECTION}`features.0.properties.id`: input should be a valid string",
                POLYGON,
            ),
        ),
        (
            outlines(outline("takhar", None)),
            (
                1,
                1,
                (
                    f"{GEOMETRY}`: input should be a valid dictionary or object to "
                    "extract fields from"
                ),
                POLYGON,
            ),
        ),
        (
            outlines(outline("takhar", {"type": "Point", "coordinates": [1, 2]})),
            (
                1,
                1,
                (
                    f"{GEOMETRY}`: input tag 'point' found using 'type' does not match "
                    "any of the expected tags: 'polygon', 'multipolygon'"
                ),
                POLYGON,
            ),
        ),
        (
            outlines(outline("takhar", {"type": "Polygon", "coordinates": [[[1, 2]]]})),
            (
                1,
                1,
                (
                    f"{GEOMETRY}.Polygon.coordinates.0`: list should have at least 4 "
                    "items after validation, not 1"
                ),
                POLYGON,
            ),
        ),
        (
            outlines(outline("takhar", {"type": "Polygon", "coordinates": [[[36, 95]] * 4]})),
            (
                1,
                1,
                (
                    f"{GEOMETRY}.Polygon.coordinates.0.0.1`: input should be less than "
                    "or equal to 90"
                ),
                POLYGON,
            ),
        ),
        (
            outlines(
                outline("takhar", {"type": "Polygon", "coordinates": [[[float("nan"), 9]] * 4]})
            ),
            (
                1,
                1,
                (f"{GEOMETRY}.Polygon.coordinates.0.0.0`: input should be a finite number"),
                POLYGON,
            ),
        ),
    ],
)
def test_broken_outlines_are_named(
    tmp_path: Path, text: str, fault: tuple[int, int, str, str]
) -> None:
    registry, problems = read_files(tmp_path, {"boundaries.geojson": text})

    assert dict(registry.boundaries) == {}
    line, column, message, hint = fault
    assert problems == [
        Problem("boundaries.geojson", line, column, "bad-boundaries", message, hint)
    ]


def test_an_outline_that_stands_twice_is_named(tmp_path: Path) -> None:
    text = outlines(outline("takhar"), outline("takhar"))

    registry, problems = read_files(tmp_path, {"boundaries.geojson": text})

    assert list(registry.boundaries) == ["takhar"]
    fault = "`takhar` stands here twice"
    assert problems == [
        Problem("boundaries.geojson", 1, 1, "id-taken", fault, "keep one of the two")
    ]


def test_the_places_of_a_list_are_found_by_id_though_other_items_are_broken(
    tmp_path: Path,
) -> None:
    file = tmp_path / "types.yml"
    file.write_text(f"- text\n- [x]\n- id: [a]\n{TYPES}", encoding="utf-8")

    marks = marks_in_list(Candidate("types.yml", file))

    assert marks["raid",] == (4, 3, 4, 3)
    assert marks["ambush", "name"] == (8, 3, 8, 9)


def test_a_list_of_thousands_of_broken_items_is_read_within_three_seconds(tmp_path: Path) -> None:
    begun = time.process_time()

    _, problems = read_files(tmp_path, {"types.yml": "- a\n" * 20_000})

    assert len(problems) == MOST_PER_FILE + 1
    assert time.process_time() - begun < 3
