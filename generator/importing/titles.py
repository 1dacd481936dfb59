"""How titles and places are worded from what a table says."""

import re
from collections.abc import Mapping, Sequence

from generator.importing.cleaning import one_line, shortened
from generator.importing.names import core_of
from generator.importing.world import World

_LONGEST = 160
_LONGEST_NAME = 55
_LONGEST_DISTRICT = 300
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_TO = "\N{EN DASH}"


def title_of(names: Sequence[str], kind: str, where: str, *, against: bool = False) -> str:
    """Word who did what, and where, in at most 160 characters; `against` where one side acted."""
    sides = [shortened(_bare(name), _LONGEST_NAME) for name in names]
    kind = kind[:1].lower() + kind[1:]
    if against and len(sides) > 1:
        words = f"{sides[0]}: {kind} against {sides[1]}"
    else:
        words = f"{f' {_TO} '.join(sides)}: {kind}" if sides else kind[:1].upper() + kind[1:]
    return shortened(f"{words} in {where}" if where else words, _LONGEST)


def place_words(location: Mapping[str, object], world: World, country: str) -> str:
    """Name the most exact place that an event's location tells, and its province."""
    place = str(location.get("place") or location.get("district") or "")
    province = location.get("province")
    whole = world.name_of("provinces", str(province)) if province else country
    if not place or not whole or whole.casefold() in place.casefold():
        return place or whole
    return f"{place}, {whole}"


def district_of(text: str) -> str:
    """Name a district without the word for it, since pages add that; what is in brackets stays."""
    name, bracket, aside = one_line(text).partition(" (")
    return shortened(f"{core_of(name) or name}{bracket}{aside}", _LONGEST_DISTRICT)


def _bare(name: str) -> str:
    """Leave out what stands in brackets behind a name."""
    return _ASIDE.sub("", name) or name
