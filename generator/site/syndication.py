"""How feeds become Atom (RFC 4287) and JSON Feed (1.1), with every item worked out once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from generator.model.event import Event
from generator.site import words
from generator.site.feeds import Feed, Item, feeds_of
from generator.site.render import Renderer

_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class _Told:
    """What an item says in both formats; `subjects` are kind, id and name of what it is about."""

    title: str
    summary: str
    content: str
    language: str
    address: str
    subjects: tuple[tuple[str, str, str], ...]


class Syndication:
    """Writes the feeds of one archive.

    Addresses are absolute where the site's address is known, and else relative to the feed's file.
    """

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._site = renderer.site
        self._registry = renderer.archive.registry
        self._items: dict[tuple[str, str], tuple[Markup, Mapping[str, Any]]] = {}

    def files(self) -> Iterator[tuple[str, str]]:
        """Give path and text of every feed, in both formats."""
        for feed in feeds_of(self._renderer.archive):
            root = self._site.url or "../" * feed.folder.count("/")
            items = [self._item(root, item) for item in feed.items]
            yield feed.atom, self._atom(root, feed, [entry for entry, _ in items])
            yield feed.json, self._json(root, feed, [item for _, item in items])

    def _atom(self, root: str, feed: Feed, entries: list[Markup]) -> str:
        return self._renderer.fill(
            "feed.xml",
            feed=feed,
            title=self._title(feed),
            site=self._site,
            rights=self._site.copyright,
            root=root,
            entries=entries,
        )

    def _json(self, root: str, feed: Feed, items: list[Mapping[str, Any]]) -> str:
        told = {
            "version": _VERSION,
            "title": self._title(feed),
            "home_page_url": f"{root or './'}{feed.folder}",
            "feed_url": f"{root}{feed.json}",
            "language": "en",
            "authors": [{"name": self._site.name}],
            "items": items,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"

    def _title(self, feed: Feed) -> str:
        return f"{self._site.name}: {feed.name}"

    def _item(self, root: str, item: Item) -> tuple[Markup, Mapping[str, Any]]:
        """Write an item for Atom and for JSON Feed; it stands in many feeds, so only once."""
        found = self._items.get((root, item.id))
        if found is None:
            told = self._told(root, item)
            entry = self._renderer.fill(
                "feed_entry.xml",
                item=item,
                title=told.title,
                address=told.address,
                subjects=told.subjects,
                absolute=bool(self._site.url),
                root=root,
                summary=told.summary,
                language=told.language,
                content=told.content,
            )
            found = self._items[root, item.id] = (
                Markup(entry),  # noqa: S704 - autoescaped by the template
                _json_item(item, told),
            )
        return found

    def _told(self, root: str, item: Item) -> _Told:
        entry, facts = item.entry, item.entry.facts
        title, language = facts.title, "en"
        if item.correction is not None:
            title, summary = f"Corrected: {title}", item.correction.note
            content = self._renderer.fill("feed_correction.html", correction=item.correction)
        elif facts.status != "published":
            title, summary = f"{facts.status.capitalize()}: {title}", facts.status_reason or ""
            successor = self._renderer.archive.by_id.get(facts.replaced_by or "")
            content = self._renderer.fill(
                "feed_tombstone.html", facts=facts, successor=successor, root=root
            )
        else:
            province = self._registry.provinces.get(facts.location.province or "")
            particulars = words.particulars(facts, province.facts.name if province else "")
            summary = f"{title}. {particulars}"
            language = facts.lang if entry.body.html else "en"
            content = self._renderer.fill(
                "feed_event.html",
                facts=facts,
                particulars=particulars,
                kind=self._registry.types[facts.type].facts.name,
                body=entry.body.html.replace('<a href="../../', f'<a href="{root}'),
            )
        address = f"{root}events/{entry.id}/"
        return _Told(title, summary, content, language, address, self._subjects(facts))

    def _subjects(self, facts: Event) -> tuple[tuple[str, str, str], ...]:
        named = [("types", facts.type)]
        named += [("provinces", id_) for id_ in (facts.location.province, *facts.also_in) if id_]
        named += [("actors", part.actor) for part in facts.actors]
        return tuple(
            (kind, id_, self._registry.of_kind(kind)[id_].facts.name)
            for kind, id_ in dict.fromkeys(named)
        )


def _json_item(item: Item, told: _Told) -> Mapping[str, Any]:
    return {
        "id": item.id,
        "url": told.address,
        "title": told.title,
        "content_html": told.content,
        "summary": told.summary,
        "date_published": _moment(item.published),
        "date_modified": _moment(item.updated),
        "tags": [name for _, _, name in told.subjects],
        "language": told.language,
    }


def _moment(day: date) -> str:
    """Write a day as RFC 3339 wants it; the archive knows no hour."""
    return f"{day}T00:00:00Z"
