"""Which country a word means, and how a sentence names it."""

import pytest

from generator.starting.country import UnknownCountryError, country_of


@pytest.mark.parametrize(
    ("word", "code", "name", "where"),
    [
        ("CO", "CO", "Colombia", "in Colombia"),
        ("col", "CO", "Colombia", "in Colombia"),
        ("Republic of Colombia", "CO", "Colombia", "in Colombia"),
        (" mexico ", "MX", "Mexico", "in Mexico"),
        ("UK", "GB", "United Kingdom", "in the United Kingdom"),
        ("Palestine, State of", "PS", "State of Palestine", "in the State of Palestine"),
        ("CD", "CD", "Democratic Republic of the Congo", "in the Democratic Republic of the Congo"),
        ("BQ", "BQ", "Bonaire, Sint Eustatius and Saba", "in Bonaire, Sint Eustatius and Saba"),
        ("PH", "PH", "Philippines", "in the Philippines"),
        ("GF", "GF", "French Guiana", "in French Guiana"),
        ("Solomon Islands", "SB", "Solomon Islands", "in the Solomon Islands"),
    ],
)
def test_a_country_goes_by_its_names_and_codes(word: str, code: str, name: str, where: str) -> None:
    country = country_of(word)

    assert (country.code, country.name, country.where) == (code, name, where)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Columbia", "no country is called `Columbia` (did you mean `Colombia (CO)`?)"),
        ("CLO", "no country is called `CLO` (did you mean `Chile (CL)`?)"),
        (
            "!?",
            "no country is called `!?` (name it as ISO 3166-1 does, or give its code, such as CO)",
        ),
    ],
)
def test_an_unknown_country_is_told_with_what_was_probably_meant(word: str, told: str) -> None:
    with pytest.raises(UnknownCountryError) as raised:
        country_of(word)

    assert str(raised.value) == told
