"""How pages become HTML: the only place where markup is made, with autoescape on."""

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import CodeType
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from generator.model.archive import Archive
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.facet import FACETS
from generator.site import figures, words
from generator.site.form import form_data, new_file_address
from generator.site.pages import Page, Redirect
from generator.site.views import Views

_FOLDERS = {facet.title: facet.kind for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Site:
    """What pages say of the site itself.

    `url` ends in a slash, or is empty where it is not known. `repository` is the address of the
    repository's web pages, such as `https://github.com/owner/name`, or empty; `entries` is the
    entries folder below the repository's root.
    """

    name: str
    url: str = ""
    repository: str = ""
    branch: str = "main"
    entries: str = "entries"

    @property
    def links(self) -> Mapping[str, str] | None:
        """Where an entry's file is edited, and where its history is shown."""
        if not self.repository:
            return None
        root = self.repository.rstrip("/")
        return {
            "edit": f"{root}/edit/{self.branch}/{self.entries}",
            "history": f"{root}/commits/{self.branch}/{self.entries}",
        }


class Renderer:
    """Renders the content of any page of one archive; pages do not depend on one another."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self.archive = archive
        self.site = site
        self.views = Views(archive)
        self._pieces: dict[tuple[str, ...], Markup] = {}
        self._templates: dict[str, Template] = {}

    def content(self, page: Page) -> str:
        """Render what stands inside the theme's frame."""
        template = self._template(f"{page.template}.html")
        return template.render(self.views.context(page))

    def head(self, page: Page) -> str:
        """Render what the page says of itself to machines, in the document's head."""
        context = {"page": page, "base": "../" * page.depth, "root": self.site.url}
        return self._template("head.html").render(context)

    def home(self) -> str:
        """Render the part of the home page that the archive fills."""
        return self._template("home.html").render(self.views.home())

    def form(self) -> str:
        """Render the form for a new entry, with all that it needs to work without a network."""
        site = self.site
        address = new_file_address(site.repository, site.branch, site.entries)
        data = htmlsafe_json_dumps(
            form_data(self.archive, address), ensure_ascii=False, separators=(",", ":")
        )
        return self._template("form.html").render(data=data)

    def map(self) -> str | None:
        """Render the picture that every map refers to; None where there are no outlines."""
        chart = self.views.chart
        if chart is None:
            return None
        return self._template("map.svg").render(chart=chart)

    def redirect(self, redirect: Redirect) -> str:
        """Render the page at an earlier address."""
        up = "../" * redirect.address.count("/")
        template = self._template("redirect.html")
        return template.render(up=up, to=f"{up}{redirect.target}")

    def _template(self, name: str) -> Template:
        """Find a template; its globals become one dictionary, as Jinja copies them at each use."""
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._environment.get_template(name)
            found.globals = dict(self._environment.globals)
        return found

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("generator.site", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.template_class = _QuickTemplate
        environment.globals.update(_WORDS)
        environment.globals.update(self._functions())
        shared = environment.get_template("parts.html")
        shared.globals = dict(environment.globals)  # it is imported by every page
        return environment

    def _functions(self) -> dict[str, Any]:
        registry, chart = self.archive.registry, self.views.chart
        return {
            "actor_name": lambda id_: registry.actors[id_].facts.name,
            "province_name": lambda id_: registry.provinces[id_].facts.name,
            "type_name": lambda id_: registry.types[id_].facts.name,
            "link_to": self._link,
            "grade_badge": self._grade,
            "is_actor": lambda id_: id_ in registry.actors,
            "toll": self.views.toll,
            "toll_words": words.toll_words,
            "event_row": self._row,
            "citation": self._citation,
            "direction": words.direction,
            "day": _day,
            "host": _host,
            "first_names": _first_names,
            "folder": _FOLDERS.__getitem__,
            "span_words": _span_words,
            "map_height": chart.height if chart else 0,
            "map_window": chart.window if chart else None,
            "source_links": self.site.links,
        }

    def _row(self, base: str, event: Entry[Event]) -> Markup:
        """Render an event as a line of a list; it stands in many, so each is rendered once."""
        return self._piece("row.html", (base, event.id), base=base, event=event)

    def _link(self, base: str, kind: str, id_: str) -> Markup:
        """Link to something of the registry, by its name."""
        key = (base, kind, id_)
        found = self._pieces.get(key)
        if found is None:
            name = self.archive.registry.of_kind(kind)[id_].facts.name
            found = self._piece("link.html", key, base=base, kind=kind, id=id_, name=name)
        return found

    def _grade(self, name: str) -> Markup:
        return self._piece("grade.html", (name,), name=name)

    def _piece(self, template: str, key: tuple[str, ...], **values: object) -> Markup:
        """Render a piece that stands on many pages, once."""
        found = self._pieces.get(key)
        if found is None:
            markup = self._template(template).render(values)
            found = self._pieces[key] = Markup(markup)  # noqa: S704 - autoescaped above
        return found

    def _citation(self, entry: Entry[Event]) -> str:
        address = f"{self.site.url}events/{entry.id}/" if self.site.url else entry.id
        return f"“{entry.facts.title}”, {entry.facts.date}. {self.site.name}. {address}"


class _QuickTemplate(Template):
    """A template that leaves alone what has nothing to escape: a page has hundreds of values.

    What autoescape gives is joined at once, and need not be marked as safe, value by value.
    """

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Put our function in place of the one that the compiled template brings along."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _escape
        return template


def _escape(value: object) -> str:
    if type(value) is str and _HARMFUL(value) is None:
        return value
    return escape(value)


_HARMFUL = re.compile(r"""[&<>"']""").search
"""Finds what markupsafe would escape."""

_WORDS = {
    name: getattr(words, name)
    for name in (
        "ACTOR_KINDS", "CERTAINTIES", "DATE_BASES", "GRADES", "GRADE_MEANINGS", "GROUPS",
        "LANGUAGES", "MONTHS", "PRECISIONS", "PUBLISHER_KINDS", "ROLES", "STANCES", "TIES",
    )
} | {
    "TIMELINE_WIDTH": figures.TIMELINE_WIDTH,
    "TIMELINE_HEIGHT": figures.TIMELINE_HEIGHT,
}  # fmt: skip


def _day(day: date) -> str:
    return f"{day.day} {words.MONTHS[day.month]} {day.year}"


def _first_names(names: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Give the first name of each language, leaving out what an earlier language spells alike."""
    found: dict[str, str] = {}
    for language, spellings in names.items():
        found.setdefault(spellings[0], language)
    return [(language, word) for word, language in found.items()]


def _host(address: str) -> str:
    return urlsplit(address).hostname or address


def _span_words(interval: str) -> str:
    start, _, end = interval.partition("/")
    if start == "..":
        return f"until {end}"
    return f"since {start}" if end == ".." else f"{start} to {end}"
