"""How the theme's frame is rendered once and then laid around every page like it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from jinja2 import Template

SLOTS = ("title", "description", "canonical", "edit", "content")
_TOKEN = re.compile(f"\ue000({'|'.join(SLOTS)})\ue001")
"""Private-use characters, which the gate lets no entry bring in by way of a title's markup."""


def token(slot: str) -> str:
    """Give the text that stands for a slot while the frame is rendered."""
    return f"\ue000{slot}\ue001"


@dataclass(frozen=True, slots=True)
class Frame:
    """Rendered text between slots: `texts` has one item more than `slots`."""

    texts: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def of(cls, rendered: str) -> Self:
        """Part a rendered page at its tokens."""
        parts = _TOKEN.split(rendered)
        return cls(tuple(parts[::2]), tuple(parts[1::2]))

    def around(self, values: Mapping[str, str]) -> str:
        """Lay the frame around the values of one page."""
        pieces = [self.texts[0]]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            pieces.append(values[slot])
            pieces.append(text)
        return "".join(pieces)


class SplicingTemplate(Template):
    """Stands where MkDocs expects a template, and renders the theme's only once per kind of page.

    Jinja hands a `Template` that it is asked for back as it is, so a page's `template` may name
    this object. Pages are of one kind where `page.kind` is equal; `page.values` fill the slots.
    """

    real: Template
    frames: dict[object, Frame]

    def __new__(cls, real: Template) -> Self:
        """Wrap the theme's template."""
        self = object.__new__(cls)
        self.real, self.frames = real, {}
        return self

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render the page in the context that MkDocs gives."""
        context = dict(*args, **kwargs)
        page = context["page"]
        frame = self.frames.get(page.kind)
        if frame is None:
            with page.as_tokens():
                frame = self.frames[page.kind] = Frame.of(self.real.render(context))
        return frame.around(page.values)
