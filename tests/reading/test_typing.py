import time

import pytest

from generator.model.event import Event
from generator.model.problem import Problem
from generator.model.registry import Province
from generator.reading.entry import Reading, read_text
from generator.reading.strict_yaml import Marks, load
from generator.reading.typing import place_of, typed

PATH = "events/2022/x.md"
ENTRY = """\
title: Raid in Taloqan
date: 2022-06-11
type: raid
location:
  province: takhar
  precision: province
actors:
  - actor: isis-k
    role: target
    certainty: confirmed
sources:
  - id: s1
    publisher: khaama
added: 2026-11-22
"""


def faults(matter: str) -> list[Problem]:
    """Type a front matter that begins on line 2, as in a file."""
    marks: Marks = {}
    plain, problems = load(PATH, matter, first_line=2, marks=marks)
    assert problems == []
    event, found = typed(Event, plain, PATH, lambda: marks)
    assert (event is None) is bool(found)
    return found


def test_a_whole_entry_has_no_fault_and_its_places_are_never_asked_for() -> None:
    plain, _ = load(PATH, ENTRY)

    def never() -> Marks:
        raise AssertionError

    event, problems = typed(Event, plain, PATH, never)

    assert problems == []
    assert event is not None
    assert (event.title, event.date.text) == ("Raid in Taloqan", "2022-06-11")


DATES = "2022-06-11, 2022-06, 2022, 2022-06-XX, 2022-06-11?, 2022-06~ or 2022-06-11/2022-06-12"
COUNTS = "8, 8+, <=7, 8-12, ~20 or unknown"
TEXT = "write text; put a number or true/false in quotes to make it text"
LIST = "write a list: each item on its own line, after a hyphen"
FIELDS = "write fields below it, indented"
POINT = "latitude first (-90 to 90), then longitude (-180 to 180)"
FORM = "small letters, digits and single hyphens"
TOLL = "casualties:\n  - outcome: killed\n    group: unknown\n    count: "


@pytest.mark.parametrize(
    "row",
    [
        ("title: Raid in Taloqan\n", "", 2, 1, "missing-field", "`title` is missing",
         "add it, for example `title: Explosion at a bridge in Example Village`"),
        ("  precision: province\n", "", 5, 1, "missing-field", "`location.precision` is missing",
         "add it, for example `precision: place`"),
        ("    role: target\n", "", 9, 5, "missing-field", "`actors[1].role` is missing",
         "add it, for example `role: initiator`"),
        ("location:\n  province: takhar\n  precision: province\n", "", 2, 1, "missing-field",
         "`location` is missing", "add it"),
        ("title: Raid in Taloqan", "title: ''", 2, 8, "missing-field", "`title` is empty",
         "fill it in"),
        ("actors:\n  - actor: isis-k\n    role: target\n    certainty: confirmed\n", "actors: []\n",
         8, 9, "missing-field", "`actors` is empty", "fill it in"),
        ("title: Raid", "title: >-\n  Raid\n  " + "x" * 160, 2, 8, "too-long",
         "`title` has 176 characters, more than 160", "shorten it"),
        ("title: Raid", "title: |\n  Raid\n ", 2, 8, "one-line",
         "`title`: must stand on one line", "delete the line break"),
        ("title: Raid in Taloqan", "title: 7", 2, 8, "wrong-type", "`title` is the number 7", TEXT),
        ("title: Raid in Taloqan", "title: true", 2, 8, "wrong-type", "`title` is `true`", TEXT),
        ("title: Raid in Taloqan", "title:", 2, 7, "wrong-type", "`title` is empty", TEXT),
        ("title: Raid in Taloqan", "title: [a]", 2, 8, "wrong-type", "`title` is a list", TEXT),
        ("title: Raid in Taloqan", "title: {a: b}", 2, 8, "wrong-type",
         "`title` is a mapping of fields", TEXT),
        ("added:", "aliases: [Night Raid]\nadded:", 15, 11, "bad-id",
         "`aliases[1]`: `Night Raid` does not have the right form", FORM),
        ("type: raid", "typ: raid\ntype: raid", 4, 1, "unknown-field", "`typ` is no field",
         "did you mean `type`?"),
        ("type: raid", "'[key]': raid\ntype: raid", 4, 1, "unknown-field", "`[key]` is no field",
         None),
        ("    role: target", "    rôle: x\n    role: target", 10, 5, "unknown-field",
         "`actors[1].rôle` is no field", "did you mean `role`?"),
        ("    role: target", "    zzz: x\n    role: target", 10, 5, "unknown-field",
         "`actors[1].zzz` is no field", "the fields here are actor, role, certainty"),
        ("role: target", "role: targett", 10, 11, "unknown-value",
         "`actors[1].role` cannot be `targett`", "did you mean `target`?"),
        ("role: target", "role: zzz", 10, 11, "unknown-value", "`actors[1].role` cannot be `zzz`",
         "one of initiator, target, participant, affected, claimant"),
        ("role: target", "role: 8", 10, 11, "unknown-value",
         "`actors[1].role` cannot be the number 8",
         "one of initiator, target, participant, affected, claimant"),
        ("role: target", "role:", 10, 10, "unknown-value", "`actors[1].role` cannot be empty",
         "one of initiator, target, participant, affected, claimant"),
        ("date: 2022-06-11", "date: yesterday", 3, 7, "bad-date",
         f"`date`: `yesterday` is not a date; write {DATES}", "see how dates are written"),
        ("date: 2022-06-11", "date: 2022-02-30", 3, 7, "bad-date",
         "`date`: February 2022 has no day 30", "see how dates are written"),
        ("date: 2022-06-11", "date: [2022]", 3, 7, "bad-date",
         f"`date`: a date is text such as {DATES}", "see how dates are written"),
        ("added: 2026-11-22", "added: 2026-11", 15, 8, "bad-date",
         "`added`: `2026-11` is not a day; write it as 2022-06-11", "see how dates are written"),
        ("added: 2026-11-22", "added: 2026-02-30", 15, 8, "bad-date",
         "`added`: `2026-02-30` is not a day of the calendar", "see how dates are written"),
        ("added:", f"{TOLL}many\nadded:", 18, 12, "bad-count",
         f"`casualties[1].count`: `many` is not a count; write {COUNTS}",
         "see how counts are written"),
        ("added:", f"{TOLL}12-8\nadded:", 18, 12, "count-order",
         "`casualties[1].count`: `12-8` runs from the larger to the smaller number",
         "put the smaller number first"),
        ("added:", f"{TOLL}\n      min: 5\n      max: 3\nadded:", 19, 7, "count-order",
         "`casualties[1].count`: a count needs min <= best <= max", "put the smaller number first"),
        ("publisher: khaama", "publisher: khaama\n    url: khaama.com", 15, 10, "bad-url",
         "`sources[1].url`: an address starts with https:// or http://",
         "copy the address from the browser's address bar"),
        ("publisher: khaama", "publisher: khaama\n    sha256: ABC", 15, 13, "bad-id",
         "`sources[1].sha256`: `ABC` does not have the right form",
         "64 hexadecimal digits, in small letters"),
        ("publisher: khaama", "publisher: khaama\n    language: Dari", 15, 15, "bad-id",
         "`sources[1].language`: `Dari` does not have the right form",
         "a code in small letters, such as `fa`"),
        ("added:", "titles:\n  fa: x\n  Dari: x\nadded:", 17, 3, "bad-id",
         "`titles.Dari`: `Dari` does not have the right form",
         "a code in small letters, such as `fa`"),
        ("added:", "titles: {fa: 7}\nadded:", 15, 14, "wrong-type",
         "`titles.fa` is the number 7", TEXT),
        ("added:", "titles: x\nadded:", 15, 9, "wrong-type", "`titles` is the text `x`", FIELDS),
        ("added:", "also_in: balkh\nadded:", 15, 10, "wrong-type",
         "`also_in` is the text `balkh`", LIST),
        ("added:", "also_in: [balkh, 7]\nadded:", 15, 18, "wrong-type",
         "`also_in[2]` is the number 7", TEXT),
        ("added:", "verification: fair\nadded:", 15, 15, "wrong-type",
         "`verification` is the text `fair`", FIELDS),
        ("  precision:", "  withheld: yes\n  precision:", 7, 13, "wrong-type",
         "`location.withheld` is the text `yes`", "write true or false"),
        ("  precision:", "  coordinates: [95, 60]\n  precision:", 7, 17, "out-of-range",
         "`location.coordinates[1]` is 95", POINT),
        ("  precision:", "  coordinates: [.nan, 60]\n  precision:", 7, 17, "out-of-range",
         "`location.coordinates[1]` is nan", POINT),
        ("  precision:", "  coordinates: [36]\n  precision:", 7, 3, "missing-field",
         "`location.coordinates[2]` is missing", "add it"),
        ("  precision:", "  coordinates: [36, 69, 1]\n  precision:", 7, 16, "wrong-type",
         "`location.coordinates` is a list", "write two numbers: latitude, longitude"),
        ("  precision:", "  coordinates: [36, '69']\n  precision:", 7, 21, "wrong-type",
         "`location.coordinates[2]` is the text `69`", "write a number"),
        ("  precision:", "  names: {fa: [تالقان, 7]}\n  precision:", 7, 24, "wrong-type",
         "`location.names.fa[2]` is the number 7", TEXT),
    ],
)  # fmt: skip
def test_a_fault_has_its_place_its_rule_its_message_and_its_remedy(
    row: tuple[str, str, int, int, str, str, str | None],
) -> None:
    old, new, line, column, rule, message, hint = row
    assert ENTRY.count(old) == 1

    found = faults(ENTRY.replace(old, new))

    if hint is None:
        hint = f"the fields here are {', '.join(Event.model_fields)}"
    assert found == [Problem(PATH, line, column, rule, message, hint)]


def test_all_faults_are_reported_at_once_by_place() -> None:
    broken = (
        ENTRY.replace("title: Raid in Taloqan", "title: ''")
        .replace("2022-06-11", "yesterday")
        .replace("role: target", "role: boss")
        .replace("publisher: khaama", "publisher: 7\n    colour: red")
        .replace("added: 2026-11-22\n", "")
    )

    found = faults(broken)

    assert [(fault.line, fault.column, fault.rule) for fault in found] == [
        (2, 1, "missing-field"),
        (2, 8, "missing-field"),
        (3, 7, "bad-date"),
        (10, 11, "unknown-value"),
        (14, 16, "wrong-type"),
        (15, 5, "unknown-field"),
    ]


def test_a_list_with_one_broken_item_is_not_called_empty() -> None:
    found = faults(ENTRY.replace("publisher: khaama", "publisher: 7"))

    assert [fault.rule for fault in found] == ["wrong-type"]


def test_a_message_shows_a_strangers_text_on_one_line_and_cut_short() -> None:
    found = faults(
        ENTRY.replace("added:", f"aliases:\n  - |\n    a\n    ::error::{'b' * 80}\nadded:")
    )

    assert [fault.message for fault in found] == [
        f"`aliases[1]`: `a ::error::{'b' * 49}…` does not have the right form"
    ]


def test_front_matter_that_is_no_mapping_is_a_fault() -> None:
    assert faults("- a\n") == [
        Problem(PATH, 2, 1, "wrong-type", "`the front matter` is a list", FIELDS)
    ]


def test_a_place_falls_back_to_the_nearest_thing_around_it() -> None:
    marks: Marks = {(): (2, 1, 2, 1), ("a",): (3, 1, 4, 3), ("a", 0): (4, 5, 4, 5)}

    assert place_of(marks, ("a", 0)) == (4, 5)
    assert place_of(marks, ("a",)) == (4, 3)
    assert place_of(marks, ("a",), of_key=True) == (3, 1)
    assert place_of(marks, ("a", 7, "b")) == (3, 1)
    assert place_of(marks, ("z",)) == (2, 1)
    assert place_of({}, ("z",)) == (2, 1)


@pytest.mark.parametrize(
    "matter",
    [
        "".join(f"f{number}: x\n" for number in range(6000)),
        "actors:\n" + "- {}\n" * 12_000,
        "sources: [" + "x, " * 20_000 + "x]\n",
        f"typ{'e' * 1000}: x\n",
    ],
)
def test_an_entry_with_thousands_of_faults_is_typed_within_three_seconds(matter: str) -> None:
    begun = time.process_time()

    assert faults(matter)
    assert time.process_time() - begun < 3


def test_an_entrys_text_is_read_with_all_faults_of_its_parts() -> None:
    reading = read_text(PATH, "---\na: 1\na: 2\n---\n\n<b>x</b>\n")

    assert (reading.id, reading.plain) == ("x", None)
    assert [(fault.line, fault.column, fault.rule) for fault in reading.problems] == [
        (3, 1, "duplicate-key"),
        (6, 1, "raw-html"),
    ]


@pytest.mark.parametrize("matter", ["", "\n", "# comment\n", "text\n", "- a\n"])
def test_front_matter_without_fields_is_named(matter: str) -> None:
    reading = read_text(PATH, f"---\n{matter}---\n")

    hint = "write fields such as `title: …` between the two lines `---`"
    assert reading == Reading(
        PATH,
        None,
        reading.body,
        (Problem(PATH, 2, 1, "front-matter", "holds no fields", hint),),
    )


def test_a_record_of_another_kind_is_typed_by_the_same_rules() -> None:
    marks: Marks = {}
    plain, _ = load("provinces/takhar.md", "name: Takhar\niso: af-tak\n", 2, marks)

    province, problems = typed(Province, plain, "provinces/takhar.md", lambda: marks)

    fault = "`iso`: `af-tak` does not have the right form"
    hint = "an ISO 3166-2 code, such as ZZ-NOR"
    assert province is None
    assert problems == [Problem("provinces/takhar.md", 3, 6, "bad-id", fault, hint)]
