"""The pages that every archive shares stand once, and travel in the wheel."""

import tomllib
from fnmatch import fnmatch
from typing import Any

import yaml

from generator.starting import origin
from tests.conftest import REPOSITORY

TEMPLATES = REPOSITORY / "generator/starting/templates"
OWN = dict.fromkeys(origin.passages(), "SOMETHING OF ITS OWN")
IDS = {"province": ["northland"], "publisher": ["made-up-times", "made-up-post"]}


def adapted(name: str) -> str:
    return origin.adapted(name, 'A "quoted": name', OWN, IDS)


def plain(settings: str) -> Any:
    """Read settings as text alone: MkDocs has tags of its own."""
    return yaml.load(settings, yaml.BaseLoader)  # noqa: S506 - it makes only text


def test_every_marked_passage_has_a_template_and_every_template_a_passage() -> None:
    assert {path.stem for path in (TEMPLATES / "own").iterdir()} == origin.passages()


def test_marks_and_what_stands_between_them_go_and_the_rest_stays() -> None:
    about = adapted("docs/about.md")

    assert "own:" not in about
    assert "security incidents SOMETHING OF ITS OWN: what\nhappened, who says so" in about
    assert about.count("\n") > 90


def test_the_settings_get_the_name_and_are_the_same_otherwise() -> None:
    ours = plain(origin.text_of("mkdocs.yml"))
    settings = adapted("mkdocs.yml").replace(OWN["description"], "site_description: x")

    theirs = plain(settings)

    assert theirs.pop("site_name") == 'A "quoted": name'
    assert theirs.pop("site_description") == "x"
    assert ours.pop("site_name") == "Afghanistan Incident Archive"
    assert ours.pop("site_description")
    assert theirs == ours


def test_the_guides_example_names_what_the_new_archive_has() -> None:
    path, example = origin.example_in(adapted(origin.GUIDE))

    assert path == "events/2022/2022-03-05-example-bridge-explosion.md"
    assert "  province: northland\n" in example
    assert example.index("publisher: made-up-times\n") < example.index("publisher: made-up-post\n")


def test_all_that_is_shared_is_in_the_wheel_and_nothing_else_is() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    included = [name for name in wheel["only-include"] if name != "generator"]
    roads = {**wheel["sources"], **wheel["force-include"]}

    packed = {
        path.relative_to(REPOSITORY).as_posix()
        for name in included
        for path in [REPOSITORY / name, *(REPOSITORY / name).rglob("*")]
        if path.is_file()
    }
    kept = {n for n in packed if not any(fnmatch(f"/{n}", f"{e}*") for e in wheel["exclude"])}
    assert kept | set(wheel["force-include"]) == set(origin.shared_files())
    assert all(to == f"generator/starting/origin/{name}" for name, to in roads.items())
