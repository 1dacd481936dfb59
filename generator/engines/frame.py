"""How the theme's frame is rendered once and then laid around every page like it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from jinja2.ext import Extension

SLOTS = ("title", "description", "canonical", "edit", "head", "content")
_TOKEN = re.compile(f"\ue000({'|'.join(SLOTS)})\ue001")
"""Private-use characters stand around a slot's name; no theme writes them."""


_INDENTATION = re.compile(r"[ \t]*\n\s*")
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"')
"""Material's checkboxes, with an attribute that HTML does not let a checkbox have."""


class Unindented(Extension):
    """Leaves out of the theme's templates indentation, since nothing there is preformatted."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja passes them
        """Give a template's source in valid HTML, with every line break as one character."""
        return _TOGGLE.sub(r"\1", _INDENTATION.sub("\n", source.lstrip()))


def token(slot: str) -> str:
    """Give the text that stands for a slot while the frame is rendered."""
    return f"\ue000{slot}\ue001"


@dataclass(frozen=True, slots=True)
class Frame:
    """What is rendered between slots, in UTF-8: `texts` has one item more than `slots`."""

    texts: tuple[bytes, ...]
    slots: tuple[str, ...]

    @classmethod
    def of(cls, rendered: str) -> Self:
        """Part a rendered page at its tokens."""
        parts = _TOKEN.split(rendered)
        return cls(tuple(map(_encoded, parts[::2])), tuple(parts[1::2]))

    def around(self, values: Mapping[str, str]) -> bytes:
        """Lay the frame around the values of one page."""
        pieces = [self.texts[0]]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            pieces.append(_encoded(values[slot]))
            pieces.append(text)
        return b"".join(pieces)


def _encoded(text: str) -> bytes:
    """Encode as MkDocs does when it writes a page."""
    return text.encode("utf-8", errors="xmlcharrefreplace")
