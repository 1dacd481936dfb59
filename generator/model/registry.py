"""What the registry holds: actors, provinces, event types and publishers."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StringConstraints

from generator.model.fields import (
    CLOSED,
    Address,
    Coordinates,
    ExternalId,
    Id,
    Line,
    Names,
    Prose,
    Record,
    Reference,
)
from generator.model.partial_date import OPEN_PATTERN, PartialDate

ActorKind = Literal[
    "state",
    "authority",
    "armed-group",
    "criminal-group",
    "international-body",
    "court",
    "ngo",
    "media",
    "company",
    "community",
    "unnamed",
]
PublisherKind = Literal[
    "party", "wire", "national-media", "local-media", "un", "ngo", "social", "academic"
]
OpenInterval = Annotated[str, StringConstraints(pattern=OPEN_PATTERN)]
IsoSubdivision = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


def days_of(active: str | None) -> tuple[date, date]:
    """Give the first and the last day of an open interval; without bounds those of the calendar."""
    first, _, last = (active or "../..").partition("/")
    return (
        date.min if first == ".." else PartialDate.parse(first).first,
        date.max if last == ".." else PartialDate.parse(last).last,
    )


class Actor(Record):
    """Whoever acts, suffers or speaks: `entries/actors/<id>.md`."""

    name: Line = Field(description="The name that pages use.", examples=["Made-up Front"])
    names: Names = Field(
        default_factory=dict,
        description="Names in other languages, each a list.",
        examples=[{"fa": ["جبهه ساختگی"]}],
    )
    aliases: tuple[Line, ...] = Field(
        (), description="Other names and abbreviations in use.", examples=[["MUF"]]
    )
    kind: ActorKind = Field(
        description="What it is; `unnamed` for speakers such as local sources.",
        examples=["armed-group"],
    )
    parent: Reference | None = Field(
        None, description="The actor that this one belongs to.", examples=["made-up-government"]
    )
    active: OpenInterval | None = Field(
        None,
        description="From when to when it exists, `..` for an open end. Two actors may have one "
        "name, where one ends no later than on the day on which the other begins.",
        examples=["2015-01/.."],
    )
    external_ids: Annotated[Mapping[Id, ExternalId], CLOSED] = Field(
        default_factory=dict, description="Ids in other datasets.", examples=[{"ucdp": 1234}]
    )


class Province(Record):
    """A first-level division of the country: `entries/provinces/<id>.md`."""

    name: Line = Field(description="The name that pages use.", examples=["Northland"])
    names: Names = Field(
        default_factory=dict,
        description="Names in other languages, each a list.",
        examples=[{"fa": ["سرزمین شمالی"]}],
    )
    aliases: tuple[Line, ...] = Field((), description="Other spellings.", examples=[["The North"]])
    iso: IsoSubdivision | None = Field(
        None, description="Its ISO 3166-2 code.", examples=["ZZ-NOR"]
    )
    coordinates: Coordinates | None = Field(
        None, description="A point inside it: latitude, longitude.", examples=[[35.5, 60.5]]
    )


class EventType(Record):
    """A kind of event: one item of `entries/types.yml`."""

    id: Id = Field(description="Its id.", examples=["raid"])
    name: Line = Field(description="The name that pages use.", examples=["Raid"])
    definition: Prose = Field(
        description="What counts as one, and what does not.",
        examples=["Forces enter a place to seize or kill."],
    )
    codes: Annotated[Mapping[Id, Line], CLOSED] = Field(
        default_factory=dict,
        description="The codes that it maps to in other codebooks.",
        examples=[{"acled": "Battles / Armed clash"}],
    )
    aggregate: StrictBool = Field(
        default=False,
        description="True where an event of this type sums up others, as a report does: its "
        "figures stay out of totals, so that nobody is counted twice.",
        examples=[True],
    )


class Publisher(Record):
    """Whoever publishes sources: one item of `entries/publishers.yml`."""

    id: Id = Field(description="Its id.", examples=["made-up-times"])
    name: Line = Field(description="The name that pages use.", examples=["Made-up Times"])
    kind: PublisherKind = Field(
        description="`party`, `wire`, `national-media`, `local-media`, `un`, `ngo`, `social` or "
        "`academic`.",
        examples=["national-media"],
    )
    country: CountryCode | None = Field(
        None, description="Its country, as ISO 3166-1 in lower case.", examples=["zz"]
    )
    url: Address | None = Field(
        None, description="Its home page.", examples=["https://example.org/"]
    )
    stands_with: Reference | None = Field(
        None,
        description="The actor whose outlet it is; two that stand with one actor count once.",
        examples=["made-up-government"],
    )
    stands_with_basis: Literal["read", "known"] | None = Field(
        None,
        description="`read` where a report says so, `known` where it is common knowledge.",
        examples=["read"],
    )
    aliases: tuple[Line, ...] = Field((), description="Other names in use.", examples=[["MUT"]])
