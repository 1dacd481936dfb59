"""What each word of the codebook's closed lists means, in a sentence for whoever writes one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from generator.model.event import (
    Certainty,
    DateBasis,
    Grade,
    Group,
    Outcome,
    Precision,
    RelationType,
    Role,
    Sensitivity,
    Stance,
    Status,
)
from generator.model.registry import ActorKind, PublisherKind

GRADES: Mapping[str, str] = MappingProxyType(
    {
        "confirmed": "A party admits responsibility, or the UN or a court found it.",
        "fair": "Two or more sources of different origin report it.",
        "weak": "It rests on one source, or on statements of the parties only.",
        "contested": "There are rival accounts of what happened or who did it.",
        "discounted": "The archive holds that it did not happen as told.",
        "unassessed": "Nobody has assessed it yet.",
    }
)
MEANINGS: Mapping[object, Mapping[str, str]] = {
    DateBasis: {
        "event": "The day on which it happened.",
        "first-report": "The day of the first report; the event's own day is not known.",
        "statement": "The day on which somebody spoke of it.",
        "publication": "The day on which it was published, as for a report.",
    },
    Precision: {
        "exact": "A point that a source gives; needs `coordinates` and `province`.",
        "place": "A town, village, road or building; needs `place` and `province`.",
        "district": "The district; needs `district` and `province`.",
        "province": "The province only; needs `province`.",
        "country": "The country only; has no `province`.",
    },
    Role: {
        "initiator": "Began it or carried it out.",
        "target": "Was aimed at.",
        "participant": "Took part, as both sides of a clash do.",
        "affected": "Suffered without being aimed at.",
        "claimant": "Is here because of what it says about it.",
    },
    Certainty: {
        "confirmed": "It is not in doubt.",
        "suspected": "Others think so.",
        "claimed-by-self": "It says so itself.",
        "claimed-by-opponent": "Its opponent says so.",
        "unknown": "Nobody says how sure it is.",
    },
    Outcome: {
        "killed": "Dead.",
        "injured": "Hurt and alive.",
        "captured": "Taken in fighting, or arrested.",
        "abducted": "Taken and held outside any announced legal process.",
        "missing": "Nobody knows where they are.",
    },
    Group: {
        "civilians": "People who took no part in the fighting.",
        "fighters": "Members of armed groups.",
        "security-forces": "Soldiers, police and the like of a state or an authority.",
        "unknown": "The speaker does not say, or does not tell the groups apart.",
    },
    Stance: {
        "asserts": "Says that something happened.",
        "denies": "Says that what another claim says did not happen.",
        "revises": "Changes an earlier claim, such as its figures.",
        "claims-responsibility": "Says that the speaker did it.",
        "denies-responsibility": "Says that the speaker did not do it.",
    },
    Grade: GRADES,
    RelationType: {
        "part-of": "This event belongs to a larger one.",
        "responds-to": "This event answers the other.",
        "follows": "This event came after the other, and has to do with it.",
        "related": "They have to do with each other in another way.",
    },
    Status: {
        "published": "It has a page, and counts in lists, totals and search.",
        "draft": "It is checked, and not published.",
        "merged": "It was entered twice; its page points at the entry that stays.",
        "withdrawn": "It should not be here; its page says why, and stays.",
    },
    Sensitivity: {
        "graphic": "It shows the dead or the injured; the page says so beside the link.",
        "identifies-person": "It names or shows somebody at risk; the page never links it.",
    },
    ActorKind: {
        "state": "A state, or its forces.",
        "authority": "Whoever governs in fact, whether or not others recognise it.",
        "armed-group": "An armed group that does not govern.",
        "criminal-group": "A group that acts for gain.",
        "international-body": "The United Nations and its like; its findings can confirm.",
        "court": "A court; its findings can confirm.",
        "ngo": "A non-governmental organisation.",
        "media": "A medium that speaks for itself in the ledger.",
        "company": "A company.",
        "community": "Civilians, or a community of them.",
        "unnamed": "Speakers without a name, such as local residents, and unknown actors.",
    },
    PublisherKind: {
        "party": "An outlet of one of the parties; it counts as no origin of its own.",
        "wire": "A news agency.",
        "national-media": "National and international media.",
        "local-media": "Local and niche media.",
        "un": "The United Nations.",
        "ngo": "A non-governmental organisation.",
        "social": "Social media and forums.",
        "academic": "Research.",
    },
    Literal["read", "known"]: {
        "read": "A report says so.",
        "known": "It is common knowledge.",
    },
}
"""For each closed list, as the models name it, every word and what it means."""
