"""Warnings: they are told, and stop neither the check nor the build, unless somebody asks so."""

import gzip
import json
import shutil
from pathlib import Path

import pytest

from generator import report
from generator.model.problem import Problem
from tests.conftest import REPOSITORY, attempt, made_up, plant, project

BASE = REPOSITORY / "tests/broken/base"
HTTP = made_up(more="").replace("https://example.org/made-up", "http://example.org/{0}")


def warned(folder: Path, number: int) -> Path:
    """Copy the good archive, and add entries with one warning each, on days far apart."""
    entries = shutil.copytree(BASE, folder / "entries")
    for n in range(number):
        text = HTTP.format(n).replace("takhar", "northland").replace("isis-k", "made-up-front")
        text = text.replace("voa", "made-up-times").replace("2022-06-11", f"2022-{n + 1:02}-11")
        name = f"events/2022/2022-{n + 1:02}-11-made-up.md"
        plant(entries, {name: text.replace("2026-11-22", "2022-12-31")})
    return entries


def test_warnings_alone_end_with_0_and_with_strict_with_1(tmp_path: Path) -> None:
    entries = warned(tmp_path, 1)

    done, strict = (
        attempt("check", "--entries", entries),
        attempt("check", "--strict", "--entries", entries),
    )

    assert done.stdout == strict.stdout
    assert "2022-01-11-made-up.md:15:10: warning: plain-http: " in done.stdout
    assert done.stdout.endswith("1 warning in 1 file (12 checked)\n")
    assert (done.returncode, strict.returncode) == (0, 1)


def test_an_error_ends_with_1_also_where_there_are_warnings(tmp_path: Path) -> None:
    entries = warned(tmp_path, 1)
    (entries / "types.yml").unlink()

    assert attempt("check", "--entries", entries).returncode == 1


def test_where_a_rule_has_many_warnings_they_are_counted_and_named_when_asked(
    tmp_path: Path,
) -> None:
    entries = warned(tmp_path, 6)

    short = attempt("check", "--entries", entries).stdout
    whole = attempt("check", "--warnings", "--entries", entries).stdout
    listed = json.loads(attempt("check", "--format", "json", "--entries", entries).stdout)

    assert short == (
        "6 warnings: plain-http (`archive check --warnings` names them)\n"
        "no problems, 6 warnings in 6 files (17 checked)\n"
    )
    assert len(whole.splitlines()) == 7
    assert len(listed) == 6


def test_one_new_warning_is_not_hidden_by_many_of_another_rule() -> None:
    many = [
        Problem("entries/x.md", n, 1, "old", "could be better", "", "warning") for n in range(9)
    ]
    new = Problem("entries/y.md", 1, 1, "new", "could be better", "", "warning")
    error = Problem("entries/z.md", 1, 1, "old", "is wrong")

    named, tally = report.shortened([*many, new, error])

    assert named == (new, error)
    assert tally == "9 warnings: old (`archive check --warnings` names them)\n"


@pytest.mark.slow
def test_a_build_sums_warnings_up_and_links_no_source_that_shows_a_person_at_risk(
    tmp_path: Path,
) -> None:
    private = made_up(
        "A made-up event with a private source",
        more="    archived: https://example.org/copies/made-up-face\n"
        "    sensitivity: identifies-person\nverification:\n  note: Call 07700 900123.\n",
    ).replace("https://example.org/made-up\n", "https://example.org/made-up-face\n")
    settings = project(tmp_path / "project")
    plant(settings.parent / "entries", {"events/2022/2022-06-11-made-up-private.md": private})

    done = attempt("build", "--config", settings)

    assert done.returncode == 0, done.stderr
    assert "1 warning; `archive check` names them\n" in done.stderr
    assert "personal-data" not in done.stderr
    page = settings.parent / "site/events/2022-06-11-made-up-private/index.html"
    assert "A source that identifies a person at risk; it is not linked" in page.read_text("utf-8")
    files = [path for path in (settings.parent / "site").rglob("*") if path.is_file()]
    assert [path for path in files if b"made-up-face" in unpacked(path)] == []
    assert any(
        b"A made-up event with a private source" in unpacked(p)
        for p in files
        if "pagefind" in str(p)
    )


def unpacked(path: Path) -> bytes:
    """Give a file's bytes, unpacked where it is one of Pagefind's."""
    raw = path.read_bytes()
    return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
