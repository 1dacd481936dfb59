import os
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.problem import Problem
from generator.reading.gate import LARGEST_ENTRY, Candidate, admit, place_in, survey

EVENT = "events/2022/2022-06-11-raid.md"


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    folder = tmp_path / "entries"
    (folder / "events/2022").mkdir(parents=True)
    return folder


def plant(entries: Path, *paths: str) -> None:
    for path in paths:
        file = entries / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\n---\n", encoding="utf-8")


def listed(entries: Path) -> list[str]:
    return [candidate.path for candidate in survey(entries)[0]]


def problem(path: str, rule: str, message: str, hint: str) -> Problem:
    return Problem(path, 1, 1, rule, message, hint)


PLACES = "entries are events/<year>/<id>.md, actors/<id>.md and provinces/<id>.md"
ID_RULE = "the file's name is the entry's id: small letters, digits and single hyphens"


def test_files_are_listed_by_path_with_their_place_on_disk(entries: Path) -> None:
    plant(entries, EVENT, "actors/isis-k.md", "provinces/takhar.md", "types.yml", "README.md")
    plant(entries, "publishers.yml", "boundaries.geojson", "ids.lock")

    found, problems = survey(entries)

    assert problems == []
    assert found == [
        Candidate(path, entries / path)
        for path in (
            "actors/isis-k.md", "boundaries.geojson", EVENT, "provinces/takhar.md",
            "publishers.yml", "types.yml",
        )
    ]  # fmt: skip


def test_the_order_of_the_folder_does_not_matter(tmp_path: Path) -> None:
    names = [f"actors/a{number}.md" for number in range(40)] + ["X.md", "x.md", "events/y.md"]
    one, other = tmp_path / "one", tmp_path / "other"
    plant(one, *names)
    plant(other, *reversed(names))

    assert listed(one) == listed(other) == sorted(names[:40])
    assert survey(one)[1] == survey(other)[1]


def test_dotfiles_are_ignored(entries: Path) -> None:
    plant(entries, ".hidden", ".git/config", "actors/.isis-k.md.swp", EVENT)

    assert survey(entries) == ([Candidate(EVENT, entries / EVENT)], [])


def test_a_link_to_a_file_outside_is_not_followed(entries: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret", encoding="utf-8")
    (entries / EVENT).symlink_to(secret)

    assert survey(entries) == (
        [],
        [problem(EVENT, "not-a-regular-file", "is a symbolic link", "put the file itself here")],
    )
    text, problems = admit(EVENT, entries / EVENT)
    assert text is None
    assert [fault.rule for fault in problems] == ["unreadable"]


def test_a_linked_folder_is_not_entered(entries: Path, tmp_path: Path) -> None:
    plant(tmp_path, "outside/x.md")
    (entries / "actors").symlink_to(tmp_path / "outside", target_is_directory=True)

    assert survey(entries) == (
        [],
        [problem("actors", "not-a-regular-file", "is a symbolic link", "put the file itself here")],
    )


def test_a_pipe_is_refused_and_never_waited_for(entries: Path) -> None:
    os.mkfifo(entries / EVENT)

    found, problems = survey(entries)

    hint = "put the file itself here"
    assert found == []
    assert problems == [problem(EVENT, "not-a-regular-file", "is not a regular file", hint)]
    assert admit(EVENT, entries / EVENT) == (
        None,
        [
            problem(
                EVENT, "unreadable", "cannot be read: Not a regular file", "check its permissions"
            )
        ],
    )


def test_a_huge_file_is_refused_unread(entries: Path) -> None:
    size = 10 * 1024 * 1024
    (entries / EVENT).write_bytes(b"x" * size)
    expected = problem(
        EVENT, "too-large", "has 10,485,760 bytes, more than the 65,536 allowed", "shorten it"
    )

    assert survey(entries) == ([], [expected])
    assert admit(EVENT, entries / EVENT) == (None, [expected])


def test_an_entry_may_have_just_the_largest_size(entries: Path) -> None:
    (entries / EVENT).write_bytes(b"x" * LARGEST_ENTRY)

    assert survey(entries) == ([Candidate(EVENT, entries / EVENT)], [])
    assert admit(EVENT, entries / EVENT) == ("x" * LARGEST_ENTRY, [])


@pytest.mark.parametrize(
    "path",
    [
        "events/x.md", "events/22/x.md", "events/2022/deep/x.md", "actors/deep/x.md", "notes.md",
        "actors/x.txt", "actors/x.md.bak", "types.yaml", "people/x.md", "actors/x",
        "events/README.md",
    ],
)  # fmt: skip
def test_a_stray_file_is_named(entries: Path, path: str) -> None:
    plant(entries, path)

    fault = "does not belong into the entries folder"
    assert survey(entries) == ([], [problem(path, "stray-file", fault, PLACES)])


@pytest.mark.parametrize(
    "name", ["X.md", "a b.md", "a_b.md", "-a.md", "a-.md", "a--b.md", "é.md", "داعش.md", "a.b.md"]
)
def test_a_file_name_that_is_no_id_is_named(entries: Path, name: str) -> None:
    plant(entries, f"actors/{name}")

    expected = problem(f"actors/{name}", "bad-name", ID_RULE, "rename the file")
    assert survey(entries) == ([], [expected])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\xff.md", "actors/a\\udcff.md"),
        (b"a\n::error::b.md", "actors/a\\n::error::b.md"),
        ("a\u202eb.md".encode(), "actors/a\\u202eb.md"),
    ],
)
def test_a_file_name_that_is_no_plain_text_is_shown_escaped(
    entries: Path, name: bytes, shown: str
) -> None:
    plant(entries, "actors/fine.md")
    Path(os.fsdecode(os.fsencode(entries / "actors") + b"/" + name)).touch()

    found, problems = survey(entries)

    fault = "the file's name is not plain text"
    assert [candidate.path for candidate in found] == ["actors/fine.md"]
    assert problems == [problem(shown, "bad-name", fault, "rename the file")]


def test_names_that_differ_in_case_alone_are_named_and_the_small_one_stays(entries: Path) -> None:
    plant(entries, "actors/taliban.md", "actors/Taliban.md")

    found, problems = survey(entries)

    assert found == [Candidate("actors/taliban.md", entries / "actors/taliban.md")]
    assert problems == [
        problem("actors/Taliban.md", "bad-name", ID_RULE, "rename the file"),
        problem(
            "actors/Taliban.md", "name-case-clash", "differs only in case from `actors/taliban.md`",
            "rename one of them",
        ),
    ]  # fmt: skip


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    fault, hint = "cannot be read: No such file or directory", "check its permissions"

    assert survey(tmp_path / "none") == ([], [problem("", "unreadable", fault, hint)])
    missing = admit("actors/x.md", tmp_path / "none")
    assert missing == (None, [problem("actors/x.md", "unreadable", fault, hint)])


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_a_problem(entries: Path) -> None:
    plant(entries, EVENT)
    (entries / EVENT).chmod(0)

    fault, hint = "cannot be read: Permission denied", "check its permissions"
    assert admit(EVENT, entries / EVENT) == (None, [problem(EVENT, "unreadable", fault, hint)])


def test_a_folder_deeper_than_a_path_may_be_long_is_a_problem(entries: Path) -> None:
    here = os.open(entries, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)

    found, problems = survey(entries)

    assert found == []
    assert [(fault.rule, fault.message) for fault in problems] == [
        ("unreadable", "cannot be read: File name too long")
    ]


def test_a_deep_tree_of_folders_is_walked(entries: Path) -> None:
    path = "/".join(["events", *["d"] * 300, "x.md"])
    plant(entries, path)

    found, problems = survey(entries)

    assert (found, [fault.path for fault in problems]) == ([], [path])


def test_very_many_files_are_listed(entries: Path) -> None:
    (entries / "actors").mkdir()
    for number in range(3000):
        (entries / f"actors/a{number}.md").touch()

    assert len(listed(entries)) == 3000


def admitted(tmp_path: Path, raw: bytes) -> tuple[str | None, list[Problem]]:
    file = tmp_path / "x.md"
    file.write_bytes(raw)
    return admit(EVENT, file)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain\n",
        "tab\there\n",
        "دو تیم و می\u200cخریم\n",
        "naïve \u2014 “quoted” 🇦🇫\n",
        "no newline at the end",
    ],
)
def test_plain_text_passes_unchanged(tmp_path: Path, text: str) -> None:
    assert admitted(tmp_path, text.encode()) == (text, [])


DELETE = "delete it; it does not show, and can change how the text reads"


def control(line: int, column: int, name: str) -> tuple[int, int, str, str, str]:
    return (line, column, "control-character", f"holds {name}", DELETE)


BOM = (1, 1, "byte-order-mark", "starts with a byte order mark",
       "save the file as UTF-8 without BOM")  # fmt: skip
NFC = ("not-nfc", "a letter is written as letter plus accent",
       "save the text in Unicode's normal form C")  # fmt: skip
LF = ("line-ending", "a line does not end in LF alone", "save the file with Unix line endings")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\xef\xbb\xbfa\n", [BOM]),
        (b"a\nbc\r\nd\r\n", [(2, 3, *LF)]),
        (b"a\rb", [(1, 2, *LF)]),
        (b"a\nb\0c", [control(2, 2, "U+0000 (a control character)")]),
        (b"a\x1b[31m", [control(1, 2, "U+001B (a control character)")]),
        ("ab\n\u202ecd".encode(), [control(2, 1, "U+202E (right-to-left override)")]),
        ("تا\u2066b".encode(), [control(1, 3, "U+2066 (left-to-right isolate)")]),
        ("a\u200cb".encode(), [control(1, 2, "U+200C (zero width non-joiner)")]),
        ("می\u200c b".encode(), [control(1, 3, "U+200C (zero width non-joiner)")]),
        ("\u200cمی".encode(), [control(1, 1, "U+200C (zero width non-joiner)")]),
        ("می\u200c".encode(), [control(1, 3, "U+200C (zero width non-joiner)")]),
        ("x\ufeffy".encode(), [control(1, 2, "U+FEFF (zero width no-break space)")]),
        ("a\u2028b".encode(), [control(1, 2, "U+2028 (line separator)")]),
        ("ok\nnai\u0308ve".encode(), [(2, 3, *NFC)]),
        ("e\u0301".encode(), [(1, 1, *NFC)]),
        (
            ("x" + "\u0301\u0316" * 16).encode(),
            [(1, 2, "not-nfc", "a letter carries more than 30 accents", "delete the accents")],
        ),
        (b"ok\nab\xffc", [(2, 3, "not-utf-8", "byte 0xff is not UTF-8", "save the file as UTF-8")]),
        (
            "تا".encode() + b"\xe9",
            [(1, 3, "not-utf-8", "byte 0xe9 is not UTF-8", "save the file as UTF-8")],
        ),
        (
            b"a\n\xed\xa0\x80",
            [(2, 1, "not-utf-8", "byte 0xed is not UTF-8", "save the file as UTF-8")],
        ),
        (
            "\ufeffa\r\nb\0e\u0301".encode(),
            [BOM, (1, 2, *LF), control(2, 2, "U+0000 (a control character)"), (2, 3, *NFC)],
        ),
    ],
)
def test_text_that_does_not_pass_is_refused_with_every_fault_in_its_place(
    tmp_path: Path, raw: bytes, expected: list[tuple[int, int, str, str, str]]
) -> None:
    problems = [Problem(EVENT, *fault) for fault in expected]

    assert admitted(tmp_path, raw) == (None, problems)


def test_no_more_than_a_hundred_invisible_characters_are_reported(tmp_path: Path) -> None:
    _, problems = admitted(tmp_path, b"\0" * LARGEST_ENTRY)

    assert len(problems) == 100


def test_every_character_that_does_not_show_is_refused_and_every_other_passes(
    tmp_path: Path,
) -> None:
    visible_formats = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    hieroglyphs = range(0x13430, 0x13440)
    for code in range(sys.maxunicode + 1):
        mark = chr(code)
        category = unicodedata.category(mark)
        hidden = (
            category in {"Cc", "Cf", "Zl", "Zp"}
            and mark not in "\t\n"
            and code not in visible_formats
            and code not in hieroglyphs
        )
        if hidden:
            _, problems = admitted(tmp_path, f"a{mark}b".encode())
            assert problems, hex(code)
    letters = "".join(
        chr(code)
        for code in range(0xA1, 0x600)
        if unicodedata.category(chr(code))[0] in "LNP"
        and unicodedata.is_normalized("NFC", chr(code))
    )
    assert admitted(tmp_path, letters.encode()) == (letters, [])


def test_heaps_of_accents_are_found_before_they_cost_minutes(tmp_path: Path) -> None:
    marks = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.combining(chr(c))]
    for number in range(0, len(marks) - 31, 31):
        text = "x" + "".join(marks[number : number + 31])
        _, problems = admitted(tmp_path, text.encode())
        assert "a letter carries more than 30 accents" in [fault.message for fault in problems]


@given(st.text(), st.integers(0, 200))
def test_a_place_leads_back_to_its_offset(text: str, offset: int) -> None:
    offset = min(offset, len(text))

    line, column = place_in(text, offset)

    lines = text.split("\n")
    assert sum(len(before) + 1 for before in lines[: line - 1]) + column - 1 == offset
