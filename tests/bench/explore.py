"""The command that measures the explore page of a built site: its weight and its steps' time.

A step is timed in the machine's Chromium with its processor slowed down, from the reader's act
until the browser has drawn two frames. An empty step shows what that waiting costs by itself.
"""

import gzip
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
RUNS = 7
BAR = 100
"""Milliseconds that a step may take."""
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
  const steps = {
    empty: () => {},
    brush: (share) => {
      const canvas = document.querySelector(".ia-explore__timeline canvas")
      const { left, top, width } = canvas.getBoundingClientRect()
      const at = { clientX: left + width * share, clientY: top + 20 }
      canvas.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, pointerId: 1, ...at }))
    },
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
_GRAB = """() => {
  const canvas = document.querySelector(".ia-explore__timeline canvas")
  canvas.setPointerCapture = () => {}
  const { left, top, width } = canvas.getBoundingClientRect()
  const at = { bubbles: true, pointerId: 1, button: 0, clientX: left + width * 0.2, clientY: top }
  canvas.dispatchEvent(new PointerEvent("pointerdown", at))
}"""
_LET_GO = """() => document.querySelector(".ia-explore__timeline canvas")
  .dispatchEvent(new PointerEvent("pointerup", { bubbles: true, pointerId: 1 }))"""
_LONG = """() => {
  globalThis.long = []
  new PerformanceObserver((list) => long.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: "longtask", buffered: true })
}"""


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


def steps(site: Path) -> Iterator[Step]:
    """Time what a reader does on the explore page, on a slowed processor."""
    with served(site) as address, chromium() as browser:
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.add_init_script(f"({_LONG})()")
        devtools = page.context.new_cdp_session(page)
        yield from _first_draw(page, devtools, address)
        _slow_down(devtools, SLOWED)
        yield _step("nothing (waiting alone)", [_timed(page, "empty", None) for _ in range(RUNS)])
        page.evaluate(_GRAB)
        shares = [0.3 + 0.05 * run for run in range(RUNS)]
        yield _step("timeline, dragged", [_timed(page, "brush", share) for share in shares])
        page.evaluate(_LET_GO)
        for name in ("province", "actor", "type", "grade"):
            places = [1 + run % 3 for run in range(RUNS)]
            yield _step(f"{name}, chosen", [_timed(page, "choose", [name, n]) for n in places])
            _timed(page, "choose", [name, 0])
        yield _step("all cleared", [_timed(page, "press", "Clear all") for _ in range(RUNS)])
        yield _step("table, next page", [_timed(page, "press", "Next") for _ in range(RUNS)])
        orders = ["Killed", "Injured", "Grade", "Date", "Killed", "Injured", "Date"]
        yield _step("table, sorted", [_timed(page, "press", order) for order in orders])


def _first_draw(page: Page, devtools: CDPSession, address: str) -> Iterator[Step]:
    """Give the longest task of each first visit: the parts of a first draw that a reader feels."""
    longest = []
    for _ in range(3):
        _slow_down(devtools, SLOWED)
        page.goto(f"{address}explore/")
        page.locator("#explore tbody a[href]").first.wait_for()
        page.locator(".leaflet-pane canvas").first.wait_for()
        page.wait_for_timeout(1000)
        longest.append(max(page.evaluate("long"), default=0.0))
    yield _step("first draw, its longest task", longest)


def _slow_down(devtools: CDPSession, rate: int) -> None:
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": rate})


def _timed(page: Page, act: str, argument: object) -> float:
    return float(page.evaluate(_TIMED, [act, argument]))


def _step(name: str, times: list[float]) -> Step:
    return Step(name, median(times), max(times))


def rows(site: Path) -> list[tuple[str, str]]:
    """Give what the explore page loads and how long its steps take, for the benchmark's table."""
    return [
        *((f"explore, {load.name}", f"{load.compressed:,} B") for load in payloads(site)),
        *((f"explore, {step.name}", f"{step.median:.0f} ms") for step in steps(site)),
    ]


@click.command(help=__doc__)
@click.option("--site", type=click.Path(exists=True, path_type=Path), required=True)
def main(site: Path) -> None:
    """Print both tables."""
    click.echo("| explore page | bytes | gzip |\n| --- | ---: | ---: |")
    for load in payloads(site):
        click.echo(f"| {load.name} | {load.raw:,} | {load.compressed:,} |")
    click.echo(f"\n| step, {SLOWED} times slowed | median ms | longest ms |\n| --- | ---: | ---: |")
    for step in steps(site):
        click.echo(f"| {step.name} | {step.median:.0f} | {step.longest:.0f} |")


if __name__ == "__main__":
    main()
