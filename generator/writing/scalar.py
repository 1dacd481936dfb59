"""How values are written as YAML that the strict reader, and any other, reads back unchanged."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from generator.reading import strict_yaml

_CALM = re.compile(r"[^\W_](?:[^:#\n]|:(?=[^\s])|(?<=\S)#(?=\S))*")
"""Begins with a letter or a digit, and nothing in it reads as a comment or as a field's end."""
_WORDS = re.compile(r"[^\W\d_]\w*(?: [\w.'()/-]+)+")
"""Several words, the first begins with a letter: no reader of YAML takes that for anything else."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
"""Text that every reader would take for a number."""
_FINGERPRINT = re.compile(r"(?!0x)[0-9a-f]*[acdf][0-9a-f]*")
"""Holds a letter that no number has, but for hexadecimal ones."""
_OLD_READER = Resolver()
"""Types plain text by YAML 1.1, as many other programs do: there `no` is false, 12:30 a number."""
_TEXT_OR_DAY = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"}


def scalar(value: object) -> str:
    """Write one value on one line, plain where that is safe, else in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value}"
    text = str(value)
    return text if _is_safe(text) else json.dumps(text, ensure_ascii=False)


def flow(values: Iterable[object]) -> str:
    """Write a list of values on one line."""
    return f"[{', '.join(scalar(value) for value in values)}]"


@lru_cache(maxsize=4096)
def _is_safe(text: str) -> bool:
    """Tell whether the text reads back as itself without quotes, alone and within a list."""
    if _WORDS.fullmatch(text) or _FINGERPRINT.fullmatch(text):
        return True
    if _NUMBER.fullmatch(text) or not _CALM.fullmatch(text):
        return False
    tag = _OLD_READER.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if tag not in _TEXT_OR_DAY:
        return False
    read, problems = strict_yaml.load("", f"a: {text}\nb: [{text}, {text}]\n")
    return not problems and read == {"a": text, "b": [text, text]}
