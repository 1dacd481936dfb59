"""`archive new event`, with options: what it writes, and what it refuses."""

import os
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from generator.model.event import Precision
from generator.reading.entry import Reading, read
from generator.reading.gate import Candidate
from tests.conftest import attempt, digest, plant, run
from tests.writing.test_scalar import HOSTILE

pytestmark = pytest.mark.slow

OPTIONS = {
    "title": "A made-up raid",
    "date": "2022-06-11",
    "type": "raid",
    "province": "northland",
    "actor": "made-up-front:target:suspected",
    "source": "made-up-times=https://example.org/made-up",
}
PATH = "entries/events/2022/2022-06-11-a-made-up-raid.md"


def _arguments(**changed: str | None) -> list[str]:
    given = {**OPTIONS, **changed}
    pairs = [(f"--{name}", value) for name, value in given.items() if value is not None]
    return ["new", *(word for pair in pairs for word in pair)]


def _read(folder: Path, path: str) -> Reading:
    reading = read(Candidate(path.removeprefix("entries/"), folder / path))
    assert reading.problems == ()
    return reading


def test_options_become_an_entry_that_the_check_accepts_at_once(folder: Path) -> None:
    printed = run(*_arguments(), cwd=folder, SOURCE_DATE_EPOCH="1795000000")

    first, after = printed.split("\n", 1)
    assert first == PATH
    assert after.startswith("Next: open 2022-06-11-a-made-up-raid.md, write the account")
    assert "`archive check`" in after
    reading = _read(folder, PATH)
    assert reading.plain == {
        "title": "A made-up raid",
        "date": "2022-06-11",
        "type": "raid",
        "location": {"province": "northland", "precision": "province"},
        "actors": [{"actor": "made-up-front", "role": "target", "certainty": "suspected"}],
        "sources": [
            {"id": "s1", "publisher": "made-up-times", "url": "https://example.org/made-up"}
        ],
        "added": "2026-11-19",
    }
    assert reading.body.text == (
        "Raid (made up), Northland, 11 June 2022. Reported by Made-up Times."
    )
    assert run("check", cwd=folder).endswith("all clean\n")


def test_the_word_event_may_be_said_or_left_out(folder: Path) -> None:
    _, *options = _arguments()

    assert run("new", "event", *options, cwd=folder).startswith(PATH)


def test_names_and_aliases_in_any_script_stand_for_ids(folder: Path) -> None:
    printed = run(
        *_arguments(actor="جبهه ساختگی", type="Raid (made up)", source="Made-up Times"), cwd=folder
    )

    assert "An actor given without a role is entered as `participant`, `unknown`" in printed
    plain = _read(folder, PATH).plain
    assert plain is not None
    assert plain["type"] == "raid"
    assert plain["actors"] == [
        {"actor": "made-up-front", "role": "participant", "certainty": "unknown"}
    ]
    assert plain["sources"] == [{"id": "s1", "publisher": "made-up-times"}]


def test_several_actors_and_sources_keep_their_order(folder: Path) -> None:
    more = ["--actor", "MUF:initiator", "--source", "made-up-agency=https://example.org/?a=b&c=d"]

    run(*_arguments(actor="made-up-army:affected:confirmed"), *more, cwd=folder)

    plain = _read(folder, PATH).plain
    assert plain is not None
    assert [tuple(part.values()) for part in plain["actors"]] == [
        ("made-up-army", "affected", "confirmed"),
        ("made-up-front", "initiator", "unknown"),
    ]
    assert [source["id"] for source in plain["sources"]] == ["s1", "s2"]
    assert plain["sources"][1]["url"] == "https://example.org/?a=b&c=d"


def test_everything_that_is_missing_is_named_at_once(folder: Path) -> None:
    before = digest(folder)

    done = attempt("new", "--title", "Made up", cwd=folder)

    assert done.returncode == 2
    assert done.stdout == ""
    assert (
        "missing: --date, --type, --province (or --precision country), --actor, --source\n"
        in done.stderr
    )
    assert digest(folder) == before


def test_everything_that_is_wrong_is_named_at_once_with_what_was_meant(folder: Path) -> None:
    before = digest(folder)

    done = attempt(
        *_arguments(
            title="x" * 161,
            date="2022-06-31",
            type="raaid",
            province="nortland",
            actor="made-up frnt:targt",
            source="made-up-tmes=ftp://example.org",
        ),
        "--id", "Not An Id",
        "--text", "Some <b>HTML</b>.",
        cwd=folder,
    )  # fmt: skip

    assert done.returncode == 2
    assert digest(folder) == before
    for told in (
        "`title` has 161 characters, more than 160 (shorten it)",
        "`date`: June 2022 has no day 31",
        "`raaid` is not in the list of types (did you mean `raid`?)",
        "`nortland` is not in the registry of provinces (did you mean `northland`?)",
        "`made-up frnt` is not in the registry of actors (did you mean `made-up-front`?)",
        "`actors[1].role` cannot be `targt` (did you mean `target`?)",
        "`made-up-tmes` is not in the list of publishers (did you mean `made-up-times`?)",
        "`sources[1].url`: an address starts with https:// or http://",
        "`Not An Id` cannot be an id",
        "holds HTML, which is not shown",
    ):
        assert told in done.stderr


def test_what_is_missing_and_what_is_wrong_are_named_together(folder: Path) -> None:
    done = attempt(*_arguments(title=None, actor="nobody"), cwd=folder)

    assert "missing: --title\n" in done.stderr
    assert "`nobody` is not in the registry of actors" in done.stderr


def test_a_taken_id_is_told_with_a_free_one_and_nothing_is_written(folder: Path) -> None:
    run(*_arguments(), cwd=folder)
    before = digest(folder)

    done = attempt(*_arguments(title="A made-up raid!"), cwd=folder)

    assert done.returncode == 1
    assert digest(folder) == before
    assert "`2022-06-11-a-made-up-raid` is taken by `events/2022/" in done.stderr
    assert "--id 2022-06-11-a-made-up-raid-2" in done.stderr
    again = run(*_arguments(), "--id", "2022-06-11-a-made-up-raid-2", cwd=folder)
    assert again.startswith("entries/events/2022/2022-06-11-a-made-up-raid-2.md")


def test_an_id_that_begins_with_another_date_is_refused(folder: Path) -> None:
    before = digest(folder)

    done = attempt(*_arguments(id="2023-06-11-x", type="raaid"), cwd=folder)

    assert done.returncode == 2
    assert (
        "the id `2023-06-11-x` begins with 2023-06-11, but the date is `2022-06-11`" in done.stderr
    )
    assert "did you mean `raid`?" in done.stderr
    assert digest(folder) == before


def test_an_id_that_was_published_stays_taken(folder: Path) -> None:
    plant(folder, {"entries/ids.lock": "2022-06-11-a-made-up-raid\n"})

    done = attempt(*_arguments(), cwd=folder)

    assert done.returncode == 1
    assert "is taken by an entry published earlier (ids.lock)" in done.stderr
    assert not (folder / PATH).exists()


def test_a_title_without_latin_letters_gives_an_id_of_its_facts(folder: Path) -> None:
    printed = run(*_arguments(title="حمله ساختگی"), cwd=folder)

    assert printed.startswith("entries/events/2022/2022-06-11-raid-northland.md")
    assert run("check", cwd=folder).endswith("all clean\n")


def test_the_account_may_be_given(folder: Path) -> None:
    text = "Made up: *one*.\r\n\r\n---\r\n\r\nSee [the front](../../actors/made-up-front.md).  "

    printed = run(*_arguments(), "--text", text, cwd=folder)

    assert "write the account" not in printed
    content = (folder / PATH).read_text(encoding="utf-8")
    assert content.endswith(
        "---\n\nMade up: *one*.\n\n---\n\nSee [the front](../../actors/made-up-front.md).\n"
    )
    assert run("check", cwd=folder).endswith("all clean\n")


@pytest.mark.parametrize("character", ["\x07", "\u202e", "\u200b", "\x1b[31m", "\u2028"])
def test_a_hidden_character_is_refused_and_not_shown(folder: Path, character: str) -> None:
    done = attempt(*_arguments(title=f"Made {character} up"), cwd=folder)

    assert done.returncode == 2
    assert "`title` holds U+" in done.stderr
    assert character not in done.stderr
    assert not (folder / PATH).parent.joinpath("2022-06-11-made-up.md").exists()


def test_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    done = attempt(*_arguments(title=os.fsdecode(b"Made \xff up")), cwd=folder)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "`title` holds U+DCFF" in done.stderr


def test_letters_and_accents_are_written_as_one(folder: Path) -> None:
    run(*_arguments(title="Made up in Takha\u0304r"), cwd=folder)

    plain = _read(folder, "entries/events/2022/2022-06-11-made-up-in-takhar.md").plain
    assert plain is not None
    assert plain["title"] == "Made up in Takh\u0101r"


def test_a_folder_that_is_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "entries/events/2021").symlink_to(outside, target_is_directory=True)

    done = attempt(*_arguments(date="2021-06-11"), cwd=folder)

    assert done.returncode == 1
    assert "is a symbolic link; nothing was written" in done.stderr
    assert list(outside.iterdir()) == []


def test_a_list_with_a_fault_of_its_own_does_not_stand_in_the_way(folder: Path) -> None:
    plant(folder, {"entries/publishers.yml": "- id: [\n"})

    assert run(*_arguments(), cwd=folder).startswith(PATH)


@pytest.mark.slow
def test_hostile_titles_are_written_as_they_are_or_refused(folder: Path) -> None:
    written = 0
    for number, text in enumerate(HOSTILE):
        id_ = f"2022-06-11-made-up-{number}"
        done = attempt(*_arguments(title=text), "--id", id_, cwd=folder)
        path = f"entries/events/2022/{id_}.md"
        assert "Traceback" not in done.stderr
        if done.returncode == 0:
            plain = _read(folder, path).plain
            assert plain is not None
            assert plain["title"] == text.strip()
            written += 1
        else:
            assert done.returncode == 2
            assert not (folder / path).exists()

    assert written >= len(HOSTILE) - 4
    assert "\nno problems, " in run("check", cwd=folder)


@pytest.mark.slow
def test_whatever_is_said_of_the_place_the_check_accepts_it_or_it_is_refused(folder: Path) -> None:
    told: list[tuple[str | None, ...]] = list(
        product([None, "northland"], [None, "Made-up district"], [None, "Made-up town"],
                [None, *(p for p in get_args(Precision) if p != "exact")])
    )  # fmt: skip
    written = 0
    for number, parts in enumerate(told):
        province, district, place, precision = parts
        options = {"district": district, "place": place, "precision": precision}
        id_ = f"2022-06-11-made-up-{number}"
        done = attempt(*_arguments(province=province, id=id_, **options), cwd=folder)
        is_there = (folder / f"entries/events/2022/{id_}.md").exists()
        assert (done.returncode == 0) == is_there, done.stderr
        assert done.returncode in {0, 2}, done.stderr
        written += is_there

    assert 10 <= written < len(told)
    assert "\nno problems, " in run("check", cwd=folder)
