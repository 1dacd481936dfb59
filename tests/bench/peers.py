"""How the same entries become a site with Hugo, and one with plain MkDocs and Material.

Both get less to do than our generator: an event's facts, its body and the addresses of its sources,
but no ledger, no figures, no maps and no downloads. Comparisons with them understate us.
"""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
from jinja2 import Environment, FileSystemLoader, select_autoescape

SITES = Path(__file__).parent / "sites"
LATEST = 20
_LINK = re.compile(r"\]\((?:\.\./\d{4}/)?([a-z0-9-]+)\.md\)")
_KNOWN_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class PlainEvent:
    """What the peers show of an event."""

    id: str
    folder: str
    title: str
    date: str
    """The first day as YYYY-MM-DD, whatever the entry's precision."""
    terms: dict[str, list[str]]
    """The terms of each facet: provinces, actors, types, publishers, years, months."""
    sources: list[dict[str, str]]
    """The publisher and url of each; pages link by the publisher, so that no url is searched."""
    body: str


def read_events(entries: Path) -> list[PlainEvent]:
    """Read all events of an entries folder, the earliest first."""
    events = [_read_event(path) for path in (entries / "events").rglob("*.md")]
    return sorted(events, key=lambda event: (event.date, event.id))


def prepare_hugo(entries: Path, root: Path) -> None:
    """Write a Hugo site to `root`: bare templates, one content file per event, all facets."""
    shutil.copytree(SITES / "hugo", root)
    content = root / "content" / "events"
    content.mkdir(parents=True)
    for event in read_events(entries):
        head = {"title": event.title, "date": event.date, "sources": event.sources}
        body = _LINK.sub(r"](/events/\1/)", event.body)
        text = f"---\n{json.dumps(head | event.terms)}\n---\n\n{body}\n"
        (content / f"{event.id}.md").write_text(text, encoding="utf-8")


def prepare_mkdocs(entries: Path, root: Path) -> None:
    """Write a MkDocs project to `root`: a Markdown page per event and per term of each facet."""
    templates = Environment(
        loader=FileSystemLoader(SITES / "mkdocs" / "pages"), autoescape=select_autoescape()
    )
    root.mkdir(parents=True)
    shutil.copy(SITES / "mkdocs" / "mkdocs.yml", root)
    for path, template, context in _pages(read_events(entries)):
        target = root / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(templates.get_template(template).render(context), encoding="utf-8")


def _pages(events: Sequence[PlainEvent]) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Give path, template and context of every Markdown page."""
    yield "index.md", "index.md", {"latest": events[-LATEST:]}
    groups: defaultdict[str, defaultdict[str, list[PlainEvent]]]
    groups = defaultdict(lambda: defaultdict(list))
    for event in events:
        yield f"events/{event.folder}/{event.id}.md", "event.md", {"event": event}
        for facet, terms in event.terms.items():
            for term in terms:
                groups[facet][term].append(event)
    for facet, members in groups.items():
        rows = sorted(members.items())
        yield f"{facet}/index.md", "terms.md", {"facet": facet, "groups": rows}
        for term, having in rows:
            yield f"{facet}/{term}.md", "term.md", {"term": term, "events": having}


def _read_event(path: Path) -> PlainEvent:
    parsed = frontmatter.load(f"{path}")
    entry: dict[str, Any] = parsed.metadata
    known = _KNOWN_DATE.match(f"{entry['date']}")
    if known is None:
        raise ValueError(f"{path}: `{entry['date']}` is not a date")
    year, month, day = known.groups()
    sources = entry["sources"]
    return PlainEvent(
        id=path.stem,
        folder=path.parent.name,
        title=entry["title"],
        date=f"{year}-{month or '01'}-{day or '01'}",
        terms={
            "provinces": [entry["location"].get("province", "country")],
            "actors": sorted({row["actor"] for row in entry["actors"]}),
            "types": [entry["type"]],
            "publishers": sorted({source["publisher"] for source in sources}),
            "years": [year],
            "months": [f"{year}-{month}"] if month else [],
        },
        sources=[
            {"publisher": source["publisher"], "url": source["url"]}
            for source in sources
            if "url" in source
        ],
        body=parsed.content,
    )
