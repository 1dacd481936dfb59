"""What an event's entry holds: the front matter of `entries/events/<year>/<id>.md`."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool

from generator.model.fields import (
    CLOSED,
    READ_ONLY,
    Address,
    Cell,
    Coordinates,
    CountField,
    DateField,
    Day,
    Digest,
    ExternalId,
    Fingerprint,
    Id,
    Language,
    Line,
    LocalId,
    Names,
    Prose,
    Record,
    Reference,
    Title,
    as_list,
)

DateBasis = Literal["event", "first-report", "statement", "publication"]
Precision = Literal["exact", "place", "district", "province", "country"]
Role = Literal["initiator", "target", "participant", "affected", "claimant"]
Certainty = Literal["confirmed", "suspected", "claimed-by-self", "claimed-by-opponent", "unknown"]
Outcome = Literal["killed", "injured", "captured", "abducted", "missing"]
Group = Literal["civilians", "fighters", "security-forces", "unknown"]
Stance = Literal["asserts", "denies", "revises", "claims-responsibility", "denies-responsibility"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted", "unassessed"]
RelationType = Literal["part-of", "responds-to", "follows", "related"]
Status = Literal["published", "draft", "merged", "withdrawn"]
Sensitivity = Literal["graphic", "identifies-person"]


class Location(Record):
    """Where it happened, and how exactly that is known."""

    province: Reference | None = Field(
        None,
        description="The province's id. Required unless `precision` is `country`.",
        examples=["northland"],
    )
    district: Line | None = Field(
        None, description="The district, as readers write it.", examples=["Example District"]
    )
    place: Line | None = Field(
        None,
        description="The town, village, road or building.",
        examples=["Example Village, at the bridge"],
    )
    names: Names = Field(
        default_factory=dict,
        description="The place's names in other languages, each a list.",
        examples=[{"fa": ["تالقان"]}],
    )
    coordinates: Coordinates | None = Field(
        None,
        description="Latitude and longitude in degrees, only where a source gives the point.",
        examples=[[35.2, 60.4]],
    )
    precision: Precision = Field(
        description="How exactly the place is known: `exact` (a point, needs `coordinates`), "
        "`place` (a named place), `district`, `province`, or `country`.",
        examples=["place"],
    )
    withheld: StrictBool = Field(
        default=False,
        description="True where the place is known more exactly, and is coarsened on purpose "
        "because naming it would put people at risk.",
        examples=[True],
    )


class Participation(Record):
    """One actor's part in the event."""

    actor: Reference = Field(description="The actor's id.", examples=["made-up-front"])
    role: Role = Field(
        description="What it did or suffered: `initiator`, `target`, `participant` (both sides of "
        "a clash), `affected` (suffered without being aimed at) or `claimant`.",
        examples=["initiator"],
    )
    certainty: Certainty = Field(
        description="How sure that part is: `confirmed`, `suspected`, `claimed-by-self`, "
        "`claimed-by-opponent` or `unknown`.",
        examples=["claimed-by-self"],
    )


class Toll(Record):
    """A number of people, what happened to them, and who they were."""

    outcome: Outcome = Field(
        description="`killed`, `injured`, `captured`, `abducted` or `missing`.",
        examples=["killed"],
    )
    group: Group = Field(
        description="`civilians`, `fighters`, `security-forces` or `unknown`.",
        examples=["fighters"],
    )
    count: CountField = Field(description="How many; `unknown` is not zero.", examples=["8+"])


class Casualties(Toll):
    """One line of the archive's own reading, with the claims that it rests on."""

    basis: Annotated[
        tuple[LocalId, ...],
        BeforeValidator(as_list, json_schema_input_type=tuple[LocalId, ...] | LocalId),
    ] = Field(
        default=(),
        description="Ids of the claims that the reading rests on.",
        examples=[["c1", "c3"]],
    )


class Claim(Record):
    """One line of the ledger: who said what, when, with which figures."""

    id: LocalId = Field(description="A name for the claim within this entry.", examples=["c1"])
    by: Reference = Field(
        description="Who says so: an actor's id, or a publisher's.", examples=["made-up-government"]
    )
    made: DateField | None = Field(
        None, description="When it was said; left out where unknown.", examples=["2022-06-11"]
    )
    stance: Stance = Field(
        description="`asserts`, `denies`, `revises`, `claims-responsibility` or "
        "`denies-responsibility`.",
        examples=["asserts"],
    )
    text: Prose = Field(
        description="What was said, in a sentence or two of your own.",
        examples=["The spokesman said special forces killed eight men."],
    )
    reports: tuple[Toll, ...] = Field(
        (),
        description="The figures of this claim.",
        examples=[[{"outcome": "killed", "group": "fighters", "count": "8"}]],
    )
    about: LocalId | None = Field(
        None, description="The claim that this one answers, denies or revises.", examples=["c1"]
    )
    source: LocalId | None = Field(
        None, description="The source in which it was read.", examples=["s1"]
    )


class Source(Record):
    """One page, paper or post that the entry rests on."""

    id: LocalId = Field(description="A name for the source within this entry.", examples=["s1"])
    publisher: Reference = Field(description="The publisher's id.", examples=["made-up-times"])
    carries: Reference | None = Field(
        None,
        description="The publisher whose text the page carries, such as an agency.",
        examples=["reuters"],
    )
    url: Address | None = Field(
        None, description="Its address.", examples=["https://example.org/report"]
    )
    title: Line | None = Field(
        None, description="Its headline.", examples=["Explosion at a bridge"]
    )
    published: DateField | None = Field(
        None, description="When it was published.", examples=["2022-06-12"]
    )
    author: Line | None = Field(None, description="Who wrote it.", examples=["A. Writer"])
    language: Language | None = Field(
        None, description="The language it is written in.", examples=["en"]
    )
    archived: Address | None = Field(
        None,
        description="The address of an archived copy.",
        examples=["https://web.archive.org/web/2022/https://example.org/report"],
    )
    archived_on: Day | None = Field(
        None, description="The day of the archived copy.", examples=["2022-06-13"]
    )
    sha256: Digest | None = Field(
        None,
        description="The SHA-256 of the copy that was read, in lower-case hexadecimal.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    sensitivity: Annotated[
        tuple[Sensitivity, ...],
        BeforeValidator(as_list, json_schema_input_type=tuple[Sensitivity, ...] | Sensitivity),
    ] = Field(
        (),
        description="`graphic` where it shows the dead or injured, `identifies-person` where it "
        "names or shows someone at risk (such a source is never linked).",
        examples=[["graphic"]],
    )

    @property
    def is_private(self) -> bool:
        """Whether it identifies a person at risk: then only its publisher is told."""
        return "identifies-person" in self.sensitivity


class Verification(Record):
    """How sure the archive is that it happened broadly as told, and why."""

    grade: Grade = Field(
        "unassessed",
        description="`confirmed` (a party admits it, or the UN or a court found it), `fair` (two "
        "or more sources of different origin), `weak` (one source, or party statements only), "
        "`contested` (rival accounts), `discounted`, `unassessed`.",
        examples=["fair"],
    )
    checked: Day | None = Field(
        None, description="The day on which it was last checked.", examples=["2026-11-22"]
    )
    note: Prose | None = Field(
        None,
        description="Why this grade, and what is in doubt.",
        examples=["The toll differs between the two accounts."],
    )


class Relation(Record):
    """A tie to another event; the inverse is drawn by the generator."""

    type: RelationType = Field(
        description="`part-of`, `responds-to`, `follows` or `related`.", examples=["responds-to"]
    )
    event: Reference = Field(description="The other event's id.", examples=["2022-05-07-example"])


class ExternalIds(Record):
    """The ids that other datasets give to the same event."""

    ucdp: ExternalId | None = Field(None, description="UCDP GED id.", examples=["412700"])
    acled: ExternalId | None = Field(None, description="ACLED event id.", examples=["AFG12345"])
    gtd: ExternalId | None = Field(
        None, description="Global Terrorism Database id.", examples=["202006120001"]
    )
    wikidata: ExternalId | None = Field(None, description="Wikidata item.", examples=["Q42"])


TELLING_CELLS = frozenset(
    {
        *("adm_2", "geom_wkt", "latitude", "longitude", "priogrid_gid"),
        *("where_coordinates", "where_description"),
        *("admin2", "admin3", "location", "notes"),
    }
)
"""Columns of known datasets that tell a place more exactly than its province."""


class Imported(Record):
    """Where an entry comes from that was made from a row of somebody's table.

    `archive import` writes it and reads it again; nobody has to write it by hand.
    """

    dataset: Id = Field(description="The dataset's id.", examples=["ucdp-ged"])
    publisher: Reference = Field(description="The id of who publishes it.", examples=["ucdp"])
    version: Line | None = Field(
        None,
        description="The version of the dataset in which the row last differed.",
        examples=["22.1"],
    )
    row: ExternalId = Field(description="The row's id in the dataset.", examples=["412700"])
    license: Line | None = Field(
        None, description="The licence of the dataset.", examples=["CC-BY-4.0"]
    )
    attribution: Prose = Field(
        description="How the dataset wants to be named.",
        examples=["Uppsala Conflict Data Program, Georeferenced Event Dataset"],
    )
    owned: Mapping[Line, Fingerprint] = Field(
        default_factory=dict,
        description="A fingerprint of each value as the dataset last gave it. A value that no "
        "longer has it was edited here, and importing again leaves it alone.",
        examples=[{"title": "9f86d081884c"}],
    )
    cells: Mapping[Line, Cell] = Field(
        default_factory=dict,
        description="What the row says that no field above holds exactly, by column, as it stands "
        "in the table.",
        examples=[{"where_prec": "3"}],
    )


class Correction(Record):
    """A change to what had been published."""

    date: Day = Field(description="The day of the correction.", examples=["2026-11-22"])
    note: Prose = Field(description="What was changed, and why.", examples=["Toll corrected."])
    field: Line | None = Field(None, description="The field.", examples=["casualties"])
    was: Line | None = Field(None, description="What it said before.", examples=["8"])
    now: Line | None = Field(None, description="What it says now.", examples=["6"])
    source: LocalId | None = Field(None, description="The source for it.", examples=["s2"])


class Event(Record):
    """One incident, as its entry tells it."""

    title: Title = Field(
        description="Plain text, at most 160 characters: what happened, where.",
        examples=["Explosion at a bridge in Example Village"],
    )
    date: DateField = Field(
        description="When it happened, as exactly as is known.", examples=["2022-06-11"]
    )
    date_basis: DateBasis = Field(
        "event",
        description="Which day `date` is: of the `event`, the `first-report`, the `statement` or "
        "the `publication`.",
        examples=["event"],
    )
    type: Reference = Field(description="The event type's id, from `types.yml`.", examples=["raid"])
    location: Location = Field(
        description="Where it happened.",
        examples=[{"province": "northland", "precision": "province"}],
    )
    also_in: tuple[Reference, ...] = Field(
        (), description="Further provinces that it touched.", examples=[["southland"]]
    )
    titles: Annotated[Mapping[Language, Title], CLOSED] = Field(
        default_factory=dict,
        description="The title in other languages.",
        examples=[{"fa": "حمله در تالقان"}],
    )
    lang: Language = Field("en", description="The language of the text below.", examples=["en"])
    tags: tuple[Line, ...] = Field((), description="Free tags.", examples=[["border"]])
    actors: tuple[Participation, ...] = Field(
        description="Who took part or was harmed.",
        min_length=1,
        examples=[[{"actor": "made-up-front", "role": "target", "certainty": "confirmed"}]],
    )
    casualties: tuple[Casualties, ...] = Field(
        (),
        description="The archive's own reading of the toll; left out where there is none (pages "
        "then show the range over the asserting claims, and say so).",
        examples=[[{"outcome": "killed", "group": "fighters", "count": "8+", "basis": ["c1"]}]],
    )
    claims: tuple[Claim, ...] = Field(
        (),
        description="The ledger: who said what, when.",
        examples=[
            [{"id": "c1", "by": "made-up-front", "stance": "asserts", "text": "It said so."}]
        ],
    )
    sources: tuple[Source, ...] = Field(
        description="What the entry rests on; at least one.",
        min_length=1,
        examples=[
            [{"id": "s1", "publisher": "made-up-times", "url": "https://example.org/report"}]
        ],
    )
    verification: Verification = Field(
        default_factory=lambda: Verification(),  # noqa: PLW0108 - pydantic's plugin types it so
        description="How sure the archive is, and why.",
        examples=[{"grade": "weak", "checked": "2026-11-22"}],
    )
    relations: tuple[Relation, ...] = Field(
        (),
        description="Ties to other events.",
        examples=[[{"type": "related", "event": "2022-05-07-example"}]],
    )
    not_duplicate_of: Annotated[
        tuple[Reference, ...],
        BeforeValidator(as_list, json_schema_input_type=tuple[Reference, ...] | Reference),
    ] = Field(
        (),
        description="Entries that this one resembles, and that are about other incidents: the "
        "answer to a warning `possible-duplicate`, in either of the two.",
        examples=[["2022-05-07-example"]],
    )
    external_ids: ExternalIds | None = Field(
        None, description="Ids in other datasets.", examples=[{"ucdp": "412700"}]
    )
    imported: Imported | None = Field(
        None,
        description="Where the entry comes from, if `archive import` made it from a table.",
        examples=[
            {"dataset": "ucdp-ged", "publisher": "ucdp", "row": "412700", "attribution": "UCDP"}
        ],
        json_schema_extra=READ_ONLY,
    )
    credits: tuple[Line, ...] = Field(
        (), description="Contributors who asked to be named.", examples=[["A. Contributor"]]
    )
    status: Status = Field(
        "published",
        description="`published`, `draft`, `merged` or `withdrawn`; the last two need "
        "`status_reason`.",
        examples=["published"],
    )
    status_reason: Prose | None = Field(
        None,
        description="Why it was merged or withdrawn.",
        examples=["The same incident was entered twice."],
    )
    replaced_by: Reference | None = Field(
        None,
        description="The entry that a merged one went into.",
        examples=["2022-06-11-example"],
    )
    added: Day = Field(description="The day of entry; never changed.", examples=["2026-11-22"])
    corrections: tuple[Correction, ...] = Field(
        (),
        description="What was corrected since.",
        examples=[[{"date": "2026-11-22", "note": "Toll corrected."}]],
    )
    aliases: tuple[Id, ...] = Field(
        (),
        description="Earlier ids of this entry; their addresses redirect here for ever.",
        examples=[["2022-06-12-example"]],
    )

    @property
    def changed(self) -> Day:
        """The last day on which it was added to or corrected, as the entry itself tells."""
        return max((self.added, *(correction.date for correction in self.corrections)))
