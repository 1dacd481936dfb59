"""How the codebook's words read on a page."""

from collections.abc import Iterable

from generator.model import meanings
from generator.model.count import Count
from generator.model.event import Event
from generator.model.partial_date import PartialDate
from generator.model.toll import TollLine, toll_of

ROLES = {
    "initiator": "Initiator",
    "target": "Target",
    "participant": "Participant",
    "affected": "Affected",
    "claimant": "Claimant",
}
CERTAINTIES = {
    "confirmed": "confirmed",
    "suspected": "suspected",
    "claimed-by-self": "by its own claim",
    "claimed-by-opponent": "according to its opponent",
    "unknown": "unknown",
}
STANCES = {
    "asserts": "Asserts",
    "denies": "Denies",
    "revises": "Revises",
    "claims-responsibility": "Claims responsibility",
    "denies-responsibility": "Denies responsibility",
}
GRADES = {
    "confirmed": "Confirmed",
    "fair": "Fair",
    "weak": "Weak",
    "contested": "Contested",
    "discounted": "Discounted",
    "unassessed": "Not assessed",
}
GRADE_MEANINGS = meanings.GRADES
GROUPS = {
    "civilians": "civilians",
    "fighters": "fighters",
    "security-forces": "security forces",
    "unknown": "people",
}
COUNTED = {
    "civilians": ("civilian", "civilians"),
    "fighters": ("fighter", "fighters"),
    "security-forces": ("member of the security forces", "members of the security forces"),
    "unknown": ("person", "people"),
}
"""What follows a number: 1, and any other."""
PRECISIONS = {
    "exact": "exact point",
    "place": "named place",
    "district": "known to the district",
    "province": "known to the province only",
    "country": "known to the country only",
}
DATE_BASES = {
    "event": "day of the event",
    "first-report": "day of the first report",
    "statement": "day of the statement",
    "publication": "day of publication",
}
TIES = {
    ("part-of", False): "Part of",
    ("part-of", True): "Includes",
    ("responds-to", False): "Responds to",
    ("responds-to", True): "Answered by",
    ("follows", False): "Follows",
    ("follows", True): "Followed by",
    ("related", False): "Related to",
    ("related", True): "Related to",
}
ACTOR_KINDS = {
    "state": "States and their forces",
    "authority": "Authorities",
    "armed-group": "Armed groups",
    "criminal-group": "Criminal groups",
    "international-body": "International bodies",
    "court": "Courts",
    "ngo": "Non-governmental organisations",
    "media": "Media, as speakers",
    "company": "Companies",
    "community": "Civilians and communities",
    "unnamed": "Unnamed speakers and unknown actors",
}
ONE_ACTOR = {
    "state": "State or its forces",
    "authority": "Authority",
    "armed-group": "Armed group",
    "criminal-group": "Criminal group",
    "international-body": "International body",
    "court": "Court",
    "ngo": "Non-governmental organisation",
    "media": "Media, as a speaker",
    "company": "Company",
    "community": "Civilians or a community",
    "unnamed": "Unnamed speaker or unknown actor",
}
PUBLISHER_KINDS = {
    "party": "Outlets of a party",
    "wire": "News agencies",
    "national-media": "National and international media",
    "local-media": "Local and niche media",
    "un": "United Nations",
    "ngo": "Non-governmental organisations",
    "social": "Social media and forums",
    "academic": "Research",
}
ONE_PUBLISHER = {
    "party": "Outlet of a party",
    "wire": "News agency",
    "national-media": "National or international media",
    "local-media": "Local or niche media",
    "un": "United Nations",
    "ngo": "Non-governmental organisation",
    "social": "Social media or forum",
    "academic": "Research",
}
SPEAKERS = {
    "state": "state",
    "authority": "authority",
    "armed-group": "armed group",
    "criminal-group": "criminal group",
    "international-body": "international body",
    "court": "court",
    "ngo": "NGO",
    "media": "media",
    "company": "company",
    "community": "civilians",
    "unnamed": "unnamed",
    "party": "a party's outlet",
    "wire": "news agency",
    "national-media": "media",
    "local-media": "media",
    "un": "United Nations",
    "social": "social media",
    "academic": "research",
}
"""What a speaker is, actor or publisher, beside its name."""
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ks", "ps", "prs", "sd", "ug", "ur", "yi"}
MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def direction(language: str) -> str:
    """Give `rtl` or `ltr` for a language code; a script in the code decides where there is one."""
    base, _, script = language.partition("-")
    if script[:4] in {"Latn", "Cyrl"}:
        return "ltr"
    return "rtl" if base in _RIGHT_TO_LEFT or script[:4] in {"Arab", "Hebr"} else "ltr"


def toll_words(lines: Iterable[TollLine]) -> str:
    """Say a toll in one line: "at least 8 killed, 3 captured"; "up to" where nothing is known."""
    return ", ".join(
        f"number {line.outcome} unknown" if not line.count.known else f"{line.count} {line.outcome}"
        for line in lines
    )


def who(line: TollLine) -> str:
    """Say which people a toll's line counts: "2 civilians; 1 fighter".

    A group that is the whole toll needs no number of its own; nothing is said where nobody says who
    they were.
    """
    if len(line.groups) == 1:
        ((group, count),) = line.groups
        if group == "unknown":
            return ""
        return COUNTED[group][0] if _is_one(count) else GROUPS[group]
    return "; ".join(
        f"{count} {COUNTED[group][not _is_one(count)]}"
        if count.known
        else f"{GROUPS[group]}, number unknown"
        for group, count in line.groups
    )


def _is_one(count: Count) -> bool:
    """Tell whether a noun after it is a singular: 1, at least 1, up to 1."""
    largest = count.low if count.high is None else count.high
    return count.known and count.best is None and largest == 1


def span_words(interval: str) -> str:
    """Say a span of time that may be open: "since January 2015", "until 15 August 2021"."""
    start, end = (
        "" if part == ".." else str(PartialDate.parse(part)) for part in interval.split("/")
    )
    if not start:
        return f"until {end}"
    return f"{start} to {end}" if end else f"since {start}"


def dated(event: Event) -> str:
    """Say when it happened, and of what else the date is the day."""
    basis = event.date_basis
    return f"{event.date}" if basis == "event" else f"{event.date} ({DATE_BASES[basis]})"


def summary(event: Event, province: str) -> str:
    """Describe an event in a sentence or two, for search engines and lists of results."""
    return f"{event.title}. {particulars(event, province)}"


def particulars(event: Event, province: str) -> str:
    """Say when, where, with what toll and how surely, in sentences that can follow the title."""
    where = event.location.place or event.location.district
    place = ", ".join(part for part in (where, province) if part)
    toll = toll_words(toll_of(event))
    parts = [f"{event.date}{f', {place}' if place else ''}."]
    if toll:
        parts.append(f"{toll[0].upper()}{toll[1:]}.")
    parts.append(f"Verification: {GRADES[event.verification.grade].lower()}.")
    return " ".join(parts)
