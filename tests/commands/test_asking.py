"""`archive new` at a terminal: it asks, explains, completes and asks again."""

import sys
from pathlib import Path

import pytest

from generator.reading.entry import read
from generator.reading.gate import Candidate
from tests.conftest import digest, run

if sys.platform == "win32":  # pragma: no cover
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.commands.terminal import at_terminal

pytestmark = pytest.mark.slow

PATH = "entries/events/2022/2022-06-11-made-up-raid.md"


def test_a_newcomer_is_asked_and_wrong_answers_are_explained_and_asked_again(folder: Path) -> None:
    with at_terminal("new", cwd=folder) as terminal:
        terminal.answer("Title", "")
        terminal.wait_for("`title` is empty")
        terminal.answer("Title", "Made-up raid")
        terminal.answer("Date", "2022-06-31")
        terminal.wait_for("June 2022 has no day 31")
        terminal.answer("Date", "2022-06-11")
        terminal.wait_for("Type")
        terminal.type("ra\t")
        terminal.wait_for("raid")
        terminal.type("\n")
        terminal.answer("Province", "Nortland")
        terminal.answer("Did you mean `northland` (Northland)? [y/N]", "")
        terminal.answer("Province", "Nortland")
        terminal.answer("Did you mean `northland` (Northland)?", "y")
        terminal.answer("Town", "Made-up town")
        terminal.answer("Actor", "qqqqqqq")
        terminal.wait_for("is not in the registry of actors")
        terminal.answer("Actor", "https://example.org/made-up-front")
        terminal.wait_for("is not in the registry of actors; TAB twice")
        terminal.answer("Actor", "جبهه ساختگی")
        terminal.wait_for("made-up-front (Made-up Front)")
        terminal.answer("Role", "nothing")
        terminal.wait_for("is not one of")
        terminal.answer("Role", "target")
        terminal.answer("Certainty", "")
        terminal.answer("Another actor", "")
        terminal.answer("Publisher of a source", "MUT")
        terminal.answer("Its address", "ftp://example.org")
        terminal.wait_for("an address starts with https:// or http://")
        terminal.answer("Its address", "https://example.org/made-up")
        terminal.answer("another source", "")
        terminal.answer("[2022-06-11-made-up-raid]", "")
        terminal.answer("account", "Some <b>HTML</b>.")
        terminal.wait_for("holds HTML")
        terminal.answer("account", "Made up for a test.")
        assert terminal.end() == 0, terminal.shown

    assert f"{PATH}\r\nNext: " in terminal.shown
    reading = read(Candidate(PATH.removeprefix("entries/"), folder / PATH))
    assert reading.plain is not None
    assert {**reading.plain, "added": ""} == {
        "title": "Made-up raid",
        "date": "2022-06-11",
        "type": "raid",
        "location": {"province": "northland", "place": "Made-up town", "precision": "place"},
        "actors": [{"actor": "made-up-front", "role": "target", "certainty": "unknown"}],
        "sources": [
            {"id": "s1", "publisher": "made-up-times", "url": "https://example.org/made-up"}
        ],
        "added": "",
    }
    assert reading.body.text == "Made up for a test."
    assert run("check", cwd=folder).endswith("all clean\n")


def test_only_what_the_options_leave_open_is_asked(folder: Path) -> None:
    options = ["--title", "Made-up raid", "--date", "2022-06-11", "--type", "raid"]
    more = ["--precision", "country", "--source", "MUT", "--id", "2022-06-11-chosen"]

    with at_terminal("new", *options, *more, cwd=folder) as terminal:
        terminal.answer("Actor", "made-up-army")
        terminal.answer("Role", "")
        terminal.answer("Certainty", "")
        terminal.answer("Another actor", "")
        terminal.answer("account", "")
        assert terminal.end() == 0, terminal.shown

    assert "Title" not in terminal.shown
    assert run("check", cwd=folder).endswith("all clean\n")


def test_with_all_that_is_needed_nothing_is_asked(folder: Path) -> None:
    arguments = ["new", "actor", "Brigade of Nowhere", "--kind", "ngo"]

    with at_terminal(*arguments, cwd=folder) as terminal:
        assert terminal.end() == 0, terminal.shown

    assert terminal.shown.startswith("entries/actors/brigade-of-nowhere.md\r\n")


def test_who_wants_no_questions_gets_none(folder: Path) -> None:
    with at_terminal("new", "--no-input", cwd=folder) as terminal:
        assert terminal.end() == 2

    assert "missing: --title, --date, --type" in terminal.shown


def test_a_taken_id_is_told_and_another_proposed(folder: Path) -> None:
    options = [
        "--title", "Made-up raid", "--date", "2022-06-11", "--type", "raid",
        "--province", "northland", "--actor", "made-up-army", "--source", "MUT",
    ]  # fmt: skip
    run("new", *options, cwd=folder)

    with at_terminal("new", *options[:-2], cwd=folder) as terminal:
        terminal.answer("Publisher", "MUT")
        terminal.answer("Its address", "")
        terminal.answer("another source", "")
        terminal.wait_for("is taken by `events/2022/2022-06-11-made-up-raid.md`")
        terminal.answer("[2022-06-11-made-up-raid-2]", "2022-06-11-made-up-raid")
        terminal.wait_for("is taken by")
        terminal.answer("[2022-06-11-made-up-raid-2]", "Not an id")
        terminal.wait_for("cannot be an id")
        terminal.answer("[2022-06-11-made-up-raid-2]", "2023-06-11-made-up-raid")
        terminal.wait_for("begins with 2023-06-11, but the date is")
        terminal.answer("[2022-06-11-made-up-raid-2]", "")
        terminal.answer("account", "")
        assert terminal.end() == 0, terminal.shown

    assert run("check", cwd=folder).endswith("no problems, 1 warning in 1 file (13 checked)\n")


def test_who_goes_away_leaves_nothing_behind(folder: Path) -> None:
    before = digest(folder)

    with at_terminal("new", cwd=folder) as terminal:
        terminal.answer("Title", "Made-up raid")
        terminal.wait_for("Date")
        terminal.type("\x04")
        assert terminal.end() == 1

    assert "Aborted!" in terminal.shown
    assert digest(folder) == before


def test_a_name_close_to_a_known_one_is_asked_about(folder: Path) -> None:
    with at_terminal("new", "actor", cwd=folder) as terminal:
        terminal.answer("Name", "Made-up Frontt")
        terminal.answer("Kind", "ngo")
        terminal.answer("Is it this one?", "n")
        terminal.answer("[made-up-frontt]", "")
        assert terminal.end() == 0, terminal.shown

    assert (folder / "entries/actors/made-up-frontt.md").is_file()
