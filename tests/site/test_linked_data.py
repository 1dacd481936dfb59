"""What pages say in schema.org's words, and what they keep to themselves."""

from typing import Any

from generator.site.linked_data import linked_data_of
from tests.checks.made_up import claim, event, registry

ROOT = "https://example.org/"


def described(**fields: Any) -> Any:
    return linked_data_of(event(**fields), registry(), ROOT, None)


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
