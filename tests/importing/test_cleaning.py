"""Cells become text that the gate lets pass."""

from hypothesis import given
from hypothesis import strategies as st

from generator.importing.cleaning import cleaned, shortened
from generator.reading.gate import faults


@given(st.text() | st.text(st.sampled_from("e\u0301\u0316\u200c\u202e\ufeffیa \n")))
def test_whatever_is_cleaned_passes_the_gate_and_stays_when_cleaned_again(text: str) -> None:
    plain, _ = cleaned(text)

    assert list(faults("events/2022/a.md", plain)) == []
    assert cleaned(plain) == (plain, False)


def test_a_heap_of_accents_is_taken_off_its_letter() -> None:
    plain, is_changed = cleaned("Z" + "\u0316" * 400 + "algo")

    assert is_changed
    assert list(faults("events/2022/a.md", plain)) == []
    assert plain.startswith("Z")
    assert plain.endswith("algo")


@given(st.text(), st.integers(10, 60))
def test_a_shortened_text_is_no_longer_than_asked(text: str, longest: int) -> None:
    short = shortened(text, longest)

    assert len(short) <= longest
    assert short == text or short.endswith("…")
