import json
from datetime import date
from typing import Any

from generator.exports import DATA_FILES
from generator.model.archive import Archive
from generator.site.pages import Page, pages_of
from generator.site.render import Renderer, Site

URL = "https://example.org/archive/"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
HOSTILE = "</script><script>alert(1)</script> & text"


def test_the_page_on_data_describes_a_dataset_to_catalogues(archive: Archive) -> None:
    site = Site("Made up", url=URL, description=HOSTILE, license=LICENSE, data=DATA_FILES)

    found = _dataset(archive, site)

    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "Dataset"
    assert found["name"] == "Made up"
    assert found["description"] == HOSTILE
    assert found["url"] == f"{URL}data/"
    assert found["license"] == LICENSE
    first, last = found["temporalCoverage"].split("/")
    assert first == archive.events[0].facts.date.first.isoformat()
    assert date.fromisoformat(first) < date.fromisoformat(last)
    south, west, north, east = map(float, found["spatialCoverage"]["geo"]["box"].split())
    assert 29 < south < north < 39
    assert 60 < west < east < 75
    assert [file["contentUrl"] for file in found["distribution"]] == [
        f"{URL}{file.path}" for file in DATA_FILES
    ]
    measured = {variable["name"]: variable for variable in found["variableMeasured"]}
    assert measured["points"]["unitText"] == "degrees"
    assert "events.killed" in measured


def test_a_site_without_an_address_names_no_file_it_cannot_address(archive: Archive) -> None:
    found = _dataset(archive, Site("Made up", data=DATA_FILES))

    assert {"url", "distribution", "license", "copyrightNotice"}.isdisjoint(found)


def test_only_the_page_on_data_describes_a_dataset(archive: Archive) -> None:
    renderer = Renderer(archive, Site("Made up", data=DATA_FILES))

    telling = {page.template for page in pages_of(archive) if '"Dataset"' in renderer.head(page)}

    assert telling == {"data"}


def test_the_page_on_data_lists_every_file_and_column(archive: Archive) -> None:
    site = Site("Made up", copyright=HOSTILE, license=LICENSE, data=DATA_FILES)

    shown = Renderer(archive, site).content(_page(archive))

    for file in DATA_FILES:
        assert f'href="../{file.path}"' in shown
        for column in file.columns:
            assert f"<code>{column.name}</code>" in shown
    assert "<script" not in shown
    assert f'href="{LICENSE}"' in shown


def _page(archive: Archive) -> Page:
    return next(page for page in pages_of(archive) if page.template == "data")


def _dataset(archive: Archive, site: Site) -> dict[str, Any]:
    head = Renderer(archive, site).head(_page(archive))
    opening = '<script type="application/ld+json">'
    assert head.count("<script") == head.count("</script>") == 1
    text = head.split(opening)[1].split("</script>")[0]
    found: dict[str, Any] = json.loads(text)
    return found
