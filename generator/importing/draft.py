"""What a row says, before it is an entry; and what an importer is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.importing.table import Row
from generator.importing.world import World


class RefusedError(Exception):
    """A row cannot become an entry; `reason` is the same for all rows of its kind.

    `detail` says what is special about this one.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True, slots=True)
class Origin:
    """A dataset, as every entry names it that was made from one of its rows."""

    dataset: str
    publisher: str
    license: str
    attribution: str
    version: str = ""
    external_id: str = ""
    """Its key in `external_ids`; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as the plain values of an entry, and what had to be approximated for them.

    `facts` has all fields that the dataset owns. `cells` is what no field holds exactly.
    """

    facts: Mapping[str, Any]
    cells: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of table: its columns, and how a row of it becomes a draft.

    `read` raises RefusedError. `country` is the column that names the country, `id_column` the
    one whose cells tell the rows apart.
    """

    origin: Origin
    columns: tuple[str, ...]
    required: tuple[str, ...]
    id_column: str
    read: Callable[[Row, World], Draft]
    country: str = ""
    divisions: tuple[str, str] | None = None
    """The columns that name province and district."""
    publisher: Mapping[str, Any] = field(default_factory=dict)
    """What `--propose-registry` adds to `publishers.yml`."""
