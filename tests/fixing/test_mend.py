"""What is mended in one file, what is left alone, and what stays beside what."""

from typing import get_args, get_type_hints

import pytest
from pydantic import BaseModel

from generator.fixing import Words, mend
from generator.fixing.values import REFERENCES
from generator.model import event, registry
from generator.model.fields import Reference

WORDS = Words(
    {
        "actors": frozenset({"isis-k", "ana", "taliban"}),
        "provinces": frozenset({"takhar"}),
        "types": frozenset({"raid"}),
        "publishers": frozenset({"voa", "taliban"}),
    },
    {
        "actors": {
            "isis-k": frozenset({"isis-k"}),
            "islamic state": frozenset({"isis-k", "isis"}),
            "داعش": frozenset({"isis-k"}),
            "ana": frozenset({"ana", "afghan-army"}),
            "taliban": frozenset({"taliban"}),
            "emirate": frozenset({"taliban"}),
        },
        "provinces": {"takhar": frozenset({"takhar"}), "تخار": frozenset({"takhar"})},
        "types": {"raid": frozenset({"raid"}), "house search": frozenset({"raid"})},
        "publishers": {
            "voice of america": frozenset({"voa"}),
            "taliban": frozenset({"taliban"}),
            "emirate": frozenset({"radio"}),
        },
    },
)
EVENT = "events/2022/2022-06-11-made-up.md"


def mended(matter: str, body: str = "Made up.\n", path: str = EVENT) -> str:
    """Mend front matter, check that a second run changes nothing, and give what became of it."""
    text, _ = mend(path, f"---\n{matter}---\n{body}", WORDS)
    again, changes = mend(path, text, WORDS)
    assert (again, changes) == (text, [])
    assert text.startswith("---\n")
    assert text.endswith(f"\n---\n{body}")
    return text.removeprefix("---\n").removesuffix(f"---\n{body}")


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("type: House  Search", "type: raid"),
        ("type: 'Raid' # why", "type: 'raid' # why"),
        ('type: "RAID"', 'type: "raid"'),
        ("also_in: [تخار, takhar]", "also_in: [takhar, takhar]"),
        ("also_in:\n  - Takhar # why", "also_in:\n  - takhar # why"),
        ("location: {province: تخار, precision: province}",
         "location: {province: takhar, precision: province}"),
        ("actors:\n  - actor: داعش", "actors:\n  - actor: isis-k"),
        ("claims:\n  - by: Voice of America", "claims:\n  - by: voa"),
        ("sources:\n- publisher: Voice of America", "sources:\n- publisher: voa"),
        ("sources: [{carries: Voice of America}]", "sources: [{carries: voa}]"),
        ("date: 2022-6-11 # why", "date: 2022-06-11 # why"),
        ("date: '2022-6-11'", "date: '2022-06-11'"),
        ("date: June 11, 2022", "date: 2022-06-11"),
        ("sources:\n  - published: 2022-6", "sources:\n  - published: 2022-06"),
        ("verification:\n  checked: 2022-6-1", "verification:\n  checked: 2022-06-01"),
        ("corrections:\n  - date: 2022-6-1", "corrections:\n  - date: 2022-06-01"),
        ("title: x  \t\ndate: 2022  # why \n", "title: x\ndate: 2022  # why\n"),
        ("title: x  \n# why \n  \n", "title: x\n# why\n\n"),
    ],
)  # fmt: skip
def test_what_has_one_right_answer_gets_it(written: str, answer: str) -> None:
    assert mended(f"{written}\n") == f"{answer}\n"


@pytest.mark.parametrize(
    "matter",
    [
        "actors:\n  - actor: Islamic State",  # two bear the name
        "actors:\n  - actor: ANA",  # the id of one, the name of another
        "actors:\n  - actor: ana",  # an id is never another's name
        "actors:\n  - actor: isis",  # like an id, and none
        "claims:\n  - by: Emirate",  # an actor, or a publisher
        "claims:\n  - by: taliban",
        "type: >-\n  House Search",  # over several lines
        "title: House Search",  # no reference
        "tags: [داعش]",
        "relations:\n  - event: Raid",
        "date: 06/11/2022",
        "added: 2022-6",  # a day is wanted
        "claims:\n  - text: 2022-6-11",  # no date
        "date_basis: 2022-6-11",
        'title: "a\\ \n  b"',  # an escaped space at the end
        "titel: x\ndate: 2022\ntitle: y",  # who knows where an unknown field belongs
        "title: x\ntitle: y  ",  # a field twice: nobody knows which counts
        "type: &x House Search",
        "type: [House Search",
        "date: 2022-6-11: x",
    ],
)
def test_what_is_right_or_open_to_doubt_is_left_alone(matter: str) -> None:
    assert mended(f"{matter}\n") == f"{matter}\n"


def test_spaces_in_a_longer_text_are_taken_away_where_only_spaces_change() -> None:
    assert mended("claims:\n  - text: >-\n      one \n      two\n") == (
        "claims:\n  - text: >-\n      one\n      two\n"
    )
    kept = "claims:\n  - text: >\n      one\n        \n      two\n"
    assert mended(kept + "    by: voa  \n").startswith("claims:\n  - by: voa\n")
    assert "one\n        \n" in mended(kept + "    by: voa  \n")


def test_fields_go_into_the_order_of_the_model_with_their_comments() -> None:
    matter = """\
# about the whole file

# when it was entered
added: 2022-06-12
type: raid # a note on the type
# two lines
# about the place

location: # behind it
  # how exactly
  precision: province
  # the province
  province: takhar
    # deeper, so it belongs to the place
title: "x"
date: 2022
# date_basis: event
# the last word
"""

    assert (
        mended(matter)
        == """\
# about the whole file

title: "x"
date: 2022
type: raid # a note on the type
# two lines
# about the place

location: # behind it
  # the province
  province: takhar
    # deeper, so it belongs to the place
  # how exactly
  precision: province
# when it was entered
added: 2022-06-12
# date_basis: event
# the last word
"""
    )


def test_items_of_a_list_keep_their_dash_and_comments_of_a_new_first_field_go_above() -> None:
    matter = """\
sources:
  # the first
  -   publisher: voa
      # its name here
      id: s1
  - {title: "a, b: {c}", id: s2, publisher: voa}
  - id: s3
    publisher: voa
  -
    # alone
    publisher: voa
    id: s4
# end
"""

    assert (
        mended(matter)
        == """\
sources:
  # the first
  # its name here
  -   id: s1
      publisher: voa
  - {id: s2, publisher: voa, title: "a, b: {c}"}
  - id: s3
    publisher: voa
  -
    id: s4
    # alone
    publisher: voa
# end
"""
    )


def test_texts_of_several_lines_move_whole_and_what_looks_like_a_comment_in_them_too() -> None:
    matter = """\
verification:
  note: |+
    one
    # no comment

  # a comment
  grade: weak
title: one
  two
date: "2022"
"""

    assert (
        mended(matter)
        == """\
title: one
  two
date: "2022"
verification:
  # a comment
  grade: weak
  note: |+
    one
    # no comment

"""
    )


def test_a_body_keeps_every_byte_but_line_ends_and_composed_letters() -> None:
    body = "Two spaces  \nand\ttabs \t\n\n    # code  \n---  \ndate: 2022-6-11\ncafe\u0301\n\n\n"
    text = f"\ufeff---\ntitle: x \n---\n{body}".replace("\n", "\r\n")

    done, changes = mend(EVENT, text, WORDS)

    assert done == f"---\ntitle: x\n---\n{body}".replace("e\u0301", "é")
    assert [(change.line, change.message) for change in changes] == [
        (1, "lines end in LF"),
        (1, "took away the byte order mark"),
        (2, "took away spaces at the end of the line"),
        (10, "letters with accents are in normal form C"),
    ]


@pytest.mark.parametrize(
    ("count", "told"), [(1, ""), (2, ", and in one line more"), (9, ", and in 8 lines more")]
)
def test_what_was_done_to_many_lines_is_told_once(count: int, told: str) -> None:
    _, changes = mend(
        EVENT, "---\ntitle: x\n" + "# x \n" * count + "---\n" + "e\u0301\n" * count, WORDS
    )

    assert [(change.line, change.message) for change in changes] == [
        (3, f"took away spaces at the end of the line{told}"),
        (4 + count, f"letters with accents are in normal form C{told}"),
    ]


def test_the_two_lines_of_hyphens_lose_their_spaces() -> None:
    assert (
        mend(EVENT, "--- \ntitle: x\n---\t\nbody  \n", WORDS)[0] == "---\ntitle: x\n---\nbody  \n"
    )


@pytest.mark.parametrize(
    "text",
    ["", "---", "--- ", "no front matter  \n", "----\ntitle: x  \n----\n", "---\ntitle: x  \n",
     "---\ntitle: [  \n---\n", "---\n---\n", "---\n- a  \n---\n", "a\rb", "---\n" + "[" * 30_000],
)  # fmt: skip
def test_a_file_that_cannot_be_understood_is_not_guessed_at(text: str) -> None:
    done, _ = mend(EVENT, text, WORDS)

    assert done.replace(" ", "") == text.replace(" ", "")


def test_a_hill_of_accents_costs_no_time_and_stays() -> None:
    text = "---\ntitle: x\n---\ne" + "\u0316\u0301" * 10_000 + "\n"

    assert mend(EVENT, text, WORDS) == (text, [])


def test_profiles_and_lists_are_mended_by_their_own_models() -> None:
    actor = mended("kind: state\nparent: داعش\nname: x\n", path="actors/x.md")
    listed, _ = mend("publishers.yml", "- stands_with: داعش\n  name: x\n  id: y\n", WORDS)

    assert actor == "name: x\nkind: state\nparent: isis-k\n"
    assert listed == "- id: y\n  name: x\n  stands_with: isis-k\n"


def _holds_a_reference(hint: object) -> bool:
    return hint == Reference or any(_holds_a_reference(part) for part in get_args(hint))


def test_every_field_that_names_an_entry_of_the_registry_is_mended() -> None:
    records = [m for module in (event, registry) for m in vars(module).values()]
    named = {
        (model, field)
        for model in records
        if isinstance(model, type) and issubclass(model, BaseModel)
        for field, hint in get_type_hints(model, include_extras=True).items()
        if _holds_a_reference(hint)
    }

    events = {
        (event.Relation, "event"),
        (event.Event, "replaced_by"),
        (event.Event, "not_duplicate_of"),
    }
    assert named == REFERENCES.keys() | events
