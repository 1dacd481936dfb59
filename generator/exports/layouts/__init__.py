"""The same events in other people's layouts of columns."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from generator.exports.csv_files import csv_text
from generator.exports.layouts.acled import ACLED
from generator.exports.layouts.acled import FIELDS as _ACLED_FIELDS
from generator.exports.layouts.hxl import FIELDS as _HXL_FIELDS
from generator.exports.layouts.hxl import HXL
from generator.exports.layouts.told import Field, Told, told
from generator.exports.layouts.ucdp import FIELDS as _UCDP_FIELDS
from generator.exports.layouts.ucdp import UCDP
from generator.exports.tables import Value
from generator.model.data_file import Layout

__all__ = ["ACLED", "HXL", "LAYOUTS", "UCDP", "layout_text", "told"]
LAYOUTS: tuple[Layout, ...] = (UCDP, ACLED, HXL)
_FIELDS: dict[str, Sequence[Field]] = {
    UCDP.key: _UCDP_FIELDS,
    ACLED.key: _ACLED_FIELDS,
    HXL.key: _HXL_FIELDS,
}


def layout_text(layout: Layout, events: Iterable[Told]) -> str:
    """Write every event in a layout's columns; a cell that an import kept goes before our own."""
    fields = _FIELDS[layout.key]
    values = [field.value for field in fields]
    rows = (
        _imported_row(fields, event)
        if event.dataset == layout.key
        else [value(event) for value in values]
        for event in events
    )
    hashtags = [column.hashtag for column in layout.columns]
    header = (column.name for column in layout.columns)
    return csv_text(header, rows, hashtags if any(hashtags) else ())


def _imported_row(fields: Sequence[Field], event: Told) -> list[Value]:
    return [_cell_of(field, event) for field in fields]


def _cell_of(field: Field, event: Told) -> Value:
    cell = event.cells.get(field.column.name)
    if cell is not None:
        return _as_it_was(cell)
    return None if field.kept else field.value(event)


def _as_it_was(cell: str) -> Value:
    """Give a negative number as one: as a text it would be kept from running as a formula."""
    if cell.startswith("-"):
        for kind in (int, float):
            with suppress(ValueError):
                if f"{(number := kind(cell))}" == cell:
                    return number
    return cell
