"""What the hand-written pages show is true: the example passes, and its slips are told as shown."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline, report
from generator.commands.starting import init
from tests.conftest import ENTRIES, REPOSITORY, plant

DOCS = REPOSITORY / "docs"
GUIDE = (DOCS / "contribute/index.md").read_text("utf-8")
NAME = "events/2022/2022-03-05-example-bridge-explosion.md"
TODAY = date(2026, 11, 25)
SLIPS = {
    "date: 2022-03-05\ntype": "date: 5 March 2022\ntype",
    "actor: civilians": "actor: civilans",
    "grade: fair": "grade: confirmed",
}


@pytest.fixture(scope="module")
def example() -> str:
    """The complete example, as a contributor would copy it."""
    found = re.search(r"## A complete example\n.*?```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert found is not None
    return found[1]


def told_of(text: str, folder: Path) -> str:
    """Check the text as an entry among the real ones, and give the report."""
    entries = folder / "entries"
    shutil.copytree(ENTRIES, entries)
    plant(entries, {NAME: text})
    outcome = pipeline.run(entries, TODAY)
    return report.as_text(p for p in outcome.problems if p.severity == "error")


def test_the_example_is_an_entry_without_a_fault(example: str, tmp_path: Path) -> None:
    assert told_of(example, tmp_path) == ""


def test_each_slip_in_the_example_is_told_in_the_words_that_the_page_shows(
    example: str, tmp_path: Path
) -> None:
    shown = re.search(r"## When something is wrong\n.*?```text\n(.*?)```", GUIDE, re.DOTALL)
    told = ""

    for number, (right, wrong) in enumerate(SLIPS.items()):
        assert example.count(right) == 1
        told += told_of(example.replace(right, wrong), tmp_path / str(number))

    assert shown is not None
    assert told == shown[1]


def test_links_in_the_readme_and_its_like_lead_to_files_and_headings() -> None:
    dead = []

    for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md"):
        text = (REPOSITORY / name).read_text("utf-8")
        for link in re.findall(r"\]\((?!https?://)([^)\s]+)\)", text):
            path, _, anchor = link.partition("#")
            target = REPOSITORY / path
            if not target.exists() or (anchor and anchor not in _anchors(target)):
                dead.append(f"{name}: {link}")

    assert dead == []


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", h).lower()) for h in headings}


def test_the_review_ends_with_thanks_and_its_steps_take_two_minutes() -> None:
    review = (DOCS / "contribute/review.md").read_text("utf-8")
    steps = review.partition("## Two minutes")[2].partition("## What to write")[0]

    assert re.findall(r"^## (.+)$", review, re.MULTILINE)[-1] == "Say thank you"
    assert sum(int(seconds) for seconds in re.findall(r"\((\d+) seconds\)", steps)) == 120


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_code_blocks_stand_at_the_margin_as_the_sites_markdown_wants_it(page: Path) -> None:
    indented = re.findall(r"^[ \t]+```.*$", page.read_text("utf-8"), re.MULTILINE)

    assert indented == []


def test_every_option_of_a_new_archive_is_told_on_its_page() -> None:
    page = (DOCS / "publish/start.md").read_text("utf-8")

    options = {name for parameter in init.params for name in parameter.opts if name[:2] == "--"}
    assert set(re.findall(r"^\| `(--[a-z]+)`", page, re.MULTILINE)) == options
