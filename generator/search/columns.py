"""The table beside an index: what each page is filtered, counted and sorted by, in columns.

Pagefind's own filters take two bytes for a page and value after compression, and know no ranges.
These take a third of that, and one pass over them in the browser gives every count.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from generator.model.archive import Archive
from generator.model.facet import FACETS
from generator.search.records import Record

KINDS = {
    "event": "Event",
    "actor": "Actor",
    "province": "Province",
    "event-type": "Event type",
    "publisher": "Publisher",
    "page": "Page",
    "elsewhere": "",
}
"""What a page can be, by its id in addresses; the last holds words of other shards."""
_FIRST_SIGN = 0x30
"""The sign that stands for the first value of a facet; those that follow stand for the next."""
_EPOCH = date(1970, 1, 1)
Values = Mapping[str, Mapping[str, str]]
"""The values of each facet: id to name, in the order by which columns count them."""


def values_of(archive: Archive, grades: Mapping[str, str]) -> Values:
    """List what can be chosen: every value that an event has, by facet, and the grades' words."""
    found: dict[str, Mapping[str, str]] = {"kind": KINDS}
    for facet in FACETS:
        registry = archive.registry.of_kind(facet.kind)
        used = archive.grouped[facet.kind]
        found[facet.name] = {id_: registry[id_].facts.name for id_ in registry if id_ in used}
    found["grade"] = grades
    return found


def columns_of(records: Sequence[Record], values: Values) -> dict[str, object]:
    """Put records, in the index's order, into columns.

    A facet's column has for each page the signs of its values, and a space after each page but the
    last. `first` has the days from the page before to this one's first day, counted from 1970;
    `span` the days from its first to its last day, or -1 where a page has no date.
    """
    firsts, spans, before = [], [], 0
    for record in records:
        if record.days is None:
            firsts.append(0)
            spans.append(-1)
        else:
            first, last = ((day - _EPOCH).days for day in record.days)
            firsts.append(first - before)
            spans.append(last - first)
            before = first
    facets = {
        facet: _column(
            (
                (record.kind,) if facet == "kind" else record.facets.get(facet, ())
                for record in records
            ),
            names,
        )
        for facet, names in values.items()
    }
    return {"facets": facets, "first": firsts, "span": spans}


def _column(rows: Iterable[Sequence[str]], names: Mapping[str, str]) -> str:
    signs = {id_: chr(_FIRST_SIGN + number) for number, id_ in enumerate(names)}
    return " ".join("".join(signs[id_] for id_ in row) for row in rows)
