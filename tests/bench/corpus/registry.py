"""The made-up actors, types of event and publishers."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.corpus.front_matter import Value, write_entry, write_list


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, body or unnamed speaker that does not exist."""

    name: str
    kind: str
    parent: str = ""
    names: dict[str, list[str]] | None = None

    @property
    def id(self) -> str:
        """The file name."""
        return self.name.lower().replace(" ", "-")

    def write(self) -> str:
        """Write the registry entry."""
        entry: dict[str, Value] = {"name": self.name}
        if self.names:
            entry["names"] = self.names
        entry["kind"] = self.kind
        if self.parent:
            entry["parent"] = self.parent
        entry["active"] = "1990-01-01/.."
        return write_entry(entry, f"{self.name} does not exist; it was made up for measuring.")


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of event, with the words that a sentence uses for it."""

    id: str
    name: str
    phrase: str
    definition: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher that does not exist."""

    name: str
    kind: str
    stands_with: str = ""

    @property
    def id(self) -> str:
        """The id that sources name it by."""
        return self.name.lower().replace(" ", "-")

    def row(self) -> dict[str, Value]:
        """Give its row of `publishers.yml`."""
        row: dict[str, Value] = {"id": self.id, "name": self.name, "kind": self.kind}
        if self.stands_with:
            row |= {"stands_with": self.stands_with, "stands_with_basis": "known"}
        return row


FRONT = Actor(
    "Made-up Front of the Heron",
    "armed-group",
    names={"fa": ["جبهه خیالی درنا", "جبهة خيالي درنا"], "ps": ["د زاڼې خیالي جبهه"]},
)
AUTHORITY = Actor(
    "Invented Interim Authority",
    "authority",
    names={"fa": ["اداره موقت ساختگی", "اداره موقت ساختگي"], "ps": ["جوړه شوې موقته اداره"]},
)
GUARD = Actor(
    "Invented Border Guard",
    "authority",
    parent=AUTHORITY.id,
    names={"fa": ["گارد مرزی ساختگی"]},
)
LEAGUE = Actor(
    "Imaginary League of the Plains",
    "armed-group",
    names={"fa": ["لیگ خیالی دشت‌نشینان", "ليگ خيالي دشت نشينان"]},
)
COUNCIL = Actor(
    "Imaginary Council of Nations",
    "international-body",
    names={"fa": ["شورای خیالی ملل"]},
)

INITIATORS = (
    FRONT,
    LEAGUE,
    AUTHORITY,
    Actor("Imaginary Unnamed Gunmen", "unnamed", names={"fa": ["افراد مسلح ناشناس"]}),
    Actor("Made-up Southern Command", "armed-group", parent=FRONT.id),
    GUARD,
    Actor("Pretend Brotherhood of the Lantern", "armed-group"),
    Actor("Fictional Rifles", "armed-group", names={"fa": ["تفنگداران خیالی"]}),
    Actor("Made-up Northern Command", "armed-group", parent=FRONT.id),
    Actor("Invented Police", "authority", parent=AUTHORITY.id, names={"fa": ["پلیس ساختگی"]}),
    Actor("Imaginary Smugglers of the Ford", "criminal-group"),
    Actor("Fictional Highland Militia", "armed-group"),
    Actor("Pretend Army of the East", "armed-group"),
    Actor("Invented Directorate of Inquiry", "authority", parent=AUTHORITY.id),
    Actor("Imaginary River Column", "armed-group", parent=LEAGUE.id),
    Actor("Fictional Toll Gang", "criminal-group"),
    Actor("Made-up Free Lances", "armed-group"),
    Actor("Pretend Sons of the Mill", "armed-group"),
    Actor("Imaginary Republic of Norwold", "state", names={"fa": ["جمهوری خیالی نوروولد"]}),
    Actor("Fictional Lowland Militia", "armed-group"),
    Actor("Invented Customs Corps", "authority", parent=AUTHORITY.id),
    Actor("Pretend Night Company", "criminal-group"),
    Actor("Made-up Western Command", "armed-group", parent=FRONT.id),
    Actor("Imaginary Kingdom of Sudmark", "state"),
    Actor("Fictional Marsh Rangers", "armed-group"),
    Actor("Pretend Ring of Kidnappers", "criminal-group"),
    Actor("Made-up Shield Battalion", "armed-group"),
    Actor("Imaginary Hill Column", "armed-group", parent=LEAGUE.id),
    Actor("Fictional Coin Forgers", "criminal-group"),
    Actor("Pretend Standard Bearers", "armed-group"),
    Actor("Invented Prison Service", "authority", parent=AUTHORITY.id),
    Actor("Made-up Red Lantern Cell", "armed-group"),
)
AFFECTED = (
    Actor("Made-up Villagers", "community", names={"fa": ["روستاییان خیالی"]}),
    Actor("Imaginary Shopkeepers Guild", "community"),
    Actor("Invented Ministry of Roads", "authority", parent=AUTHORITY.id),
    Actor("Fictional Herders", "community"),
    Actor("Pretend Relief Society", "ngo", names={"fa": ["جمعیت امداد خیالی"]}),
    Actor("Imaginary Teachers Union", "community"),
    Actor("Fictional Mining Company", "company"),
    Actor("Made-up Broadcasting Service", "media"),
    Actor("Invented Ministry of Schools", "authority", parent=AUTHORITY.id),
    Actor("Pretend Valley Community", "community"),
    Actor("Imaginary Clinic Network", "ngo"),
    Actor("Fictional Bus Company", "company"),
    Actor("Made-up Journalists Circle", "media"),
    Actor("Pretend Lake Community", "community"),
    Actor("Imaginary Electricity Company", "company"),
    Actor("Fictional Mine Clearance Trust", "ngo"),
    Actor("Invented Election Office", "authority", parent=AUTHORITY.id),
    Actor("Pretend Seed Bank", "ngo"),
)
BODIES = (
    COUNCIL,
    Actor("Imaginary Monitoring Mission", "international-body", parent=COUNCIL.id),
    Actor("Imaginary Court of Inquiry", "court"),
    Actor("Invented High Court", "court"),
    Actor("Imaginary Envoy of Nations", "international-body", parent=COUNCIL.id),
)
SPEAKERS = (
    Actor("Imaginary Unnamed Officials", "unnamed"),
    Actor("Imaginary Unnamed Residents", "unnamed", names={"fa": ["ساکنان محل"]}),
    Actor("Imaginary Unnamed Doctors", "unnamed"),
    Actor("Imaginary Unnamed Witnesses", "unnamed"),
    Actor("Imaginary Unnamed Sources", "unnamed"),
)
ACTORS: Sequence[Actor] = (*INITIATORS, *AFFECTED, *BODIES, *SPEAKERS)

TYPES = (
    Type("ambush", "Ambush", "an ambush", "An attack from cover on people who are on the move."),
    Type("armed-clash", "Armed clash", "an armed clash", "An exchange of fire between two sides."),
    Type("raid", "Raid", "a raid", "A sudden entry by force, followed by withdrawal."),
    Type("roadside-bomb", "Roadside bomb", "a roadside bomb", "A charge laid at a road or path."),
    Type("detention", "Detention", "a detention", "An authority takes people into custody."),
    Type("abduction", "Abduction", "an abduction", "People are taken away against their will."),
    Type("shelling", "Shelling", "a shelling", "Indirect fire by mortar, artillery or rocket."),
    Type(
        "targeted-killing", "Targeted killing", "a targeted killing", "One chosen person is killed."
    ),
    Type("protest", "Protest", "a protest", "People gather in public to object or demand."),
    Type("arson", "Arson", "an arson", "Property is set on fire on purpose."),
    Type("seizure", "Seizure", "a seizure of goods", "Goods, arms or land are taken by force."),
    Type("air-strike", "Air strike", "an air strike", "An attack from an aircraft."),
    Type("accident", "Accident", "an accident with arms", "Arms or munitions cause unmeant harm."),
    Type("surrender", "Surrender", "a surrender", "People lay down their arms."),
)

WIRES = (
    Publisher("Made-up Wire", "wire"),
    Publisher("Imaginary Press Agency", "wire"),
    Publisher("Fictional Telegraph Union", "wire"),
    Publisher("Pretend News Exchange", "wire"),
)
PARTY_OUTLETS = (
    Publisher("Heron Front Bulletin", "party", stands_with=FRONT.id),
    Publisher("Interim Authority Gazette", "party", stands_with=AUTHORITY.id),
    Publisher("Voice of the Plains League", "party", stands_with=LEAGUE.id),
    Publisher("Border Guard Notices", "party", stands_with=GUARD.id),
)
UN_BODIES = (
    Publisher("Imaginary United Mission", "un"),
    Publisher("Imaginary Office of Rights", "un"),
)
PUBLISHERS: Sequence[Publisher] = (
    Publisher("Daily Made-up", "national-media"),
    WIRES[0],
    Publisher("Invented Morning Post", "national-media"),
    PARTY_OUTLETS[0],
    WIRES[1],
    Publisher("Fictional Radio One", "national-media"),
    PARTY_OUTLETS[1],
    Publisher("Imaginary Evening Mail", "national-media", stands_with=AUTHORITY.id),
    Publisher("Pretend Public Channel", "social"),
    Publisher("Alvarmoor Imaginary Times", "local-media"),
    UN_BODIES[0],
    WIRES[2],
    Publisher("Made-up Rights Watchers", "ngo"),
    Publisher("Corvandel Pretend Herald", "local-media"),
    PARTY_OUTLETS[2],
    Publisher("Fictional Television", "national-media"),
    Publisher("Invented Weekly Review", "national-media"),
    Publisher("Pretend Street Channel", "social"),
    Publisher("Galdisk Fictional Courier", "local-media"),
    Publisher("Imaginary Relief Bulletin", "ngo"),
    WIRES[3],
    Publisher("Kelmerund Made-up Journal", "local-media"),
    UN_BODIES[1],
    Publisher("Made-up Institute of Conflict", "academic"),
    Publisher("Nethrys Invented News", "local-media"),
    PARTY_OUTLETS[3],
    Publisher("Pretend Northern Radio", "local-media"),
    Publisher("Fictional Southern Radio", "local-media"),
    Publisher("Imaginary Border Monitor", "ngo"),
    Publisher("Invented Village Letters", "local-media"),
    Publisher("Made-up Photo Channel", "social"),
    Publisher("Pellimar Pretend Post", "local-media"),
    Publisher("Fictional Yearbook of Unrest", "academic"),
    Publisher("Imaginary Farmers Paper", "national-media"),
    Publisher("Invented Students Radio", "local-media"),
    Publisher("Tarmelin Made-up Messenger", "local-media"),
    Publisher("Pretend Doctors Circle", "ngo"),
    Publisher("Yarvost Fictional Echo", "local-media"),
    Publisher("Imaginary Mine Register", "ngo"),
    Publisher("Made-up Atlas Quarterly", "academic"),
)


def write_types() -> str:
    """Write `types.yml`."""
    return write_list(
        [{"id": kind.id, "name": kind.name, "definition": kind.definition} for kind in TYPES]
    )


def write_publishers() -> str:
    """Write `publishers.yml`."""
    return write_list([publisher.row() for publisher in PUBLISHERS])
