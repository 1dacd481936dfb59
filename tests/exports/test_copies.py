"""The archive of copied entries is one as tarfile writes it."""

import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports.copies import head

NAMES = st.one_of(
    st.text("abc-/.0123456789", min_size=1, max_size=120),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60),
)


@given(NAMES, st.integers(0, 8**12))
def test_what_stands_before_a_file_is_what_tarfile_writes(path: str, size: int) -> None:
    _same(path, size)


@pytest.mark.parametrize("path", ["a", "a" * 100, "a" * 101, "events/2022/caf\u00e9.md"])
@pytest.mark.parametrize("size", [0, 1, 8**11 - 1, 8**11])
def test_it_is_so_where_a_name_or_a_size_just_fits(path: str, size: int) -> None:
    _same(path, size)


def _same(path: str, size: int) -> None:
    member = tarfile.TarInfo(path)
    member.size = size
    assert head(path, size) == member.tobuf(tarfile.PAX_FORMAT)
