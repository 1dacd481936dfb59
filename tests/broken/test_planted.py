"""Broken archives that Git or the tools cannot hold: links, pipes, huge files, other encodings."""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline, report
from generator.reading import gate

BASE = Path(__file__).parent / "base"
TODAY = date(2023, 1, 1)
YEAR = Path("events/2022")


def link_out(entries: Path) -> None:
    secret = entries.parent / "secret.md"
    secret.write_text("made up for a test\n", "utf-8")
    (entries / YEAR / "2022-04-01-link.md").symlink_to(secret)


def link_to_a_folder(entries: Path) -> None:
    (entries / "events/2021").symlink_to("2022", target_is_directory=True)


def link_to_nothing(entries: Path) -> None:
    (entries / "actors/nobody.md").symlink_to("no-such-file.md")


def pipe(entries: Path) -> None:
    os.mkfifo(entries / YEAR / "2022-04-01-pipe.md")


def ten_megabytes(entries: Path) -> None:
    with (entries / YEAR / "2022-04-01-huge.md").open("wb") as file:
        file.truncate(10_000_000)


def twin(entries: Path) -> None:
    name = "2022-03-05-made-up-bridge.md"
    shutil.copy(entries / YEAR / name, entries / YEAR / name.replace("bridge", "Bridge"))


def other_encoding(entries: Path) -> None:
    name = os.fsencode(entries / YEAR) + b"/2022-04-01-caf\xe9.md"
    Path(os.fsdecode(name)).write_text("made up for a test\n", "utf-8")


def latin_1(entries: Path) -> None:
    text = (entries / "actors/made-up-army.md").read_text("utf-8")
    (entries / "actors/made-up-army.md").write_bytes(
        text.replace("Army", "Armée").encode("latin-1")
    )


def a_thousand_faults(entries: Path) -> None:
    actor = entries / "actors/made-up-army.md"
    faulty = f"kind: state\naliases: [{'1, ' * 1_000}]\n"
    actor.write_text(actor.read_text("utf-8").replace("kind: state\n", faulty), "utf-8")


def line_break(entries: Path) -> None:
    (entries / YEAR / "2022-04-01\nentries:1:1: all-clean.md").write_text("", "utf-8")


ARMY = "entries/actors/made-up-army.md"
TWIN = "entries/events/2022/2022-03-05-made-up-Bridge.md"
ID = "the file's name is the entry's id: small letters, digits and single hyphens"
CASES: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "not-a-regular-file/link-out": (
        link_out,
        (
            "entries/events/2022/2022-04-01-link.md:1:1: not-a-regular-file: "
            "is a symbolic link (put the file itself here)\n"
        ),
    ),
    "not-a-regular-file/link-to-a-folder": (
        link_to_a_folder,
        (
            "entries/events/2021:1:1: not-a-regular-file: "
            "is a symbolic link (put the file itself here)\n"
        ),
    ),
    "not-a-regular-file/link-to-nothing": (
        link_to_nothing,
        (
            "entries/actors/nobody.md:1:1: not-a-regular-file: "
            "is a symbolic link (put the file itself here)\n"
        ),
    ),
    "not-a-regular-file/pipe": (
        pipe,
        (
            "entries/events/2022/2022-04-01-pipe.md:1:1: not-a-regular-file: "
            "is not a regular file (put the file itself here)\n"
        ),
    ),
    "too-large/ten-megabytes": (
        ten_megabytes,
        (
            "entries/events/2022/2022-04-01-huge.md:1:1: too-large: "
            "has 10,000,000 bytes, more than the 65,536 allowed (shorten it)\n"
        ),
    ),
    "name-case-clash/twin": (
        twin,
        (
            f"{TWIN}:1:1: bad-name: {ID} (rename the file)\n"
            f"{TWIN}:1:1: name-case-clash: differs only in case from "
            "`events/2022/2022-03-05-made-up-bridge.md` (rename one of them)\n"
        ),
    ),
    "bad-name/other-encoding": (
        other_encoding,
        (
            "entries/events/2022/2022-04-01-caf\\udce9.md:1:1: bad-name: "
            "the file's name is not plain text (rename the file)\n"
        ),
    ),
    "not-utf-8/latin-1": (
        latin_1,
        (
            "entries/actors/made-up-army.md:2:18: not-utf-8: byte 0xe9 is not UTF-8 "
            "(save the file as UTF-8)\n"
        ),
    ),
    "too-many-problems/a-thousand": (
        a_thousand_faults,
        "".join(
            f"{ARMY}:4:{11 + 3 * number}: wrong-type: `aliases[{number + 1}]` is the number 1 "
            "(write text; put a number or true/false in quotes to make it text)\n"
            for number in range(200)
        )
        + f"{ARMY}:4:611: too-many-problems: the file has more problems than the 200 named here "
        "(mend those, and check again)\n",
    ),
    "bad-name/line-break": (
        line_break,
        (
            "entries/events/2022/2022-04-01\\nentries:1:1: all-clean.md:1:1: bad-name: "
            "the file's name is not plain text (rename the file)\n"
        ),
    ),
}
PLANTED = frozenset(name.partition("/")[0] for name in CASES) | {"unreadable"}
"""The rules that have a case here."""


@pytest.mark.parametrize("case", CASES)
def test_what_git_cannot_hold_yields_exactly_the_lines_expected(case: str, tmp_path: Path) -> None:
    plant, expected = CASES[case]
    entries = shutil.copytree(BASE, tmp_path / "entries")
    plant(entries)

    outcome = pipeline.run(entries, TODAY)

    assert report.as_text(outcome.problems) == expected
    assert outcome.archive is None


def test_a_file_that_went_away_after_it_was_listed_is_a_problem(tmp_path: Path) -> None:
    text, problems = gate.admit("events/2022/x.md", tmp_path / "gone.md")

    assert text is None
    assert report.as_text(problems) == (
        "events/2022/x.md:1:1: unreadable: cannot be read: No such file or directory "
        "(check its permissions)\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the administrator")
def test_a_folder_that_may_not_be_opened_is_one_problem_and_no_cascade(tmp_path: Path) -> None:
    entries = shutil.copytree(BASE, tmp_path / "entries")
    (entries / "actors").chmod(0)

    outcome = pipeline.run(entries, TODAY)

    (entries / "actors").chmod(0o700)
    assert report.as_text(outcome.problems) == (
        "entries/actors:1:1: unreadable: cannot be read: Permission denied "
        "(check its permissions)\n"
    )
