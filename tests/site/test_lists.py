"""What pages of lists name, and what they leave out because it would say a thing twice."""

import re

from generator.model.archive import Archive, archive_of
from generator.site.pages import pages_of, speaking_of
from generator.site.render import Renderer, Site
from tests.checks.made_up import claim, event, registry


def shown(archive: Archive, address: str) -> str:
    page = next(page for page in pages_of(archive) if page.address == address)
    return Renderer(archive, Site("Made up")).content(page)


def test_the_contents_of_a_page_name_its_sections_in_their_order(archive: Archive) -> None:
    renderer = Renderer(archive, Site("Made up"))
    pages = [
        page
        for page in pages_of(archive)
        if page.template in {"event", "events_index", "subject", "subjects_index"}
    ]

    wrong = {
        page.address: (named, sections)
        for page in pages
        for named in [[(heading.id, heading.title) for heading in page.headings]]
        for sections in [re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', renderer.content(page))]
        if named != sections
    }

    assert wrong == {}
    assert any(heading.id == "speaks" for page in pages for heading in page.headings)


def test_a_publisher_speaks_in_its_own_name_and_an_actor_where_it_is_not_listed() -> None:
    claims = [claim("c1", "times"), claim("c2", "army"), claim("c3", "front")]
    archive = archive_of(registry(), [event(claims=claims)])

    for kind, id_, number in (
        ("publishers", "times", 1),
        ("actors", "army", 1),
        ("actors", "front", 0),  # it is listed with the event
        ("provinces", "northland", 0),
    ):
        assert len(speaking_of(archive, kind, id_)) == number, id_
    assert "makes a claim in its own name." in shown(archive, "publishers/times/")
    assert "without being listed as taking part." in shown(archive, "actors/army/")


def test_additions_are_listed_only_where_they_are_others_than_the_latest_events() -> None:
    days = [f"2022-04-{day:02d}" for day in range(1, 9)]
    told = [event(day, date=day, added="2022-05-01") for day in days]
    late = [*told, event("2020-01-01", "2020", date="2020-01-01", added="2022-06-01")]

    same, other = (
        Renderer(archive_of(registry(), events), Site("Made up")).home() for events in (told, late)
    )

    assert 'id="latest"' in same
    assert 'id="added"' not in same
    assert other.partition('id="added"')[2].count("2020-01-01") == 1


def test_years_are_offered_only_where_there_is_another_one() -> None:
    one = [event("a", date="2022-04-01"), event("b", date="2022-05-01")]
    two = [*one, event("c", "2021", date="2021-05-01")]

    for events, offered in ((one, False), (two, True)):
        archive = archive_of(registry(), events)
        for address in ("actors/front/2022/", "dates/2022/"):
            assert ('aria-label="Years"' in shown(archive, address)) is offered


def test_an_actor_of_no_event_is_listed_with_the_events_in_which_it_speaks() -> None:
    archive = archive_of(registry(), [event(claims=[claim("c1", "army")])])

    listed = shown(archive, "actors/")

    assert '<a href="../actors/army/">Made-up Army</a> <span>speaks in 1</span>' in listed
    assert '<a href="../actors/front/">Made-up Front</a> <span>1</span>' in listed
    assert '<a href="../actors/tribunal/">Made-up Tribunal</a> <span>0</span>' in listed
