"""One page of every kind that a site has, by its address."""

from playwright.sync_api import Page

RAID = "events/2022-06-11-taloqan-raid/"
KINDS = {
    "home": "",
    "all events": "events/",
    "event with a long ledger": RAID,
    "event with an exact point": "events/2022-06-13-made-up-kept/",
    "event of the whole country": "events/2022-made-up-countrywide/",
    "withdrawn event": "events/2022-06-12-made-up-withdrawn/",
    "merged event": "events/2022-06-12-made-up-merged/",
    "all actors": "actors/",
    "actor": "actors/isis-k/",
    "actor's year": "actors/isis-k/2022/",
    "all provinces": "provinces/",
    "province": "provinces/takhar/",
    "province's year": "provinces/takhar/2022/",
    "all types": "types/",
    "type": "types/raid/",
    "all publishers": "publishers/",
    "publisher": "publishers/voa/",
    "all dates": "dates/",
    "year": "dates/2022/",
    "month": "dates/2022/06/",
    "data": "data/",
    "explore": "explore/",
    "search": "search/",
    "about": "about/",
    "method": "method/",
    "feeds": "feeds/",
    "corrections": "corrections/",
    "contribute": "contribute/",
    "fields": "contribute/fields/",
    "rules": "contribute/rules/",
    "review": "contribute/review/",
    "safety": "contribute/safety/",
    "editor": "contribute/editor/",
    "missing page": "404.html",
}
MAPPED = (
    "home", "event with a long ledger", "event with an exact point", "all provinces", "province",
)  # fmt: skip
"""The kinds that hold a map."""
_LATER = {KINDS["explore"]: ("#explore tbody a[href]", ".leaflet-pane canvas")}
"""What the scripts of a page draw after it is loaded."""


def visit(page: Page, address: str) -> None:
    """Go to a page of the site, and wait until all of it is drawn."""
    page.goto(address)
    for drawn in _LATER.get(address, ()):
        page.locator(drawn).first.wait_for()
