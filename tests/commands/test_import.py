"""`archive import` over the small made-up archive: what it writes, leaves alone and refuses."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.commands import importing
from generator.commands.importing import import_
from generator.importing import acled, ucdp
from tests.conftest import digest, plant
from tests.importing.tables import SHARED, UCDP, acled_row, table, ucdp_row

BLNS = SHARED / "hostile" / "blns.json"
TODAY = date(2023, 1, 1)
WITH_PUBLISHERS = (
    "- id: ucdp\n  name: Made-up UCDP\n  kind: academic\n"
    "- id: acled\n  name: Made-up ACLED\n  kind: academic\n"
)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "today", lambda: TODAY)


@pytest.fixture
def entries(folder: Path) -> Path:
    """The made-up archive with the dataset's publisher and its types."""
    entries = folder / "entries"
    publishers = entries / "publishers.yml"
    publishers.write_text(publishers.read_text("utf-8") + WITH_PUBLISHERS, "utf-8")
    return entries


def bring(
    entries: Path, rows: Iterable[Mapping[str, str]] | None, *options: str, kind: str = "ucdp-ged"
) -> Result:
    """Import made-up rows; None for the table that is there already."""
    file = entries.parent / "table.csv"
    if rows is not None:
        table(file, rows, ucdp.COLUMNS if kind == "ucdp-ged" else acled.COLUMNS)
    types = ("--type", "1=clash" if kind == "ucdp-ged" else "Armed clash=clash")
    arguments = [kind, str(file), "--entries", str(entries), *types, *options]
    return CliRunner().invoke(import_, arguments, catch_exceptions=False)


def told(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def problems(entries: Path) -> list[str]:
    outcome = pipeline.run(entries, TODAY)
    return [f"{p.rule}: {p.message}" for p in outcome.errors]


def entry(entries: Path, id_: str = "2019-03-05-ucdp-101") -> Path:
    return entries / "events" / id_[:4] / f"{id_}.md"


def edit(file: Path, was: str, now: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(was) == 1, text
    file.write_text(text.replace(was, now), encoding="utf-8")


def test_rows_become_entries_that_pass_the_check_and_say_where_they_come_from(
    entries: Path,
) -> None:
    result = bring(entries, [ucdp_row(), ucdp_row(id="102", date_start="2020-01-01",
                                                  date_end="2020-01-31", date_prec="4")],
                   "--version", "22.1")  # fmt: skip

    assert result.exit_code == 0, result.output
    assert "  2 became new entries\n" in result.stdout
    assert "    1: `date_prec` 4: whole months became months\n" in result.stdout
    assert problems(entries) == []
    text = entry(entries).read_text("utf-8")
    assert '  version: "22.1"\n  row: "101"\n  license: CC-BY-4.0\n' in text
    assert "Uppsala Conflict Data Program: UCDP Georeferenced Event Dataset" in text
    assert "added: 2023-01-01" in text
    assert entry(entries, "2020-01-ucdp-102").exists()


def test_importing_twice_changes_no_byte_also_where_an_editor_renamed_the_entry(
    entries: Path,
) -> None:
    bring(entries, [ucdp_row(), ucdp_row(id="102")], "--version", "22.1")
    entry(entries).rename(entry(entries, "2019-03-05-made-up-clash"))
    before = digest(entries)

    result = bring(entries, None, "--version", "23.1")

    assert result.exit_code == 0
    assert "  2 changed nothing\n" in result.stdout
    assert digest(entries) == before


def test_drafts_stay_drafts_until_an_editor_publishes_them(entries: Path) -> None:
    bring(entries, [ucdp_row(), ucdp_row(id="102")], "--draft")
    edit(entry(entries), "status: draft\n", "")

    result = bring(entries, [ucdp_row(best="3", high="3", deaths_b="3"), ucdp_row(id="102")])

    assert result.exit_code == 0
    assert "\nstatus:" not in entry(entries).read_text("utf-8")
    assert "status: draft\n" in entry(entries, "2019-03-05-ucdp-102").read_text("utf-8")
    assert problems(entries) == []


def test_a_changed_row_changes_its_entry_and_moves_it_to_its_year(entries: Path) -> None:
    bring(entries, [ucdp_row(), ucdp_row(id="102")])
    edit(entry(entries), "added: 2023-01-01\n---\n", "added: 2023-01-01\n---\n\nAn account.\n")
    (entries / "ids.lock").write_text("events/2019-03-05-ucdp-101\n", encoding="utf-8")
    later = {"date_start": "2018-03-05", "date_end": "2018-03-05"}

    result = bring(entries, [ucdp_row(**later), ucdp_row(id="102", **later)])

    assert result.exit_code == 0, result.output
    assert "  2 changed an entry: date 2" in result.stdout
    moved = entries / "events/2018/2019-03-05-ucdp-101.md"
    assert not entry(entries).exists()
    assert "date: 2018-03-05\n" in moved.read_text("utf-8")
    assert moved.read_text("utf-8").endswith("---\n\nAn account.\n")
    assert "Brought up to date with row 101 of ucdp-ged: date." in moved.read_text("utf-8")
    assert "corrections" not in (moved.parent / "2019-03-05-ucdp-102.md").read_text("utf-8")
    assert problems(entries) == []


def test_an_editors_work_stays_and_a_conflict_is_shown_with_both_values(entries: Path) -> None:
    bring(entries, [ucdp_row()])
    edit(entry(entries), "place: Made-up town", "place: The old bridge")
    before = digest(entries)

    unchanged = bring(entries, None)
    clash = bring(entries, [ucdp_row(where_coordinates="Another town")], "--report", "json")

    assert (unchanged.exit_code, digest(entries) != before) == (0, True)
    assert clash.exit_code == 1
    (conflict,) = told(clash)["conflicts"]
    assert conflict["field"] == "location"
    assert "The old bridge" in conflict["current"]
    assert "Another town" in conflict["new"]
    assert "place: The old bridge" in entry(entries).read_text("utf-8")
    assert bring(entries, None, "--conflicts", "keep").exit_code == 0
    assert "place: The old bridge" in entry(entries).read_text("utf-8")
    settled = digest(entries)
    assert bring(entries, None).exit_code == 0
    assert digest(entries) == settled


def test_comments_of_an_editor_are_not_rewritten_away(entries: Path) -> None:
    bring(entries, [ucdp_row()])
    edit(entry(entries), "type: clash\n", "type: clash # or a raid?\n")
    before = digest(entries)

    same = bring(entries, None)
    changed = bring(entries, [ucdp_row(best="3", high="3", deaths_b="3")])

    assert same.exit_code == 0
    assert changed.exit_code == 1
    assert "comments" in changed.stdout
    assert digest(entries) == before


def test_a_dry_run_tells_the_same_and_writes_nothing(entries: Path) -> None:
    rows = [ucdp_row(), ucdp_row(id="102", side_b="")]
    file = table(entries.parent / "table.csv", rows)
    before = digest(entries.parent)

    dry = bring(entries, None, "--dry-run", "--report", "json")

    assert digest(entries.parent) == before
    assert file.exists()
    assert told(dry) == told(bring(entries, rows, "--report", "json"))


def test_every_row_is_accounted_for_and_what_is_refused_is_told_by_reason(entries: Path) -> None:
    rows = [
        ucdp_row(),
        ucdp_row(),
        ucdp_row(id="103", country="Elsewhere"),
        ucdp_row(id="104", date_start=""),
        ucdp_row(id="105", side_a="Nobody", side_a_new_id=""),
        ucdp_row(id="106", side_a="Made-up Armee", side_a_new_id=""),
        ucdp_row(id=""),
        ucdp_row(id="107", date_start="2030-01-01", date_end="2030-01-01"),
    ]

    result = bring(entries, rows, "--country", "madeupland", "--report", "json")

    found = told(result)
    assert result.exit_code == 1
    assert found["new"] == ["2019-03-05-ucdp-101"]
    assert found["passed_over"] == 1
    assert {reason: group["count"] for reason, group in found["refused"].items()} == {
        "an actor is not in the registry": 2,
        "the id stands in the table twice": 1,
        "there is no date": 1,
        "the row has no id": 1,
        "`archive check` refuses the entry: date-in-future": 1,
    }
    missing = {m["name"]: m["suggestion"] for m in found["missing_names"]["actors"]}
    assert missing == {"Nobody": "", "Made-up Armee": "made-up-army"}
    assert problems(entries) == []


def test_an_incident_that_may_be_there_is_told_and_written_only_when_asked(entries: Path) -> None:
    twin = ucdp_row(
        date_start="2022-03-05", date_end="2022-03-05", where_coordinates="Example Village",
        adm_2="Example District", latitude="35.2", longitude="60.4", best="4", low="3", high="4",
        deaths_b="4", year="2022", side_a="Made-up residents", side_a_new_id="",
    )  # fmt: skip

    refused = bring(entries, [twin], "--report", "json")
    written = bring(entries, [twin], "--not-duplicate", "101")

    assert refused.exit_code == 1
    assert [(t["row"], t["entry"]) for t in told(refused)["possible_duplicates"]] == [
        ("101", "2022-03-05-made-up-bridge")
    ]
    assert told(refused)["new"] == []
    assert written.exit_code == 0, written.output
    text = entry(entries, "2022-03-05-ucdp-101").read_text("utf-8")
    assert "not_duplicate_of: [2022-03-05-made-up-bridge]\n" in text
    assert [p for p in pipeline.run(entries, TODAY).problems if p.rule != "ambiguous-name"] == []
    before = digest(entries)
    assert bring(entries, [twin]).exit_code == 0
    assert digest(entries) == before


def test_an_entry_written_by_hand_that_names_the_row_is_left_alone(entries: Path) -> None:
    by_hand = entry(entries, "2022-03-05-made-up-bridge")
    edit(by_hand, "added:", 'external_ids:\n  ucdp: "101"\nadded:')
    before = digest(entries)

    result = bring(entries, [ucdp_row()], "--report", "json")

    assert result.exit_code == 0
    assert told(result)["by_hand"] == {"101": "2022-03-05-made-up-bridge"}
    assert digest(entries) == before


def test_a_withdrawn_entry_stays_as_it_is_and_a_row_that_is_gone_too(entries: Path) -> None:
    bring(entries, [ucdp_row(), ucdp_row(id="102")])
    edit(entry(entries), "added:", "status: withdrawn\nstatus_reason: It did not happen.\nadded:")
    before = digest(entries)

    result = bring(entries, [ucdp_row(best="9", deaths_b="9", high="9")], "--report", "json")

    assert result.exit_code == 0
    assert told(result)["ended"] == {"101": "2019-03-05-ucdp-101"}
    assert told(result)["gone"] == ["2019-03-05-ucdp-102"]
    assert digest(entries) == before


def test_rows_of_countries_that_a_table_is_not_about_are_not_missed(entries: Path) -> None:
    bring(entries, [ucdp_row(), ucdp_row(id="102", country="Elsewhere")])

    elsewhere = bring(entries, [ucdp_row(id="103", country="Elsewhere")], "--report", "json")
    here = bring(entries, None, "--country", "Madeupland", "--report", "json")

    assert told(elsewhere)["gone"] == ["2019-03-05-ucdp-102"]
    assert told(here)["gone"] == ["2019-03-05-ucdp-101"]


def test_a_bare_folder_gets_the_registry_that_its_entries_need_and_no_more(
    tmp_path: Path,
) -> None:
    entries = plant(tmp_path / "bare", {}) / "entries"
    entries.mkdir(parents=True)
    rows = [
        ucdp_row(side_a="Government of Madeupland", side_a_new_id="70"),
        ucdp_row(id="102", side_a="Made-up Clan", side_a_new_id="71", date_start=""),
    ]
    file = table(tmp_path / "table.csv", rows)
    options = ["ucdp-ged", str(file), "--entries", str(entries), "--propose-registry"]

    result = CliRunner().invoke(import_, [*options, "--report", "json"], catch_exceptions=False)

    assert told(result)["proposed"] == {
        "actors": ["government-of-madeupland", "made-up-front"],
        "provinces": ["northland"],
        "types": ["state-based-violence"],
        "publishers": ["ucdp"],
    }
    government = (entries / "actors/government-of-madeupland.md").read_text("utf-8")
    assert 'kind: state\nexternal_ids:\n  ucdp: "70"\n' in government
    assert "looked at by nobody yet" in government
    assert "aliases: [Northland province]" in (entries / "provinces/northland.md").read_text(
        "utf-8"
    )
    assert problems(entries) == []
    before = digest(entries)
    CliRunner().invoke(import_, options, catch_exceptions=False)
    assert digest(entries) == before


def test_entries_follow_when_a_proposal_turns_out_to_be_another_spelling(entries: Path) -> None:
    rows = [ucdp_row(side_b="Frontists of Madeupland", side_b_new_id="72")]
    bring(entries, rows, "--propose-registry")
    edit(entries / "actors/made-up-front.md", "[MUF,", "[Frontists of Madeupland, MUF,")
    (entries / "actors/frontists-of-madeupland.md").unlink()

    result = bring(entries, None)

    assert result.exit_code == 0, result.output
    assert "  - actor: made-up-front\n" in entry(entries).read_text("utf-8")
    assert problems(entries) == []


def test_lists_of_the_registry_keep_their_comments_when_something_is_added(entries: Path) -> None:
    types = entries / "types.yml"
    types.write_text("# What happened.\n" + types.read_text("utf-8"), encoding="utf-8")
    before = types.read_text("utf-8")
    arguments = ["ucdp-ged", str(table(entries.parent / "t.csv", [ucdp_row()])), "--entries"]

    result = CliRunner().invoke(
        import_, [*arguments, str(entries), "--propose-registry"], catch_exceptions=False
    )

    assert result.exit_code == 0, result.output
    assert types.read_text("utf-8").startswith(before)
    assert problems(entries) == []


def test_a_faulty_archive_is_not_added_to(entries: Path) -> None:
    edit(entries / "events/2022/2022-03-05-made-up-bridge.md", "type: raid", "type: rade")
    before = digest(entries)

    result = bring(entries, [ucdp_row()])

    assert result.exit_code == 1
    assert "mend the entries first" in result.output
    assert digest(entries) == before


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ([{"id": "1", "side_a": "x"}], (), "there is no column `side_b`, `date_start`"),
        (None, ("--type", "clash"), "write it as CODE=TYPE"),
        (None, ("--type", "7=clash"), "is no type_of_violence"),
    ],
)
def test_a_wrong_command_or_table_is_told_and_exits_with_2(
    entries: Path, rows: list[dict[str, str]] | None, options: tuple[str, ...], message: str
) -> None:
    file = entries.parent / "table.csv"
    columns = list(rows[0]) if rows else ["id"]
    table(file, rows or [], columns)

    result = bring(entries, None, *options)

    assert result.exit_code == 2
    assert message in result.output


def test_without_its_publisher_nothing_is_imported(folder: Path) -> None:
    result = bring(folder / "entries", [ucdp_row()])

    assert result.exit_code == 2
    assert "the publisher `ucdp` is not in publishers.yml" in result.output


def test_what_looks_like_private_data_is_told_and_written(entries: Path) -> None:
    rows = [ucdp_row(where_description="Call 0700 123 456"), ucdp_row(id="102")]

    result = bring(entries, rows, "--report", "json")

    assert result.exit_code == 0
    told_ = told(result)
    assert set(told_["private"]) == {
        "2019-03-05-ucdp-101: holds what looks like a telephone number"
    }
    assert len(told_["new"]) == 2


def test_where_the_disk_refuses_every_file_is_whole_and_nothing_is_left_behind(
    entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [ucdp_row(), ucdp_row(id="102"), ucdp_row(id="103")]
    replace = Path.replace
    moved: list[Path] = []

    def full_after_one(self: Path, target: Path) -> Path:
        if moved:
            raise OSError(28, "No space left on device")
        moved.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full_after_one)
    result = bring(entries, rows)
    monkeypatch.undo()

    assert result.exit_code == 1
    assert "could not be written: [Errno 28] No space left on device" in result.output
    assert [path.name for path in entries.parent.iterdir() if path.name.startswith(".")] == []
    assert [path.stem for path in (entries / "events/2019").iterdir()] == ["2019-03-05-ucdp-101"]
    assert problems(entries) == []
    monkeypatch.setattr(importing, "today", lambda: TODAY)
    again = bring(entries, rows, "--report", "json")
    assert (len(told(again)["new"]), told(again)["unchanged"]) == (2, 1)


def test_a_limit_stops_after_so_many_entries(entries: Path) -> None:
    rows = [ucdp_row(id=str(number)) for number in range(1, 6)]

    result = bring(entries, rows, "--limit", "2", "--report", "json")

    assert told(result)["new"] == ["2019-03-05-ucdp-1", "2019-03-05-ucdp-2"]
    assert told(result)["passed_over"] == 3
    assert told(bring(entries, rows, "--limit", "4", "--report", "json"))["unchanged"] == 2


def test_nothing_that_a_table_says_steers_a_terminal(entries: Path) -> None:
    result = bring(entries, [ucdp_row(side_a="\x1b[31mred\x1b[0m \u202eevil", side_a_new_id="")])

    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "[31mred[0m evil" in result.stdout


def test_rows_of_acled_become_entries_and_change_nothing_the_second_time(entries: Path) -> None:
    rows = [acled_row(), acled_row(event_id_cnty="ZZZ102", time_precision="3")]

    result = bring(entries, rows, kind="acled")
    before = digest(entries)
    again = bring(entries, [{**row, "timestamp": "1600000000"} for row in rows], kind="acled")

    assert (result.exit_code, again.exit_code) == (0, 0), result.output
    text = entry(entries, "2019-03-05-acled-zzz101").read_text("utf-8")
    assert "external_ids:\n  acled: ZZZ101\n" in text
    assert "www.acleddata.com" in text
    assert entry(entries, "2019-03-acled-zzz102").exists()
    assert problems(entries) == []
    assert digest(entries) == before


def test_the_same_incident_in_two_datasets_is_told_once_it_is_there(entries: Path) -> None:
    bring(entries, [ucdp_row()])

    result = bring(entries, [acled_row()], "--report", "json", kind="acled")

    assert result.exit_code == 1
    assert [(t["row"], t["entry"]) for t in told(result)["possible_duplicates"]] == [
        ("ZZZ101", "2019-03-05-ucdp-101")
    ]


@pytest.mark.skipif(not BLNS.exists(), reason="the list of naughty strings is not here")
def test_hostile_cells_of_a_known_dataset_are_kept_or_refused_and_nothing_breaks(
    entries: Path,
) -> None:
    strings = [s for s in json.loads(BLNS.read_text("utf-8")) if "\0" not in s]
    texts = [
        column for column in UCDP if column.startswith(("where_c", "where_d", "source", "adm_2"))
    ]
    texts += ["relid", "code_status", "dyad_name", "country", "region"]
    rows = [
        ucdp_row(id=f"{number}", **dict.fromkeys(texts, text))
        for number, text in enumerate(strings, 1)
    ]
    placed = [
        ucdp_row(id=f"{number}", adm_1=text or "Nowhere")
        for number, text in enumerate(strings, 20_001)
    ]
    named = [
        ucdp_row(id=f"{number}", side_b=text, side_b_new_id=f"{number}")
        for number, text in enumerate(strings, 10_001)
    ]

    result = bring(entries, [*rows, *named, *placed], "--propose-registry", "--report", "json")

    report = told(result)
    refused = {r["row"] for group in report["refused"].values() for r in group["rows"]}
    assert len(report["new"]) + len(refused) == 3 * len(strings)
    assert {*report["refused"]} == {
        "the province is not in the registry", "a side is not named",
        "an actor is not in the registry",
    }  # fmt: skip
    assert len(report["proposed"]["actors"]) > 400
    outcome = pipeline.run(entries, TODAY)
    assert outcome.errors == ()
    assert outcome.archive is not None
    kept = {e.facts.imported.row: e.facts for e in outcome.archive.events if e.facts.imported}
    for row in rows:
        text = row["relid"].strip()
        if row["id"] in kept and text.isascii() and text.isprintable():
            origin = kept[row["id"]].imported
            assert origin is not None
            assert origin.cells.get("code_status", "") == text
    before = digest(entries)
    bring(entries, None)
    assert digest(entries) == before
