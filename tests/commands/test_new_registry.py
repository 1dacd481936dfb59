"""`archive new actor` and `archive new province`: what they write, and what they refuse."""

from pathlib import Path

import pytest

from generator.reading.entry import read
from generator.reading.gate import Candidate
from tests.conftest import attempt, digest, plant, run

pytestmark = pytest.mark.slow


def _plain(folder: Path, path: str) -> object:
    reading = read(Candidate(path, folder / "entries" / path))
    assert reading.problems == ()
    return reading.plain


def test_an_actor_is_written_with_all_that_was_given(folder: Path) -> None:
    printed = run(
        "new", "actor", "Made-up Brigade", "--kind", "armed-group", "--parent", "MUF",
        "--alias", "MUB", "--alias", "no", "--name", "fa=تیپ ساختگی", "--name", "fa=تیپ",
        "--active", "2021-08-15/..", "--text", "Made up for a test.", cwd=folder,
    )  # fmt: skip

    assert printed.startswith("entries/actors/made-up-brigade.md\nNext: open made-up-brigade.md, ")
    assert _plain(folder, "actors/made-up-brigade.md") == {
        "name": "Made-up Brigade",
        "names": {"fa": ["تیپ ساختگی", "تیپ"]},
        "aliases": ["MUB", "no"],
        "kind": "armed-group",
        "parent": "made-up-front",
        "active": "2021-08-15/..",
    }
    assert run("check", cwd=folder).endswith("all clean\n")


def test_a_new_actor_can_be_named_by_a_new_event_at_once(folder: Path) -> None:
    run("new", "actor", "Brigade of Nowhere", "--kind", "armed-group", cwd=folder)
    run(
        "new", "--title", "Made up", "--date", "2022-06-11", "--type", "raid",
        "--province", "northland", "--actor", "brigade of nowhere", "--source", "MUT", cwd=folder,
    )  # fmt: skip

    assert run("check", cwd=folder).endswith("all clean\n")


@pytest.mark.parametrize("words", [["Con"], ["Made-up Brigade", "--id", "com1"]])
def test_no_id_is_a_device_of_windows(folder: Path, words: list[str]) -> None:
    before = digest(folder)

    done = attempt("new", "actor", *words, "--kind", "ngo", cwd=folder)

    assert done.returncode == 2
    assert "cannot be an id: Windows keeps the name for a device (add a word" in done.stderr
    assert digest(folder) == before


def test_a_province_is_written_and_its_outline_is_asked_for(folder: Path) -> None:
    printed = run(
        "new", "province", "Eastland", "--iso", "XX-EAS", "--coordinates", "36.5, 69.75",
        "--name", "fa=شرق", cwd=folder,
    )  # fmt: skip

    assert printed.startswith("entries/provinces/eastland.md\n")
    assert "add its outline to entries/boundaries.geojson, as `eastland`" in printed
    assert _plain(folder, "provinces/eastland.md") == {
        "name": "Eastland",
        "names": {"fa": ["شرق"]},
        "iso": "XX-EAS",
        "coordinates": [36.5, 69.75],
    }
    (folder / "entries/boundaries.geojson").unlink()
    assert run("check", cwd=folder).endswith("all clean\n")


@pytest.mark.parametrize(
    "name", ["Made-up Front", "made-up  FRONT", "muf", "جبهه ساختگی", "Made-up Frontt"]
)
def test_a_name_that_something_has_or_nearly_has_is_refused(folder: Path, name: str) -> None:
    before = digest(folder)

    done = attempt("new", "actor", name, "--kind", "armed-group", cwd=folder)

    assert done.returncode == 1
    assert "a name of `made-up-front` (Made-up Front); nothing was written" in done.stderr
    assert digest(folder) == before


def test_the_aliases_are_compared_too(folder: Path) -> None:
    done = attempt("new", "actor", "Something else", "--kind", "ngo", "--alias", "MUF", cwd=folder)

    assert done.returncode == 1
    assert "`MUF` is a name of `made-up-front`" in done.stderr


def test_it_may_be_entered_anyway(folder: Path) -> None:
    printed = run("new", "actor", "Made-up Frontt", "--kind", "ngo", "--anyway", cwd=folder)

    assert printed.startswith("entries/actors/made-up-frontt.md")


def test_everything_wrong_is_named_at_once(folder: Path) -> None:
    before = digest(folder)

    done = attempt(
        "new", "actor", "--parent", "made-up frnt", "--active", "always", "--name", "Farsi=x",
        "--id", "Up", cwd=folder,
    )  # fmt: skip

    assert done.returncode == 2
    assert digest(folder) == before
    for told in (
        "missing: NAME, --kind",
        "`made-up frnt` is not in the registry of actors (did you mean `made-up-front`?)",
        "`active`: `always` does not have the right form (an interval such as 2015-01/..)",
        "`names.Farsi`: `Farsi` does not have the right form",
        "`Up` cannot be an id",
    ):
        assert told in done.stderr


def test_wrong_coordinates_are_told(folder: Path) -> None:
    done = attempt("new", "province", "Eastland", "--coordinates", "north,169.5e9", cwd=folder)

    assert done.returncode == 2
    assert "`coordinates[1]` is the text `north` (write a number)" in done.stderr
    assert "`coordinates[2]` is 169500000000.0" in done.stderr


def test_a_name_without_latin_letters_needs_an_id(folder: Path) -> None:
    done = attempt("new", "actor", "گروه", "--kind", "armed-group", cwd=folder)

    assert done.returncode == 2
    assert "no id can be made from this name; choose one, with --id" in done.stderr
    assert run(
        "new", "actor", "گروه", "--kind", "armed-group", "--id", "goroh", cwd=folder
    ).startswith("entries/actors/goroh.md")


def test_a_taken_id_is_told_with_a_free_one(folder: Path) -> None:
    plant(folder, {"entries/ids.lock": "actors/made-up-brigade\n"})

    done = attempt("new", "actor", "Made-up Brigade", "--kind", "ngo", cwd=folder)

    assert done.returncode == 1
    assert "--id made-up-brigade-2" in done.stderr
