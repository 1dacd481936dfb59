import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ENTRIES, attempt
from tests.intake.filled import filled, shown

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
    assert (archive / "entries/events/2022/2022-06-11-issue-7.md").exists()


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

    assert "~~~text\nraw-html: " in report


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": "x\n### Date\n\n2001-01-01"}, "the heading «Date» stands there more than once"),
        ({"title": ""}, "«What happened, in one line» has no answer"),
        ({"date": "yesterday"}, "«Date»: "),
        ({"type": "Raid (raid), Arrest (arrest)"}, "«Type of event» is none of its choices"),
        ({"type": "../raid"}, "«Type of event» is none of its choices"),
        ({"actors_target": "", "actors_initiator": ""}, "no actor is chosen"),
        ({"s1_url": "javascript:alert(1)"}, "bad-url: "),
        ({"s2_url": "https://example.org/"}, "source 2 has no publisher"),
        ({"claim_killed": "8"}, "a statement needs who says so"),
        ({"promises": "- [ ] nothing"}, "not every box of «Before you send this» is ticked"),
        ({"title": "x" * 161}, "too-long: "),
        ({"title": "a\u202eb"}, "control-character: "),
        ({"place": "a\x07b"}, "control"),
        ({"text": "x" * 200_000}, "longer than 65,536 characters"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(
    archive: Path, changes: dict[str, str], says: str
) -> None:
    assert says in refused(archive, filled(**changes))


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
