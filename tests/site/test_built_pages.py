"""The built site: every link resolves, nothing is loaded from elsewhere, and the HTML is sound."""

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.site.parsed import ROOT, Parsed, dead_links, parsed


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Parsed]:
    """Every page of the site, parsed once by a strict parser."""
    return parsed(built)


@pytest.mark.slow
def test_the_html_of_every_page_parses_without_errors(pages: dict[str, Parsed]) -> None:
    faults = {name: page.errors[:3] for name, page in pages.items() if page.errors}

    assert faults == {}
    assert len(pages) > 590


@pytest.mark.slow
def test_every_internal_link_and_anchor_resolves(pages: dict[str, Parsed], built: Path) -> None:
    assert dead_links(pages, built) == []


@pytest.mark.slow
def test_no_page_loads_anything_from_another_host(pages: dict[str, Parsed]) -> None:
    foreign = [
        f"{page.name}: {address}"
        for page in pages.values()
        for address in page.loads
        if urlsplit(urljoin(ROOT, address)).netloc != "archive.test"
    ]

    assert foreign == []


@pytest.mark.slow
def test_no_stylesheet_or_script_names_another_host_to_load_from(built: Path) -> None:
    named = [
        path.relative_to(built).as_posix()
        for path in built.rglob("*.css")
        if "url(http" in path.read_text(encoding="utf-8").replace('"', "").replace("'", "")
    ]

    assert named == []


@pytest.mark.slow
def test_ids_are_unique_and_no_markup_runs_by_itself(pages: dict[str, Parsed]) -> None:
    for page in pages.values():
        doubled = {id_ for id_ in page.ids if page.ids.count(id_) > 1}
        assert doubled == set(), page.name
        assert page.inline_handlers == [], page.name


@pytest.mark.slow
def test_hostile_text_of_an_entry_is_shown_and_does_not_run(built: Path) -> None:
    page = (built / "events/2022-06-13-made-up-kept/index.html").read_text(encoding="utf-8")

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; an earlier id" in page


@pytest.mark.slow
def test_tombstones_keep_their_page_and_leave_lists(built: Path) -> None:
    for name, reason in (("merged", "Entered twice."), ("withdrawn", "It did not happen.")):
        page = built / "events" / f"2022-06-12-made-up-{name}" / "index.html"
        assert reason in page.read_text(encoding="utf-8")
    listed = (built / "dates/2022/06/index.html").read_text(encoding="utf-8")
    assert "made-up-kept" in listed
    assert "made-up-merged" not in listed
    assert "made-up-withdrawn" not in listed


@pytest.mark.slow
def test_drafts_are_not_published(built: Path) -> None:
    assert not (built / "events/2022-06-12-made-up-draft").exists()


@pytest.mark.slow
def test_an_earlier_id_redirects_to_the_entry(built: Path) -> None:
    page = (built / "events/2022-06-13-made-up-old/index.html").read_text(encoding="utf-8")

    assert 'content="0; url=../../events/2022-06-13-made-up-kept/"' in page


@pytest.mark.slow
def test_pages_link_to_the_entrys_own_file_and_its_history(built: Path) -> None:
    page = (built / "events/2022-06-11-taloqan-raid/index.html").read_text(encoding="utf-8")

    file = "main/entries/events/2022/2022-06-11-taloqan-raid.md"
    assert f'href="https://example.org/archive/edit/{file}"' in page
    assert f'href="https://example.org/archive/commits/{file}"' in page


@pytest.mark.slow
def test_names_in_arabic_script_carry_language_and_direction(built: Path) -> None:
    page = (built / "provinces/takhar/index.html").read_text(encoding="utf-8")

    assert '<bdi lang="fa" dir="rtl">تخار</bdi>' in page
