"""What stands in a new event's body until somebody writes the account."""

import re
from collections.abc import Iterable

_SIGNS = re.compile(r"([\\`*_\[\]<>&~|!#])")
"""What Markdown would take for markup."""


def placeholder(facts: Iterable[str], publishers: Iterable[str]) -> str:
    """Word the facts that were given as a caption: it invents nothing, so it may stay.

    `facts` are names such as those of the type and the province, and the date as readers see it.
    """
    named = ", ".join(dict.fromkeys(publishers))
    return f"{_literal(', '.join(facts))}. Reported by {_literal(named)}."


def _literal(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
