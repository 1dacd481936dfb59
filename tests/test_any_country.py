"""The generator knows no country: no word of the first archive is in it, nor in a new archive."""

import re
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main
from generator.starting.origin import GUIDE
from tests.conftest import ENTRIES, REPOSITORY

GENERATOR = REPOSITORY / "generator"
PAPERS = {"reading/personal.py", "theme/assets/javascripts/entry-form/personal.js"}
"""They know the identity papers of several countries, by ISO code."""
LANGUAGES = {"site/names.py"}
"""It names languages."""
WORDS = re.compile(
    r"afghan\w*|taliban\w*|kabul\w*|taloqan|takhar|badakhshan|panjshir|kandahar|nangarhar|herat\b"
    r"|nimroz|khorasan|isis\b|\bisis-k|\bisk[pk]\b|khaama|tolo ?news|pajhwok"
    r"|khwaja|mujahid|tazki?e?r\w*"
    r"|\bdari\b|pashto|\bAF-[A-Z]{3}\b|طالبان|افغان\w*|داعش|تخار|کابل|تذکره",
    re.IGNORECASE,
)


def foreign_words(folder: Path) -> Iterator[str]:
    """Give every such word below a folder of text files, with its file and line."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        name = path.relative_to(folder).as_posix()
        for number, line in enumerate(_text(path).splitlines(), 1):
            yield from (f"{name}:{number}: {match[0]}" for match in WORDS.finditer(line))


def _text(path: Path) -> str:
    """Read a file of text; a packed one has none, and is made of what other files hold."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_the_words_are_those_of_the_first_archive() -> None:
    names = [path.stem for path in (ENTRIES / "provinces").iterdir()]

    assert any(WORDS.search(name) for name in names)
    assert len(list(foreign_words(ENTRIES / "events"))) > 100


def test_no_word_of_the_first_archive_is_in_the_generator() -> None:
    found = [
        place
        for place in foreign_words(GENERATOR)
        if not any(place.startswith(f"{name}:") for name in PAPERS | LANGUAGES)
    ]

    assert found == []


def test_the_tables_of_papers_and_of_languages_hold_nothing_else() -> None:
    found = {
        re.sub(r":\d+: ", ": ", place).casefold()
        for place in foreign_words(GENERATOR)
        if place.startswith(tuple(f"{name}:" for name in PAPERS | LANGUAGES))
    }

    words = {place.partition(": ")[2] for place in found}
    assert words <= {"dari", "pashto", "tazkir", "tazker", "تذکره"}


def test_no_word_of_the_first_archive_is_in_a_new_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["init", str(tmp_path / "demo"), "--country", "CO"])

    assert done.exit_code == 0, done.output
    assert (tmp_path / "demo" / GUIDE).is_file()
    assert list(foreign_words(tmp_path / "demo")) == []
