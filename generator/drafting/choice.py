"""What is wrong with an id that somebody chose: its form, its date, or a name of Windows' own."""

import re

from generator.drafting.taken import LONGEST_ID
from generator.model.fields import ID_PATTERN
from generator.model.partial_date import PartialDate
from generator.model.problem import Problem, quoted

_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[1-9]", re.ASCII)
"""Microsoft's page "Naming Files, Paths, and Namespaces": no file can have one, with any ending."""
_DATED = re.compile(
    r"((?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)(?:-|$)", re.ASCII
)


def faults_of_id(id_: str | None, when: PartialDate | None = None) -> list[Problem]:
    """Give what is wrong with an id, for an event of that date; None has no fault.

    The id may tell a part of the date, or a day within it.
    """
    if id_ is None:
        return []
    if not re.fullmatch(ID_PATTERN, id_) or len(id_) > LONGEST_ID:
        hint = f"small letters, digits and single hyphens, at most {LONGEST_ID}"
        return [Problem("", 1, 1, "bad-id", f"{quoted(id_)} cannot be an id", hint)]
    if _DEVICE.fullmatch(id_):
        message = f"{quoted(id_)} cannot be an id: Windows keeps the name for a device"
        return [Problem("", 1, 1, "bad-id", message, "add a word, with --id")]
    told = _DATED.match(id_)
    if when is None or told is None or _agree(told[1], when):
        return []
    message = f"the id {quoted(id_)} begins with {told[1]}, but the date is {quoted(when.text)}"
    return [Problem("", 1, 1, "bad-id", message, "mend the one that is wrong")]


def _agree(told: str, when: PartialDate) -> bool:
    """Tell whether the days that an id's beginning stands for are days of the event, or around."""
    first, last = when.first.isoformat(), when.last.isoformat()
    return first[: len(told)] <= told <= last[: len(told)]
