"""Weighs a built site as a reader meets it: `python -m tests.bench.weight SITE`."""

import gzip
import statistics
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import click
from playwright.sync_api import Browser, ViewportSize

from tests.browser.chromium import chromium
from tests.browser.serving import served

RAW, PACKED, VIEW = 30_000, 9_000, 200_000
"""The most bytes that an event's page may have, plain and with gzip, and its first view in all."""
SIZES = ((1280, 800), (390, 844))
_SHIFTS = """
  window.shifted = 0
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifted += value
  }).observe({ type: "layout-shift", buffered: true })
"""
"""Adds up what moves on its own: https://web.dev/articles/cls."""


@dataclass(frozen=True, slots=True)
class View:
    """A page opened for the first time: bytes over the wire, requests, and the worst shift."""

    wire: int
    requests: int
    shift: float


def html(page: Path) -> tuple[int, int]:
    """Give the bytes of a page, plain and with gzip."""
    body = page.read_bytes()
    return len(body), len(gzip.compress(body, 6, mtime=0))


def heaviest(site: Path) -> tuple[Path, tuple[int, int]]:
    """Give the event with the largest page, and its bytes."""
    pages = events(site)
    largest = max(pages, key=lambda page: page.stat().st_size)
    return largest.parent, html(largest)


def events(site: Path) -> list[Path]:
    """Give the pages of all events, without the redirects from earlier ids."""
    pages = sorted((site / "events").glob("*/index.html"))
    return [page for page in pages if page.stat().st_size > 1000]


def view(browser: Browser, address: str) -> View:
    """Open a page with an empty cache, wide and narrow; it is read to its end."""
    seen = []
    for width, height in SIZES:
        context = browser.new_context(viewport=ViewportSize(width=width, height=height))
        page = context.new_page()
        page.add_init_script(_SHIFTS)
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        lengths: list[int] = []
        session.on(
            "Network.loadingFinished",
            lambda event, to=lengths: to.append(event["encodedDataLength"]),
        )
        page.goto(address, wait_until="networkidle")
        page.mouse.wheel(0, 20_000)
        page.wait_for_timeout(200)
        seen.append(View(round(sum(lengths)), len(lengths), page.evaluate("shifted")))
        context.close()
    return View(
        max(one.wire for one in seen),
        max(one.requests for one in seen),
        max(one.shift for one in seen),
    )


def kinds(site: Path) -> Mapping[str, str]:
    """Give one page of every kind, by its address; the busiest of each where there are many."""
    return dict(_kinds(site))


def _kinds(site: Path) -> Iterator[tuple[str, str]]:
    yield "home", ""
    yield "heaviest event", f"events/{heaviest(site)[0].name}/"
    for kind in ("events", "dates", "actors", "provinces", "types", "publishers"):
        yield f"all {kind}", f"{kind}/"
    for kind in ("actors", "provinces", "types", "publishers"):
        pages = sorted((site / kind).glob("*/index.html"))
        yield f"busiest of {kind}", f"{kind}/{_largest(pages).parent.name}/"
    for name in ("search", "explore", "data", "corrections", "contribute/new-entry"):
        if (site / name / "index.html").exists():
            yield name, f"{name}/"


def _largest(pages: list[Path]) -> Path:
    return max(pages, key=lambda page: page.stat().st_size)


def rows(site: Path) -> list[tuple[str, str]]:
    """Give the weight of event pages, and of what they load, for the benchmark's table."""
    raw, packed = (list(column) for column in zip(*map(html, events(site)), strict=True))
    with served(site, packed=True) as address, chromium() as browser:
        met = view(browser, urljoin(address, kinds(site)["heaviest event"]))
    return [
        ("event page, median", f"{statistics.median(raw):,.0f} B"),
        ("event page, median, gzip", f"{statistics.median(packed):,.0f} B"),
        ("event page, heaviest", f"{max(raw):,} B"),
        ("event page, heaviest, gzip", f"{max(packed):,} B"),
        ("event page, first view", f"{met.wire:,} B"),
    ]


def main(site: Path) -> None:
    """Print the table."""
    sizes = [html(page) for page in events(site)]
    raw, packed = (list(column) for column in zip(*sizes, strict=True))
    click.echo(f"{len(sizes):,} events: median {statistics.median(raw):,.0f} bytes of HTML,")
    click.echo(
        f"{statistics.median(packed):,.0f} with gzip; at most {max(raw):,} and {max(packed):,}\n"
    )
    click.echo("| page | HTML | gzip | first view | requests | layout shift |")
    click.echo("|---|---:|---:|---:|---:|---:|")
    with served(site, packed=True) as address, chromium() as browser:
        for kind, page in kinds(site).items():
            plain, zipped = html(site / page / "index.html")
            met = view(browser, urljoin(address, page))
            numbers = f"{plain:,} | {zipped:,} | {met.wire:,} | {met.requests} | {met.shift:.3f}"
            click.echo(f"| {kind} | {numbers} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
