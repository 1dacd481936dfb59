"""Names that exist nowhere, and what was probably meant."""

import time
from typing import Any

import pytest

from generator.checks import RULES
from generator.checks.vocabulary import Vocabulary, vocabulary_of
from generator.model.entry import Body, Entry, Link
from generator.model.event import Event
from tests.checks.made_up import claim, draft_of, event, found, hints


def with_actor(id_: str) -> Entry[Event]:
    return event(actors=[{"actor": id_, "role": "target", "certainty": "unknown"}])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("fronnt", "front", id="a-slip-in-an-id"),
        pytest.param("assembley", "assembly", id="a-slip-in-a-longer-id"),
        pytest.param("muf", "front", id="an-alias-in-small-letters"),
        pytest.param("frontists", "front", id="part-of-an-alias"),
        pytest.param("made-up-army", "army", id="a-name"),
    ],
)
def test_an_unknown_actor_is_looked_up_among_ids_names_and_aliases(
    written: str, meant: str
) -> None:
    draft = draft_of(with_actor(written))

    assert found("unknown-actor", draft) == [
        ("2022-04-01-made-up", "actors.0.actor", f"`{written}` is not in the registry of actors")
    ]
    assert hints("unknown-actor", draft) == [f"did you mean `{meant}`?"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("جبهه ساختگی", "front"),
        ("جبهه‌ ساختگی", "front"),
        ("isis k", ""),
        ("MADE UP ARMY", "army"),
        ("wing", "wing"),
    ],
)
def test_the_vocabulary_knows_native_names_and_does_not_mind_case_or_hyphens(
    written: str, meant: str
) -> None:
    words = vocabulary_of(draft_of(), "actors")

    assert words.hint(written) == (f"did you mean `{meant}`?" if meant else "")


def test_an_id_stands_for_itself_even_where_it_is_the_name_of_another() -> None:
    words = vocabulary_of(draft_of(), "actors", "publishers").words

    assert all(words[id_] == id_ for id_ in ("front", "times", "assembly-news"))
    assert (words["MUF"], words["MUT"]) == ("front", "times")


def test_where_nothing_is_near_the_remedy_says_where_to_add_it() -> None:
    entry = event(
        type="zzz",
        location={"province": "qqq", "precision": "province"},
        actors=[{"actor": "xxx", "role": "target", "certainty": "unknown"}],
        claims=[claim("c1", "vvv")],
        sources=[{"id": "s1", "publisher": "jjj"}],
        relations=[{"type": "follows", "event": "kkk"}],
    )
    rules = ["type", "province", "actor", "speaker", "publisher", "event"]

    assert [hints(f"unknown-{rule}", draft_of(entry)) for rule in rules] == [
        ["choose one from types.yml"],
        ["add it as provinces/<id>.md"],
        ["add its profile as actors/<id>.md"],
        ["add its profile as actors/<id>.md"],
        ["add it to publishers.yml"],
        ["give the id of an entry, which is its file's name without `.md`"],
    ]


def test_a_speaker_may_be_an_actor_or_a_publisher_and_is_looked_up_among_both() -> None:
    claims = [claim("c1", "army"), claim("c2", "times"), claim("c3", "mut"), claim("c4", "armyy")]

    draft = draft_of(event(claims=claims))

    assert [at for _, at, _ in found("unknown-speaker", draft)] == ["claims.2.by", "claims.3.by"]
    assert hints("unknown-speaker", draft) == ["did you mean `times`?", "did you mean `army`?"]


def test_the_claims_and_sources_of_another_entry_are_not_this_ones() -> None:
    one = event("2022-04-01-one", claims=[claim("c1"), claim("c2", about="c1")])
    two = event("2022-04-01-two", claims=[claim("c3", about="c1", source="s2")])
    other = event("2022-04-01-three", sources=[{"id": "s2", "publisher": "times"}])

    draft = draft_of(one, two, other)

    assert found("unknown-claim", draft) == [
        ("2022-04-01-two", "claims.0.about", "`c1` is no claim of this entry")
    ]
    assert found("unknown-source", draft) == [
        ("2022-04-01-two", "claims.0.source", "`s2` is no source of this entry")
    ]


def test_a_long_ledger_is_not_listed_whole_in_a_remedy() -> None:
    claims = [claim(f"c{number}") for number in range(1, 100)]
    basis = [{"outcome": "killed", "group": "unknown", "count": 1, "basis": ["x"]}]

    draft = draft_of(event(claims=claims, casualties=basis))

    assert hints("unknown-claim", draft) == ["its claims are c1, c2, c3, c4, c5, c6, c7, c8, …"]


def linking(kind: str, id_: str, **fields: Any) -> Entry[Event]:
    body = Body("", "", (Link(kind, id_, 20, 4),))
    entry = event("2022-04-01-linking", **fields)
    return Entry(entry.id, entry.path, entry.facts, body)


def test_a_link_may_lead_to_every_kind_of_entry_that_has_a_page() -> None:
    to = [("actors", "front"), ("provinces", "northland"), ("events", "2022-04-01-made-up")]

    for kind, id_ in to:
        assert found("dead-link", draft_of(linking(kind, id_), event())) == []


@pytest.mark.parametrize("status", ["withdrawn", "merged"])
def test_a_tombstone_can_be_linked_to_and_named(status: str) -> None:
    kept = event("2022-04-01-kept", relations=[{"type": "related", "event": "2022-04-01-made-up"}])
    tombstone = event(status=status, status_reason="Made up.", replaced_by="2022-04-01-kept")
    draft = draft_of(linking("events", tombstone.id), kept, tombstone)

    assert found("dead-link", draft) == []
    assert found("unknown-event", draft) == []


def test_a_draft_may_link_to_a_draft_but_nothing_published_may() -> None:
    hidden = event(status="draft")

    published = draft_of(linking("events", hidden.id), hidden)
    unpublished = draft_of(linking("events", hidden.id, status="draft"), hidden)

    assert [message for *_, message in found("dead-link", published)] == [
        "the link to `2022-04-01-made-up.md` leads to a draft, which has no page"
    ]
    assert found("dead-link", unpublished) == []


def test_ten_thousand_unknown_names_are_all_found_within_two_seconds() -> None:
    strange = [f"made-up-{number}x" for number in range(10_000)]
    started = time.process_time()

    findings = list(RULES["unknown-province"].check(draft_of(event(also_in=strange))))

    assert len(findings) == 10_000
    assert time.process_time() - started < 2


def test_a_vocabulary_remembers_what_it_looked_up_and_stops_where_it_costs_too_much() -> None:
    words = Vocabulary({"front": "front", "army": "army"}, comparisons=5)

    given = [words.hint(word) for word in ("fronnt", "fronnt", "fronnt", "armyy", "frontt")]

    assert given == [*["did you mean `front`?"] * 3, "did you mean `army`?", ""]
