import json
from datetime import date
from typing import Any

from generator.model.archive import Archive
from generator.model.data_file import Column, DataFile, ForeignColumn, Layout, Published
from generator.site.pages import Page, pages_of
from generator.site.render import DATA_MARK, Renderer, Site

URL = "https://example.org/archive/"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
HOSTILE = "</script><script>alert(1)</script> & text"


TABLE = DataFile(
    "data/made-up.csv",
    "Made up",
    HOSTILE,
    "text/csv",
    (Column("points", "Where it is.", "degrees", "number"), Column("word", HOSTILE, words=("a",))),
)
PUBLISHED = [
    Published(TABLE, TABLE.path, 1234, 5, "0" * 64),
    Published(TABLE, "data/large.csv.gz", 6_543_210, 7, "1" * 64),
    Published(TABLE, "data/made-up/", 99, 8, files=3),
]


def test_the_page_on_data_describes_a_dataset_to_catalogues(archive: Archive) -> None:
    site = Site("Made up", url=URL, description=HOSTILE, license=LICENSE)

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
    measured = {variable["name"]: variable for variable in found["variableMeasured"]}
    assert measured["points"]["unitText"] == "degrees"


def test_catalogues_are_told_of_every_file_and_of_no_folder(archive: Archive) -> None:
    found = _dataset(archive, Site("Made up", url=URL))["distribution"]

    assert [file["contentUrl"] for file in found] == [
        f"{URL}data/made-up.csv",
        f"{URL}data/large.csv.gz",
    ]
    assert [file["encodingFormat"] for file in found] == ["text/csv", "application/gzip"]
    assert (found[0]["contentSize"], found[0]["sha256"]) == ("1234", "0" * 64)


def test_a_site_without_an_address_names_no_file_it_cannot_address(archive: Archive) -> None:
    found = _dataset(archive, Site("Made up"))

    assert {"url", "distribution", "license", "copyrightNotice"}.isdisjoint(found)


def test_only_the_page_on_data_waits_for_the_files(archive: Archive) -> None:
    renderer = Renderer(archive, Site("Made up"))

    waiting = {p.template for p in pages_of(archive) if DATA_MARK in renderer.content(p)}

    assert waiting == {"data"}


def test_the_page_on_data_lists_every_file_with_its_size_rows_and_columns(
    archive: Archive,
) -> None:
    site = Site("Made up", copyright=HOSTILE, license=LICENSE)
    renderer = Renderer(archive, site)

    shown = renderer.content(_page(archive)).replace(DATA_MARK, renderer.data(PUBLISHED))

    assert 'href="../data/made-up.csv"' in shown
    assert 'href="../data/large.csv.gz"' in shown
    assert "<td>5</td><td>1 kB</td>" in shown
    assert "<td>7</td><td>6.5 MB</td>" in shown
    assert "<td>8</td><td>99 B<wbr> in 3 files</td>" in shown
    for column in TABLE.columns:
        assert f"<code>{column.name}</code>" in shown
    assert shown.count("<script") == shown.count("</script>") == 1
    assert f'href="{LICENSE}"' in shown


def test_a_layout_is_told_column_by_column_with_how_well_it_is_filled(archive: Archive) -> None:
    columns = (
        ForeignColumn("year", "exact", "exact", "The year."),
        ForeignColumn("code", "absent", "exact", HOSTILE, "#meta+code"),
    )
    layout = Layout("ucdp", "Made up", "About.", "https://example.org/book", "data/x.csv", columns)
    page = next(page for page in pages_of(archive) if page.address == "data/ucdp/")

    shown = Renderer(archive, Site("Made up"), layouts=[layout]).content(page)
    without = Renderer(archive, Site("Made up")).content(page)

    assert "<td>exact</td><td>exact</td><td>The year.</td>" in shown
    assert "<td><code>#meta+code</code></td><td>absent</td><td>exact</td>" in shown
    assert 'href="../../data/x.csv"' in shown
    assert "<script" not in shown
    assert "data/x.csv" not in without


def _page(archive: Archive) -> Page:
    return next(page for page in pages_of(archive) if page.address == "data/")


def _dataset(archive: Archive, site: Site) -> dict[str, Any]:
    shown = Renderer(archive, site).data(PUBLISHED)
    opening = '<script type="application/ld+json">'
    assert shown.count("<script") == shown.count("</script>") == 1
    text = shown.split(opening)[1].split("</script>")[0]
    found: dict[str, Any] = json.loads(text)
    return found
