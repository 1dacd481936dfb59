import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.intake.questions import UNKNOWN_PROVINCE
from tests.conftest import ENTRIES, attempt
from tests.intake.filled import filled, shown

pytestmark = pytest.mark.slow

HEAD = "Thank you. This could not become an entry yet:"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    shutil.copytree(ENTRIES, tmp_path / "entries")
    return tmp_path


def submit(archive: Path, body: str | None, number: int = 7) -> subprocess.CompletedProcess[str]:
    event: dict[str, Any] = {"action": "labeled", "issue": {"number": number, "body": body}}
    (archive / "event.json").write_text(json.dumps(event), encoding="utf-8")
    return attempt("from-issue", "--event", "event.json", "--report", "report.md", cwd=archive)


def accepted(archive: Path, body: str) -> str:
    done = submit(archive, body)
    assert done.returncode == 0, done.stderr + (archive / "report.md").read_text()
    return (archive / done.stdout.strip()).read_text(encoding="utf-8")


def refused(archive: Path, body: str | None) -> str:
    before = sorted(archive.rglob("*.md"))
    done = submit(archive, body)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    report = archive / "report.md"
    assert sorted(archive.rglob("*.md")) == sorted([*before, report])
    text = report.read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    return text


def test_a_filled_form_becomes_an_entry_that_the_check_accepts(archive: Path) -> None:
    done = submit(archive, filled())

    assert done.stdout == "entries/events/2022/2022-06-11-a-made-up-raid-in-taloqan.md\n"
    text = (archive / done.stdout.strip()).read_text(encoding="utf-8")
    assert text.partition("added: ")[0] == (
        '---\ntitle: "A made-up raid in Taloqan"\ndate: 2022-06-11\ntype: raid\nlocation:\n'
        '  province: takhar\n  place: "Taloqan"\n  precision: place\nactors:\n'
        "- actor: taliban-government\n  role: initiator\n  certainty: unknown\n"
        "- actor: isis-k\n  role: target\n  certainty: unknown\n"
        "- actor: unknown-assailants\n  role: target\n  certainty: unknown\n"
        'sources:\n- id: s1\n  publisher: voa\n  url: "https://example.org/made-up"\n'
    )
    assert text.endswith("---\n\nMade up for a test.\n\nIt has two paragraphs.\n")
    checked = attempt("check", cwd=archive)
    assert checked.returncode == 0, checked.stdout
    assert "Closes #7." in (archive / "report.md").read_text(encoding="utf-8")


def test_a_statement_and_a_second_source_come_along(archive: Path) -> None:
    text = accepted(
        archive,
        filled(
            claim_by=shown("claim-by", "isis-k"),
            claim_text="They made up a statement.",
            claim_killed="8+",
            claim_group="fighters",
            s2_publisher=shown("s2-publisher", "khaama"),
            s2_url="https://example.org/second",
            grade="weak",
        ),
    )

    assert 'claims:\n- id: c1\n  by: isis-k\n  stance: asserts\n  text: "They made' in text
    assert '  - outcome: killed\n    group: fighters\n    count: "8+"\n  source: s1\n' in text
    assert "- id: s2\n  publisher: khaama\n" in text
    assert "grade: weak" in text
    assert attempt("check", cwd=archive).returncode == 0


def test_windows_line_ends_and_persian_text_pass(archive: Path) -> None:
    text = accepted(archive, filled(place="تالقان", title="حمله").replace("\n", "\r\n"))

    assert 'place: "تالقان"' in text
    assert (archive / "entries/events/2022/2022-06-11-raid-takhar.md").exists()


def test_a_taken_id_gets_the_number_of_the_issue(archive: Path) -> None:
    accepted(archive, filled())

    done = submit(archive, filled())

    assert done.stdout.endswith("/2022-06-11-a-made-up-raid-in-taloqan-7.md\n")


@pytest.mark.parametrize(
    "hostile",
    [
        "../../../../etc/passwd",
        "${{ github.token }} $(touch pwned) `touch pwned`; touch pwned",
        "'; \" : # - [x] {a: b} &a *a !!python/object:os.system",
        "no",
        "0o17",
        "---",
        "{{ title }} {% raw %} @maintainers #1",
    ],
)
def test_hostile_text_stays_text(archive: Path, hostile: str) -> None:
    text = accepted(archive, filled(title=hostile, place=hostile))

    written = [p for p in archive.rglob("*") if "passwd" in p.name or p.name == "pwned"]
    assert [p.parent.name for p in written] == (["2022"] if "passwd" in hostile else [])
    assert json.dumps(hostile) in text
    assert attempt("check", cwd=archive).returncode == 0


def test_markup_in_the_text_is_refused_and_shown_where_it_does_nothing(archive: Path) -> None:
    report = refused(archive, filled(text="<script>alert(1)</script>\n\n@maintainers"))

    assert "~~~text\n«What happened, in your own words»: raw-html: " in report


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": "x\n### Date\n\n2001-01-01"}, "the heading «Date» stands there more than once"),
        ({"title": ""}, "«What happened, in one line»: it needs an answer"),
        ({"date": "yesterday"}, "«Date»: bad-date: "),
        ({"type": "Raid (raid), Arrest (arrest)"}, "«Type of event»: the answer is none of the"),
        ({"type": "../raid"}, "«Type of event»: the answer is none of the choices"),
        ({"actors_target": "", "actors_initiator": ""}, "«Who started it»: no actor is chosen"),
        ({"s1_url": "javascript:alert(1)"}, "«Source 1: address»: bad-url: "),
        ({"s2_url": "https://example.org/"}, "«Source 2: publisher»: the source has none"),
        ({"s2_publisher": shown("s2-publisher", "voa"), "s2_url": "x"}, "«Source 2: address»: bad"),
        ({"claim_killed": "8"}, "«Who says so»: a statement needs it"),
        ({"claim_killed": "many"}, "«How many were killed, as they say»: bad-count: "),
        ({"promises": "- [ ] nothing"}, "«Before you send this»: not every box is ticked"),
        ({"title": "x" * 161}, "«What happened, in one line»: too-long: "),
        ({"title": "a\u202eb"}, "«What happened, in one line»: control-character: "),
        ({"place": "a\x07b"}, "«Place»: control-character: "),
        ({"text": "a\u200bb"}, "«What happened, in your own words»: control-character: "),
        ({"text": "a" + "\u0301\u0316" * 30_000}, "a letter carries too many accents"),
        ({"text": "x" * 200_000}, "longer than 65,536 characters"),
        ({"text": "é" * 40_000}, "too-large: "),
        ({"precision": "exact"}, "«How exactly the place is known»: `exact` needs coordinates"),
        ({"precision": "country"}, "«How exactly the place is known»: `country` goes without a"),
        ({"precision": "district"}, "«How exactly the place is known»: `district` is chosen, but"),
        ({"place": ""}, "«How exactly the place is known»: `place` is chosen, but not named"),
        ({"province": UNKNOWN_PROVINCE}, "«How exactly the place is known»: `place` needs a prov"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(
    archive: Path, changes: dict[str, str], says: str
) -> None:
    assert says in refused(archive, filled(**changes))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"type": "x", "province": "y"},
            ["«Type of event»: the answer is none of", "«Province»: the answer is none of"],
        ),
        (
            {"date": "last summer", "claim_killed": "8", "s2_url": "x", "text": "<b>x</b>"},
            ["«Date»: bad-date: ", "«What happened, in your own words»: raw-html: ",
             "«Who says so»: a statement needs it", "«What they say»: a statement needs it",
             "«Source 2: publisher»: the source has none", "«Source 2: address»: bad-url: "],
        ),
        (
            {"title": "", "place": "a\u202eb", "promises": "", "date": "2022\u202e"},
            ["«What happened, in one line»: it needs an answer", "«Date»: control-character: ",
             "«Date»: bad-date: ", "«Place»: control-character: ",
             "«Before you send this»: it needs an answer"],
        ),
    ],
)  # fmt: skip
def test_all_faults_are_named_at_once_in_the_forms_order_and_nothing_else_is(
    archive: Path, changes: dict[str, str], says: list[str]
) -> None:
    report = refused(archive, filled(**changes))

    told = report.split("~~~text\n")[1].split("\n~~~")[0].split("\n")
    assert [line[: len(start)] for line, start in zip(told, says, strict=True)] == says
    assert "\u202e" not in report


def test_many_faults_of_one_answer_leave_room_for_the_others(archive: Path) -> None:
    report = refused(archive, filled(title="\u202e\u202d\u202c\u202b\u202a\u200b\u200e", date="x"))

    assert report.count("«What happened, in one line»: control-character") == 5
    assert "«What happened, in one line»: and 2 faults more\n«Date»: bad-date" in report


def test_a_district_alone_or_the_whole_country_will_do(archive: Path) -> None:
    district = accepted(archive, filled(precision="district", district="Made-up", place=""))
    country = accepted(
        archive, filled(precision="country", province=UNKNOWN_PROVINCE, place="", date="2022")
    )

    assert '  province: takhar\n  district: "Made-up"\n  precision: district\n' in district
    assert "location:\n  precision: country\n" in country
    assert attempt("check", cwd=archive).returncode == 0


def test_characters_are_written_as_themselves(archive: Path) -> None:
    text = accepted(archive, filled(title='Made up \U0001f4a5 in تالقان \\U0001F4A5 "x"'))

    assert 'title: "Made up \U0001f4a5 in تالقان \\\\U0001F4A5 \\"x\\""\n' in text


@pytest.mark.parametrize("body", [None, "", "Hello", "### Date\n\n2022", "### " * 10_000])
def test_another_kind_of_issue_is_refused(archive: Path, body: str | None) -> None:
    assert "is missing; this is not the form for a new incident" in refused(archive, body)


def test_headings_out_of_order_are_refused(archive: Path) -> None:
    parts = filled().split("### ")

    assert "not in their order" in refused(archive, "### ".join([parts[0], *parts[:0:-1]]))


def test_words_of_a_stranger_cannot_leave_their_block_in_the_comment(archive: Path) -> None:
    report = refused(archive, filled(date="~~~ ~~~~ @maintainers\n~~~\n# big"))

    fence = report.splitlines()[2]
    assert set(fence.removesuffix("text")) == {"~"}
    assert [line for line in report.splitlines() if line == fence.removesuffix("text")]
    assert report.splitlines().count(fence.removesuffix("text")) == 1


@pytest.mark.parametrize("event", ["[]", "{}", "nothing", '{"issue": {"number": "7"}}'])
def test_what_is_no_event_is_a_wrong_command(archive: Path, event: str) -> None:
    (archive / "event.json").write_text(event, encoding="utf-8")

    done = attempt("from-issue", "--event", "event.json", "--report", "report.md", cwd=archive)

    assert done.returncode == 2
    assert not (archive / "report.md").exists()
