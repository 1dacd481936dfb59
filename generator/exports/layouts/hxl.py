"""The events with HXL hashtags in the second row, for the tools of the Humanitarian Data Exchange.

Source: the HXL standard 1.1, its dictionary of hashtags and attributes. `+captured`, `+missing`,
`+min`, `+best` and `+max` are attributes of our own, which it allows.
"""

from collections.abc import Callable, Iterator

from generator.exports.layouts.told import BETWEEN, Field, Told, approximated, columns_of, exact
from generator.exports.tables import Value
from generator.model.count import Count
from generator.model.data_file import Layout
from generator.model.event import Outcome, Role
from generator.model.toll import OUTCOMES


def _actors(*roles: Role) -> Callable[[Told], Value]:
    def names(told: Told) -> Value:
        actors = told.registry.actors
        ids = [part.actor for part in told.facts.actors if part.role in roles]
        return BETWEEN.join(actors[id_].facts.name for id_ in dict.fromkeys(ids)) or None

    return names


def _counts() -> Iterator[Field]:
    for outcome in OUTCOMES:
        tag = f"#affected+{outcome}"
        yield exact(
            f"{outcome}_min", f"At least so many {outcome}.", _bound(outcome, _low), f"{tag}+min"
        )
        yield exact(
            f"{outcome}_best", f"The best estimate of the {outcome}.",
            _bound(outcome, _estimate), f"{tag}+best",
        )  # fmt: skip
        yield exact(
            f"{outcome}_max", f"At most so many {outcome}.", _bound(outcome, _high), f"{tag}+max"
        )


def _bound(outcome: Outcome, part: Callable[[Count], int | None]) -> Callable[[Told], Value]:
    def value(told: Told) -> Value:
        line = told.toll.get(outcome)
        return part(line.count) if line and line.count.known else None

    return value


def _low(count: Count) -> int | None:
    return count.low


def _estimate(count: Count) -> int | None:
    return count.estimate


def _high(count: Count) -> int | None:
    return count.high


def _point(at: int) -> Callable[[Told], Value]:
    def degrees(told: Told) -> Value:
        point = told.facts.location.coordinates
        return point[at] if point else None

    return degrees


FIELDS: tuple[Field, ...] = (
    exact("id", "The event's id.", lambda told: told.entry.id, "#meta+id"),
    exact("title", "What happened, and where.", lambda told: told.facts.title, "#event+name"),
    exact(
        "type", "The kind of event, by the archive's own list.",
        lambda told: told.registry.types[told.facts.type].facts.name, "#event+type",
    ),
    exact(
        "date_first", "The first day that the date allows.",
        lambda told: told.facts.date.first.isoformat(), "#date+start",
    ),
    exact(
        "date_last", "The last day that the date allows.",
        lambda told: told.facts.date.last.isoformat(), "#date+end",
    ),
    exact("province", "The province.", lambda told: told.province, "#adm1+name"),
    approximated(
        "province_iso", "Its ISO 3166-2 code; HXL prefers p-codes, which the archive has not.",
        lambda told: told.iso, "#adm1+code", imported="approximated",
    ),
    exact("district", "The district.", lambda told: told.facts.location.district, "#adm2+name"),
    exact("place", "The place.", lambda told: told.facts.location.place, "#loc+name"),
    exact("latitude", "Where the entry has a point.", _point(0), "#geo+lat"),
    exact("longitude", "Likewise.", _point(1), "#geo+lon"),
    exact(
        "location_precision", "How exactly the place is known.",
        lambda told: told.facts.location.precision, "#geo+precision",
    ),
    exact(
        "began_by", "Whoever began it or took part.", _actors("initiator", "participant"),
        "#group+name+initiator",
    ),
    exact("aimed_at", "Whoever was aimed at.", _actors("target"), "#group+name+target"),
    exact("harmed", "Whoever suffered otherwise.", _actors("affected"), "#group+name+affected"),
    *_counts(),
    exact(
        "grade", "How sure the archive is.",
        lambda told: told.facts.verification.grade, "#status+verification",
    ),
    exact("sources", "How many sources it has.", lambda told: len(told.facts.sources),
          "#meta+sources+num"),
    exact("page", "Its page, below the site's address.",
          lambda told: f"events/{told.entry.id}/", "#meta+url"),
)  # fmt: skip
HXL = Layout(
    "hxl",
    "With HXL hashtags",
    "One row for each published event, below a row of hashtags of the Humanitarian Exchange "
    "Language, by which HDX and its tools know the columns.",
    "https://hxlstandard.org/standard/1-1final/dictionary/",
    "data/layouts/hxl.csv",
    columns_of(FIELDS),
)
