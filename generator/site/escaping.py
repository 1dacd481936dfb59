"""How templates put out values: escaped as Jinja does it, but not marked as escaped one by one.

Jinja makes an object of all that it escapes, so that nothing escapes it again. What a template puts
out goes straight into its text, which gets that mark as a whole. Pages put out two million values
at 10,000 events, most of them without anything to escape.
"""

import re

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

_to_be_escaped = re.compile("[&<>\"']").search


def put_out(value: object) -> str:
    """Give a value as it stands in a page: as `markupsafe.escape` does, or the very text."""
    if type(value) is str:
        return escape(value) if _to_be_escaped(value) else value
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


class Compiler(CodeGenerator):
    """Compiles templates as Jinja does, with `put_out` in place of `escape`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002 - Jinja passes them
        self.write("environment.put_out(")


class EscapingEnvironment(Environment):
    """An environment in which all that templates put out is escaped, always."""

    code_generator_class = Compiler
    put_out = staticmethod(put_out)
