"""The ledger: answers under what they answer, and figures side by side."""

from collections.abc import Iterable
from typing import Any

import pytest

from generator.model.archive import archive_of
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.toll import toll_of
from generator.site.ledger import Figures, Turn, figures_of, side_of, turns_of
from generator.site.pages import pages_of
from generator.site.render import Renderer, Site
from tests.checks.made_up import Plain, claim, event, registry

NESTED = [
    claim("c1", "front", "claims-responsibility"),
    claim("c2", "times"),
    claim("c3", "army", "denies", about="c1"),
    claim("c4", "army", "revises", about="c3"),
    claim("c5", "residents", about="c2"),
    claim("c6", "front", "denies-responsibility", about="c4"),
    claim("c7", "front", "denies", about="c3"),
    claim("c8", "times", about="c6"),
    claim("c9", "post", about="c8"),
]


def killed(count: object, group: str = "civilians") -> Plain:
    return {"outcome": "killed", "group": group, "count": count}


def hurt(count: object) -> Plain:
    return {**killed(count), "outcome": "injured"}


def outline(turns: Iterable[Turn], level: int = 0) -> list[str]:
    """Write turns as an indented list."""
    lines = []
    for turn in turns:
        lines.append(f"{'  ' * level}{turn.claim.id} {turn.claim.stance}")
        lines += outline(turn.answers, level + 1)
    return lines


def table_of(**fields: Any) -> Figures | None:
    facts = event(**fields).facts
    return figures_of(facts, turns_of(facts.claims), toll_of(facts))


def written(table: Figures | None) -> list[str]:
    """Write the table as lines of text; `*` marks the basis of the reading."""
    assert table is not None
    lines = [" | ".join(["", *(f"{group} {outcome}" for outcome, group in table.columns)])]
    for row in table.rows:
        cells = [f"{'' if c.count is None else c.count}{'*' if c.basis else ''}" for c in row.cells]
        lines.append(" | ".join([f"{'>' * row.level}{row.claim.id}", *cells]))
    if table.reading is not None:
        cells = [f"{'' if c is None else c} ({width})" for c, width in table.reading.cells]
        wide = "range without denials" if table.reading.denied else "range"
        kind = wide if table.reading.derived else f"reading {','.join(table.reading.claims)}"
        lines.append(" | ".join([kind, *cells]))
    return lines


def page_of(entry: Entry[Event]) -> str:
    archive = archive_of(registry(), [entry])
    page = next(page for page in pages_of(archive) if page.template == "event")
    return Renderer(archive, Site("Made up")).content(page)


def test_answers_stand_under_what_they_answer_and_deep_ones_on_the_last_level() -> None:
    turns = turns_of(event(claims=NESTED).facts.claims)

    assert outline(turns) == [
        "c1 claims-responsibility",
        "  c3 denies",
        "    c4 revises",
        "      c6 denies-responsibility",
        "      c8 asserts",
        "      c9 asserts",
        "    c7 denies",
        "c2 asserts",
        "  c5 asserts",
    ]


def test_the_nesting_of_the_page_is_that_of_the_turns() -> None:
    page = page_of(event(claims=NESTED))

    ledger = page[page.index('<ol class="ia-ledger">') : page.index('<h2 id="verification">')]
    depth, seen = 0, {}
    for part in ledger.split("<")[1:]:
        depth += part.startswith("ol") - part.startswith("/ol")
        if part.startswith("li id="):
            seen[part.split('"')[1]] = depth

    assert seen == {
        "c1": 1, "c3": 2, "c4": 3, "c6": 4, "c8": 4, "c9": 4, "c7": 3, "c2": 1, "c5": 2,
    }  # fmt: skip
    assert depth == 0


def test_a_thousand_answers_to_answers_do_not_nest_a_thousand_deep() -> None:
    chain = [claim("c0")] + [claim(f"c{n}", about=f"c{n - 1}") for n in range(1, 1000)]

    lines = outline(turns_of(event(claims=chain).facts.claims))

    assert [line.strip().partition(" ")[0] for line in lines] == [f"c{n}" for n in range(1000)]
    assert page_of(event(claims=chain)).count('<li id="c') == 1000


def test_figures_stand_in_columns_and_the_range_spans_those_of_one_outcome() -> None:
    table = table_of(
        claims=[
            claim("c1", "front", reports=[killed(3)]),
            claim("c2", "residents", reports=[killed("10+"), killed(2, "fighters")]),
            claim("c3", "army", "denies", about="c1", reports=[killed(0), hurt(4)]),
            claim("c4", "times"),
        ]
    )

    assert written(table) == [
        " | civilians killed | fighters killed | civilians injured",
        "c1 | 3 |  | ",
        ">c3 | 0 |  | 4",
        "c2 | at least 10 | 2 | ",
        "range without denials | at least 3 (2) |  (1)",
    ]


def test_the_archives_reading_is_a_row_and_its_basis_is_marked() -> None:
    table = table_of(
        claims=[
            claim("c1", "front", reports=[killed(3)]),
            claim("c2", "residents", reports=[killed("10+"), killed(2, "fighters")]),
            claim("c3", "times"),
        ],
        casualties=[
            {**killed("3-12"), "basis": ["c1", "c2", "c3"]},
            {**killed(2, "fighters"), "basis": ["c2"]},
        ],
    )

    assert written(table) == [
        " | civilians killed | fighters killed",
        "c1 | 3* | ",
        "c2 | at least 10* | 2*",
        "c3 | * | ",
        "reading c1,c2,c3 | 3–12 (1) | 2 (1)",  # noqa: RUF001
    ]


def test_without_figures_there_is_no_table_and_unknown_is_one() -> None:
    assert table_of(claims=[claim("c1")]) is None
    assert table_of() is None
    assert written(table_of(claims=[claim("c1", reports=[killed("unknown")])])) == [
        " | civilians killed",
        "c1 | unknown",
        "range | unknown (1)",
    ]


def test_a_speakers_side_says_what_it_is_and_its_part_or_whom_it_stands_with() -> None:
    facts = event(
        actors=[
            {"actor": "front", "role": "initiator", "certainty": "unknown"},
            {"actor": "front", "role": "affected", "certainty": "unknown"},
        ]
    ).facts

    assert [
        side_of(by, facts, registry()) for by in ("front", "army", "agency", "front-daily")
    ] == [
        "armed group, initiator, affected",
        "state",
        "news agency",
        "media, stands with Made-up Front",
    ]


def test_the_table_has_headers_for_its_columns_and_rows() -> None:
    page = page_of(event(claims=[claim("c1", "front", reports=[killed(3)])]))

    assert '<th scope="col">civilians killed</th>' in page
    assert '<th scope="row"><a href="#c1">c1</a> Made-up Front</th><td>3</td>' in page


def test_hostile_text_of_a_claim_is_escaped() -> None:
    page = page_of(event(claims=[{**claim("c1"), "text": "<img src=x onerror=alert(1)>"}]))

    assert "&lt;img src=x" in page
    assert "<img" not in page


@pytest.mark.parametrize("day", ["2022-04-03", None])
def test_a_source_with_a_copy_is_linked_robustly_both_ways(day: str | None) -> None:
    source = {
        "id": "s1", "publisher": "times", "url": "https://example.org/a", "title": "A",
        "archived": "https://example.net/copy", **({"archived_on": day} if day else {}),
    }  # fmt: skip

    page = page_of(event(sources=[source]))

    of_day = f' data-versiondate="{day}"' if day else ""
    rel = 'rel="noreferrer nofollow"'
    own = (
        f'<a href="https://example.org/a" {rel} data-versionurl="https://example.net/copy"{of_day}>'
    )
    copy = f'<a href="https://example.net/copy" {rel} data-originalurl="https://example.org/a"{of_day}>'
    assert own in page
    assert copy in page


def test_a_source_that_identifies_a_person_is_neither_linked_nor_named() -> None:
    source = {
        "id": "s1", "publisher": "times", "url": "https://example.org/secret", "title": "Secret",
        "author": "A. Witness", "published": "2022-04-07", "archived": "https://example.net/secret",
        "sensitivity": ["identifies-person"],
    }  # fmt: skip

    page = page_of(event(sources=[source]))

    for hidden in ("secret", "Secret", "A. Witness", "7 April", "data-version", "data-original"):
        assert hidden not in page
    assert "A source that identifies a person at risk; it is not linked" in page
