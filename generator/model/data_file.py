"""What a published data file is: where it stands, and what each of its columns means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column or table of a data file; `unit` is empty where its values have none."""

    name: str
    description: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that the site publishes beside its pages; `path` is relative to the site's root."""

    path: str
    title: str
    description: str
    media_type: str
    columns: tuple[Column, ...]
