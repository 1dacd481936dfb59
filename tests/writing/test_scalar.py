"""How values are written as YAML."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.reading import strict_yaml
from generator.reading.gate import invisible
from generator.writing.scalar import flow, scalar

HOSTILE = [
    "no", "Yes", "on", "null", "~", "", " ", "true", "12:30", "1e3", "0x10", "0o7", ".inf", ".nan",
    "8", "-8", "+8", "1_000", "0b1", "=", "<<", "---", "...", "--- x", "%YAML 1.2", "- item",
    "? key", ": value", "a: b", "a:b", "a:", "a #b", "a#b", "#b", "&anchor", "*alias", "!tag",
    "!!python/object:os.system", "| block", "> folded", "'", '"', "it's", 'say "it"', "'quoted'",
    '"quoted"', "[a, b]", "a, b", "{a: b}", "a]", "a}", "@at", "`tick`", "\\", "\\n", "\\x41",
    "a\tb", "\ta", "a ", " a", "<script>alert(1)</script>", "${HOME}", "$(id)", "{{ 7 * 7 }}",
    "{% raw %}", "; rm -rf /", "' OR 1=1 --", "../../etc/passwd", "حمله در تالقان", "می\u200cشود",
    "田中さん", "👩‍🚀"[0], "Ω≈ç√", "1/2", "50 %", "a, #b", "x" * 300,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reads_back_as_itself(text: str) -> None:
    _assert_reads_back(text)


@given(st.text().filter(lambda text: not any(True for _ in invisible(text))))
def test_any_text_that_may_stand_in_an_entry_reads_back_as_itself(text: str) -> None:
    _assert_reads_back(text)


@pytest.mark.parametrize("text", ["no", "12:30", "1_000", "0b1", "=", "on"])
def test_what_an_old_reader_takes_for_something_else_is_put_in_quotes(text: str) -> None:
    assert scalar(text) == f'"{text}"'


@pytest.mark.parametrize(
    "text", ["2022-06-11", "8+", "raid", "Khwaja Ghar", "https://a.example/?b=c"]
)
def test_what_is_harmless_stays_without_quotes(text: str) -> None:
    assert scalar(text) == text


def test_numbers_and_switches_stay_what_they_are() -> None:
    written = flow([True, False, 8, 36.736])

    assert written == "[true, false, 8, 36.736]"
    assert yaml.safe_load(written) == [True, False, 8, 36.736]


def _assert_reads_back(text: str) -> None:
    written = f"a: {scalar(text)}\nb: {flow([text, text])}\n"
    expected = {"a": text, "b": [text, text]}

    assert strict_yaml.load("", written) == (expected, [])
    assert written.count("\n") == 2
