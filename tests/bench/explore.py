"""The command that measures the explore page of a built site: its weight and its steps' time.

A step is timed in the machine's Chromium with its processor slowed down, from the reader's act
until the browser has drawn two frames. An empty step shows what that waiting costs by itself, and
another page of the site what the theme's own programs do before anything of this page is there.
The steps are taken in rounds, so that what else the machine does falls on all of them alike.
"""

import gzip
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
from playwright.sync_api import CDPSession, Page

from tests.browser.chromium import chromium
from tests.browser.serving import served

SLOWED = 4
"""Times; what Chromium's own tools call a mid-tier phone."""
ROUNDS = 9
VISITS = 5
BAR = 100
"""Milliseconds that a step may take."""
OTHER = "about/"
"""A page that has the theme's programs and none of its own."""
Act = tuple[str, object]
_FILES: Mapping[str, tuple[str, ...]] = {
    "data": ("data/explore.json", "data/explore-titles.json", "data/outlines.json"),
    "Leaflet": ("assets/leaflet/leaflet.js", "assets/leaflet/leaflet.css"),
    "program": (
        "assets/javascripts/explore/*.js",
        "assets/javascripts/entry-form/partial-date.js",
        "assets/javascripts/entry-form/count.js",
        "assets/javascripts/entry-form/problem.js",
        "assets/stylesheets/explore.css",
    ),
}
_TIMED = """async ([act, argument]) => {
  const canvas = document.querySelector(".ia-explore__timeline canvas")
  const last = globalThis.lastShare ?? 0
  const point = (kind, share) => {
    globalThis.lastShare = share
    const { left, top, width } = canvas.getBoundingClientRect()
    const at = { clientX: left + width * share, clientY: top + 20 }
    canvas.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: 1, button: 0, ...at }))
  }
  const steps = {
    empty: () => {},
    grab: (share) => {
      canvas.setPointerCapture = () => {}
      point("pointerdown", share)
    },
    brush: (share) => point("pointermove", share),
    release: () => point("pointerup", last),
    choose: ([name, place]) => {
      const choice = document.querySelector(`[data-part=choices] [name=${name}]`)
      choice.selectedIndex = place
      choice.dispatchEvent(new Event("change", { bubbles: true }))
    },
    press: (text) => [...document.querySelectorAll("#explore button")]
      .find((button) => button.textContent === text).click(),
  }
  const start = performance.now()
  steps[act](argument)
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  await frame()
  await frame()
  await new Promise((done) => setTimeout(done))
  return performance.now() - start
}"""
_LONG = """() => {
  globalThis.long = []
  new PerformanceObserver((list) => long.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: "longtask", buffered: true })
}"""
"""Notes every task of more than 50 ms: what is shorter is not called long by the browser."""
_CHOICES = ("province", "actor", "type", "grade")
_HEADERS = ("Killed", "Injured", "Grade", "Date")


@dataclass(frozen=True, slots=True)
class Payload:
    """What a reader loads, in bytes: as it is, and compressed by gzip -9 as a host might."""

    name: str
    raw: int
    compressed: int


@dataclass(frozen=True, slots=True)
class Step:
    """What a reader does, and the milliseconds that pass: median and longest of all runs."""

    name: str
    median: float
    longest: float


def payloads(site: Path) -> Iterator[Payload]:
    """Weigh the files that the explore page loads, but for those that every page has."""
    for name, patterns in _FILES.items():
        texts = [path.read_bytes() for pattern in patterns for path in sorted(site.glob(pattern))]
        yield Payload(name, sum(map(len, texts)), sum(len(gzip.compress(text)) for text in texts))


def an_event(site: Path) -> float:
    """Give the compressed bytes of data that an event costs, without the provinces' outlines."""
    columns, titles, _ = (site / name for name in _FILES["data"])
    events = len(json.loads(columns.read_bytes())["events"]["day"])
    return sum(len(gzip.compress(path.read_bytes())) for path in (columns, titles)) / events


def steps(site: Path) -> Iterator[Step]:
    """Time what a reader does on the explore page, on a slowed processor."""
    with served(site) as address, chromium() as browser:
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.add_init_script(f"({_LONG})()")
        devtools = page.context.new_cdp_session(page)
        yield from _visits(page, devtools, address)
        times: dict[str, list[float]] = {}
        longest = []
        for turn in range(ROUNDS):
            page.evaluate("long.length = 0")
            for name, before, act, after in _round(turn):
                for each in before:
                    _timed(page, each)
                times.setdefault(name, []).append(_timed(page, act))
                for each in after:
                    _timed(page, each)
            longest.append(_longest(page))
        yield from (_step(name, found) for name, found in times.items())
        yield _step("a round of all steps, its longest task", longest)


def _round(turn: int) -> Iterator[tuple[str, list[Act], Act, list[Act]]]:
    """List the steps of a round: what comes before each, the act itself, and what undoes it."""
    yield "nothing (waiting alone)", [], ("empty", None), []
    share = 0.3 + 0.6 * turn / ROUNDS
    yield "timeline, dragged", [("grab", 0.2)], ("brush", share), []
    yield "timeline, let go", [], ("release", None), []
    for name in _CHOICES:
        place = 1 + turn % 3
        yield f"{name}, chosen", [], ("choose", [name, place]), [("choose", [name, 0])]
    yield "all cleared", [("choose", ["province", 1 + turn % 3])], ("press", "Clear all"), []
    yield "table, next page", [], ("press", "Next"), [("press", "Previous")]
    for header in _HEADERS:
        yield f"table, sorted by {header.lower()}", [], ("press", header), []


def _visits(page: Page, devtools: CDPSession, address: str) -> Iterator[Step]:
    """Time first visits: the longest task of each, and the first use of an order of the table."""
    theme, ours, sorting, saving = [], [], [], []
    for _ in range(VISITS):
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(f"{address}{OTHER}")
        page.wait_for_timeout(1000)
        theme.append(_longest(page))
        page.goto(f"{address}explore/")
        page.locator("#explore tbody a[href]").first.wait_for()
        page.locator(".leaflet-pane canvas").first.wait_for()
        page.wait_for_timeout(1000)
        ours.append(_longest(page))
        sorting.append(_timed(page, ("press", "Killed")))
        page.evaluate("long.length = 0")
        with page.expect_download():
            _timed(page, ("press", "CSV"))
        saving.append(_longest(page))
    yield _step(f"first draw of {OTHER}, its longest task", theme)
    yield _step("first draw, its longest task", ours)
    yield _step("table, sorted for the first time", sorting)
    yield _step("all events saved as CSV, its longest task", saving)


def _longest(page: Page) -> float:
    return float(page.evaluate("Math.max(0, ...long)"))


def _timed(page: Page, act: Act) -> float:
    return float(page.evaluate(_TIMED, list(act)))


def _step(name: str, times: list[float]) -> Step:
    return Step(name, median(times), max(times))


def rows(site: Path) -> list[tuple[str, str]]:
    """Give what the explore page loads and how long its steps take, for the benchmark's table."""
    return [
        *((f"explore, {load.name}", f"{load.compressed:,} B") for load in payloads(site)),
        ("explore, data for an event", f"{an_event(site):.1f} B"),
        *((f"explore, {step.name}", f"{step.median:.0f} ms") for step in steps(site)),
    ]


@click.command(help=__doc__)
@click.option("--site", type=click.Path(exists=True, path_type=Path), required=True)
def main(site: Path) -> None:
    """Print both tables."""
    click.echo("| explore page | bytes | gzip |\n| --- | ---: | ---: |")
    for load in payloads(site):
        click.echo(f"| {load.name} | {load.raw:,} | {load.compressed:,} |")
    click.echo(f"\nAn event costs {an_event(site):.1f} bytes of compressed data.")
    click.echo(f"\n| step, {SLOWED} times slowed | median ms | longest ms |\n| --- | ---: | ---: |")
    for step in steps(site):
        click.echo(f"| {step.name} | {step.median:.0f} | {step.longest:.0f} |")
    click.echo(f"\nProcesses that waited for a processor meanwhile: {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
