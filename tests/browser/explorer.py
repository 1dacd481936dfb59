"""The explore page, as the tests use it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Locator, Page, expect

_PAINTED = """canvas => {
  const copy = new OffscreenCanvas(canvas.width, canvas.height)
  const context = copy.getContext("2d", { willReadFrequently: true })
  context.drawImage(canvas, 0, 0)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const sum = { x: 0, y: 0, count: 0 }
  for (let at = 3, pixel = 0; at < data.length; at += 4, pixel++) {
    if (!data[at]) continue
    sum.x += pixel % canvas.width
    sum.y += Math.floor(pixel / canvas.width)
    sum.count++
  }
  const { left, top, width } = canvas.getBoundingClientRect()
  const ratio = canvas.width / width
  return [sum.count, left + sum.x / sum.count / ratio, top + sum.y / sum.count / ratio]
}"""
"""Gives how many pixels are painted, and the middle of them on the screen."""
DOTS = ".ia-explore__dots canvas"
BARS = ".ia-explore__timeline canvas"


@dataclass(frozen=True)
class Explorer:
    """The explore page of a site."""

    page: Page

    def ready(self) -> Self:
        """Wait until map and table are there."""
        expect(self.links.first).to_have_attribute("href", re.compile("/events/"))
        expect(self.page.locator(DOTS)).to_be_attached()
        return self

    @property
    def status(self) -> Locator:
        """How many events match."""
        return self.page.locator("[data-part=status]")

    @property
    def notes(self) -> Locator:
        """What the map shows of them, and what it does not."""
        return self.page.locator("[data-part=notes]")

    @property
    def links(self) -> Locator:
        """The events in the table."""
        return self.page.locator("#explore tbody a")

    def total(self, outcome: str) -> Locator:
        """The sum of an outcome over the events that match."""
        return self.page.locator(f"[data-total={outcome}] dd").first

    def choice(self, name: str) -> Locator:
        """A field of the form, by its label."""
        return self.page.locator("#explore").get_by_label(name, exact=True)

    def end(self, which: str) -> Locator:
        """One end of the span on the timeline."""
        return self.page.get_by_role("slider", name=f"{which} month")

    def matches(self, number: int, of: int) -> None:
        """Wait until so many events match."""
        expect(self.status).to_contain_text(
            f"{number} event{'' if number == 1 else 's'} of {of} match."
        )

    def ids(self) -> list[str]:
        """Give the ids of the events in the table, over all its pages."""
        found: list[str] = []
        later = self.page.get_by_role("button", name="Next")
        while True:
            addresses = self.links.evaluate_all("links => links.map((link) => link.href)")
            found += [address.rstrip("/").rpartition("/")[2] for address in addresses]
            if later.is_disabled():
                return found
            later.click()

    def painted(self, selector: str) -> int:
        """Count the pixels of a canvas on which something is drawn."""
        return int(self.page.locator(selector).evaluate(_PAINTED)[0])

    def clicks_the_dot(self) -> None:
        """Click in the middle of what is painted on the layer of dots."""
        layer = self.page.locator(DOTS)
        layer.scroll_into_view_if_needed()
        _, x, y = layer.evaluate(_PAINTED)
        self.page.mouse.click(x, y)

    def saves(self, kind: str) -> str:
        """Download what is shown, and give the text."""
        with self.page.expect_download() as downloading:
            self.page.get_by_role("button", name=kind, exact=True).click()
        assert downloading.value.suggested_filename == f"events.{kind.lower()}"
        return Path(downloading.value.path()).read_bytes().decode()

    def saves_json(self) -> Any:
        """Download what is shown as GeoJSON."""
        return json.loads(self.saves("GeoJSON"))
