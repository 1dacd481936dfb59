"""Which subdivisions become provinces, and by which names and ids."""

import re
from collections import Counter

import pycountry
import pytest

from generator.model.fields import ID_PATTERN
from generator.model.registry import Province
from generator.starting.country import country_of
from generator.starting.divisions import Divisions, Level, divisions_of

CODES = sorted(country.alpha_2 for country in pycountry.countries)


def taken(word: str, level: Level = "top") -> Divisions:
    return divisions_of(country_of(word), level)


@pytest.mark.parametrize("level", ["top", "lowest"])
def test_every_country_has_provinces_with_names_and_ids_of_their_own(level: Level) -> None:
    assert len(CODES) == 249

    for code in CODES:
        divisions = divisions_of(country_of(code), level, ["fr", "uk", "pt-BR"])

        names = Counter[str]()
        for id_, province in divisions.provinces.items():
            assert re.fullmatch(ID_PATTERN, id_)
            assert Province.model_validate(province.model_dump(mode="json")) == province
            assert province.iso is None or province.iso.startswith(f"{code}-")
            others = (name for names in province.names.values() for name in names)
            own = (province.name, *province.aliases, *others)
            names.update({name.casefold() for name in own})
        assert divisions.provinces, code
        assert [name for name, number in names.items() if number > 1] == []


def test_of_two_levels_the_top_one_is_taken_or_the_lowest_where_it_is_asked() -> None:
    top, lowest = taken("ES"), taken("ES", level="lowest")

    assert top.kinds == {"Autonomous community": 17, "Autonomous city in north africa": 2}
    assert top.left_out == {"Province": 50}
    assert lowest.kinds["Province"] == 50
    assert top.by_code["ES-GR"] == "andalucia"
    assert lowest.by_code["ES-GR"] == "granada"
    assert "ES-AN" not in lowest.by_code


def test_a_country_that_is_not_divided_is_one_province() -> None:
    divisions = taken("VA")

    assert list(divisions.provinces) == ["holy-see-vatican-city-state"]
    assert not divisions.kinds


@pytest.mark.parametrize(
    ("country", "id_", "name", "aliases"),
    [
        ("CO", "bolivar", "Bolívar", ()),
        ("ES", "catalunya", "Catalunya", ("Cataluña",)),
        ("GB", "wales", "Wales", ("Cymru",)),
        ("DE", "bayern", "Bayern", ("Bavaria",)),
        ("SE", "stockholms-lan", "Stockholms län", ()),
        ("MZ", "maputo-city", "Maputo (City)", ()),
        ("MZ", "maputo-province", "Maputo (Province)", ()),
        ("MA", "guelmim-oued-noun", "Guelmim-Oued Noun", ()),
        ("AZ", "kalbacar", "Kəlbəcər", ()),
        ("YE", "amanat-al-asimah", "Amānat al \N{LEFT SINGLE QUOTATION MARK}Āşimah", ()),
        ("YE", "sana", "Şan\N{MODIFIER LETTER TURNED COMMA}ā\N{RIGHT SINGLE QUOTATION MARK}", ()),
    ],
)
def test_names_are_freed_from_codes_and_told_apart(
    country: str, id_: str, name: str, aliases: tuple[str, ...]
) -> None:
    province = taken(country).provinces[id_]

    assert (province.name, province.aliases) == (name, aliases)


def test_names_in_other_languages_are_those_that_differ() -> None:
    divisions = divisions_of(country_of("CO"), languages=["uk", "es", "xx"])

    assert divisions.provinces["caqueta"].names["uk"] == ("Какьєта",)
    assert set(divisions.provinces["caqueta"].names) == {"uk"}


def test_provinces_stand_in_the_order_of_their_letters_without_accents() -> None:
    names = [province.name for province in taken("CO").provinces.values()]

    assert names.index("Córdoba") < names.index("Cundinamarca") < names.index("Guainía")
