"""How a stranger's text is shown so that it can neither steer a terminal nor hide."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""Part of how Persian and many other scripts are spelled; they move nothing."""
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """Write every control, bidi mark, odd space and unassigned character as its escape.

    What is left is one line, in which every character but a joiner shows.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(visible_character(character) for character in text)


def visible_character(character: str) -> str:
    r"""Show one character: itself, or an escape such as `\x1b` or `\u202e`."""
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - Latin-1
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - the BMP
