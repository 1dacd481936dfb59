"""The same events in other people's layouts of columns."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from generator.exports.csv_files import csv_of_columns
from generator.exports.layouts.acled import ACLED
from generator.exports.layouts.acled import FIELDS as _ACLED_FIELDS
from generator.exports.layouts.hxl import FIELDS as _HXL_FIELDS
from generator.exports.layouts.hxl import HXL
from generator.exports.layouts.told import Field, Told, told
from generator.exports.layouts.ucdp import FIELDS as _UCDP_FIELDS
from generator.exports.layouts.ucdp import UCDP
from generator.exports.tables import Value
from generator.model.data_file import Layout

__all__ = ["LAYOUTS", "layout_text", "told"]
LAYOUTS: tuple[Layout, ...] = (UCDP, ACLED, HXL)
_FIELDS: dict[str, Sequence[Field]] = {
    UCDP.key: _UCDP_FIELDS,
    ACLED.key: _ACLED_FIELDS,
    HXL.key: _HXL_FIELDS,
}


def layout_text(layout: Layout, events: Sequence[Told]) -> str:
    """Write every event in a layout's columns; a cell that an import kept goes before our own."""
    imported = [(at, event) for at, event in enumerate(events) if event.dataset == layout.key]
    hashtags = [column.hashtag for column in layout.columns]
    return csv_of_columns(
        (column.name for column in layout.columns),
        (_column(field, events, imported) for field in _FIELDS[layout.key]),
        hashtags if any(hashtags) else (),
    )


def _column(
    field: Field, events: Sequence[Told], imported: Iterable[tuple[int, Told]]
) -> Sequence[Value]:
    name, value = field.column.name, field.value
    is_absent = field.column.mark == "absent"
    cells = [None] * len(events) if is_absent else [value(event) for event in events]
    for at, event in imported:
        if name in event.cells:
            cells[at] = _as_it_was(event.cells[name])
    return cells


def _as_it_was(cell: str) -> Value:
    """Give a negative number as one: as a text it would be kept from running as a formula."""
    if cell.startswith("-"):
        for kind in (int, float):
            with suppress(ValueError):
                if f"{(number := kind(cell))}" == cell:
                    return number
    return cell
