"""How values become files of the archive: the way back from records to text."""

from generator.writing.entry import entry_text, plain_of
from generator.writing.scalar import flow, scalar

__all__ = ["entry_text", "flow", "plain_of", "scalar"]
