"""Rules about time: nothing is known of days to come."""

from collections.abc import Iterator
from datetime import date

from generator.checks.rule import Draft, Finding, rule
from generator.model.event import Event
from generator.model.partial_date import PartialDate
from generator.reading.strict_yaml import Path


@rule("date-in-future")
def nothing_is_in_the_future(draft: Draft) -> Iterator[Finding]:
    """No event, claim, source, check or correction has a date after today, nor one that begins
    before today and ends in a month or a year that has not begun.
    """  # noqa: D205 - one sentence
    for entry in draft.events:
        for at, when in _dates(entry.facts):
            latest = when if isinstance(when, date) else max(when.start.first, when.end.first)
            if latest > draft.today:
                shown = when.isoformat() if isinstance(when, date) else when.text
                yield Finding(
                    entry,
                    at,
                    f"`{shown}` is in the future; today is {draft.today.isoformat()}",
                    "check the year",
                )


def _dates(facts: Event) -> Iterator[tuple[Path, PartialDate | date]]:
    yield ("date",), facts.date
    yield ("added",), facts.added
    if facts.verification.checked is not None:
        yield ("verification", "checked"), facts.verification.checked
    for number, claim in enumerate(facts.claims):
        if claim.made is not None:
            yield ("claims", number, "made"), claim.made
    for number, source in enumerate(facts.sources):
        if source.published is not None:
            yield ("sources", number, "published"), source.published
        if source.archived_on is not None:
            yield ("sources", number, "archived_on"), source.archived_on
    for number, correction in enumerate(facts.corrections):
        yield ("corrections", number, "date"), correction.date
