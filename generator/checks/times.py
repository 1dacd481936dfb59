"""Rules about time: nothing is known of days to come."""

from collections.abc import Iterator
from datetime import date

from generator.checks.rule import Draft, Finding, rule
from generator.model.event import Event
from generator.reading.strict_yaml import Path


@rule("date-in-future")
def nothing_is_in_the_future(draft: Draft) -> Iterator[Finding]:
    """No event, claim, source, check or correction has a date after today."""
    for entry in draft.events:
        for at, day in _days(entry.facts):
            if day > draft.today:
                yield Finding(entry, at, f"{day.isoformat()} is after today, "
                              f"{draft.today.isoformat()}", "check the year")


def _days(facts: Event) -> Iterator[tuple[Path, date]]:
    yield ("date",), facts.date.first
    yield ("added",), facts.added
    if facts.verification.checked is not None:
        yield ("verification", "checked"), facts.verification.checked
    for number, claim in enumerate(facts.claims):
        if claim.made is not None:
            yield ("claims", number, "made"), claim.made.first
    for number, source in enumerate(facts.sources):
        if source.published is not None:
            yield ("sources", number, "published"), source.published.first
        if source.archived_on is not None:
            yield ("sources", number, "archived_on"), source.archived_on
    for number, correction in enumerate(facts.corrections):
        yield ("corrections", number, "date"), correction.date
