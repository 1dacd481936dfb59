"""What is asked of an entry's file before it is written anew."""

import pytest

from generator.importing.rows import has_comments

ENTRY = """\
---
title: {title}
names:
  fa: [نمونه ساختگی, "a # b"]
note: >-
  # no comment, but text # of a
  folded block
{more}added: 2022-04-02
---

# A heading, and no comment
"""


@pytest.mark.parametrize(
    ("title", "more", "found"),
    [
        ("A raid", "", False),
        ("C#", "", False),
        ("'it''s # none'", "", False),
        ("A raid # or two?", "", True),
        ("نمونه # درست؟", "", True),
        ("A raid", "# to be checked\n", True),
        ("A raid", "tags:\n  - one\n  # - two\n  - three\n", True),
        ("A raid", "tags: [one] #\n", True),
    ],
)
def test_comments_in_the_front_matter_are_found_and_nothing_else(
    title: str, more: str, *, found: bool
) -> None:
    assert has_comments(ENTRY.format(title=title, more=more)) is found
