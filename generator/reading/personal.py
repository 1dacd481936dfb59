"""What looks like private data in a text: telephone numbers, e-mail addresses, identity numbers."""

import re
from collections.abc import Iterator
from itertools import islice

from generator.model.problem import Problem
from generator.reading import strict_yaml
from generator.reading.gate import place_in
from generator.reading.rules import MOST_PER_FILE
from generator.reading.split import Parts
from generator.reading.strict_yaml import Marks, Path
from generator.reading.typing import place_of

_DIGITS = "0-9\u06f0-\u06f9\u0660-\u0669"
_ASCII = {ord(mark): str(n) for row in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for n, mark in enumerate(row)}
"""Persian and Arabic digits, one for one, so that offsets stay."""
_GAP = r"[ \u00a0().\-\u2010-\u2013]{0,2}"
_SUSPECT = re.compile(
    rf"[{_DIGITS}](?<![{_DIGITS}-].)(?!\d{{3}}-\d\d-\d\d(?!{_GAP}\d))"
    rf"(?:[{_DIGITS}]{{5}}|(?:{_GAP}[{_DIGITS}]){{6}})",
    re.DOTALL,
)
"""Six digits in a row, or seven with signs between, that are no date. It begins with what
is searched fast, and looks back from there: every file is searched."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_NOT_PROSE = {"url", "archived", "sha256", "external_ids", "coordinates", "id", "owned"}
_NAME = r"(?<![\w.+%-])\w[\w.+%-]{0,63}"
_HOST = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_PAPERS = {
    "AF": r"tazkir\w*|tazker\w*|تذکره",
    "IR": r"شماره ملی|کد ملی|گذرنامه",
    "PK": r"cnic|nicop",
    "US": r"social security",
}
"""What people call their papers, by country."""
_PAPER_WORDS = "|".join(
    (
        r"passport|national id|identity card|identity number|id card|پاسپورت|паспорт\w*",
        *_PAPERS.values(),
    )
)
_PHONE_WORDS = (
    r"phone|telephone|tel|mobile|cell|call|whatsapp|viber|signal|"
    r"تلفن|تلیفون|موبایل|شماره تماس|واتساپ|واتس‌اپ|телефон\w*|тел"
)
_NUMBERS = {
    "AF": r"1[34]\d\d[ -]?\d{4}[ -]?\d{5}",  # the electronic card: year of issue, four digits, five
    "PK": r"\d{5}-\d{7}-\d",  # the card of the national register
    "US": r"\d{3}-\d\d-\d{4}",  # the social security number
}
"""The numbers of identity documents that tell by their form what they are, by country."""
_KINDS = {
    "e-mail": "an e-mail address",
    "phone": "a telephone number",
    "identity": "the number of an identity document",
}
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (  # group 1, if any, is the number
    ("e-mail", re.compile(rf"{_NAME}@{_HOST}")),
    ("e-mail", re.compile(rf"{_NAME} ?[\[(] ?at ?[\])] ?{_HOST}", re.IGNORECASE)),
    *(
        ("identity", re.compile(rf"(?<![\w-]){number}(?![\w-])", re.ASCII))
        for number in _NUMBERS.values()
    ),
    (
        "identity",
        re.compile(
            rf"\b(?:{_PAPER_WORDS})\b[^\d;!?\n]{{0,20}}?[A-Z]{{0,3}}[- ]?(?<!\d)(\d{{6,}})(?!\d)",
            re.IGNORECASE,
        ),
    ),
    # E.164: a plus or 00, and 8 to 15 digits in all
    ("phone", re.compile(rf"(?<![\w.+-])(?:\+ ?|00)[1-9](?:{_GAP}\d){{7,14}}(?![\d%])", re.ASCII)),
    # within a country: a zero that no count has, and 9 to 11 digits in all
    (
        "phone",
        re.compile(
            rf"(?<![\w.,+/:-])(?!\d\d[./-]\d\d[./-]\d{{4}})\(?0[1-9](?:{_GAP}\d){{7,9}}(?![\w%])",
            re.ASCII,
        ),
    ),
    ("phone", re.compile(r"(?<![\w-])\(\d{3}\) ?\d{3}[- ]\d{4}(?![\w-])", re.ASCII)),
    (
        "phone",
        re.compile(
            rf"\b(?:{_PHONE_WORDS})\b[^\d.;!?\n]{{0,12}}?"
            rf"([+(]?(?!\d{{4}}-\d\d-\d\d)\d(?:{_GAP}\d){{6,14}})(?!\d)",
            re.IGNORECASE,
        ),
    ),
)


def personal_data(text: str) -> Iterator[tuple[int, str]]:
    """Find private data: its offset, and what it looks like; whatever is in a web address passes.

    Digits may be Persian or Arabic. Dates, counts, money and coordinates are none.
    """
    if not _is_suspect(text):
        return
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), text.translate(_ASCII))
    ends = 0
    for start, end, number, kind in sorted(
        (*match.span(), match.start(match.lastindex or 0), kind)
        for kind, pattern in _PATTERNS
        for match in pattern.finditer(plain)
    ):
        if start >= ends:
            ends = end
            yield number, _KINDS[kind]


def personal_problems(path: str, text: str, parts: Parts, plain: object) -> list[Problem]:
    """Warn of private data in an entry's fields and body; `text` is the whole file.

    The message does not repeat the data: reports of checks are public.
    """
    if not _is_suspect(text):
        return []
    in_fields = (
        (at, kind) for at, value in _strings(plain, ()) for _, kind in personal_data(value)
    )
    fields = list(islice(in_fields, MOST_PER_FILE))
    marks: Marks = {}
    if fields:
        strict_yaml.load(path, parts.matter, first_line=2, marks=marks)
    found = [_warning(path, place_of(marks, at), kind) for at, kind in fields]
    for offset, kind in islice(personal_data(parts.body), MOST_PER_FILE):
        line, column = place_in(parts.body, offset)
        found.append(_warning(path, (parts.body_line + line - 1, column), kind))
    return found


def _is_suspect(text: str) -> bool:
    return "@" in text or "at)" in text or "at]" in text or _SUSPECT.search(text) is not None


def _strings(value: object, at: Path) -> Iterator[tuple[Path, str]]:
    match value:
        case str():
            yield at, value
        case dict():
            for key, inner in value.items():
                if key not in _NOT_PROSE:
                    yield from _strings(inner, (*at, key))
        case list():
            for number, inner in enumerate(value):
                yield from _strings(inner, (*at, number))


def _warning(path: str, place: tuple[int, int], kind: str) -> Problem:
    line, column = place
    return Problem(
        path,
        line,
        column,
        "personal-data",
        f"holds what looks like {kind}",
        "leave it out if it could lead to a person; what Git has seen cannot be erased",
        severity="warning",
    )
