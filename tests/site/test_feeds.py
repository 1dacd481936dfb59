"""Feeds as readers take them: parsed by feedparser, held to RFC 4287 and JSON Feed 1.1."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from generator import pipeline
from generator.model.archive import Archive, archive_of
from generator.site.feeds import MOST, MOST_OF_ONE, feeds_of
from generator.site.render import Renderer, Site
from generator.site.syndication import Syndication
from tests.conftest import ENTRIES, MADE_UP, made_up, plant

URL = "https://example.org/archive/"
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert(1)</script> & ]]> \N{RIGHT DOUBLE QUOTATION MARK} حمله در تالقان"
SITE = Site("Made-up & <tested>", url=URL, copyright="Under CC BY 4.0 & so on")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

Files = dict[str, str]


def read(folder: Path, **more: str) -> Archive:
    """Read the real archive with made-up entries of every status, and more of them."""
    shutil.copytree(ENTRIES, folder / "entries")
    plant(folder / "entries", MADE_UP | {f"events/2022/{k}.md": v for k, v in more.items()})
    outcome = pipeline.run(folder / "entries", date(2026, 11, 25), warnings=False)
    assert outcome.archive is not None, outcome.errors
    return outcome.archive


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    more = {
        "2022-06-14-made-up-hostile": made_up(
            HOSTILE,
            more="corrections:\n  - date: 2026-11-23\n    note: Not <b>this</b> & that.\n"
            "    was: eight\n    now: six\n  - date: 2026-11-23\n    note: Again.\n",
        )
        + "\nSee [the raid](2022-06-11-taloqan-raid.md) and [a page](https://example.org/a?b=1&c).\n",
        "2022-06-15-made-up-private": made_up(more="").replace(
            "    url: https://example.org/made-up\n",
            "    url: https://example.org/secret\n    title: Name of a person at risk\n"
            "    sensitivity: identifies-person\n",
        ),
    }
    return read(tmp_path_factory.mktemp("feeds"), **more)


@pytest.fixture(scope="module")
def files(archive: Archive) -> Files:
    return dict(Syndication(Renderer(archive, SITE)).files())


def parsed(text: str) -> Any:
    """Parse as feedparser does, which names the first fault that it meets."""
    headers = {"content-location": URL, "content-type": "application/atom+xml"}
    feed = feedparser.parse(text.encode(), response_headers=headers)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    return feed


def test_every_atom_feed_has_what_rfc_4287_demands(files: Files) -> None:
    ids = []
    for name, text in files.items():
        if not name.endswith(".xml"):
            continue
        feed = ET.fromstring(text)  # noqa: S314 - our own
        assert feed.tag == f"{ATOM}feed"
        for child in ("id", "title", "updated"):
            assert len(feed.findall(ATOM + child)) == 1, name
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == SITE.name
        assert feed.findtext(f"{ATOM}rights") == "Under CC BY 4.0 & so on"
        links = {(link.get("rel"), link.get("type")): link.get("href") for link in _links(feed)}
        assert len(links) == len(_links(feed)), "one link for each relation and type"
        assert links["self", "application/atom+xml"] == URL + name
        assert links["alternate", "application/feed+json"] in {URL + other for other in files}
        ids.append(feed.findtext(f"{ATOM}id"))
        entries = feed.findall(f"{ATOM}entry")
        for entry in entries:
            for child in ("id", "title", "updated", "published", "summary", "content"):
                assert len(entry.findall(ATOM + child)) == 1, name
            for child in ("updated", "published"):
                assert _MOMENT.fullmatch(entry.findtext(ATOM + child) or "")
            assert [link.get("rel") for link in _links(entry)] == ["alternate"]
            for category in entry.findall(f"{ATOM}category"):
                assert category.get("term")
                assert urlsplit(category.get("scheme") or "").netloc == "example.org"
        own = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(own)) == len(own), name
    assert len(set(ids)) == len(ids) > 90


def test_every_json_feed_has_what_version_1_1_demands(files: Files) -> None:
    found = 0
    for name, text in files.items():
        if not name.endswith(".json"):
            continue
        feed = json.loads(text)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"] == URL + name
        assert feed["home_page_url"].startswith(URL)
        assert feed["authors"] == [{"name": SITE.name}]
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["content_html"]
            assert item["url"].startswith(URL)
            assert _MOMENT.fullmatch(item["date_published"])
            assert _MOMENT.fullmatch(item["date_modified"])
            assert all(isinstance(tag, str) and tag for tag in item["tags"])
        found += 1
    assert found > 90


def test_both_formats_have_the_same_items_in_the_same_order(files: Files) -> None:
    for name, text in files.items():
        if name.endswith(".xml"):
            entries = parsed(text).entries
            items = json.loads(files[name.replace(".xml", ".json")])["items"]
            assert [(e.id, e.link) for e in entries] == [(i["id"], i["url"]) for i in items]


def test_additions_come_newest_first_with_their_facts(archive: Archive, files: Files) -> None:
    expected = sorted(
        archive.events, key=lambda e: (e.facts.added, e.facts.date.sort_key, e.id), reverse=True
    )[:MOST]

    feed = parsed(files["feed.xml"])

    assert [entry.link for entry in feed.entries] == [f"{URL}events/{e.id}/" for e in expected]
    assert [entry.published[:10] for entry in feed.entries] == [
        f"{e.facts.added}" for e in expected
    ]
    raid = next(entry for entry in feed.entries if "taloqan-raid" in entry.link)
    assert raid.summary.startswith(f"{raid.title}. 11 June 2022, ")
    assert "Takhar" in raid.summary
    assert "Verification: " in raid.summary
    assert {"raid", "takhar", "isis-k"} <= {tag.term for tag in raid.tags}
    assert "The Taliban said" in raid.content[0].value


def test_an_actors_feed_holds_its_events_alone(archive: Archive, files: Files) -> None:
    ids = {event.id for event in archive.of("actors", "isis-k")}

    links = [entry.link for entry in parsed(files["actors/isis-k/feed.xml"]).entries]

    assert len(links) == min(len(ids), MOST_OF_ONE)
    assert {link.removeprefix(f"{URL}events/").strip("/") for link in links} <= ids


def test_a_subject_without_events_has_an_empty_feed_that_asks_no_clock(archive: Archive) -> None:
    empty = [feed for feed in feeds_of(archive) if not feed.items]

    assert empty
    assert {feed.updated for feed in empty} == {date(2026, 11, 23)}


def test_corrections_and_tombstones_are_items_with_their_reason(files: Files) -> None:
    feed = parsed(files["corrections/feed.xml"])

    newest = {(entry.link, entry.updated[:10], entry.summary) for entry in feed.entries[:2]}
    hostile = (f"{URL}events/2022-06-14-made-up-hostile/", "2026-11-23")
    assert newest == {(*hostile, "Not <b>this</b> & that."), (*hostile, "Again.")}
    withdrawn = next(entry for entry in feed.entries if entry.title.startswith("Withdrawn: "))
    assert withdrawn.summary == "It did not happen."
    assert "Made up for a test." not in withdrawn.content[0].value
    merged = next(entry for entry in feed.entries if entry.title.startswith("Merged: "))
    assert f'href="{URL}events/2022-06-13-made-up-kept/"' in merged.content[0].value
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)


def test_an_event_with_a_correction_is_updated_and_not_published_anew(files: Files) -> None:
    entry = next(e for e in parsed(files["feed.xml"]).entries if e.link.endswith("hostile/"))

    assert entry.published == "2026-11-22T00:00:00Z"
    assert entry.updated == "2026-11-23T00:00:00Z"
    assert parsed(files["feed.xml"]).feed.updated == "2026-11-23T00:00:00Z"


def test_tombstones_and_drafts_are_in_no_other_feed(files: Files) -> None:
    for name, text in files.items():
        if not name.startswith("corrections/"):
            assert "made-up-withdrawn" not in text, name
            assert "made-up-merged" not in text, name
        assert "made-up-draft" not in text, name


def test_hostile_text_arrives_as_text(files: Files) -> None:
    atom = next(
        entry
        for entry in ET.fromstring(files["feed.xml"]).iter(f"{ATOM}entry")  # noqa: S314
        if _is_hostile(entry)
    )
    item = next(i for i in json.loads(files["feed.json"])["items"] if i["url"].endswith("hostile/"))

    assert atom.findtext(f"{ATOM}title") == item["title"] == HOSTILE
    assert atom.findtext(f"{ATOM}content") == item["content_html"]
    corrections = json.loads(files["corrections/feed.json"])["items"]
    note = next(i["content_html"] for i in corrections if "this" in i["content_html"])
    assert note.startswith("<p>Not &lt;b&gt;this&lt;/b&gt; &amp; that.</p>")
    for name, text in files.items():
        if name.endswith(".xml"):
            assert "<script" not in text
        else:
            assert not [i for i in json.loads(text)["items"] if "<script" in i["content_html"]]


def test_links_in_an_account_are_whole(files: Files) -> None:
    item = next(i for i in json.loads(files["feed.json"])["items"] if i["url"].endswith("hostile/"))

    assert f'<a href="{URL}events/2022-06-11-taloqan-raid/"' in item["content_html"]
    assert '<a href="https://example.org/a?b=1&amp;c"' in item["content_html"]
    for text in files.values():
        assert "../" not in text


def test_a_source_that_identifies_a_person_is_in_no_feed(files: Files) -> None:
    assert any("made-up-private" in text for text in files.values())
    for text in files.values():
        assert "person at risk" not in text
        assert "/secret" not in text


def test_without_an_address_links_lead_on_from_the_feeds_own_file(archive: Archive) -> None:
    files = dict(Syndication(Renderer(archive, replace(SITE, url=""))).files())
    known = {f"{URL}events/{id_}/" for id_ in archive.by_id}

    for name, text in files.items():
        if name.endswith(".json"):
            feed = json.loads(text)
            for item in feed["items"]:
                assert urljoin(URL + name, item["url"]) in known
            assert urljoin(URL + name, feed["feed_url"]) == URL + name
        else:
            assert URL not in text


def test_ids_stay_where_the_site_moves_or_is_renamed(archive: Archive, files: Files) -> None:
    moved = Renderer(archive, Site("Another name", url="https://example.net/"))

    elsewhere = dict(Syndication(moved).files())

    for name in ("feed.xml", "corrections/feed.xml", "actors/isis-k/feed.xml"):
        assert _ids(elsewhere[name]) == _ids(files[name])
    clash = next(e for e in parsed(files["feed.xml"]).entries if "salang-clash" in e.link)
    assert clash.id == "urn:uuid:3e25103d-5972-5e13-9626-1c9230cb66f7"  # as it was first given


def test_an_entry_that_is_renamed_keeps_its_item(archive: Archive) -> None:
    entry = next(e for e in archive.events if not e.facts.aliases)
    facts = entry.facts.model_copy(update={"aliases": (entry.id,)})
    renamed = replace(entry, id="2022-01-01-made-up-name", facts=facts)

    before, after = (archive_of(archive.registry, [one]) for one in (entry, renamed))

    assert [i.id for i in next(feeds_of(before)).items] == [
        i.id for i in next(feeds_of(after)).items
    ]


def test_a_feed_is_bounded(archive: Archive) -> None:
    entry = archive.events[0]
    many = [replace(entry, id=f"{entry.id}-{number}") for number in range(MOST + 5)]

    feeds = list(feeds_of(archive_of(archive.registry, many)))

    assert {len(feed.items) for feed in feeds} == {MOST, MOST_OF_ONE, 0}


def _links(element: ET.Element) -> list[ET.Element]:
    return element.findall(f"{ATOM}link")


def _is_hostile(entry: ET.Element) -> bool:
    return any((link.get("href") or "").endswith("hostile/") for link in _links(entry))


def _ids(text: str) -> list[str | None]:
    feed = ET.fromstring(text)  # noqa: S314 - our own
    return [element.text for element in feed.iter(f"{ATOM}id")]
