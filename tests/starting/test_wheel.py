"""From the built wheel alone, in an empty folder: a working, searchable site of another country."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.starting.origin import shared_files
from tests.conftest import attempt
from tests.search.test_records import pages, words
from tests.site.parsed import dead_links, parsed
from tests.test_any_country import foreign_words

pytestmark = pytest.mark.slow

EXAMPLE = "events/2022-03-05-example-bridge-explosion/"


def test_the_wheel_holds_what_a_new_archive_takes_over_and_no_other_archive(wheel: Path) -> None:
    origin = wheel / "generator/starting/origin"
    packed = {p.relative_to(origin).as_posix() for p in origin.rglob("*") if p.is_file()}

    assert packed == set(shared_files())
    assert not (wheel / "entries").exists()
    assert not (wheel / "docs").exists()


def test_the_command_that_made_it_is_the_wheels(wheel: Path, elsewhere: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import generator.starting.origin as o; print(o.ORIGIN)"],
        cwd=elsewhere,
        env={"PYTHONPATH": f"{wheel}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert Path(told.stdout.strip()) == wheel / "generator/starting/origin"


def test_it_is_clean_and_its_check_says_so(wheel: Path, elsewhere: Path) -> None:
    done = attempt("check", "--strict", cwd=elsewhere, PYTHONPATH=f"{wheel}")

    assert done.stdout == "43 files checked, all clean\n"
    assert done.returncode == 0


def test_every_link_in_its_site_resolves_and_its_html_is_sound(elsewhere: Path) -> None:
    site = elsewhere / "site"
    read = parsed(site)

    assert dead_links(read, site) == []
    assert {name: page.errors for name, page in read.items() if page.errors} == {}
    assert len(read) > 90


def test_its_search_index_finds_the_example_and_its_provinces(elsewhere: Path) -> None:
    folder = elsewhere / "site/pagefind/0"

    assert EXAMPLE in pages(folder)
    assert {"bridg", "antioquia"} <= words(folder)


def test_no_word_of_the_first_archive_is_in_it_or_on_any_page(elsewhere: Path) -> None:
    papers = "site/assets/javascripts/entry-form/personal.js:"

    assert [place for place in foreign_words(elsewhere) if not place.startswith(papers)] == []


def test_without_outlines_no_page_has_a_place_for_a_map(elsewhere: Path) -> None:
    shown = [
        path.relative_to(elsewhere).as_posix()
        for path in (elsewhere / "site").rglob("*.html")
        if "map.svg" in path.read_text("utf-8")
    ]

    assert shown == []
    assert not (elsewhere / "site/assets/archive/map.svg").exists()
