import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import cbor2
import pytest

import generator
from generator.search.columns import KINDS
from generator.search.index import Indexing, IndexingError
from generator.search.records import Record, fold

FOLD_JS = Path(generator.__file__).parent / "theme/assets/javascripts/fold.js"
HOSTILE = '</p><script>alert("1")</script> &amp; \' {{ config }} ___PAGEFIND_WEIGHT___10 ]]> end'

RAID = Record(
    address="events/2022-06-11-taloqan-raid/",
    title="Raid in Taloqan",
    text="Forces raided a house in Taloqan.",
    kind="event",
    facets={"actor": ("gdi", "isis-k"), "province": ("takhar",)},
    days=(date(2022, 6, 11), date(2022, 6, 12)),
    meta={"date": "11 June 2022"},
)
BLAST = Record(
    address="events/2021-05-08-kabul-school/",
    title="Blast at a school",
    text="A bomb went off.",
    kind="event",
    facets={"actor": ("gdi",), "province": ("kabul",)},
    days=(date(2021, 5, 8), date(2021, 5, 8)),
    meta={"date": "8 May 2021"},
)
TAKHAR = Record("provinces/takhar/", "Takhar", "", "province", meta={"names": "تخار Takhār"})

VALUES = {
    "kind": KINDS,
    "actor": {"gdi": "GDI", "isis-k": "ISIS-K"},
    "province": {"kabul": "Kabul", "takhar": "Takhar"},
}


def index(records: Iterable[Record], folder: Path) -> Path:
    Indexing(records).finish(folder, VALUES)
    return folder


def pages(folder: Path) -> dict[str, dict[str, object]]:
    found = {}
    for file in (folder / "fragment").iterdir():
        page = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[page["url"]] = page
    return found


def words(folder: Path) -> set[str]:
    found: set[str] = set()
    for file in (folder / "index").iterdir():
        content = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        found.update(row[0] for row in cbor2.loads(content)[0])
    return found


def contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("انتحاري", "انتحاری"),
        ("موسى", "موسی"),
        ("كابل", "کابل"),
        ("ولاية", "ولایه"),
        ("أفغان إفغان", "افغان افغان"),
        ("آمر", "امر"),
        ("مؤمن", "مومن"),
        ("مسئول", "مسیول"),
        ("می‌شود", "میشود"),
        ("طـــالب", "طالب"),
        ("مُحَمَّد", "محمد"),
        ("حملهٔ", "حمله"),
        ("ننګرهار", "ننگرهار"),
        ("۱۲", "12"),
        ("١٢", "12"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_letters_stay_different() -> None:
    assert fold("تخار") == "تخار"
    assert fold("بلخ") != fold("بلح")


def test_text_in_other_scripts_is_left_alone() -> None:
    text = "Takhār, 11 июня 2022: “Ünsal” — 日本"

    assert fold(text) == text


def test_folding_twice_changes_nothing_more() -> None:
    everything = "".join(map(chr, range(0x0600, 0x0700)))

    assert fold(fold(everything)) == fold(everything)


def test_the_browser_folds_a_query_as_the_index_was_folded(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the two tables cannot be compared")
    letters = [chr(point) for point in (*range(0xD800), *range(0xE000, 0x11000))]
    script = tmp_path / "fold.mjs"
    script.write_text(
        f'import {{ fold }} from "{FOLD_JS.as_uri()}"\n'
        'import { readFileSync } from "node:fs"\n'
        'console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(fold)))\n'
    )
    shutil.copy(FOLD_JS, tmp_path / "fold.js")

    answer = subprocess.run(
        [node, "--input-type=module", "--eval", script.read_text()],
        input=json.dumps(letters),
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )

    assert json.loads(answer.stdout) == [fold(letter) for letter in letters]


@pytest.mark.slow
def test_a_page_is_indexed_with_what_the_dialog_shows(tmp_path: Path) -> None:
    found = pages(index([RAID], tmp_path / "pagefind"))

    page = found["events/2022-06-11-taloqan-raid/"]
    assert page["content"] == "Forces raided a house in Taloqan."
    assert page["meta"] == {"title": "Raid in Taloqan", "date": "11 June 2022"}
    assert json.loads((tmp_path / "pagefind/columns.json").read_text("utf-8")) | {"page": ""} == {
        "page": "",
        "facets": {"kind": "0", "actor": "01", "province": "1"},
        "first": [19154],
        "span": [1],
    }


@pytest.mark.slow
def test_hostile_text_stays_text(tmp_path: Path) -> None:
    record = Record("x/", HOSTILE, HOSTILE, "page", meta={"names": HOSTILE})

    page = pages(index([record], tmp_path / "pagefind"))["x/"]

    harmless = HOSTILE.replace("___", "__ ")
    assert page["content"] == harmless
    assert page["meta"] == {"title": harmless, "names": harmless}


@pytest.mark.slow
def test_a_title_is_found_folded_and_shown_as_it_was_written(tmp_path: Path) -> None:
    record = Record("x/", "حملة في كابل", "", "page")

    folder = index([record], tmp_path / "pagefind")

    assert pages(folder)["x/"]["meta"] == {"title": "حمله فی کابل", "shown": "حملة في كابل"}
    assert {"کابل", "فی"} <= words(folder)


@pytest.mark.slow
def test_a_page_without_text_is_found_by_its_title_and_names(tmp_path: Path) -> None:
    folder = index([TAKHAR], tmp_path / "pagefind")

    assert "provinces/takhar/" in pages(folder)
    assert {"takhar", "تخار"} <= words(folder)


@pytest.mark.slow
def test_equal_records_give_equal_bytes_in_any_order_and_folder(tmp_path: Path) -> None:
    many = [
        Record(f"p/{n}/", f"Page {n}", "word " * n, "event", {"actor": (["gdi", "isis-k"][n % 2],)})
        for n in range(60)
    ]
    one, other = tmp_path / "one/pagefind", tmp_path / "other/site/pagefind"

    index([RAID, BLAST, TAKHAR, *many], one)
    index([*reversed(many), TAKHAR, BLAST, RAID], other)

    assert contents(one) == contents(other)


@pytest.mark.slow
def test_only_files_that_our_pages_load_are_kept(tmp_path: Path) -> None:
    folder = index([RAID], tmp_path / "pagefind")

    names = {path.name for path in folder.iterdir()}
    assert {name for name in names if not name.endswith(".pf_meta")} == {
        "columns.json",
        "fragment",
        "index",
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.js",
        "wasm.en.pagefind",
    }


@pytest.mark.slow
def test_an_index_can_run_the_program_of_another(tmp_path: Path) -> None:
    other = tmp_path / "1"

    Indexing([RAID]).finish(other, VALUES, "../0/")

    names = {path.name for path in other.iterdir()}
    assert not names & {"pagefind.js", "wasm.en.pagefind"}
    named = json.loads((other / "pagefind-entry.json").read_text())["languages"]["en"]["wasm"]
    address = urljoin("https://archive.example/pagefind/1/", f"wasm.{named}.pagefind")
    assert address == "https://archive.example/pagefind/0/wasm.en.pagefind"


@pytest.mark.slow
def test_an_index_tells_what_it_costs_to_load(tmp_path: Path) -> None:
    load = Indexing([RAID, BLAST]).finish(tmp_path / "0", VALUES)

    columns = gzip.compress((tmp_path / "0/columns.json").read_bytes(), 6)
    (described,) = (tmp_path / "0").glob("*.pf_meta")
    pieces = [path.stat().st_size for path in (tmp_path / "0/index").iterdir()]
    assert load.columns == len(columns)
    assert load.words == described.stat().st_size + sum(pieces) // len(pieces)


@pytest.mark.slow
def test_an_old_index_is_replaced(tmp_path: Path) -> None:
    index([BLAST], tmp_path / "pagefind")

    assert set(pages(index([RAID], tmp_path / "pagefind"))) == {RAID.address}


def test_a_program_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('the disk is full')\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))

    with pytest.raises(IndexingError, match="the disk is full"):
        index([RAID] * 5000, tmp_path / "out")


def test_a_fault_that_pagefind_reports_is_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(
        f"#!{sys.executable}\nimport base64, sys\n"
        """reply = b'{"payload": {"type": "Error", "message": "no such index"}}'\n"""
        "sys.stdout.buffer.write(base64.b64encode(reply) + b',')\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))

    with pytest.raises(IndexingError, match="no such index"):
        index([RAID], tmp_path / "out")


def test_stopping_leaves_no_program_behind(tmp_path: Path) -> None:
    indexing = Indexing([RAID] * 2000)

    indexing.stop()

    with pytest.raises(IndexingError):
        indexing.finish(tmp_path / "pagefind", VALUES)


def test_a_fault_in_the_records_is_raised_and_leaves_no_program_behind() -> None:
    def records() -> Iterator[Record]:
        yield RAID
        raise ValueError("a page without a title")

    with pytest.raises(ValueError, match="without a title"):
        Indexing(records())


@pytest.mark.slow
def test_a_page_is_named_by_its_row_in_the_columns(tmp_path: Path) -> None:
    folder = index([RAID, BLAST, TAKHAR], tmp_path / "pagefind")

    name = json.loads((folder / "columns.json").read_text("utf-8"))["page"]
    ordered = sorted(record.address for record in (RAID, BLAST, TAKHAR))
    for row, address in enumerate(ordered):
        file = folder / "fragment" / f"{name.replace('#', str(row))}.pf_fragment"
        page = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        assert page["url"] == address
