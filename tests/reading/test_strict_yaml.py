import json
import math
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.problem import Problem
from generator.reading.gate import invisible
from generator.reading.strict_yaml import DEEPEST, Marks, load

PATH = "events/2022/x.md"
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]), max_size=20)
WORDS = WORDS.filter(lambda text: not any(True for _ in invisible(text)))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
).filter(lambda value: depth(value) <= DEEPEST)


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((depth(item) for item in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((depth(item) for item in value), default=0)
    return 0


def problem(line: int, column: int, rule: str, message: str, hint: str) -> Problem:
    return Problem(PATH, line, column, rule, message, hint)


def quote_words(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


class QuotingDumper(yaml.SafeDumper):
    """Writes every text in quotes: what is plain in YAML 1.1 may be a number in 1.2."""


QuotingDumper.add_representer(str, quote_words)


@given(DOCUMENTS, st.booleans())
@settings(max_examples=150, deadline=None)
def test_what_pyyaml_writes_reads_as_the_same_values(value: object, flow: bool) -> None:  # noqa: FBT001 - drawn
    text = yaml.dump(value, Dumper=QuotingDumper, allow_unicode=True, default_flow_style=flow)

    assert load(PATH, text) == (yaml.safe_load(text), [])
    assert load(PATH, text) == (value, [])


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_json_reads_as_the_same_values(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)

    assert load(PATH, text) == (value, [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("NO", "NO"),
        ("12:30", "12:30"),
        ("1:20:30", "1:20:30"),
        ("2022-06-11", "2022-06-11"),
        ("2022-06", "2022-06"),
        ("2022-06-11T10:00:00Z", "2022-06-11T10:00:00Z"),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("0b11", "0b11"),
        ("0o17", 15),
        ("0o18", "0o18"),
        ("0x1F", 31),
        ("-0x1F", "-0x1F"),
        ("007", 7),
        ("08", 8),
        ("8", 8),
        ("+8", 8),
        ("-8", -8),
        ("8+", "8+"),
        ("8-12", "8-12"),
        ("<=7", "<=7"),
        ("~20", "~20"),
        ("36.5", 36.5),
        ("-.5", -0.5),
        ("1.", 1.0),
        (".", "."),
        ("-", [None]),
        ("+", "+"),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
        ("1e", "1e"),
        ("1.2.3", "1.2.3"),
        (".inf", math.inf),
        ("+.INF", math.inf),
        ("-.Inf", -math.inf),
        ("inf", "inf"),
        ("nan", "nan"),
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nULL", "nULL"),
        ("true", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("٨", "٨"),
        ("123456789012345678901234", 123456789012345678901234),
        ("1234567890123456789012345", "1234567890123456789012345"),
        ('"8"', "8"),
        ("'true'", "true"),
        ('"~"', "~"),
        ("''", ""),
        ("|\n  8\n", "8\n"),
        (">-\n  one\n  two\n", "one two"),
    ],
)
def test_scalars_are_typed_by_the_core_rules_of_yaml_1_2(text: str, value: object) -> None:
    loaded, problems = load(PATH, text)

    assert (loaded, type(loaded), problems) == (value, type(value), [])


def test_not_a_number_is_a_number() -> None:
    loaded, problems = load(PATH, ".nan")

    assert isinstance(loaded, float)
    assert math.isnan(loaded)
    assert problems == []


def test_keys_are_always_text() -> None:
    loaded, problems = load(PATH, "no: 1\n8: 2\nnull: 3\n2022-06-11: 4\n? \n: 5\n")

    assert loaded == {"no": 1, "8": 2, "null": 3, "2022-06-11": 4, "": 5}
    assert problems == []


SYNTAX_HINT = "check quotes, colons and indentation on this line and the one above"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a: 1\nb: 2\na: 3\n",
            problem(3, 1, "duplicate-key", "`a` stands here twice", "keep one of the two"),
        ),
        (
            'a:\n  - {x: 1, "x": 2}\n',
            problem(2, 12, "duplicate-key", "`x` stands here twice", "keep one of the two"),
        ),
        (
            "a: &one 1\n",
            problem(
                1, 4, "yaml-feature", "the anchor `&one` is not allowed",
                "delete the mark; if the text begins with `&`, put it in quotes",
            ),
        ),
        (
            "&one a: 1\n",
            problem(
                1, 1, "yaml-feature", "the anchor `&one` is not allowed",
                "delete the mark; if the text begins with `&`, put it in quotes",
            ),
        ),
        (
            "a: &one [1]\n",
            problem(
                1, 4, "yaml-feature", "the anchor `&one` is not allowed",
                "delete the mark; if the text begins with `&`, put it in quotes",
            ),
        ),
        (
            "a: *one\n",
            problem(
                1, 4, "yaml-feature", "the alias `*one` is not allowed", "write the value out again"
            ),
        ),
        (
            "*one : 1\n",
            problem(
                1, 1, "yaml-feature", "the alias `*one` is not allowed", "write the value out again"
            ),
        ),
        (
            "a: !!python/object:os.system x\n",
            problem(
                1, 4, "yaml-feature",
                "the tag `tag:yaml.org,2002:python/object:os.system` is not allowed",
                "delete the tag; if the text begins with `!`, put it in quotes",
            ),
        ),
        (
            "a: !!str 8\n",
            problem(
                1, 4, "yaml-feature", "the tag `tag:yaml.org,2002:str` is not allowed",
                "delete the tag; if the text begins with `!`, put it in quotes",
            ),
        ),
        (
            "a: ! 8\n",
            problem(
                1, 4, "yaml-feature", "the tag `!` is not allowed",
                "delete the tag; if the text begins with `!`, put it in quotes",
            ),
        ),
        (
            "a: !set {x}\n",
            problem(
                1, 4, "yaml-feature", "the tag `!set` is not allowed",
                "delete the tag; if the text begins with `!`, put it in quotes",
            ),
        ),
        (
            "a:\n  <<: {b: 1}\n",
            problem(
                2, 3, "yaml-feature", "merge keys are not allowed", "write the fields out again"
            ),
        ),
        (
            "a: 1\n--- b\n",
            problem(2, 1, "yaml-feature", "holds a second document", "keep one block"),
        ),
        (
            "a: 1\n...\n---\nb: 1\n",
            problem(3, 1, "yaml-feature", "holds a second document", "keep one block"),
        ),
        (
            "%YAML 1.1\n--- a\n",
            problem(
                1, 1, "yaml-feature", "directives are not allowed", "delete the line with `%`"
            ),
        ),
        (
            "%TAG ! tag:example.org,2022:\n--- a\n",
            problem(
                1, 1, "yaml-feature", "directives are not allowed", "delete the line with `%`"
            ),
        ),
        (
            "? [a]\n: 1\n",
            problem(
                1, 3, "yaml-feature", "a field's name is a list or a mapping", "name the field"
            ),
        ),
        (
            "a: [[[[[[[[1]]]]]]]]\n",
            problem(
                1, 11, "too-deep", "is nested more than 8 levels deep", "write it flatter"
            ),
        ),
        (
            "title: a: b\n",
            problem(
                1, 9, "yaml-syntax",
                "cannot be read: mapping values are not allowed in this context",
                "put the text in quotes if it holds a colon followed by a space",
            ),
        ),
        (
            "a: 1\n\tb: 2\n",
            problem(
                2, 1, "yaml-syntax",
                "cannot be read: while scanning a plain scalar, "
                "found a tab character that violates indentation",
                "indent with spaces, and quote text that begins with a special character",
            ),
        ),
        (
            "a: 1\nb: 'never ends\nc: 2\n",
            problem(
                2, 4, "yaml-syntax",
                "cannot be read: while scanning a quoted scalar, found unexpected end of stream",
                SYNTAX_HINT,
            ),
        ),
        (
            "a: [1, 2\n",
            problem(
                2, 1, "yaml-syntax",
                "cannot be read: while parsing a flow sequence, did not find expected ',' or ']'",
                SYNTAX_HINT,
            ),
        ),
        (
            'a: "left\\u202eright"\n',
            problem(
                1, 4, "control-character", "holds U+202E (right-to-left override)",
                "delete the escape; it does not show, and can change how the text reads",
            ),
        ),
        (
            '"a\\0": 1\n',
            problem(
                1, 1, "control-character", "holds U+0000 (a control character)",
                "delete the escape; it does not show, and can change how the text reads",
            ),
        ),
    ],
)  # fmt: skip
def test_what_the_archive_does_not_allow_is_refused_in_its_place(
    text: str, expected: Problem
) -> None:
    _, problems = load(PATH, text)

    assert problems == [expected]


def test_every_duplicate_key_is_reported() -> None:
    _, problems = load(PATH, "a: 1\na: 2\nb:\n  c: 1\n  c: 2\na: 3\n", first_line=2)

    assert [(fault.line, fault.column) for fault in problems] == [(3, 1), (6, 3), (7, 1)]


def test_a_merge_sign_in_quotes_is_an_ordinary_key() -> None:
    assert load(PATH, '"<<": 1\n') == ({"<<": 1}, [])


def test_an_escape_that_shows_is_fine() -> None:
    assert load(PATH, r'"\u0041\x42\t\n"') == ("AB\t\n", [])


@pytest.mark.parametrize("levels", range(1, DEEPEST + 1))
def test_nesting_is_fine_up_to_the_limit(levels: int) -> None:
    _, problems = load(PATH, "[" * levels + "]" * levels)

    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000,
        "{" * 30_000,
        "[" * 30_000 + "]" * 30_000,
        "{a: " * 15_000,
        "- " * 30_000,
        "? " * 30_000,
        "[{" * 15_000,
        "a:\n" + "".join(f"{' ' * n}- \n" for n in range(1, 300)),
    ],
)
def test_endless_nesting_is_a_problem_and_no_crash(text: str) -> None:
    _, problems = load(PATH, text)

    assert len(problems) == 1
    assert problems[0].rule in {"too-deep", "yaml-syntax", "yaml-feature"}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_nothing_at_all_is_none(text: str) -> None:
    assert load(PATH, text) == (None, [])


DOCUMENT = """\
title: >-
  one
  two
names:
  fa: [تالقان, "دو", سه]
'quoted': {a: 1, b: [x, y]}
empty:
list:
  - id: c1
    text: |
      long
      text
    reports:
      - count: 8+
  - plain
  -   - inner
after: end
"""
PLACES = {
    (): (2, 1, 2, 1),
    ("title",): (2, 1, 2, 8),
    ("names",): (5, 1, 6, 3),
    ("names", "fa"): (6, 3, 6, 7),
    ("names", "fa", 0): (6, 8, 6, 8),
    ("names", "fa", 1): (6, 16, 6, 16),
    ("names", "fa", 2): (6, 22, 6, 22),
    ("quoted",): (7, 1, 7, 11),
    ("quoted", "a"): (7, 12, 7, 15),
    ("quoted", "b"): (7, 18, 7, 21),
    ("quoted", "b", 0): (7, 22, 7, 22),
    ("quoted", "b", 1): (7, 25, 7, 25),
    ("empty",): (8, 1, 8, 7),
    ("list",): (9, 1, 10, 3),
    ("list", 0): (10, 5, 10, 5),
    ("list", 0, "id"): (10, 5, 10, 9),
    ("list", 0, "text"): (11, 5, 11, 11),
    ("list", 0, "reports"): (14, 5, 15, 7),
    ("list", 0, "reports", 0): (15, 9, 15, 9),
    ("list", 0, "reports", 0, "count"): (15, 9, 15, 16),
    ("list", 1): (16, 5, 16, 5),
    ("list", 2): (17, 7, 17, 7),
    ("list", 2, 0): (17, 9, 17, 9),
    ("after",): (18, 1, 18, 8),
}


def test_every_key_and_value_keeps_its_line_and_column() -> None:
    marks: Marks = {}

    load(PATH, DOCUMENT, first_line=2, marks=marks)

    assert marks == PLACES


def test_values_do_not_depend_on_whether_places_are_wanted() -> None:
    assert load(PATH, DOCUMENT) == load(PATH, DOCUMENT, first_line=7, marks={})


SIGNS = st.text(st.sampled_from(list("abc:-?[]{},#&*!|>'\"%@`<~. \n\t\\é٨تu0x")), max_size=60)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    at = draw(st.integers(0, len(DOCUMENT)))
    gone = draw(st.integers(0, 9))
    return DOCUMENT[:at] + draw(SIGNS | st.text(max_size=8)) + DOCUMENT[at + gone :]


@given(st.text() | SIGNS | mutations() | st.binary().map(lambda raw: raw.decode("latin-1")))
@settings(max_examples=400, deadline=None)
@example("\ud800")
@example("\ufeff")
@example("\0")
@example('"\\ud800"')
@example('"\\UFFFFFFFF"')
@example("a: 1\x85b: 2")
@example("!<")
@example("%")
@example("&")
def test_no_text_makes_the_reader_raise(text: str) -> None:
    marks: Marks = {}

    value, problems = load(PATH, text, marks=marks)

    for fault in problems:
        assert fault.line >= 1
        assert fault.column >= 1
        assert "\n" not in fault.message
    if not problems:
        assert plain(value)


def plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    return value is None or isinstance(value, bool | int | float | str)


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_nothing_invisible_comes_in_by_an_escape(text: str) -> None:
    escaped = "".join(f"\\U{ord(mark):08x}" for mark in text)

    loaded, problems = load(PATH, f'"{escaped}"')

    hidden = any(True for _ in invisible(text))
    assert [fault.rule for fault in problems] == ["control-character"] * hidden
    assert loaded == text
