"""The site map: bounded files, with days that come from the entries."""

from dataclasses import replace
from datetime import date

import pytest

from generator import pipeline
from generator.model.archive import Archive, archive_of
from generator.site.pages import pages_of
from generator.site.render import Renderer, Site
from generator.site.sitemap import LARGEST, robots, sitemap_files
from tests.conftest import ENTRIES

URL = "https://example.org/"
RAID = "2022-06-11-taloqan-raid"


@pytest.fixture(scope="module")
def archive() -> Archive:
    found = pipeline.run(ENTRIES, date(2026, 11, 25), warnings=False).archive
    assert found is not None
    return found


def written(archive: Archive, url: str = URL) -> dict[str, str]:
    renderer = Renderer(archive, Site("Made up", url=url))
    return dict(sitemap_files(renderer, pages_of(archive), ["", "about/"]))


def test_without_an_address_there_is_no_site_map(archive: Archive) -> None:
    assert written(archive, "") == {}
    assert robots("") == "User-agent: *\nAllow: /\n"


def test_a_page_changed_when_one_of_its_events_did(archive: Archive) -> None:
    entry = archive.by_id[RAID]
    facts = entry.facts.model_copy(update={"added": date(2026, 11, 24)})
    others = [e for e in archive.events if e.id != RAID]

    files = written(archive_of(archive.registry, [*others, replace(entry, facts=facts)]))

    for name, address, day in (
        ("events-2022", f"events/{RAID}/", 24),
        ("events-2022", "events/2022-01-13-maymana-unrest/", 22),
        ("provinces", "provinces/takhar/2022/", 24),
        ("dates", "dates/2022/06/", 24),
        ("dates", "dates/2018/", 22),
        ("types", "types/raid/", 24),
        ("pages", "actors/", 24),
    ):
        line = f"<loc>{URL}{address}</loc><lastmod>2026-11-{day}</lastmod>"
        assert line in files[f"sitemap-{name}.xml"], address
    assert f"<url><loc>{URL}about/</loc></url>" in files["sitemap-pages.xml"]
    assert f"{URL}sitemap-events-2022.xml</loc><lastmod>2026-11-24<" in files["sitemap.xml"]


def test_no_file_is_larger_than_a_reader_wants_to_fetch(archive: Archive) -> None:
    entry = archive.by_id[RAID]
    many = [replace(entry, id=f"{RAID}-{number}") for number in range(LARGEST + 1)]

    files = written(archive_of(archive.registry, many))

    assert max(text.count("<url>") for text in files.values()) == LARGEST
    assert files["sitemap-events-2022-2.xml"].count("<url>") == 1
    assert "sitemap-events-2022-2.xml" in files["sitemap.xml"]
