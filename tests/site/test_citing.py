"""Citations, read again by independent libraries: what comes out is what the entry says."""

import json
import re
from datetime import date
from typing import Any

import jsonschema
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from generator.model.archive import Archive
from generator.model.entry import Entry
from generator.model.event import Event
from generator.site.citing import Citation, as_bibtex, as_csl, as_ris, as_text, citation_of
from tests.checks.made_up import event

NAMED = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
    "textasciitilde": "~", "textasciicircum": "^",
}  # fmt: skip
CSL_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": ["string", "number"]},
            },
        },
        "circa": {"type": ["string", "number", "boolean"]},
    },
    "additionalProperties": False,
}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": ["webpage"]},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"literal": {"type": "string"}},
                    "additionalProperties": False,
                },
            },
            "issued": CSL_DATE,
            "event-date": CSL_DATE,
            **{
                name: {"type": "string"}
                for name in ("title", "container-title", "note", "URL")
            },
        },
        "additionalProperties": False,
    },
}  # fmt: skip
"""The part of CSL 1.0.2's schema of input data that a web page needs."""
LINES = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1)
HOSTILE = LINES | st.sampled_from(
    [
        "} @string{x",
        "\\",
        "\\{",
        "a\nER  - ",
        "“”\"'",
        "حمله در تالقان",
        "</script><!--",
        "%$#&_^~{}",
    ]
)


def cited(root: str = "https://example.org/", **fields: Any) -> Citation:
    entry = event(**fields)
    return citation_of(
        Entry(entry.id, entry.path, entry.facts, entry.body, "a1" * 32),
        "Made-up archive",
        root,
        None,
    )


def unlatex(text: str) -> str:
    return re.sub(r"\\(?:(text[a-z]+)\{\}|(.))", lambda m: NAMED[m[1]] if m[1] else m[2], text)


def fields_of(text: str) -> dict[str, str]:
    read = parse_string(text)
    assert read.failed_blocks == []
    (entry,) = read.entries
    return {field.key: str(field.value) for field in entry.fields} | {"id": entry.key}


@given(HOSTILE, HOSTILE)
def test_every_format_gives_hostile_text_back(title: str, name: str) -> None:
    told = Event.model_construct(**{**dict(event().facts), "title": title, "credits": (name,)})
    made = event()
    entry = Entry(made.id, made.path, told, made.body, "a1" * 32)
    citation = citation_of(entry, "Made-up archive", "", None)
    title, name = " ".join(title.split()), " ".join(name.split())

    bibtex = fields_of(as_bibtex(citation))
    (ris,) = rispy.loads(as_ris(citation))
    (csl,) = json.loads(as_csl(citation))

    assert unlatex(bibtex["title"]) == f"{{{title}}}"
    assert unlatex(bibtex["author"]) == f"{{{name}}}"
    assert (ris.get("title", ""), ris["authors"] if name else [name]) == (title, [name])
    assert (csl["title"], csl["author"]) == (title, [{"literal": name}])


def test_the_date_of_a_citation_is_the_entrys_and_the_events_stands_in_a_note() -> None:
    citation = cited(date="2022-06")
    added = event().facts.added

    bibtex, (ris,) = fields_of(as_bibtex(citation)), rispy.loads(as_ris(citation))
    (csl,) = json.loads(as_csl(citation))

    assert (bibtex["date"], bibtex["year"]) == (added.isoformat(), f"{added.year}")
    assert (ris["date"], ris["year"]) == (added.strftime("%Y/%m/%d/"), f"{added.year}")
    assert csl["issued"] == {"date-parts": [[added.year, added.month, added.day]]}
    assert csl["event-date"] == {"date-parts": [[2022, 6]]}
    assert bibtex["note"] == csl["note"] == "Event: June 2022. Version: a1a1a1a1a1a1"


def test_a_partial_or_uncertain_date_is_no_more_exact_in_csl() -> None:
    expected = {
        "2022": {"date-parts": [[2022]]},
        "2022-06-XX": {"date-parts": [[2022, 6]]},
        "2022-06~": {"date-parts": [[2022, 6]], "circa": True},
        "2022-06-11/2022-06-12": {"date-parts": [[2022, 6, 11], [2022, 6, 12]]},
    }

    for text, parts in expected.items():
        item = json.loads(as_csl(cited(date=text)))
        jsonschema.validate(item, CSL)
        assert item[0]["event-date"] == parts
    assert "event-date" not in json.loads(as_csl(cited(date_basis="first-report")))[0]


def test_the_archive_is_the_author_unless_people_asked_to_be_named() -> None:
    assert cited().authors == ("Made-up archive",)
    assert cited(credits=["A. Name", "B. Name"]).authors == ("A. Name", "B. Name")


def test_a_sentence_names_title_date_archive_version_and_address() -> None:
    made = event(title="A made-up raid", date="2022-06-11").facts
    entry = Entry("2022-a", "events/2022/2022-a.md", made, event().body, "a1" * 32)

    text = as_text(
        citation_of(entry, "Made-up archive", "https://example.org/", date(2026, 11, 24))
    )

    assert text == (
        "“A made-up raid”, 11 June 2022. Made-up archive, 24 November 2026, "
        "version a1a1a1a1a1a1. https://example.org/events/2022-a/"
    )


def test_every_real_entry_is_read_back_from_every_format(archive: Archive) -> None:
    schema = jsonschema.Draft202012Validator(CSL)
    root = "https://example.org/"

    for entry in archive.events:
        citation = citation_of(entry, "Made-up archive", root, None)
        bibtex, text = fields_of(as_bibtex(citation)), as_text(citation)
        (ris,) = rispy.loads(as_ris(citation))
        (csl,) = told = json.loads(as_csl(citation))

        title, url = entry.facts.title, f"{root}events/{entry.id}/"
        assert list(schema.iter_errors(told)) == [], entry.id
        assert (bibtex["id"], ris["id"], csl["id"]) == (entry.id,) * 3
        assert (unlatex(bibtex["title"]), ris["title"], csl["title"]) == (
            f"{{{title}}}",
            title,
            title,
        )
        assert (bibtex["url"], ris["urls"], csl["URL"]) == (url, [url], url)
        assert (unlatex(bibtex["note"]), ris["notes"], csl["note"]) == (
            citation.note,
            [citation.note],
            citation.note,
        )
        assert f"{entry.facts.date}" in citation.note
        assert f"“{title}”" in text
        assert entry.digest.startswith(citation.version)
    assert len(archive.events) >= 46
