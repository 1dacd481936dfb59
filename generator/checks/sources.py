"""Rules about sources: they can still be read in years, in private, and each counts once."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from generator.checks.addresses import normal_address
from generator.checks.rule import Draft, Finding, rule
from generator.model.entry import Entry
from generator.model.event import Event, Source
from generator.model.problem import quoted
from generator.reading.strict_yaml import Path

_SHOWN = ("url", "archived", "title", "author")
_RESTS_ON_SOURCES = {"fair", "confirmed"}


@rule("source-not-archived", "warning", rests_on=(("sources",), ("verification", "grade")))
def sources_are_archived(draft: Draft) -> Iterator[Finding]:
    """Where the grade is `fair` or better, every source with an address has an archived copy, but
    for those that identify a person at risk.
    """  # noqa: D205 - one sentence
    for entry in draft.events:
        facts = entry.facts
        if facts.verification.grade in _RESTS_ON_SOURCES and facts.status == "published":
            bare = [source.id for source in facts.sources if _should_be_archived(source)]
            if bare:
                yield Finding(
                    entry,
                    ("sources",),
                    f"is graded `{facts.verification.grade}`, and {_listed(bare)} no archived copy",
                    "save each page at an archive, and add `archived` and `archived_on`",
                )


@rule("plain-http", "warning")
def addresses_are_encrypted(draft: Draft) -> Iterator[Finding]:
    """Addresses of sources and their copies begin with `https://`: whoever reads on the way sees
    which page of a plain `http://` address a reader opens.
    """  # noqa: D205 - one sentence
    for entry in draft.events:
        for number, source in enumerate(entry.facts.sources):
            for field, url in (("url", source.url), ("archived", source.archived)):
                if url is not None and url[:7].lower() == "http://":
                    yield Finding(
                        entry,
                        ("sources", number, field),
                        f"{quoted(url)} is not encrypted",
                        "write https:// if the page opens so; else leave it",
                    )


@rule("source-twice", rests_on=(("sources", "id"),))
def sources_are_listed_once(draft: Draft) -> Iterator[Finding]:
    """No two sources of an entry have the same address, apart from `www.`, a closing slash, a
    fragment and marks such as `utm_source`.
    """  # noqa: D205 - one sentence
    for entry in draft.events:
        for number, first in _repeats(entry.facts) if len(entry.facts.sources) > 1 else ():
            yield Finding(
                entry,
                ("sources", number, "url"),
                f"the address is that of the source `{first}` above",
                "keep one of the two, and let claims name that one",
            )


@rule("private-address", rests_on=(("sources",),))
def private_sources_are_nowhere_linked(draft: Draft) -> Iterator[Finding]:
    """The address of a source that identifies a person at risk stands in no text of the entry: it
    is never linked, and no page shows it.
    """  # noqa: D205 - one sentence
    for entry in draft.events:
        private = [s for s in entry.facts.sources if "identifies-person" in s.sensitivity]
        texts = _texts(entry) if private else ()
        for source in private:
            for url in (source.url, source.archived):
                at = next((at for at, text in texts if url and _shows(text, url)), None)
                if at is not None:
                    yield Finding(
                        entry,
                        at,
                        f"the entry shows the address of `{source.id}`, "
                        "which identifies a person at risk",
                        "delete the address here; the source alone keeps it, and is not linked",
                    )


def _shows(text: str, url: str) -> bool:
    """Find an address in a text, and not where it only begins that of another page."""
    page = re.escape(_folded(normal_address(url)))
    return re.search(page + r"(?![\w-]|/\w)", text) is not None


def _folded(text: str) -> str:
    """Write alike what only looks different in an address: percent signs, `?` or `&`, capitals."""
    return unquote(text).replace("?", "&").lower()


def _texts(entry: Entry[Event]) -> list[tuple[Path, str]]:
    """Give every text that pages show, folded, with links in it as they were written."""
    facts = entry.facts
    found: list[tuple[Path, str | None]] = [
        ((), unescape(entry.body.html)),
        (("title",), facts.title),
        (("verification", "note"), facts.verification.note),
        (("status_reason",), facts.status_reason),
        *((("claims", n, "text"), claim.text) for n, claim in enumerate(facts.claims)),
    ]
    for number, other in enumerate(facts.sources):
        if "identifies-person" not in other.sensitivity:
            found += [(("sources", number, key), getattr(other, key)) for key in _SHOWN]
    for number, change in enumerate(facts.corrections):
        found += [
            (("corrections", number, key), getattr(change, key)) for key in ("note", "was", "now")
        ]
    return [(at, _folded(text)) for at, text in found if text]


def _repeats(facts: Event) -> Iterator[tuple[int, str]]:
    seen: dict[str, str] = {}
    for number, source in enumerate(facts.sources):
        if source.url is not None:
            first = seen.setdefault(normal_address(source.url), source.id)
            if first != source.id:
                yield number, first


def _should_be_archived(source: Source) -> bool:
    is_private = "identifies-person" in source.sensitivity
    return source.url is not None and source.archived is None and not is_private


def _listed(ids: list[str]) -> str:
    if len(ids) == 1:
        return f"its source {quoted(ids[0])} has"
    return f"its sources {', '.join(map(quoted, ids[:-1]))} and {quoted(ids[-1])} have"
