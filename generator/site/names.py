"""What languages and countries are called in English, by the Unicode CLDR that Babel carries."""

from functools import cache

from babel import Locale


@cache
def language_name(code: str) -> str:
    """Name a language by its code: `id` is Indonesian; a code that nobody knows stays itself.

    `fa-AF` is Dari, for CLDR names some languages of a country; else the language alone counts.
    """
    if code == "prs":  # ISO 639-3's own code, which CLDR writes as fa-AF
        return "Dari"
    names = Locale("en").languages
    found = names.get(code.replace("-", "_")) or names.get(code.partition("-")[0])
    return found or code


@cache
def country_name(code: str) -> str:
    """Name a country by its ISO 3166-1 code in lower case; an unknown code stays itself."""
    name = Locale("en").territories.get(code.upper())
    return name or code.upper()
