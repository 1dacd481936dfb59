"""What pages say in schema.org's words, and what they keep to themselves."""

import json
from typing import Any

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from generator.exports.descriptions import EXPLORE
from generator.model.archive import Archive
from generator.model.data_file import Published
from generator.site.linked_data import linked_data_of
from generator.site.pages import Page, pages_of
from generator.site.render import Renderer, Site
from tests.checks.made_up import claim, event, registry

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own use of it
ROOT = "https://example.org/"
SCHEMA = Namespace("https://schema.org/")
OPENING = '<script type="application/ld+json">'


def described(**fields: Any) -> Any:
    return linked_data_of(event(**fields), registry(), ROOT, None)


def graph(renderer: Renderer, page: Page) -> Graph:
    """Read what a page tells machines as RDF does, in a context that needs no network."""
    return read_as_rdf(renderer.head(page), page)


def read_as_rdf(markup: str, page: Page) -> Graph:
    told = json.loads(markup.split(OPENING)[1].split("</script>", maxsplit=1)[0])
    assert told["@context"] == "https://schema.org"
    told["@context"] = {"@vocab": str(SCHEMA)}
    return Graph().parse(data=json.dumps(told), format="json-ld", publicID=ROOT + page.address)


def test_a_date_is_written_only_as_far_as_it_is_known() -> None:
    month, span = described(date="2022-06"), described(date="2022-06-11/2022-06-12")
    unsure, reported = described(date="2022-06~"), described(date_basis="first-report")

    assert month["startDate"] == "2022-06"
    assert (span["startDate"], span["endDate"]) == ("2022-06-11", "2022-06-12")
    assert unsure["disambiguatingDescription"] == "about June 2022"
    assert "startDate" not in reported
    assert "first report" in reported["disambiguatingDescription"]


def test_only_an_exact_place_that_is_not_withheld_has_a_point() -> None:
    place = {"province": "northland", "coordinates": [36.7, 69.5]}

    exact = described(location={**place, "precision": "exact"})["location"][0]
    coarse = described(location={**place, "precision": "place"})["location"][0]
    withheld = described(location={**place, "precision": "exact", "withheld": True})["location"][0]

    assert (exact["geo"]["latitude"], exact["geo"]["longitude"]) == (36.7, 69.5)
    assert "geo" not in coarse
    assert "geo" not in withheld
    assert "withheld" in withheld["description"]


def test_a_claim_leads_to_its_source_unless_that_identifies_a_person() -> None:
    open_ = {"id": "s1", "publisher": "wire", "url": "https://example.org/open"}
    private = {
        **open_,
        "id": "s2",
        "url": "https://example.org/x",
        "sensitivity": ["identifies-person"],
    }
    claims = [claim("c1", source="s1", made="2022-06"), claim("c2", source="s2")]

    told = described(sources=[open_, private], claims=claims)["subjectOf"]

    assert [one["@type"] for one in told] == ["WebPage", "Claim", "Claim"]
    assert told[1]["appearance"] == "https://example.org/open"
    assert told[1]["datePublished"] == "2022-06"
    assert "appearance" not in told[2]
    assert "example.org/x" not in str(told)


def test_every_real_event_is_one_event_in_its_places_with_its_claims(archive: Archive) -> None:
    renderer = Renderer(archive, Site("Made up", url=ROOT))
    pages = [page for page in pages_of(archive) if page.template == "event"]

    for page in pages:
        read, facts = graph(renderer, page), archive.by_id[str(page.key[0])].facts
        own = URIRef(f"{ROOT}{page.address}#event")

        assert list(read.subjects(RDF.type, SCHEMA.Event)) == [own]
        assert str(read.value(own, SCHEMA.name)) == facts.title
        named = [facts.location.province, *facts.also_in]
        provinces = {URIRef(f"{ROOT}provinces/{id_}/") for id_ in named if id_}
        assert set(read.subjects(RDF.type, SCHEMA.AdministrativeArea)) == provinces
        for province in provinces:
            near = [*read.objects(own, SCHEMA.location)]
            assert province in near or any(
                (place, SCHEMA.containedInPlace, province) in read for place in near
            )
        claims = {URIRef(f"{ROOT}{page.address}#{one.id}"): one for one in facts.claims}
        assert set(read.subjects(RDF.type, SCHEMA.Claim)) == set(claims)
        for claim_, one in claims.items():
            kind = "actors" if one.by in archive.registry.actors else "publishers"
            speaker = URIRef(f"{ROOT}{kind}/{one.by}/")
            assert read.value(claim_, SCHEMA.author) == speaker
            assert len([*read.objects(speaker, SCHEMA.name)]) == 1
            assert (own, SCHEMA.subjectOf, claim_) in read
        written = URIRef(ROOT + page.address)
        assert str(read.value(written, SCHEMA.datePublished)) == facts.added.isoformat()
    assert len(pages) >= 46


def test_the_raid_in_taloqan_has_its_day_and_no_invented_point(archive: Archive) -> None:
    renderer = Renderer(archive, Site("Made up", url=ROOT))
    address = "events/2022-06-11-taloqan-raid/"
    page = next(page for page in pages_of(archive) if page.address == address)

    read = graph(renderer, page)

    own = URIRef(f"{ROOT}{address}#event")
    (place,) = read.objects(own, SCHEMA.location)
    assert str(read.value(own, SCHEMA.startDate)) == "2022-06-11"
    assert (place, RDF.type, SCHEMA.Place) in read
    assert str(read.value(place, SCHEMA.name)) == "Fourth district of Taloqan city"
    assert (None, RDF.type, SCHEMA.GeoCoordinates) not in read


def test_the_page_on_data_is_a_dataset_with_a_download_for_each_file(archive: Archive) -> None:
    site = Site("Made up", url=ROOT, license="https://example.org/licence")
    published = [Published(file, file.path, 1, None) for file in EXPLORE]
    page = next(page for page in pages_of(archive) if page.template == "data")

    read = read_as_rdf(Renderer(archive, site).data(published), page)

    (own,) = read.subjects(RDF.type, SCHEMA.Dataset)
    files = [*read.objects(own, SCHEMA.distribution)]
    assert all((file, RDF.type, SCHEMA.DataDownload) in read for file in files)
    assert {str(read.value(file, SCHEMA.contentUrl)) for file in files} == {
        ROOT + file.path for file in EXPLORE
    }
    assert str(read.value(own, SCHEMA.license)) == "https://example.org/licence"
