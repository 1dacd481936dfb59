"""What a host will make of a site: what breaks there, and what comes near a limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.hosting.limits import HOSTS, LOOKED_UP, MIB, Host, Limit, Quantity
from generator.hosting.measure import Size

Weight = Literal["breaks", "near", "note"]
NEAR = 0.8
"""From this part of a limit on, it is time to act."""
_WORDS: dict[Quantity, str] = {
    "files": "files",
    "total": "all files together",
    "largest": "the largest file",
    "crowd": "files in one folder",
    "headers": "rules in `_headers`",
    "redirects": "rules in `_redirects`",
}
_REMEDIES: dict[Quantity, str] = {
    "files": "choose a host that takes more files",
    "total": "choose a host that takes more, or move large files elsewhere",
    "largest": "split the file, or leave it out of the site",
    "crowd": "choose another host",
    "headers": "join rules with `*`",
    "redirects": "join rules with `*`",
}
_BYTES: frozenset[Quantity] = frozenset({"total", "largest"})


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know before the site goes to a host."""

    weight: Weight
    text: str


def judge(target: str, size: Size) -> list[Remark]:
    """Compare a site with a host's limits; `target` is a key of HOSTS."""
    host = HOSTS[target]
    return [*_limits(host, size), *_files_for_hosts(host, size)]


def amounts(size: Size) -> str:
    """Say in one line how large a site is."""
    shown = (f"{_WORDS[q]} {_shown(q, size.amounts[q])}" for q in ("files", "total", "largest"))
    return ", ".join(shown)


def _limits(host: Host, size: Size) -> Iterator[Remark]:
    for quantity, limit in host.limits.items():
        amount = size.amounts[quantity]
        if amount > limit.most:
            yield Remark("breaks" if limit.firm else "near", _over(quantity, limit, size))
        elif amount > NEAR * limit.most:
            text = f"{_compared(quantity, limit, size)}: {amount / limit.most:.0%} of the limit"
            yield Remark("near", text)


def _over(quantity: Quantity, limit: Limit, size: Size) -> str:
    strength = "more than it takes" if limit.firm else "more than it advises"
    text = f"{_compared(quantity, limit, size)}: {strength}; {_REMEDIES[quantity]}"
    return f"{text} ({limit.source}, {LOOKED_UP})"


def _compared(quantity: Quantity, limit: Limit, size: Size) -> str:
    place = size.places.get(quantity, "")
    where = f" ({place})" if place else ""
    amount, most = _shown(quantity, size.amounts[quantity]), _shown(quantity, limit.most)
    return f"{_WORDS[quantity]}{where}: {amount}, limit {most}"


def _files_for_hosts(host: Host, size: Size) -> Iterator[Remark]:
    if not host.heeds_headers:
        text = "sends no headers of your own: a policy must stand in the pages themselves"
        yield Remark("note", f"{host.name} {text}")
    elif not size.amounts["headers"]:
        yield Remark("note", "the site has no `_headers` file; copy docs/_headers")
    if size.amounts["redirects"] and not host.heeds_redirects:
        yield Remark("breaks", f"{host.name} does not read `_redirects`: its rules do nothing")


def _shown(quantity: Quantity, amount: int) -> str:
    return f"{amount / MIB:,.1f} MiB" if quantity in _BYTES else f"{amount:,}"
