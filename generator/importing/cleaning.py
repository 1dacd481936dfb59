"""How a cell's text becomes text that an entry may hold: visible, and in one normal form."""

import unicodedata

from generator.reading.gate import heap_of_accents, invisible


def cleaned(text: str) -> tuple[str, bool]:
    """Take out what the gate refuses; tells whether that changed more than the form of letters.

    Line ends become LF and tabs become spaces, which loses nothing that shows.
    """
    if text.isascii() and text.isprintable():
        return text, False
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    hidden = {offset for offset, _ in invisible(plain)}
    kept = "".join(mark for offset, mark in enumerate(plain) if offset not in hidden)
    bare = _without_heaps(kept)
    return unicodedata.normalize("NFC", bare), bool(hidden) or bare != kept


def one_line(text: str) -> str:
    """Put a text on one line, with single spaces."""
    return " ".join(text.split())


def shortened(text: str, longest: int) -> str:
    """Cut a text at the end of a word, with a sign that it goes on."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 2]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _without_heaps(text: str) -> str:
    while (at := heap_of_accents(text)) is not None:
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        text = (
            text[: at + 1] + text[end:]
            if not unicodedata.combining(text[at])
            else (text[:at] + text[end:])
        )
    return text
