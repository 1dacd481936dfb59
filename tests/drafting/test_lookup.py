"""Which entry of the registry somebody means."""

import pytest

from generator.drafting.lookup import Words, words_of
from generator.reading.gate import survey
from generator.reading.registry import read_registry
from tests.conftest import ENTRIES


@pytest.fixture(scope="module")
def actors() -> Words:
    candidates, _ = survey(ENTRIES)
    registry, _ = read_registry(candidates)
    return words_of(registry, "actors")


@pytest.mark.parametrize(
    "word",
    ["nrf", "NRF", "  national   resistance FRONT ", "جبهه مقاومت ملی", "جبهه مقاومت ملي", "NRFA"],
)
def test_an_id_a_name_and_an_alias_in_any_script_and_from_any_keyboard_mean_the_same(
    actors: Words, word: str
) -> None:
    assert actors.exact(word) == "nrf"


def test_what_is_only_close_is_a_suggestion(actors: Words) -> None:
    assert actors.exact("isis k") is None
    assert actors.near("isis k") == "isis-k"
    assert actors.near("qqqqqqq") is None


@pytest.mark.parametrize("word", ["https://example.org/b", "isis/k", "isis-k:target"])
def test_an_address_is_close_to_nothing(actors: Words, word: str) -> None:
    assert actors.near(word) is None


def test_a_beginning_finds_ids_by_their_names_too(actors: Words) -> None:
    assert list(actors.beginning("جبهه مقاومت")) == [("nrf", "National Resistance Front")]
    assert ("isis-k", actors.names["isis-k"]) in list(actors.beginning("is"))
