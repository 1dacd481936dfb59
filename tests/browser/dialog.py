"""The search as the tests use it: the dialog, and the page, whose parts have the same names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

_NUMBERS = """groups => Object.fromEntries(groups.map((group) => [
  group.querySelector("summary").textContent,
  Object.fromEntries([...group.querySelectorAll("li:not([hidden])")].map((row) => [
    row.querySelector("span").textContent,
    Number(row.querySelector("small").textContent.replaceAll(",", "")),
  ])),
]))"""

_TELLS = "text => document.querySelector('.find__status')?.textContent.includes(text)"
_MORE_THAN = "shown => document.querySelectorAll('.find__results a').length > shown"


@dataclass(frozen=True)
class Dialog:
    """The search dialog of a page, or the search page itself."""

    page: Page

    @property
    def box(self) -> Locator:
        """Where one types."""
        return self.page.locator(".find__query")

    @property
    def status(self) -> Locator:
        """How much was found."""
        return self.page.locator(".find__status")

    @property
    def meant(self) -> Locator:
        """The names that may have been meant."""
        return self.page.locator(".find__meant a")

    @property
    def older(self) -> Locator:
        """The button that has older events searched too."""
        return self.page.locator(".find__older")

    @property
    def links(self) -> Locator:
        """The results that are shown."""
        return self.page.locator(".find__results a")

    def open(self) -> Self:
        """Click the button in the header."""
        self.page.locator("button.find-open").click()
        expect(self.box).to_be_focused()
        return self

    def finds(self, text: str) -> list[str]:
        """Type a query into an empty box, and give the titles that are shown first."""
        self._tells("Type a name")
        self.box.fill(text)
        self._tells("result")
        return self.links.locator("b").all_inner_texts()

    def found(self) -> int:
        """Give the number of results that the dialog tells."""
        return int(self.status.inner_text().split()[0].replace(",", ""))

    def unfolded(self) -> Self:
        """Wait for the filters and what was found, and unfold every facet."""
        self._tells("result")
        return self.answered()

    def answered(self) -> Self:
        """Wait for an answer, even that there is nothing, and unfold every facet."""
        self._rests()
        groups = self.page.locator(".find__groups details")
        expect(groups.first).to_be_visible()
        groups.evaluate_all("all => all.forEach((group) => { group.open = true })")
        return self

    def value(self, facet: str, value: str) -> Locator:
        """Give the row of one value among the filters."""
        values = self.page.locator(f".find__filters ul[aria-label={facet}] li")
        return values.filter(has=self.page.get_by_text(value, exact=True))

    def counts(self) -> dict[str, dict[str, int]]:
        """Give what the filters say: how many results each value of each facet would give."""
        groups = self.page.locator(".find__groups details")
        numbers: dict[str, dict[str, int]] = groups.evaluate_all(_NUMBERS)
        return numbers

    @contextmanager
    def updated(self) -> Iterator[None]:
        """Wait after what is done inside until the results that were shown are replaced."""
        self.links.evaluate_all("all => all.forEach((link) => link.classList.add('was-shown'))")
        yield
        self.page.wait_for_function("() => !document.querySelector('.was-shown')")
        self._rests()

    def choose(self, facet: str, value: str) -> None:
        """Tick one value among the filters."""
        with self.updated():
            self.value(facet, value).get_by_role("checkbox").check()

    def order(self, name: str) -> None:
        """Order the results, such as by `Newest first`."""
        with self.updated():
            self.page.locator(".find__order").select_option(name)

    def show_all(self) -> list[str]:
        """Show all results, and give their paths."""
        more = self.page.locator(".find__more")
        while more.is_visible():
            shown = self.links.count()
            more.click()
            self.page.wait_for_function(_MORE_THAN, arg=shown)
        addresses: list[str] = self.links.evaluate_all("all => all.map((link) => link.pathname)")
        return addresses

    def everything(self) -> Self:
        """Search the older events too, where there are any that were not."""
        self._rests()
        while self.older.is_visible():
            self.older.click()
            self._rests()
        return self.unfolded()

    def _rests(self) -> None:
        expect(self.page.locator(".find__results")).not_to_have_attribute("aria-busy", "true")

    def _tells(self, text: str) -> None:
        self.page.wait_for_function(_TELLS, arg=text)


def address_of(query: str = "", **chosen: str) -> str:
    """Give the address of the search page with a query and values of facets."""
    return "search/?" + urlencode({"q": query, **chosen} if query else chosen)
