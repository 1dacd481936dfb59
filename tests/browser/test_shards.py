import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.bench.corpus.writing import write_corpus
from tests.browser.dialog import Dialog, address_of
from tests.browser.reader import Reader, reading
from tests.browser.serving import served
from tests.conftest import REPOSITORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHARDS = 3
Readers = tuple[Reader, Reader]
_BUILD = """
from generator.engines import indexing
indexing.LARGEST_SHARD = {size}
from generator.cli import main
main()
"""
"""The command with another size of shards, which no option changes."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "entries"
    write_corpus(folder, 300)
    return folder


@pytest.fixture(scope="module")
def readers(browser: Browser, corpus: Path) -> Iterator[Readers]:
    """Readers of two sites of the same events, the first with one shard, the second with more."""
    with ExitStack() as stack:
        whole, split = (
            stack.enter_context(reading(browser, stack.enter_context(served(site))))
            for site in (_build(corpus, 10_000), _build(corpus, 100))
        )
        yield whole, split


def _build(corpus: Path, size: int) -> Path:
    site = corpus.with_name(f"site-{size}")
    command = [sys.executable, "-c", _BUILD.format(size=size), "build", "--no-cache"]
    command += ["--entries", f"{corpus}", "--site-dir", f"{site}"]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return site


def test_every_shard_runs_the_program_of_the_first(readers: Readers) -> None:
    _, split = readers
    _dialog(split, address_of("attack"))

    asked = [address.removeprefix(f"{split.site}pagefind/") for address in split.asked]

    indexes = {name.partition("/")[0] for name in asked if ".pf_index" in name}
    assert len(indexes) == SHARDS
    assert [name for name in asked if name.endswith(".js") and name[0].isdigit()] == [
        "0/pagefind.js",
        "0/pagefind-worker.js",
    ]
    assert [name for name in asked if "wasm" in name] == ["0/wasm.en.pagefind"] * SHARDS


def test_an_empty_answer_costs_two_shards_and_older_ones_are_searched_by_wish(
    readers: Readers,
) -> None:
    _, split = readers
    page = split.opens("about/")
    page.route("**/listing.json", _tell_a_large_load)
    page.goto(address_of("xqzwvjk"))
    finder = Dialog(page)
    expect(finder.status).to_contain_text("Nothing found since ")

    expect(finder.older).to_have_text(
        re.compile(r"Search 100 older events too, back to \d+ \w+ \d{4} \(loads 600 KB\)")
    )
    before = _shards_of(page, split)
    finder.older.click()

    expect(finder.older).to_be_hidden()
    expect(finder.box).to_be_focused()
    expect(finder.status).to_contain_text("Nothing found for “xqzwvjk”")
    assert before == {"0", "1"}
    assert _shards_of(page, split) == {"0", "1", "2"}


def test_counts_of_what_was_not_searched_are_not_called_complete(readers: Readers) -> None:
    whole, split = readers
    page = split.opens("about/")
    page.route("**/listing.json", _tell_a_large_load)
    page.goto(address_of(province="vandrisk"))
    finder = Dialog(page).answered()
    expect(page.locator(".find__counted")).to_contain_text("in the events since ")

    shown = page.locator("ul[aria-label=Year] li").all_inner_texts()
    complete = _dialog(whole, address_of(province="vandrisk")).counts()["Year"]

    rows = dict(row.split() for row in shown)
    assert rows.keys() >= complete.keys()
    exact = {year: int(number) for year, number in rows.items() if number.isdecimal()}
    assert exact
    assert {year: complete[year] for year in exact} == exact
    least = {y: int(n.removesuffix("+")) for y, n in rows.items() if n.endswith("+")}
    assert all(complete[year] >= number for year, number in least.items())
    assert "?" in rows.values()
    expect(finder.older).to_be_visible()


@pytest.mark.parametrize("query", ["raid hill", "roadside bomb"])
def test_shards_find_what_one_index_finds(readers: Readers, query: str) -> None:
    whole, split = (_dialog(reader, address_of(query)) for reader in readers)

    assert split.counts() == whole.counts()
    assert split.found() == whole.found()
    assert sorted(split.show_all()) == sorted(whole.show_all())


@pytest.mark.parametrize("query", ["2012 district", "vandrisk raid", "imaginary 2019"])
def test_shards_find_what_one_index_finds_for_a_word_that_few_hold(
    readers: Readers, query: str
) -> None:
    whole, split = (_dialog(reader, address_of(query)) for reader in readers)

    assert split.counts() == whole.counts()
    assert split.found() == whole.found()
    assert sorted(split.show_all()) == sorted(whole.show_all())


def test_no_shard_counts_the_words_that_it_has_of_the_others(readers: Readers) -> None:
    whole, split = (_dialog(reader, address_of(province="vandrisk")) for reader in readers)

    assert split.counts() == whole.counts()
    assert split.found() == whole.found()


@pytest.mark.parametrize("wanted", [{"query": "road", "type": "ambush"}, {"province": "vandrisk"}])
def test_shards_keep_the_order_of_dates(readers: Readers, wanted: dict[str, str]) -> None:
    whole, split = (_dialog(reader, address_of(**wanted)) for reader in readers)

    for order in ("Oldest first", "Newest first"):
        for dialog in (whole, split):
            dialog.order(order)
        assert split.show_all() == whole.show_all()
    assert split.found() > 10


def test_shards_are_narrowed_by_filters_alike(readers: Readers) -> None:
    whole, split = (_dialog(reader, address_of("killed")) for reader in readers)
    year = max(whole.counts()["Year"].items(), key=lambda row: row[1])[0]

    for dialog in (whole, split):
        dialog.choose("Year", year)

    assert split.counts() == whole.counts()
    assert sorted(split.show_all()) == sorted(whole.show_all())


def test_the_best_of_all_shards_comes_first(readers: Readers) -> None:
    _, split = readers
    dialog = _dialog(split, address_of("Nourn"))

    titles = dialog.links.locator("b").all_inner_texts()

    assert "Nourn" in titles[0]


def _tell_a_large_load(route: Route) -> None:
    listing = route.fetch().json()
    for shard in listing["shards"]:
        shard["bytes"] = {"columns": 300_000, "words": 300_000}
    route.fulfill(json=listing)


def _shards_of(page: Page, reader: Reader) -> set[str]:
    names = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    own = (name.removeprefix(f"{reader.site}pagefind/") for name in names)
    return {name.partition("/")[0] for name in own if name.endswith("columns.json")}


def _dialog(reader: Reader, address: str) -> Dialog:
    return Dialog(reader.opens(address)).unfolded().everything()
