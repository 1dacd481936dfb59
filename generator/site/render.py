"""How pages become HTML: the only place where markup is made, with autoescape on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from generator.model.archive import Archive
from generator.model.data_file import LAYOUTS, Layout, Published, Snippet
from generator.model.divergence import FEWEST
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.facet import FACETS
from generator.site import contrast, timeline, words
from generator.site.citing import Citation, as_bibtex, as_csl, as_ris, as_text, citation_of
from generator.site.corrections import correction_words
from generator.site.dataset import dataset
from generator.site.escaping import EscapingEnvironment
from generator.site.feeds import FOLLOWED
from generator.site.form import form_data, new_file_address
from generator.site.linked_data import linked_data_of
from generator.site.names import country_name, language_name
from generator.site.pages import Page, Redirect
from generator.site.tally import OUTCOMES
from generator.site.views import Views

DATA_MARK = "<!-- archive:data -->"
"""Stands on the page on data until the data files are written."""
_KILO, _MEGA = 1_000, 1_000_000
_UP_FROM_A_MONTH = "../../../"
_FOLDERS = {facet.title: facet.kind for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Site:
    """What pages say of the site itself.

    `url` ends in a slash, or is empty where it is not known. `repository` is the address of the
    repository's web pages, such as `https://github.com/owner/name`, or empty; `entries` is the
    entries folder below the repository's root. `copyright` is plain text, `license` the address of
    the data's licence, or empty.
    """

    name: str
    url: str = ""
    repository: str = ""
    branch: str = "main"
    entries: str = "entries"
    description: str = ""
    copyright: str = ""
    license: str = ""

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
    """Renders the content of any page of one archive; pages do not depend on one another.

    `changes` tells on which day the file at a path below the entries folder last changed;
    `layouts` are other people's layouts in which the events are given too.
    """

    def __init__(
        self,
        archive: Archive,
        site: Site,
        changes: Mapping[str, date] = MappingProxyType({}),
        layouts: Iterable[Layout] = (),
    ) -> None:
        self.archive = archive
        self.site = site
        self._changes = changes
        self._layouts = {layout.key: layout for layout in layouts}
        self.views = Views(archive)
        self._pieces: dict[tuple[str, ...], Markup] = {}
        self._templates: dict[str, Template] = {}

    def content(self, page: Page) -> str:
        """Render what stands inside the theme's frame."""
        template = self._template(f"{page.template}.html")
        context = self.views.context(page)
        if page.template == "layout":
            context = {**context, **self._layout(str(page.key[0]))}
        if page.template == "event":
            context = {**context, **self._cite(context["entry"])}
        return template.render(context)

    def prepare(self, pages: Iterable[Page]) -> None:
        """Work out what pages share, so that processes which render them need not each do it.

        That are templates, sums, and the lines of lists: nearly every event stands in a list as
        deep as that of a month.
        """
        for page in {page.template: page for page in pages}.values():
            self.head(page)
            self.content(page)
        for event in self.archive.events:
            self._row(_UP_FROM_A_MONTH, event)

    def head(self, page: Page) -> str:
        """Render what the page says of itself to machines, in the document's head."""
        site, citation, linked_data = self.site, None, None
        if page.template == "event":
            entry = self.archive.by_id[str(page.key[0])]
            citation = self._citation(entry)
            if entry.facts.status == "published":
                registry, changed = self.archive.registry, self.changed(entry)
                facts = linked_data_of(entry, registry, site.url, changed)
                linked_data = htmlsafe_json_dumps(facts, ensure_ascii=False, separators=(",", ":"))
        context = {
            "page": page,
            "base": "../" * page.depth,
            "root": site.url,
            "site_name": site.name,
            "citation": citation,
            "linked_data": linked_data,
        }
        return self._template("head.html").render(context)

    def changed(self, entry: Entry[Event]) -> date | None:
        """Tell when an entry last changed since it was added: by Git, or else by its corrections.

        None where it did not, or where that is not known.
        """
        facts = entry.facts
        day = self._changes.get(entry.path, facts.changed)
        return day if day > facts.added else None

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

    def data(
        self, published: Sequence[Published], snippets: Sequence[Snippet] = (), defused: str = ""
    ) -> str:
        """Render the list of the data files, as they were written, and how they are opened.

        `defused` says how a cell that a spreadsheet could run was written.
        """
        described = htmlsafe_json_dumps(
            dataset(self.archive, self.site, published), ensure_ascii=False
        )
        return self._template("data_files.html").render(
            base="../",
            published=published,
            snippets=snippets,
            dataset=described,
            layouts=list(self._layouts.values()),
            DEFUSED=defused,
        )

    def feeds(self) -> str:
        """Render the list of the feeds of each actor, province and type, for the page on feeds."""
        registry = self.archive.registry
        groups = [(facet, registry.of_kind(facet.kind).values()) for facet in FOLLOWED]
        return self._template("feeds.html").render(base="../", groups=groups)

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

    def fill(self, template: str, **values: object) -> str:
        """Render a template that is no page, such as a feed's."""
        return self._template(template).render(values)

    def _template(self, name: str) -> Template:
        """Find a template; its globals become one dictionary, as Jinja copies them at each use."""
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._environment.get_template(name)
            found.globals = dict(self._environment.globals)
        return found

    @cached_property
    def _environment(self) -> Environment:
        environment = EscapingEnvironment(
            loader=PackageLoader("generator.site", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,  # all of them: no queue to keep in order of use
        )
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
            "speaker_name": self._speaker,
            "correction_words": correction_words,
            "is_actor": lambda id_: id_ in registry.actors,
            "toll": self.views.sums.toll,
            "toll_words": words.toll_words,
            "event_row": self._row,
            "feed_links": self._feed_links,
            "followed": frozenset(facet.kind for facet in FOLLOWED),
            "direction": words.direction,
            "day": _day,
            "host": _host,
            "first_names": _first_names,
            "folder": _FOLDERS.__getitem__,
            "span_words": words.span_words,
            "who": words.who,
            "language_name": language_name,
            "country_name": country_name,
            "map_height": chart.height if chart else 0,
            "source_links": self.site.links,
            "site": self.site,
            "DATA_MARK": Markup(DATA_MARK),  # noqa: S704 - a comment of our own
            "file_size": _file_size,
            "LAYOUTS": LAYOUTS,
        }

    def _layout(self, key: str) -> Mapping[str, Any]:
        layout = self._layouts.get(key)
        tagged = layout is not None and any(column.hashtag for column in layout.columns)
        return {"layout": layout, "tagged": tagged}

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

    def _feed_links(self, base: str) -> Markup:
        """Lead programs from a page to the feed of the whole archive."""
        return self._piece("feed_links.html", ("feed_links", base), base=base, name=self.site.name)

    def _speaker(self, id_: str) -> str:
        registry = self.archive.registry
        return (registry.actors.get(id_) or registry.publishers[id_]).facts.name

    def _grade(self, name: str) -> Markup:
        return self._piece("grade.html", (name,), name=name)

    def _piece(self, template: str, key: tuple[str, ...], **values: object) -> Markup:
        """Render a piece that stands on many pages, once."""
        found = self._pieces.get(key)
        if found is None:
            markup = self._template(template).render(values)
            found = self._pieces[key] = Markup(markup)  # noqa: S704 - autoescaped above
        return found

    def _citation(self, entry: Entry[Event]) -> Citation:
        return citation_of(entry, self.site.name, self.site.url, self.changed(entry))

    def _cite(self, entry: Entry[Event]) -> Mapping[str, Any]:
        citation = self._citation(entry)
        return {
            "changed": self.changed(entry),
            "cited": {
                "text": as_text(citation),
                "version": citation.version,
                "bibtex": _between_tags(as_bibtex(citation)),
                "ris": _between_tags(as_ris(citation)),
                "csl": _between_tags(as_csl(citation)),
            },
        }


_WORDS = {
    name: getattr(words, name)
    for name in (
        "CERTAINTIES", "DATE_BASES", "GRADES", "GRADE_MEANINGS", "GROUPS", "MONTHS", "ONE_ACTOR",
        "ONE_PUBLISHER", "PRECISIONS", "ROLES", "STANCES", "TIES",
    )
} | {
    "CONTRAST_WIDTH": contrast.WIDTH,
    "CONTRAST_HEIGHT": contrast.HEIGHT,
    "FEWEST": FEWEST,
    "OUTCOMES": OUTCOMES,
    "TIMELINE_WIDTH": timeline.WIDTH,
}  # fmt: skip


def _between_tags(text: str) -> Markup:
    """Escape text that stands between tags, where quotation marks need not be longer."""
    return Markup(escape(text, quote=False))  # noqa: S704 - escaped here


def _file_size(size: int) -> str:
    """Say how many bytes a file has, to two digits or more."""
    if size < _KILO:
        return f"{size:,} B"
    if size < _MEGA:
        return f"{size / _KILO:,.0f} kB"
    return f"{size / _MEGA:,.1f} MB"


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
