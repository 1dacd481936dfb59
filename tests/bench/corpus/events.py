"""Everything that one made-up event's entry holds, in the codebook's order of fields."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from tests.bench.corpus import vocabulary
from tests.bench.corpus.chance import Skewed, weighted
from tests.bench.corpus.country import Province
from tests.bench.corpus.front_matter import Value, write_entry
from tests.bench.corpus.ledger import (
    Cast,
    Claim,
    draw_claims,
    draw_grade,
    draw_reading,
    draw_sources,
)
from tests.bench.corpus.narrative import write_body
from tests.bench.corpus.registry import AFFECTED, BODIES, INITIATORS, SPEAKERS, Actor
from tests.bench.corpus.sketch import Sketch

BUSY_INITIATORS = Skewed(INITIATORS, 1.1)
BUSY_TARGETS = Skewed((*INITIATORS[:12], *AFFECTED), 0.8)
BUSY_AFFECTED = Skewed((*AFFECTED, *BODIES, *SPEAKERS))
PRECISIONS: dict[str, float] = {
    "exact": 22, "place": 44, "district": 20, "withheld": 3, "province": 11,
}  # fmt: skip
ARCHIVE_OPENED = date(2023, 2, 1)
ARCHIVE_DAYS = 700


def write_event(
    random: Random, sketch: Sketch, provinces: Sequence[Province], earlier: Sequence[Sketch]
) -> str:
    """Write one entry; `earlier` are events before it, to link and relate it to."""
    cast, actors = _draw_actors(random)
    sources = draw_sources(random, sketch, cast)
    claims = draw_claims(random, sketch, cast, sources)
    entry: dict[str, Value] = {"title": sketch.title, "date": sketch.date_text}
    if random.random() < 0.04:
        entry["date_basis"] = random.choice(("first-report", "statement", "publication"))
    entry["type"] = sketch.type.id
    entry["location"] = _locate(random, sketch)
    if random.random() < 0.03:
        entry["also_in"] = [
            random.choice([place.id for place in provinces if place is not sketch.province])
        ]
    if sketch.province.persian_name and random.random() < 0.1:
        entry["titles"] = {"fa": f"رویداد ساختگی در {sketch.province.persian_name}"}
    if random.random() < 0.3:
        entry["tags"] = sorted(random.sample(vocabulary.TAGS, random.randint(1, 3)))
    entry["actors"] = [_with_certainty(random, row, claims) for row in actors]
    if reading := draw_reading(random, claims):
        entry["casualties"] = reading
    entry["claims"] = [claim.row() for claim in claims]
    entry["sources"] = [source.row() for source in sources]
    added = ARCHIVE_OPENED + timedelta(days=random.randrange(ARCHIVE_DAYS))
    grade = draw_grade(random, sources, claims, cast)
    entry["verification"] = {
        "grade": grade,
        "checked": f"{added}",
        "note": vocabulary.NOTES[grade],
    }
    if earlier and random.random() < 0.1:
        kind = random.choice(("follows", "responds-to", "related"))
        entry["relations"] = [{"type": kind, "event": random.choice(earlier).id}]
    entry["added"] = f"{added}"
    return write_entry(entry, write_body(random, sketch, cast, earlier))


def _draw_actors(random: Random) -> tuple[Cast, list[tuple[Actor, str]]]:
    """Draw one to four different actors with their roles."""
    initiator = BUSY_INITIATORS.draw(random) if random.random() < 0.9 else None
    rows = [(initiator, "initiator")] if initiator else []
    if not rows or random.random() < 0.75:
        rows.append((BUSY_TARGETS.draw(random), "target"))
    if random.random() < 0.2:
        rows.append((BUSY_INITIATORS.draw(random), "participant"))
    if random.random() < 0.3:
        rows.append((BUSY_AFFECTED.draw(random), "affected"))
    once = {actor.id: (actor, role) for actor, role in reversed(rows)}
    actors = list(reversed(once.values()))
    return Cast(initiator, [actor for actor, _ in actors if actor is not initiator]), actors


def _with_certainty(
    random: Random, row: tuple[Actor, str], claims: Sequence[Claim]
) -> dict[str, Value]:
    actor, role = row
    said = {claim.stance for claim in claims if claim.by == actor.id}
    if role != "initiator":
        certainty = weighted(random, {"confirmed": 75, "suspected": 20, "unknown": 5})
    elif "claims-responsibility" in said:
        certainty = "claimed-by-self"
    elif "denies-responsibility" in said:
        certainty = "claimed-by-opponent"
    else:
        certainty = weighted(
            random, {"confirmed": 30, "suspected": 45, "claimed-by-opponent": 15, "unknown": 10}
        )
    return {"actor": actor.id, "role": role, "certainty": certainty}


def _locate(random: Random, sketch: Sketch) -> dict[str, Value]:
    place = sketch.place
    location: dict[str, Value] = {"province": sketch.province.id}
    match weighted(random, PRECISIONS):
        case "exact":
            location |= {"district": place.district, "place": place.name}
            location |= {"coordinates": [place.latitude, place.longitude], "precision": "exact"}
        case "place":
            location |= {"district": place.district, "place": place.name, "precision": "place"}
        case "district":
            location |= {"district": place.district, "precision": "district"}
        case "withheld":
            location |= {"district": place.district, "precision": "district", "withheld": True}
        case _:
            location["precision"] = "province"
    return location
