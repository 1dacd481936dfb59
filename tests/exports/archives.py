"""Made-up archives for the tests of the exports: small, quick to make, with every kind of value."""

import random
from collections.abc import Sequence
from typing import Any, get_args

from hypothesis import assume
from hypothesis import strategies as st

from generator.model.archive import Archive, Registry, archive_of
from generator.model.entry import Body, Entry
from generator.model.event import (
    Certainty,
    DateBasis,
    Event,
    Grade,
    Group,
    Outcome,
    RelationType,
    Role,
    Sensitivity,
    Stance,
)
from generator.model.registry import Actor, EventType, Province, Publisher
from generator.reading.entry import read_text
from generator.reading.gate import invisible
from generator.writing import entry_text

LINES = st.text(min_size=1, max_size=60).filter(
    lambda text: (
        text.strip() == text
        and len(text.splitlines()) == 1
        and not any(True for _ in invisible(text))
    )
)
"""Texts that may stand in a field of one line."""
DATES = ("2022-06-11", "2022-06", "2022", "2022-06-XX", "2022-06-11?", "2022-06~",
         "2022-06-11/2022-06-12", "2021-12/2022-01?")  # fmt: skip
COUNTS: tuple[Any, ...] = ("8", "0", "8+", "<=7", "8-12", "~20", "unknown",
                           {"min": 1, "best": 2, "max": 9}, {"best": 3})  # fmt: skip
BODIES = (
    "", "One line.", "Two\nlines.", "# A heading\n\n- a list\n- of two\n\n> a quotation",
    "A [link](https://example.org/?a=b&c=d) and `code`, *stress* and **more**.",
    "```\ncode = '---'\n```", "حمله در تالقان", "| a | b |\n|---|---|\n| 1 | 2 |", "---\n\nrule",
)  # fmt: skip
_ACTORS = ("isis-k", "taliban-gdi", "civilians", "made-up")
_PUBLISHERS = ("voa", "afp")
_PROVINCES = ("takhar", "badakhshan")


def made_up_registry() -> Registry:
    """Give a registry of whatever made-up events name."""
    kinds = ("armed-group", "authority", "community", "unnamed")
    actors = {
        id_: _entry("actors", id_, Actor(name=id_.title(), kind=kind))
        for id_, kind in zip(_ACTORS, kinds, strict=True)
    }
    provinces = {id_: _entry("provinces", id_, Province(name=id_.title())) for id_ in _PROVINCES}
    types = {
        "raid": _entry("types", "raid", EventType(id="raid", name="Raid", definition="A raid."))
    }
    publishers = {
        id_: _entry("publishers", id_, Publisher(id=id_, name=id_.upper(), kind="wire"))
        for id_ in _PUBLISHERS
    }
    return Registry(actors, provinces, types, publishers, boundaries={})


def _entry(kind: str, id_: str, facts: Any) -> Entry[Any]:
    return Entry(id_, f"{kind}/{id_}.md", facts, Body("", ""))


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    """Give archives of up to four entries of any status, as they are read from their files."""
    texts = draw(st.lists(LINES, min_size=1, max_size=4))
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - nothing secret
    entries = []
    for number in range(draw(st.integers(0, 4))):
        id_ = f"2022-made-up-{number}"
        facts = Event.model_validate(_facts(chance, texts))
        path = f"events/2022/{id_}.md"
        text = entry_text(facts, chance.choice(BODIES))
        reading = read_text(path, text)
        assume(reading.plain is not None)
        read = Event.model_validate(reading.plain)
        entries.append(Entry(id_, path, read, reading.body, reading.digest))
    return archive_of(made_up_registry(), entries)


def _imported(text: str) -> dict[str, Any]:
    return {
        "dataset": "ucdp-ged", "publisher": "voa", "version": "22.1", "row": "412700",
        "license": "CC-BY-4.0", "attribution": text, "owned": {"title": "9f86d081884c"},
        "cells": {"where_description": text, "latitude": "36.5"},
    }  # fmt: skip


def _facts(chance: random.Random, texts: Sequence[str]) -> dict[str, Any]:
    def text() -> str:
        return chance.choice(texts)

    def some(*values: Any) -> Any:
        return chance.choice(values)

    def word(closed: Any) -> Any:
        return chance.choice(get_args(closed))

    def rows(make: Any) -> list[Any]:
        return [make() for _ in range(chance.randrange(3))]

    def toll() -> dict[str, Any]:
        return {"outcome": word(Outcome), "group": word(Group), "count": chance.choice(COUNTS)}

    location = {
        "province": some(*_PROVINCES),
        "district": some(None, text()),
        "place": some(None, text()),
        "names": some({}, {"fa": [text(), text()], "ps": [text()]}),
        "coordinates": some(None, [chance.uniform(-90, 90), chance.uniform(-180, 180)]),
        "precision": some("exact", "place", "district", "province", "country"),
        "withheld": chance.random() < 0.5,
    }
    claims = [
        {
            "id": f"c{number}", "by": some(*_ACTORS, *_PUBLISHERS),
            "made": some(None, *DATES), "stance": word(Stance), "text": text(),
            "reports": rows(toll), "about": some(None, "c0"), "source": some(None, "s0"),
        }
        for number in range(chance.randrange(4))
    ]  # fmt: skip
    sources = [
        {
            "id": f"s{number}", "publisher": some(*_PUBLISHERS), "carries": some(None, "afp"),
            "url": some(None, f"https://example.org/a-{number}"), "title": some(None, text()),
            "published": some(None, *DATES), "author": some(None, text()),
            "language": some(None, "fa", "en-GB"), "archived_on": some(None, "2022-07-01"),
            "archived": some(None, f"https://example.org/archived-{number}"),
            "sha256": some(None, "0" * 64),
            "sensitivity": [] if chance.random() < 0.7 else [word(Sensitivity)],
        }
        for number in range(1 + chance.randrange(2))
    ]  # fmt: skip
    status = some("published", "published", "published", "draft", "withdrawn", "merged")
    facts = {
        "title": text(), "date": some(*DATES), "date_basis": word(DateBasis), "type": "raid",
        "location": location, "also_in": rows(lambda: some(*_PROVINCES)),
        "titles": some({}, {"fa": text()}), "lang": some("en", "fa"), "tags": rows(text),
        "actors": [
            {"actor": some(*_ACTORS), "role": word(Role), "certainty": word(Certainty)}
            for _ in range(1 + chance.randrange(3))
        ],
        "casualties": rows(lambda: {**toll(), "basis": some([], ["c0"])}), "claims": claims,
        "sources": sources,
        "verification": {"grade": word(Grade), "checked": some(None, "2022-08-01"),
                         "note": some(None, text())},
        "relations": rows(lambda: {"type": word(RelationType), "event": "2022-made-up-0"}),
        "not_duplicate_of": rows(lambda: "2022-made-up-0"),
        "external_ids": some(None, {"ucdp": "412700", "wikidata": text()}),
        "imported": some(None, _imported(text())),
        "credits": rows(text), "status": status, "status_reason": some(None, text()),
        "replaced_by": "2022-made-up-0" if status == "merged" else None, "added": "2022-07-01",
        "corrections": rows(
            lambda: {"date": "2022-09-01", "note": text(), "was": some(None, text()),
                     "source": some(None, "s0")}
        ),
        "aliases": rows(lambda: f"2021-earlier-{chance.randrange(99)}"),
    }  # fmt: skip
    return {key: value for key, value in facts.items() if value is not None}
