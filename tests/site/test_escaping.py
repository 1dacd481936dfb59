"""What templates put out is escaped just as Jinja escapes it."""

from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from generator.model.partial_date import PartialDate
from generator.site.escaping import EscapingEnvironment

OURS = EscapingEnvironment(autoescape=True, undefined=StrictUndefined)
JINJAS = Environment(autoescape=True, undefined=StrictUndefined)


class Text(str):
    """Text of a class of its own, as libraries have them."""

    __slots__ = ()


class Element:
    """Something that knows its own markup."""

    def __html__(self) -> str:
        return "<b>it</b>"


@pytest.mark.parametrize(
    "value",
    [
        "plain", "", "&", "<script>", "a > b", "it's", 'said "no"', "&amp;", "متن",
        Text("<i>"), Text("plain"), Markup("<b>bold</b>"), Element(),
        0, -3, 10_000, 1.5, True, None, ["<"], PartialDate.parse("2022-06~"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "source",
    [
        "{{ value }}",
        "<p title='{{ value }}'>{{ value }}{% if value %}: {{ value }}{% endif %}</p>",
        "{% macro part(it) %}<i>{{ it }}</i>{% endmacro %}{{ part(value) }} {{ part('<') }}",
        "{% set kept %}{{ value }}<br>{% endset %}{{ kept }}",
        "{{ value ~ '<' }} {{ [value, '&'] | join(', ') }} {{ '<' if value else value }}",
        "{% for it in [value, value] recursive %}{{ it }}{{ loop([]) }}{% endfor %}",
        "{{ '%s <' | format(value) }}{{ value | safe }}{{ value | e }}",
    ],
)
def test_a_value_is_put_out_as_jinja_puts_it_out(source: str, value: Any) -> None:
    assert OURS.from_string(source).render(value=value) == JINJAS.from_string(source).render(
        value=value
    )


def test_what_is_not_there_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        OURS.from_string("{{ absent }}").render()
