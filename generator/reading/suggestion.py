"""What someone who wrote a wrong word probably meant."""

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process, utils

_CLOSE_ENOUGH = 72


def closest(word: object, choices: Iterable[str] | Mapping[str, str]) -> str | None:
    """Give the choice most like `word`, or None; of a mapping, the value of the closest key.

    Case, spaces and punctuation do not count, so that `made up front` finds `made-up-front`.
    """
    keys = list(choices)
    found = process.extractOne(
        str(word),
        keys,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=_CLOSE_ENOUGH,
    )
    if found is None:
        return None
    return choices[found[0]] if isinstance(choices, Mapping) else found[0]


def did_you_mean(word: object, choices: Iterable[str] | Mapping[str, str]) -> str:
    """Word the suggestion as a hint; empty where nothing is close."""
    near = closest(word, choices)
    return "" if near is None else f"did you mean `{near}`?"
