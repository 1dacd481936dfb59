"""`archive init` starts an archive of any country, and writes nothing where something is wrong."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.cli import main
from generator.engines.clock import today
from generator.model.archive import Archive
from tests.conftest import digest, plant, run

EXAMPLE = "events/2022/2022-03-05-example-bridge-explosion.md"


def init(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["init", *map(str, arguments)])


def archive_in(folder: Path) -> Archive:
    """Check the archive, which has nothing wrong and nothing to warn of."""
    outcome = pipeline.run(folder / "entries", today())
    assert outcome.problems == ()
    assert outcome.archive is not None
    return outcome.archive


def test_a_new_archive_is_clean_and_says_what_it_was_made_of(tmp_path: Path) -> None:
    done = init(tmp_path / "demo", "--country", "colombia", "--language", "uk")

    assert done.exit_code == 0, done.output
    first, second, third, last = done.output.splitlines()
    assert first == (
        "Colombia (CO): 33 provinces from ISO 3166-2 (Capital district 1, Department 32)"
    )
    assert second == "Names in uk that differ: 33 of 33 provinces"
    assert third == f"Wrote {len(digest(tmp_path))} files: {tmp_path}/demo"
    assert last.startswith("Next: cd ")
    archive = archive_in(tmp_path / "demo")
    assert archive.registry.provinces["antioquia"].facts.iso == "CO-ANT"
    assert [event.facts.location.province for event in archive.events] == ["amazonas"]
    assert "nothing in it is true" in archive.events[0].body.html
    assert {"clash", "air-strike"} < set(archive.registry.types)


def test_the_same_command_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        init(tmp_path / name, "--country", "MX")

    assert digest(tmp_path / "one") == digest(tmp_path / "two")


@pytest.mark.parametrize("code", ["VA", "AZ", "MZ", "GB", "AQ", "BQ"])
def test_odd_countries_work_too(tmp_path: Path, code: str) -> None:
    done = init(tmp_path, "--country", code, "--name", f"An archive: «{code}», & more")

    assert done.exit_code == 0, done.output
    assert archive_in(tmp_path).events
    settings = (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert f'\nsite_name: "An archive: «{code}», & more"\n' in f"\n{settings}"
    assert (tmp_path / "docs/index.md").read_text("utf-8").startswith(f"# An archive: «{code}»")


def test_what_was_left_out_and_not_divided_is_said(tmp_path: Path) -> None:
    spain = init(tmp_path / "es", "--country", "ES", "--level", "lowest").output
    vatican = init(tmp_path / "va", "--country", "VA").output

    assert "Left out, being of the other level: Autonomous community 17; see --level" in spain
    assert "divides it no further, so the whole country is one province" in vatican
    assert "all of it is\n   one province" in (tmp_path / "va/README.md").read_text("utf-8")


def test_outlines_from_a_file_are_in_the_archive_and_what_is_missing_is_told(
    tmp_path: Path,
) -> None:
    ring = [[-70, 0], [-69, 0], [-69, 1], [-70, 1], [-70, 0]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    file = tmp_path / "outlines.geojson"
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": geometry}
        for name in ("Amazonas", "Antiquia")
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")

    done = init(tmp_path / "demo", "--country", "CO", "--boundaries", file)

    assert done.exit_code == 0, done.output
    assert "Outlines: 1 of 33 provinces\n" in done.output
    assert "No outline: antioquia (did you mean `Antiquia`?)\n" in done.output
    assert "In no province: Antiquia\n" in done.output
    outcome = pipeline.run(tmp_path / "demo/entries", today())
    assert outcome.archive is not None
    assert {problem.rule for problem in outcome.problems} == {"unknown-outline"}
    assert outcome.archive.registry.provinces["amazonas"].facts.coordinates == (0.5, -69.5)


def test_the_example_goes_as_the_readme_says_once_there_is_a_real_entry(tmp_path: Path) -> None:
    init(tmp_path, "--country", "CO")
    readme = (tmp_path / "README.md").read_text("utf-8")
    publishers = tmp_path / "entries/publishers.yml"

    run(
        "new", "--no-input", "--title", "Made-up clash", "--date", "2022-06-11", "--type", "clash",
        "--province", "Nariño", "--actor", "unknown-assailants", "--source", "reuters",
        cwd=tmp_path,
    )  # fmt: skip
    (tmp_path / "entries" / EXAMPLE).unlink()
    items = re.split(r"^(?=- id: )", publishers.read_text("utf-8"), flags=re.MULTILINE)
    publishers.write_text("".join(item for item in items if "- id: made-up" not in item), "utf-8")

    assert "the file below `entries/events/2022/`, and the two publishers\n" in readme
    archive = archive_in(tmp_path)
    assert [event.id for event in archive.events] == ["2022-06-11-made-up-clash"]
    assert list(archive.registry.publishers) == ["afp", "ap", "reuters"]


def test_nothing_is_written_where_something_is_wrong(tmp_path: Path) -> None:
    plant(tmp_path, {"full/kept.md": "x", "bad.geojson": "{}"})
    before = digest(tmp_path)

    told = [
        init(tmp_path / "new", "--country", "Columbia"),
        init(tmp_path / "full", "--country", "CO"),
        init(tmp_path / "new", "--country", "CO", "--name", "<b>x</b>"),
        init(tmp_path / "new", "--country", "CO", "--language", "Spanish!"),
        init(tmp_path / "new", "--country", "CO", "--boundaries", tmp_path / "bad.geojson"),
    ]

    assert [done.exit_code for done in told] == [2] * len(told)
    assert all("nothing was written" in done.output for done in told)
    assert "did you mean `Colombia (CO)`?" in told[0].output
    assert digest(tmp_path) == before
    assert not (tmp_path / "new").exists()
