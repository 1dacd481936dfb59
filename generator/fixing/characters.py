"""How a file's bytes become the text that the gate lets pass, where only one text is meant."""

import unicodedata

from generator.fixing.change import told_once
from generator.reading.gate import heap_of_accents

_BOM = "\ufeff"


def mend_characters(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Take away a byte order mark, end lines with LF alone, and compose letters with accents.

    Gives the text, and each change with its line. A CR that stands alone may be anything, and
    stays; so does a letter with so many accents that nobody meant them.
    """
    changes: list[tuple[int, str]] = []
    if text.startswith(_BOM):
        text = text[1:]
        changes.append((1, "took away the byte order mark"))
    if "\r\n" in text:
        line = text.count("\n", 0, text.index("\r\n")) + 1
        text = text.replace("\r\n", "\n")
        changes.append((line, "lines end in LF"))
    if not unicodedata.is_normalized("NFC", text) and heap_of_accents(text) is None:
        changes += told_once(_apart(text), "letters with accents are in normal form C")
        text = unicodedata.normalize("NFC", text)
    return text, changes


def _apart(text: str) -> list[int]:
    lines = enumerate(text.split("\n"), 1)
    return [number for number, line in lines if not unicodedata.is_normalized("NFC", line)]
