"""What the answers of the search cost a reader: bytes over the wire, requests and time.

`python -m tests.bench.payload --site DIR` serves a built site with gzip, as static hosts do, and
prints one row of JSON for each query.
"""

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.serving import served

_OF_THE_SEARCH = ("/pagefind/", "/javascripts/search", "/fold.js", "/element.js", "/find.css")
QUERIES = ("q=attack", "q=roadside+bomb", "grade=fair", "q=xqzwvjk")
"""A word, two, a filter alone, and a word that is nowhere, for which most is searched."""
_ANSWERED = """() => document.querySelector('.find__results a')
  || document.querySelector('.find__results:not([aria-busy])')"""


def payload(browser: Browser, folder: Path, address: str) -> dict[str, object]:
    """Open the search at an address such as `search/?q=raid`, in a new profile.

    Gives bytes and seconds until the first result is visible, or that there is none, and bytes once
    all is quiet, with what the page then says of what was searched.
    """
    sent: list[tuple[str, int]] = []
    with served(folder, packed=True, sent=sent) as site:
        page = browser.new_context().new_page()
        start = time.monotonic()
        page.goto(f"{site}{address}")
        page.wait_for_function(_ANSWERED)
        seconds, first = time.monotonic() - start, _of_search(sent)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        row = {
            "address": address,
            "first_result_bytes": sum(first),
            "first_result_requests": len(first),
            "first_result_seconds": round(seconds, 2),
            "settled_bytes": sum(_of_search(sent)),
            "status": page.locator(".find__status").inner_text(),
            "more": page.locator(".find__older:visible").all_inner_texts(),
        }
        page.context.close()
        return row


def _of_search(sent: list[tuple[str, int]]) -> list[int]:
    return [size for path, size in sent if any(part in path for part in _OF_THE_SEARCH)]


def rows(site: Path) -> list[tuple[str, str]]:
    """Give what the first answer to each query costs, for the benchmark's table."""
    found = []
    for row in _payloads(site, QUERIES):
        name = f"search, `{row['address']}`"
        found += [
            (f"{name}: first answer", f"{row['first_result_bytes']:,} B"),
            (f"{name}: all of it", f"{row['settled_bytes']:,} B"),
            (f"{name}: seconds", f"{row['first_result_seconds']}"),
        ]
    return found


def _payloads(site: Path, queries: Sequence[str]) -> Iterator[dict[str, object]]:
    with chromium() as browser:
        for query in queries:
            yield payload(browser, site, f"search/?{query}")


@click.command()
@click.option("--site", type=click.Path(path_type=Path, exists=True), required=True)
@click.argument("queries", nargs=-1)
def main(site: Path, queries: tuple[str, ...]) -> None:
    """Measure queries, by default a word, two words, and a filter alone."""
    for row in _payloads(site, queries or QUERIES):
        click.echo(json.dumps(row))


if __name__ == "__main__":
    main()
