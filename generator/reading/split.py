"""How a file's text parts into front matter and body, and on which line each begins."""

from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from generator.model.problem import Problem

_BOUNDARY = YAMLHandler.FM_BOUNDARY
"""A line of three or more hyphens, as python-frontmatter finds it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Front matter and body, with the line of the file on which the body begins.

    The front matter always begins on line 2.
    """

    matter: str
    body: str
    body_line: int


def split(path: str, text: str) -> Parts | Problem:
    """Part the text as python-frontmatter does, from exactly one block between two `---`."""
    marks = []
    for found in _BOUNDARY.finditer(text):
        marks.append(found)
        if len(marks) == 2:  # noqa: PLR2004 - the block's two lines
            break
    if not marks or marks[0].start() != 0:
        return Problem(
            path,
            1,
            1,
            "front-matter",
            "does not start with a line `---`",
            "begin the file with `---`, the fields, and `---` again",
        )
    if len(marks) == 1:
        return Problem(
            path,
            1,
            1,
            "front-matter",
            "the line `---` that ends the fields is missing",
            "put a line `---` between the fields and the text",
        )
    for mark in marks:
        line = mark.group().partition("\n")[0]
        if line != "---":
            number = text.count("\n", 0, mark.start()) + 1
            return Problem(
                path,
                number,
                1,
                "front-matter",
                f"the line is `{line[:20]}`",
                "write exactly three hyphens and nothing else",
            )
    ends = text.find("\n", marks[1].start())
    matter = text[len("---\n") : marks[1].start()]
    body = text[ends + 1 :] if ends >= 0 else ""
    return Parts(matter, body, text.count("\n", 0, marks[1].start()) + 2)
