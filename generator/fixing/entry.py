"""How one file's text is mended, step by step; each step changes what it is for, or nothing."""

from collections.abc import Callable

from pydantic import BaseModel

from generator.fixing.change import Change
from generator.fixing.characters import mend_characters
from generator.fixing.order import mend_order
from generator.fixing.spaces import mend_marks, mend_spaces
from generator.fixing.values import mend_values
from generator.fixing.words import Words
from generator.model.event import Event
from generator.model.registry import Actor, EventType, Province, Publisher
from generator.reading import strict_yaml
from generator.reading.split import Parts, split

_MODELS: dict[str, type[BaseModel]] = {
    "events": Event,
    "actors": Actor,
    "provinces": Province,
    "types.yml": EventType,
    "publishers.yml": Publisher,
}
Step = Callable[[str, type[BaseModel]], tuple[str, list[tuple[int, str]]]]


def mend(path: str, text: str, words: Words) -> tuple[str, list[Change]]:
    """Mend the text of the file at `path` below the entries folder.

    Gives the text and the changes, by line. Of a body only line ends and composed letters change.
    Fields that strict YAML refuses stay as they are: nobody knows what they say.
    """
    model = _MODELS[path.partition("/")[0]]
    text, told = mend_characters(text)
    if path.endswith(".yml"):
        text, more = _mend_matter(text, model, words)
        told += [(line + 1, message) for line, message in more]
    else:
        text, more = mend_marks(text)
        told += [(line + 1, message) for line, message in more]
        parts = split(path, text)
        if isinstance(parts, Parts):
            matter, more = _mend_matter(parts.matter, model, words)
            told += [(line + 2, message) for line, message in more]
            start = len("---\n")
            text = text[:start] + matter + text[start + len(parts.matter) :]
    return text, [Change(path, line, message) for line, message in sorted(told)]


def _mend_matter(
    matter: str, model: type[BaseModel], words: Words
) -> tuple[str, list[tuple[int, str]]]:
    tidy, told = mend_spaces(matter)
    plain, problems = strict_yaml.load("", tidy)
    if problems or not isinstance(plain, dict | list):
        return matter, []
    matter = tidy
    matter, more = mend_values(matter, model, words)
    told += more
    matter, more = mend_order(matter, model)
    return matter, told + more
