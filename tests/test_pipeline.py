"""The whole run: everything at once and in order, no false alarms, and nothing that hangs it."""

import shutil
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline, report
from generator.engines.processes import WORTH_A_POOL, reading_pool
from generator.model.archive import Archive
from generator.reading.rules import MOST_PER_FILE
from tests.broken.test_broken import BASE, TODAY
from tests.conftest import ENTRIES, attempt, plant

EVENT = "events/2022/2022-04-01-made-up-{}.md"
HEAD = """\
---
title: A made-up raid
date: 2022-04-01
type: raid
location:
  province: northland
  precision: province
actors:
  - actor: made-up-front
    role: initiator
    certainty: unknown
sources:
  - id: s1
    publisher: made-up-times
"""
TAIL = "added: 2022-04-02\n---\n\nMade up for tests.\n"


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """Plant the good, small, made-up archive."""
    return shutil.copytree(BASE, tmp_path / "entries")


def lines(entries: Path) -> list[str]:
    """Check, and give the lines of errors that are printed; what is planted here is alike."""
    return report.as_text(pipeline.run(entries, TODAY).errors).splitlines()


def faults(entries: Path) -> list[tuple[str, str]]:
    """Check, and give path and rule of every error; what is planted here is alike."""
    return [(problem.path, problem.rule) for problem in pipeline.run(entries, TODAY).errors]


def test_the_archive_itself_is_clean() -> None:
    outcome = pipeline.run(ENTRIES, date.max)

    assert report.as_text(outcome.errors) == ""
    assert {p.rule for p in outcome.problems} <= {"source-not-archived", "plain-http"}
    assert outcome.archive is not None
    assert len(outcome.archive.events) >= 1


def test_what_takes_long_begins_with_the_archive_that_the_rules_then_pass(entries: Path) -> None:
    given: list[Archive] = []

    outcome = pipeline.run(entries, TODAY, ahead=given.append)

    assert [archive is outcome.archive for archive in given] == [True]


def test_what_takes_long_may_begin_with_an_archive_that_the_rules_then_refuse(
    entries: Path,
) -> None:
    plant(entries, {EVENT.format("raid"): HEAD.replace("northland", "nowhere") + TAIL})
    given: list[Archive] = []

    outcome = pipeline.run(entries, TODAY, ahead=given.append)

    assert len(given) == 1
    assert outcome.archive is None


def test_nothing_begins_where_an_entry_could_not_be_read(entries: Path) -> None:
    plant(entries, {EVENT.format("raid"): HEAD + "added: soon\n---\n"})
    given: list[Archive] = []

    pipeline.run(entries, TODAY, ahead=given.append)

    assert given == []


# Everything at once, in order


def test_every_fault_of_one_entry_is_told_at_once(entries: Path) -> None:
    text = HEAD.replace("title: A made-up raid", "colour: red").replace("raid\n", "riad\n")
    text = text.replace("northland", "nortland").replace("made-up-front", "made-up-frnt")
    text = text.replace("initiator", "innitiator").replace("made-up-times", "made-up-tmes")
    claims = """\
claims:
  - id: c1
    by: made-up-resident
    made: yesterday
    stance: asserts
    text: They said so.
    reports:
      - outcome: killed
        group: unknown
        count: 12-8
    about: c9
    source: s9
relations:
  - type: follows
    event: 2022-03-05-made-up-brige
"""
    body = TAIL.replace("Made up", "[Made up](../../actors/nobody.md)")
    plant(entries, {EVENT.format("raid"): text + claims + body.replace("2022-04", "2122-04")})

    assert [(p.line, p.column, p.rule) for p in pipeline.run(entries, TODAY).problems] == [
        (2, 1, "missing-field"),
        (2, 1, "unknown-field"),
        (4, 7, "unknown-type"),
        (6, 13, "unknown-province"),
        (9, 12, "unknown-actor"),
        (10, 11, "unknown-value"),
        (14, 16, "unknown-publisher"),
        (17, 9, "unknown-speaker"),
        (18, 11, "bad-date"),
        (24, 16, "count-order"),
        (25, 12, "unknown-claim"),
        (26, 13, "unknown-source"),
        (29, 12, "unknown-event"),
        (30, 8, "date-in-future"),
        (33, 11, "dead-link"),
    ]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("title: A made-up raid", "title: 7"),
        ("type: raid", "type: A raid"),
        ("date: 2022-04-01", "date: in spring"),
        ("  province: northland\n", "  province: [northland]\n"),
        ("  - actor: made-up-front\n    role", "  - role"),
        ("  - id: s1\n    publisher", "  - publisher"),
        ("publisher: made-up-times", "url: https://example.org/made-up"),
    ],
)
def test_a_field_that_cannot_be_read_brings_no_false_fault_with_it(
    wrong: str, right: str, entries: Path
) -> None:
    text = HEAD.replace(wrong, right) + "verification:\n  grade: weak\n" + TAIL
    plant(entries, {EVENT.format("raid"): text})

    assert len(lines(entries)) == 1


def plant_hundreds(entries: Path) -> Counter[tuple[str, str]]:
    """Plant 350 broken entries with seven kinds of fault; give what they must yield."""
    kinds: list[tuple[str, str, list[str]]] = [
        ("actor: made-up-front", "actor: nobody", ["unknown-actor"]),
        ("date: 2022-04-01", "date: 2122-04-01", ["date-in-future", "wrong-year"]),
        ("    publisher", "    title: x\n    title: y\n    publisher", ["duplicate-key"]),
        ("title: A made-up raid\n", "", ["missing-field"]),
        ("title: A", "title: \u202eA", ["control-character"]),
        ("precision: province", "precision: exact", ["location-precision"]),
        (
            "sources:",
            "tags: 7\ncolour: red\nsources:",
            ["unknown-field", "wrong-type"],
        ),
    ]
    expected: Counter[tuple[str, str]] = Counter()
    for number in range(350):
        wrong, right, rules = kinds[number % len(kinds)]
        path = EVENT.format(f"{number:03d}")
        plant(entries, {path: HEAD.replace(wrong, right) + TAIL})
        expected.update((f"entries/{path}", rule) for rule in rules)
    return expected


def test_hundreds_of_broken_files_are_told_at_once_in_order_and_none_is_lost(
    entries: Path,
) -> None:
    expected = plant_hundreds(entries)

    problems = pipeline.run(entries, TODAY).errors

    assert Counter((problem.path, problem.rule) for problem in problems) == expected
    assert list(problems) == sorted(problems)
    assert len(expected) == 450


def test_several_processes_find_the_same_in_the_same_order(entries: Path) -> None:
    plant_hundreds(entries)
    alone = pipeline.run(entries, TODAY)

    with reading_pool(entries, 2) as pool:
        together = pipeline.run(entries, TODAY, pool)

    assert pool is not None
    assert together == alone


def test_a_small_archive_is_not_worth_several_processes(entries: Path) -> None:
    with reading_pool(entries, 2) as pool:
        assert pool is None

    assert sum(path.is_file() for path in entries.rglob("*")) < WORTH_A_POOL


def test_what_was_kept_from_the_run_before_changes_nothing(entries: Path, tmp_path: Path) -> None:
    plant_hundreds(entries)
    cache = tmp_path / "cache" / "readings.sqlite"

    runs = [pipeline.run(entries, TODAY, cache=cache) for _ in range(2)]

    assert cache.exists()
    assert runs[0] == runs[1] == pipeline.run(entries, TODAY)


def test_the_order_in_which_files_were_written_does_not_matter(tmp_path: Path) -> None:
    files = {
        path.relative_to(BASE).as_posix(): path.read_text("utf-8")
        for path in BASE.rglob("*")
        if path.is_file()
    }
    files |= {EVENT.format(n): HEAD.replace("raid\n", "riad\n") + TAIL for n in range(30)}
    forth, back = tmp_path / "forth" / "entries", tmp_path / "back" / "entries"
    plant(forth, files)
    plant(back, dict(reversed(files.items())))

    assert pipeline.run(forth, TODAY) == pipeline.run(back, TODAY)


def test_the_progress_counts_every_event_to_the_last(entries: Path) -> None:
    told: list[tuple[int, int]] = []
    plant(entries, {EVENT.format(number): HEAD + TAIL for number in range(4)})

    pipeline.run(entries, TODAY, progress=lambda done, of: told.append((done, of)))

    assert told == [(number, 5) for number in range(1, 6)]


# An archive with nothing in it


def test_an_empty_folder_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "entries").mkdir()

    assert faults(tmp_path / "entries") == [
        ("entries", "no-entries"),
        ("entries/publishers.yml", "missing-file"),
        ("entries/types.yml", "missing-file"),
    ]


@pytest.mark.parametrize("is_file", [True, False], ids=["a-file", "nothing"])
def test_a_folder_that_is_none_is_one_problem(*, is_file: bool, tmp_path: Path) -> None:
    if is_file:
        (tmp_path / "entries").write_text("", "utf-8")

    (line,) = lines(tmp_path / "entries")
    assert line == (
        "entries:1:1: no-entries: there is no such folder "
        "(entries are Markdown files in events/<year>/; see the README)"
    )


def test_paths_begin_with_the_folders_name_however_it_is_called(
    entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(entries, {"stray.txt": "Made up."})

    monkeypatch.chdir(entries)

    assert faults(Path()) == faults(entries) == [("entries/stray.txt", "stray-file")]


# One fault in the registry is one problem


def missing(file: Path) -> None:
    file.unlink()


def unreadable_yaml(file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace("name: ", 'name: "', 1), "utf-8")


def unknown_field(file: Path) -> None:
    text = file.read_text("utf-8")
    at = text.index("name: ")
    indent = at - text.rindex("\n", 0, at) - 1
    file.write_text(f"{text[:at]}colour: red\n{' ' * indent}{text[at:]}", "utf-8")


def windows(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def too_large(file: Path) -> None:
    with file.open("ab") as stream:
        stream.truncate(20_000_000)


def linked(file: Path) -> None:
    file.rename(file.with_name(".elsewhere"))
    file.symlink_to(".elsewhere")


WAYS = [unreadable_yaml, unknown_field, windows, too_large, linked]


def plant_users_of_all(entries: Path) -> None:
    """Plant entries that lean on everything in the registry, grades at their ceilings."""
    rest = """\
  - id: s2
    publisher: made-up-post
    carries: made-up-agency
claims:
  - id: c1
    by: {}
    stance: {}
    text: They said so.
verification:
  grade: {}
"""
    wing = HEAD.replace("made-up-front", "made-up-wing")
    texts = [
        HEAD + rest.format("made-up-times", "asserts", "fair"),
        HEAD + rest.format("made-up-wing", "claims-responsibility", "confirmed"),
        wing + rest.format("made-up-front", "claims-responsibility", "confirmed"),
        HEAD + rest.format("made-up-assembly", "asserts", "confirmed"),
    ]
    plant(entries, {EVENT.format(n): text + TAIL for n, text in enumerate(texts)})


@pytest.mark.parametrize("damage", [*WAYS, missing])
@pytest.mark.parametrize("file", ["types.yml", "publishers.yml"])
def test_a_broken_list_is_one_problem(
    file: str, damage: Callable[[Path], None], entries: Path
) -> None:
    plant_users_of_all(entries)
    assert faults(entries) == []

    damage(entries / file)

    assert [path for path, _ in faults(entries)] == [f"entries/{file}"]


@pytest.mark.parametrize("damage", WAYS)
@pytest.mark.parametrize(
    "file",
    [
        "actors/made-up-front.md",
        "actors/made-up-wing.md",
        "actors/made-up-assembly.md",
        "actors/made-up-residents.md",
        "provinces/northland.md",
        "provinces/southland.md",
    ],
)
def test_a_broken_profile_is_one_problem(
    file: str, damage: Callable[[Path], None], entries: Path
) -> None:
    plant_users_of_all(entries)

    damage(entries / file)

    assert [path for path, _ in faults(entries)] == [f"entries/{file}"]


@pytest.mark.parametrize("damage", [windows, too_large, linked])
def test_broken_outlines_are_one_problem(damage: Callable[[Path], None], entries: Path) -> None:
    plant_users_of_all(entries)

    damage(entries / "boundaries.geojson")

    assert [path for path, _ in faults(entries)] == ["entries/boundaries.geojson"]


@pytest.mark.parametrize("folder", ["actors", "provinces"])
def test_a_folder_that_is_a_link_is_one_problem(folder: str, entries: Path) -> None:
    text = HEAD + TAIL
    bridge = entries / "events/2022/2022-03-05-made-up-bridge.md"
    bridge.write_text(text.replace("2022-04-01", "2022-03-05"), "utf-8")
    publishers = (entries / "publishers.yml").read_text("utf-8")
    without = publishers.replace("  stands_with: made-up-front\n", "")
    plant(entries, {"publishers.yml": without})

    linked(entries / folder)

    links = [path for path, rule in faults(entries) if rule == "not-a-regular-file"]
    assert links == [f"entries/{folder}"]
    assert not [
        rule for _, rule in faults(entries) if rule in {"unknown-actor", "unknown-province"}
    ]


def test_a_broken_event_is_not_unknown_to_those_that_name_it(entries: Path) -> None:
    relation = "relations:\n  - type: follows\n    event: 2022-04-01-made-up-broken\n"
    body = TAIL.replace("Made up", "[Made up](2022-04-01-made-up-broken.md)")
    plant(
        entries,
        {
            EVENT.format("broken"): HEAD.replace("title: ", 'title: "') + TAIL,
            EVENT.format("raid"): HEAD + relation + body,
        },
    )

    assert faults(entries) == [("entries/events/2022/2022-04-01-made-up-broken.md", "yaml-syntax")]


# Hostile entries

BOMB = "tags:\n" + "".join(
    f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'lol'}]\n" for n in range(9)
)
SCRIPT = "<script>alert(1)</script>"
HOSTILE: dict[str, tuple[str, set[str]]] = {
    "brackets": (HEAD + f"tags: {'[' * 30_000}\n" + TAIL, {"too-deep"}),
    "braces": (HEAD + f"tags: {'{a: ' * 12_000}\n" + TAIL, {"too-deep"}),
    "brackets-for-a-file": ("[" * 30_000, {"front-matter"}),
    "brackets-for-fields": (f"---\n{'[' * 30_000}\n---\n", {"too-deep"}),
    "hyphens": (HEAD + f"tags:\n  {'- ' * 30_000}x\n" + TAIL, {"too-deep"}),
    "question-marks": (HEAD + f"{'? ' * 30_000}x\n" + TAIL, {"yaml-feature"}),
    "alias-bomb": (HEAD + BOMB + TAIL, {"yaml-feature"}),
    "merge-key": (HEAD + "<<: {title: x}\n" + TAIL, {"yaml-feature"}),
    "python-object": (
        HEAD + "tags: !!python/object/apply:os.system [ls]\n" + TAIL,
        {"yaml-feature"},
    ),
    "directive": ("---\n%YAML 1.1\n---\n", {"front-matter", "yaml-syntax", "yaml-feature"}),
    "duplicate-keys": (HEAD + "date: 2022-04-01\n" * 3_000 + TAIL, {"duplicate-key"}),
    "unknown-fields": (
        HEAD + "".join(f"f{n}: 1\n" for n in range(6_000)) + TAIL,
        {"unknown-field"},
    ),
    "wrong-items": (
        HEAD + f"tags: [{'1,' * 30_000}]\n" + TAIL,
        {"wrong-type", "too-many-problems"},
    ),
    "unknown-names": (
        HEAD + f"also_in: [{','.join(f'x{n}' for n in range(9_000))}]\n" + TAIL,
        {"unknown-province"},
    ),
    "unknown-claims": (
        HEAD
        + "casualties:\n  - outcome: killed\n    group: unknown\n    count: 1\n    basis: ["
        + ",".join(f"x{n}" for n in range(9_000))
        + "]\n"
        + TAIL,
        {"unknown-claim"},
    ),
    "a-ring-of-claims": (
        HEAD
        + "claims:\n"
        + "".join(
            f"  - {{id: c{n}, by: b, stance: denies, text: x, about: c{(n + 1) % 800}}}\n"
            for n in range(800)
        )
        + TAIL,
        {"claim-circle", "unknown-speaker"},
    ),
    "unknown-speakers": (
        HEAD
        + "claims:\n"
        + "".join(f"  - {{id: c{n}, by: b{n}, stance: asserts, text: x}}\n" for n in range(1_200))
        + TAIL,
        {"unknown-speaker"},
    ),
    "long-number": (HEAD + f"also_in: {'9' * 60_000}\n" + TAIL, {"wrong-type"}),
    "long-title": (HEAD.replace("A made-up", "A" * 60_000) + TAIL, {"too-long"}),
    "not-a-number": (
        HEAD.replace("precision: province", "precision: exact\n  coordinates: [.nan, 1.0e+999]")
        + TAIL,
        {"out-of-range", "wrong-type"},
    ),
    "year-zero": (HEAD.replace("2022-04-01", "0000-00-00") + TAIL, {"bad-date"}),
    "last-day-of-all": (
        HEAD.replace("2022-04-01", "9999-12-31/9999-12-31") + TAIL,
        {"date-in-future", "wrong-year"},
    ),
    "half-a-character": (
        HEAD.replace("A made-up", '"\\ud800').replace("raid\n", 'raid"\n', 1) + TAIL,
        {"yaml-syntax", "control-character"},
    ),
    "terminal-codes": (
        HEAD.replace("A made-up raid", '"\\e[2J"') + TAIL,
        {"control-character"},
    ),
    "nul": (HEAD + TAIL + "\x00", {"control-character"}),
    "turned-around": (HEAD + TAIL + "\u202e", {"control-character"}),
    "accents": (HEAD + TAIL + "a" + "\u0301\u0316" * 12_000, {"not-nfc"}),
    "ten-megabytes": (HEAD + TAIL + "a" * 10_000_000, {"too-large"}),
    "body-of-brackets": (HEAD + TAIL + "[" * 30_000, set()),
    "body-of-pictures": (HEAD + TAIL + "![" * 30_000, set()),
    "body-of-stars": (HEAD + TAIL + "*a **a " * 8_000, set()),
    "body-of-backticks": (
        HEAD + TAIL + "".join(f"{'`' * n} " for n in range(1, 300)),
        set(),
    ),
    "body-of-quotes": (HEAD + TAIL + ">" * 8_000 + "a\n", {"too-deep"}),
    "body-of-lists": (HEAD + TAIL + "\n" + "- " * 30_000 + "a\n", {"too-deep"}),
    "body-of-links": (HEAD + TAIL + "[a](b)" * 9_000, {"bad-link"}),
    "body-of-scripts": (HEAD + TAIL + f"{SCRIPT}\n" * 2_000, {"raw-html"}),
    "javascript-link": (HEAD + TAIL + "[a](javascript:alert\\(1\\))", {"bad-link"}),
    "javascript-entity": (HEAD + TAIL + "[a](&#106;avascript:alert\\(1\\))", {"bad-link"}),
    "javascript-reference": (HEAD + TAIL + "\n[a]\n\n[a]: JaVaScRiPt:alert(1)\n", {"bad-link"}),
    "data-address": (
        HEAD + "    url: data:text/html;base64,PHNjcmlwdD4=\n" + TAIL,
        {"bad-url"},
    ),
    "a-table-that-grows": (
        HEAD + TAIL + "\n|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + "|a\n" * 15_000,
        {"too-large"},
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_entry_is_refused_in_its_place_within_two_seconds(
    case: str, entries: Path
) -> None:
    text, rules = HOSTILE[case]
    path = EVENT.format(case)
    plant(entries, {path: text})
    started = time.process_time()

    problems = pipeline.run(entries, TODAY).problems

    assert time.process_time() - started < 2
    assert {problem.rule for problem in problems} <= rules | {"too-many-problems"}
    assert len(problems) <= MOST_PER_FILE + 1
    assert bool(problems) is bool(rules)
    for problem in problems:
        assert problem.path == f"entries/{path}"
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.column >= 1
        assert len(problem.message) + len(problem.hint) < 600
        assert f"{problem.message}{problem.hint}".isprintable()


@pytest.mark.parametrize(
    "item", ["- 1\n", "- {a: 1}\n", "- {id: a, name: b, kind: ngo}\n", "- " * 10 + "\n"]
)
@pytest.mark.parametrize("file", ["types.yml", "publishers.yml"])
def test_a_megabyte_of_broken_list_is_told_within_seconds(
    file: str, item: str, entries: Path
) -> None:
    plant(entries, {file: item * (1_000_000 // len(item))})
    started = time.process_time()

    problems = pipeline.run(entries, TODAY).problems

    assert time.process_time() - started < 5
    assert {problem.path for problem in problems} == {f"entries/{file}"}
    assert 1 <= len(problems) <= MOST_PER_FILE + 1


def test_fifty_hostile_files_are_told_of_in_turn(entries: Path) -> None:
    text, _ = HOSTILE["unknown-names"]
    plant(entries, {EVENT.format(number): text for number in range(50)})
    started = time.process_time()

    problems = pipeline.run(entries, TODAY).problems

    assert time.process_time() - started < 15
    assert Counter(problem.path for problem in problems) == {
        f"entries/{EVENT.format(number)}": MOST_PER_FILE + 1 for number in range(50)
    }


def test_markup_in_every_field_of_text_is_text(entries: Path) -> None:
    text = f"""\
---
title: {SCRIPT}
date: 2022-04-01
type: raid
location:
  province: northland
  district: {SCRIPT}
  place: {SCRIPT}
  names:
    fa: ["{SCRIPT}"]
  precision: place
titles:
  fa: {SCRIPT}
tags: ["{SCRIPT}"]
actors:
  - actor: made-up-front
    role: initiator
    certainty: unknown
claims:
  - id: c1
    by: made-up-residents
    stance: asserts
    text: {SCRIPT}
sources:
  - id: s1
    publisher: made-up-times
    title: {SCRIPT}
    author: {SCRIPT}
verification:
  note: {SCRIPT}
credits: ["{SCRIPT}"]
added: 2022-04-02
corrections:
  - date: 2022-04-02
    note: {SCRIPT}
    field: {SCRIPT}
    was: {SCRIPT}
    now: {SCRIPT}
---
"""
    plant(entries, {EVENT.format("script"): text})

    outcome = pipeline.run(entries, TODAY)

    assert report.as_text(outcome.problems) == ""
    assert outcome.archive is not None
    assert outcome.archive.by_id["2022-04-01-made-up-script"].facts.title == SCRIPT


def test_the_command_survives_all_of_it_at_once(entries: Path) -> None:
    plant(entries, {EVENT.format(case): text for case, (text, _) in HOSTILE.items()})
    (entries / "events/2022/2022-04-01-out.md").symlink_to("/etc/passwd")
    started = time.process_time()

    done = attempt("check", "--entries", entries)

    assert time.process_time() - started < 15
    assert done.returncode == 1, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    named = {line.partition(":")[0] for line in done.stdout.splitlines()}
    refused = {f"entries/{EVENT.format(case)}" for case, (_, rules) in HOSTILE.items() if rules}
    assert refused | {"entries/events/2022/2022-04-01-out.md"} <= named
    assert done.stdout.splitlines()[-1].endswith("checked)")
