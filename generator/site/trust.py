"""What a page says of how an event is known: what its grade rests on, and what more would need."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model.archive import Registry
from generator.model.event import Event, Grade, Source
from generator.model.evidence import Evidence, Origin, evidence_of

_MOST_NAMES = 8
_CONFIRMING = (
    "that an initiator claims responsibility, or that the UN or a court finds that it happened"
)
_SECOND = (
    "a source of another origin: another publisher, which carries no text of the first and "
    "does not stand with the same party"
)
_TWO = "two sources of different origin that are no party's own outlets"


@dataclass(frozen=True, slots=True)
class Trust:
    """What a grade rests on, and in plain words what a higher one would need.

    `admissions`, `findings` and `denials` are ids of claims.
    """

    origins: str
    admissions: tuple[str, ...]
    findings: tuple[str, ...]
    denials: tuple[str, ...]
    more: str


def trust_of(event: Event, registry: Registry) -> Trust:
    """Explain an event's grade by the rules that bind it."""
    evidence = evidence_of(event, registry)
    return Trust(
        _origins(event, evidence, registry),
        evidence.admissions,
        evidence.findings,
        evidence.denials,
        _more(event.verification.grade, evidence),
    )


def _origins(event: Event, evidence: Evidence, registry: Registry) -> str:
    """Say how many sources and origins there are: "3 sources of 2 origins: X; Y, carried by Z"."""
    count = len(evidence.origins)
    sources = _number(len(event.sources), "source")
    names = [_origin(*item, registry) for item in evidence.origins.items()]
    more = len(names) - _MOST_NAMES
    listed = "; ".join(names[:_MOST_NAMES]) + (f"; and {more} more" if more > 0 else "")
    own = _outlets(evidence.outlets, registry)
    if not count:
        return f"{sources} of no independent origin: {own}."
    said = f"{sources} of {_number(count, 'independent origin')}: {listed}."
    return f"{said} Not counted: {own}." if own else said


def _origin(origin: Origin, sources: Sequence[Source], registry: Registry) -> str:
    kind, id_ = origin
    told = list(dict.fromkeys(source.carries or source.publisher for source in sources))
    names = _listed(_name(publisher, registry) for publisher in told)
    if kind == "party" and len(told) > 1:
        return f"{names}, which all stand with {registry.actors[id_].facts.name}"
    carriers = dict.fromkeys(s.publisher for s in sources if s.carries not in {None, s.publisher})
    by = _listed(_name(publisher, registry) for publisher in carriers)
    return f"{names}, carried by {by}" if by else names


def _outlets(sources: Sequence[Source], registry: Registry) -> str:
    named = dict.fromkeys(source.carries or source.publisher for source in sources)
    return _listed(f"{_name(id_, registry)}, a party's own outlet" for id_ in named)


def _more(grade: Grade, evidence: Evidence) -> str:
    """Say what a higher grade would need, by the rules of `grade-too-high`."""
    allowed = evidence.ceiling
    match grade:
        case "confirmed":
            return "There is no higher grade."
        case "contested":
            return (
                "“Contested” is no step of the ladder: it says that accounts contradict each "
                f"other. Were that settled, claims and sources would allow up to “{allowed}”."
            )
        case "discounted":
            return (
                "“Discounted” is a judgement of the archive, whatever is claimed; claims and "
                f"sources alone would allow up to “{allowed}”."
            )
        case "unassessed":
            return f"Once somebody assesses it, claims and sources allow up to “{allowed}”."
        case _:
            return " ".join(_steps(grade, evidence))


def _steps(grade: Grade, evidence: Evidence) -> Iterator[str]:
    allowed = evidence.ceiling
    if grade != allowed:
        yield f"Claims and sources would allow “{allowed}”; the archive chose the lower grade."
    if allowed == "weak":
        yield f"For “fair” it would need {_SECOND if evidence.origins else _TWO}."
    if allowed != "confirmed":
        yield f"For “confirmed” it would need {_CONFIRMING}."


def _name(publisher: str, registry: Registry) -> str:
    return registry.publishers[publisher].facts.name


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    if len(found) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"
