"""How a new file comes into the entries folder."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.drafting.placing import PlacingError, place
from tests.conftest import digest, plant

PATH = "events/2022/2022-06-11-made-up.md"


def test_the_file_is_written_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    written = place(tmp_path, PATH, "---\na: جنگ\n---\n")

    assert written == tmp_path / PATH
    assert written.read_bytes() == "---\na: جنگ\n---\n".encode()
    assert list(digest(tmp_path)) == [PATH]


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    plant(tmp_path, {PATH: "mine"})

    with pytest.raises(PlacingError, match="is there already; nothing was written"):
        place(tmp_path, PATH, "yours")

    assert (tmp_path / PATH).read_text() == "mine"
    assert list(digest(tmp_path)) == [PATH]


def test_of_many_at_once_exactly_one_gets_the_name(tmp_path: Path) -> None:
    def attempt(number: int) -> int | None:
        try:
            place(tmp_path, PATH, f"writer {number}\n" * 1000)
        except PlacingError:
            return None
        return number

    with ThreadPoolExecutor(16) as pool:
        winners = [number for number in pool.map(attempt, range(64)) if number is not None]

    assert len(winners) == 1
    assert (tmp_path / PATH).read_text() == f"writer {winners[0]}\n" * 1000
    assert list(digest(tmp_path)) == [PATH]


@pytest.mark.parametrize("link", ["events", "events/2022"])
def test_a_link_on_the_way_is_not_followed(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    entries = tmp_path / "entries"
    (entries / link).parent.mkdir(parents=True)
    (entries / link).symlink_to(outside, target_is_directory=True)

    with pytest.raises(PlacingError, match="is a symbolic link; nothing was written"):
        place(entries, PATH, "x")

    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("target", ["elsewhere.md", "nowhere.md"])
def test_a_link_in_the_files_place_is_neither_followed_nor_replaced(
    tmp_path: Path, target: str
) -> None:
    plant(tmp_path, {"elsewhere.md": "mine", "entries/events/2022/.keep": ""})
    link = tmp_path / "entries" / PATH
    link.symlink_to(tmp_path / target)

    with pytest.raises(PlacingError, match="is there already"):
        place(tmp_path / "entries", PATH, "yours")

    assert link.is_symlink()
    assert (tmp_path / "elsewhere.md").read_text() == "mine"
    assert not (tmp_path / "nowhere.md").exists()


def test_a_file_in_a_folders_place_is_told(tmp_path: Path) -> None:
    plant(tmp_path, {"events": "a file"})

    with pytest.raises(PlacingError, match="is no folder; nothing was written"):
        place(tmp_path, PATH, "x")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a\u202eb", "right-to-left override"),
        ("a\x00b", "a control character"),
        ("a\r\n", "does not end in LF"),
        ("a" * 70_000, "more than the 65,536 allowed"),
        ("e" + "\u0301" * 40, "more than 30 accents"),
    ],
)
def test_text_that_the_gate_would_refuse_is_not_written(
    tmp_path: Path, text: str, why: str
) -> None:
    with pytest.raises(PlacingError, match=why):
        place(tmp_path, PATH, text)

    assert digest(tmp_path) == {}
