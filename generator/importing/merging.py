"""How a row that is imported again meets its entry: who changed what, by fingerprints.

It is a merge of three: the value as the table last gave it, of which the entry keeps a
fingerprint; the value in the entry now; and the value in the table now.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from generator.importing.draft import Draft, Origin
from generator.model.event import TELLING_CELLS, Event, Imported
from generator.writing import plain_of

Resolve = Literal["show", "keep", "take"]
"""What to do about conflicts: show them, keep the archive's values, or take the table's."""
_PARTS = ("claims", "sources")
"""Lists of which the table owns single items, by their ids."""
_WHOLE = ("title", "date", "type", "location", "also_in", "actors", "casualties")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that both the table and an editor changed."""

    field: str
    current: str
    new: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of an entry: its new facts, the fields that changed, and the conflicts."""

    facts: Event
    changed: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def fingerprint(value: object) -> str:
    """Give the first 48 bits of a value's SHA-256, as 12 hexadecimal digits."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def new_entry(draft: Draft, origin: Origin, row: str, today: date) -> Event:
    """Make the entry of a row that has none. Raises pydantic's ValidationError."""
    plain = {**draft.facts, "added": today.isoformat()}
    facts = Event.model_validate({**plain, "imported": _imported(draft, origin, row, {})})
    prints = {key: fingerprint(value) for key, value in owned_values(plain_of(facts)).items()}
    return facts.model_copy(update={"imported": _imported(draft, origin, row, prints)})


def merged(
    current: Event,
    draft: Draft,
    origin: Origin,
    row: str,
    today: date,
    *,
    resolve: Resolve = "show",
    is_published: bool = True,
) -> Merged:
    """Bring a row's values into its entry, where nobody of the archive changed them.

    Where readers have seen the entry, a correction tells them. Raises pydantic's ValidationError.
    """
    now = plain_of(current)
    if current.location.withheld:  # whoever withheld it did so for somebody's safety
        cells = {key: cell for key, cell in draft.cells.items() if key not in TELLING_CELLS}
        draft = replace(draft, cells=cells)
    fresh = new_entry(draft, origin, row, today)
    new, own = owned_values(plain_of(fresh)), owned_values(now)
    last = dict(current.imported.owned) if current.imported is not None else {}
    result, prints = now, dict(last)
    changed, conflicts = [], []
    for key in dict.fromkeys((*new, *last)):
        here, there = own.get(key), new.get(key)
        before = last.get(key, fingerprint(None))
        if fingerprint(here) == fingerprint(there):
            _keep(prints, key, there)
        elif fingerprint(there) == before:
            continue
        elif fingerprint(here) == before or resolve == "take":
            result = _with(result, key, there)
            _keep(prints, key, there)
            changed.append(key)
        elif resolve == "keep":
            _keep(prints, key, there)
        else:
            conflicts.append(Conflict(key, *shown(here, there)))
    if not changed and prints == last:
        return Merged(current, (), tuple(conflicts))
    imported = {**result.get("imported", {}), "owned": prints}
    if changed:
        imported |= _constants(origin, row)
        if is_published and current.status == "published":
            result = _with_correction(result, origin, row, changed, today)
    facts = Event.model_validate({**result, "imported": imported})
    return Merged(facts, tuple(changed), tuple(conflicts))


def owned_values(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values that a table may own, each by a name such as `claims.ucdp`."""
    found: dict[str, Any] = {key: plain[key] for key in _WHOLE if key in plain}
    for part in _PARTS:
        for item in plain.get(part, ()):
            found[f"{part}.{item['id']}"] = item
    for key, value in plain.get("external_ids", {}).items():
        found[f"external_ids.{key}"] = value
    if cells := plain.get("imported", {}).get("cells"):
        found["cells"] = cells
    return found


def _keep(prints: dict[str, str], key: str, value: object) -> None:
    """Note what the table gave; of what it gives no more nothing is kept."""
    if value is None:
        prints.pop(key, None)
    else:
        prints[key] = fingerprint(value)


def _constants(origin: Origin, row: str) -> dict[str, Any]:
    named = {
        "dataset": origin.dataset,
        "publisher": origin.publisher,
        "version": origin.version,
        "row": row,
        "license": origin.license,
        "attribution": origin.attribution,
    }
    return {key: value for key, value in named.items() if value}


def _imported(draft: Draft, origin: Origin, row: str, owned: Mapping[str, str]) -> Imported:
    plain = {**_constants(origin, row), "owned": dict(owned), "cells": dict(draft.cells)}
    return Imported.model_validate(plain)


def _with(plain: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """Put a value in, or take it out where it is None."""
    part, _, name = key.partition(".")
    if part in _PARTS:
        items = list(plain.get(part, ()))
        at = next((n for n, item in enumerate(items) if item["id"] == name), len(items))
        items[at : at + 1] = [] if value is None else [value]
        return {**plain, part: items}
    if part == "external_ids":
        ids = {**plain.get(part, {}), name: value}
        return {**plain, part: {k: v for k, v in ids.items() if v is not None} or None}
    if key == "cells":
        return {**plain, "imported": {**plain.get("imported", {}), "cells": value or {}}}
    found = {**plain, key: value}
    if value is None:
        del found[key]
    return found


def _with_correction(
    plain: dict[str, Any], origin: Origin, row: str, changed: list[str], today: date
) -> dict[str, Any]:
    """Say what changed."""
    fields = list(dict.fromkeys(key.partition(".")[0] for key in changed if key != "cells"))
    if not fields:
        return plain
    release = f" {origin.version}" if origin.version else ""
    note = f"Brought up to date with row {row} of {origin.dataset}{release}: {', '.join(fields)}."
    correction = {"date": today.isoformat(), "note": note}
    return {**plain, "corrections": [*plain.get("corrections", ()), correction]}


def shown(here: object, there: object) -> tuple[str, str]:
    """Show two values; of two records only what differs."""
    if isinstance(here, dict) and isinstance(there, dict):
        keys = [key for key in {**here, **there} if here.get(key) != there.get(key)]
        here = {key: here[key] for key in keys if key in here} or None
        there = {key: there[key] for key in keys if key in there} or None
    return _words(here), _words(there)


def _words(value: object) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
