"""How values become files of the archive: the way back from records to text."""

from generator.writing.entry import entry_text, json_of, plain_of
from generator.writing.scalar import flow, scalar

__all__ = ["entry_text", "flow", "json_of", "plain_of", "scalar"]
