"""The codebook's models against their own examples, their JSON Schema and the real entries."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from generator.model.event import (
    Casualties,
    Claim,
    Correction,
    Event,
    ExternalIds,
    Imported,
    Location,
    Participation,
    Relation,
    Source,
    Toll,
    Verification,
)
from generator.model.registry import Actor, EventType, Province, Publisher
from generator.reading.entry import read, typed_entry
from generator.reading.gate import Candidate, survey
from generator.reading.registry import read_registry

ENTRIES = Path(__file__).parents[2] / "entries"
RECORDS: tuple[type[BaseModel], ...] = (
    Actor, Casualties, Claim, Correction, Event, EventType, ExternalIds, Imported, Location,
    Participation, Province, Publisher, Relation, Source, Toll, Verification,
)  # fmt: skip
FIELDS = [
    pytest.param(model, name, field, id=f"{model.__name__}.{name}")
    for model in RECORDS
    for name, field in model.model_fields.items()
]
EVENT: Mapping[str, Any] = MappingProxyType(
    {
        "title": "Raid in Taloqan",
        "date": "2022-06-11",
        "type": "raid",
        "location": {"province": "takhar", "precision": "province"},
        "actors": [{"actor": "isis-k", "role": "target", "certainty": "confirmed"}],
        "sources": [{"id": "s1", "publisher": "khaama"}],
        "added": "2026-11-22",
    }
)


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """Give the plain event with one value, at a path, put in or replaced."""
    event = deepcopy(dict(EVENT))
    holder: Any = event
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = to
    return event


SCHEMA = Event.model_json_schema()


def schema_accepts(plain: object) -> bool:
    validator = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return bool(validator.is_valid(json.loads(json.dumps(plain))))


def model_accepts(plain: object) -> bool:
    try:
        Event.model_validate(plain)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("model", "name", "field"), FIELDS)
def test_every_field_has_a_description_and_examples_that_validate(
    model: type[BaseModel], name: str, field: FieldInfo
) -> None:
    schema = model.model_json_schema()
    schema = {**schema["properties"][name], "$defs": schema.get("$defs", {})}

    assert field.description
    assert field.description.endswith(".")
    assert field.examples
    for example in field.examples:
        adapter: TypeAdapter[Any] = TypeAdapter(field.rebuild_annotation())
        assert adapter.validate_python(example) is not None
        assert Draft202012Validator(schema).is_valid(example)


@pytest.mark.parametrize("model", RECORDS)
def test_the_json_schema_of_every_record_is_a_schema(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()

    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("model", RECORDS)
def test_a_field_that_is_not_in_the_codebook_is_refused(model: type[BaseModel]) -> None:
    with pytest.raises(ValidationError) as refusal:
        model.model_validate({"colour": "red"})

    assert ("colour",) in [
        fault["loc"] for fault in refusal.value.errors() if fault["type"] == "extra_forbidden"
    ]


def test_a_record_cannot_be_changed() -> None:
    event = Event.model_validate(dict(EVENT))

    with pytest.raises(ValidationError, match="frozen"):
        event.title = "Other"  # type: ignore[misc]


def test_what_is_left_out_has_the_codebooks_defaults() -> None:
    event = Event.model_validate(dict(EVENT))

    assert (event.date_basis, event.lang, event.status) == ("event", "en", "published")
    assert event.verification.grade == "unassessed"
    assert (event.claims, event.casualties, event.aliases) == ((), (), ())
    assert event.location.withheld is False


@pytest.mark.parametrize(
    "plain",
    [
        pytest.param(dict(EVENT), id="least"),
        pytest.param(changed("date", to=2022), id="bare-year"),
        pytest.param(changed("date", to="2022-06-XX~"), id="day-unknown"),
        pytest.param(changed("location", "names", to={"fa": "تالقان"}), id="single-name"),
        pytest.param(changed("location", "coordinates", to=[36, 69.5]), id="whole-degrees"),
        pytest.param(changed("external_ids", to={"ucdp": 303, "gtd": "20"}), id="numeric-id"),
        pytest.param(changed("titles", to={"zh-Hant": "x", "fa": "y"}), id="titles"),
        pytest.param(
            changed(
                "casualties",
                to=[
                    {"outcome": "killed", "group": "unknown", "count": count, "basis": "c1"}
                    for count in (8, "8+", "~20", "unknown", {"min": 1, "best": 2, "max": 3})
                ],
            ),
            id="counts",
        ),
    ],
)
def test_model_and_json_schema_accept_what_the_codebook_allows(plain: object) -> None:
    assert (model_accepts(plain), schema_accepts(plain)) == (True, True)


@pytest.mark.parametrize(
    "plain",
    [
        pytest.param([], id="list"),
        pytest.param({}, id="nothing"),
        pytest.param(changed("colour", to="red"), id="unknown-field"),
        pytest.param(changed("location", "colour", to="red"), id="unknown-inner-field"),
        pytest.param(changed("title", to=""), id="empty-title"),
        pytest.param(changed("title", to="x" * 161), id="long-title"),
        pytest.param(changed("title", to=7), id="number-for-text"),
        pytest.param(changed("date", to="11 June"), id="bad-date"),
        pytest.param(changed("date", to=None), id="no-date"),
        pytest.param(changed("date", to=20220611), id="number-for-date"),
        pytest.param(changed("aliases", to=["A raid"]), id="bad-id"),
        pytest.param(changed("added", to="2022-02-30"), id="no-such-day"),
        pytest.param(changed("added", to="2022-06"), id="partial-day"),
        pytest.param(changed("actors", to=[]), id="no-actors"),
        pytest.param(changed("actors", 0, "role", to="boss"), id="unknown-role"),
        pytest.param(changed("also_in", to="balkh"), id="text-for-list"),
        pytest.param(changed("sources", 0, "sha256", to="abc"), id="short-digest"),
        pytest.param(changed("location", "coordinates", to=[91, 0]), id="beyond-the-pole"),
        pytest.param(changed("location", "coordinates", to=[1]), id="half-a-point"),
        pytest.param(changed("location", "coordinates", to=[1, 2, 3]), id="three-numbers"),
        pytest.param(changed("location", "coordinates", to=["1", "2"]), id="texts-for-numbers"),
        pytest.param(changed("location", "withheld", to="yes"), id="yes-for-true"),
        pytest.param(changed("location", "names", to={"FA": ["x"]}), id="bad-language"),
        pytest.param(changed("location", "names", to={"fa": [7]}), id="number-for-name"),
        pytest.param(changed("titles", to={"Persian": "x"}), id="language-by-name"),
        pytest.param(changed("external_ids", to={"ucdp": 1.5}), id="fraction-for-id"),
        pytest.param(
            changed("casualties", to=[{"outcome": "killed", "group": "unknown", "count": "many"}]),
            id="bad-count",
        ),
        pytest.param(
            changed("casualties", to=[{"outcome": "killed", "group": "unknown", "count": {}}]),
            id="empty-count",
        ),
    ],
)
def test_model_and_json_schema_refuse_the_same(plain: object) -> None:
    assert (model_accepts(plain), schema_accepts(plain)) == (False, False)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "https://",
        "https:///path",
        "https://user:word@example.org/",
        "https://user@example.org/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://[",
        "https://example.org/a b",
        'https://example.org/"onclick',
        "https://example.org/\\evil",
        "https://example.org/\u202e",
        "https://example.org/<b>",
    ],
)
def test_an_address_that_could_run_mislead_or_leak_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Source.model_validate({"id": "s1", "publisher": "khaama", "url": address})

    assert [fault["type"] for fault in refusal.value.errors()] == ["bad-url"]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c&d=%20#e",
        "https://tabnak.ir/fa/news/طالبان",
        "https://[2001:db8::1]/",
    ],
)
def test_a_web_address_is_kept_as_it_is_written(address: str) -> None:
    event = Event.model_validate(changed("sources", 0, "url", to=address))

    assert event.sources[0].url == address


@pytest.mark.parametrize("break_", ["\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_title_stands_on_one_line(break_: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Event.model_validate(changed("title", to=f"one{break_}two"))

    assert [fault["type"] for fault in refusal.value.errors()] == ["one-line"]


def test_an_event_written_as_plain_values_reads_back_to_an_equal_event() -> None:
    event = Event.model_validate(
        changed("casualties", to=[{"outcome": "killed", "group": "fighters", "count": "8+"}])
    )

    plain = event.model_dump(mode="json")

    assert (plain["date"], plain["added"]) == ("2022-06-11", "2026-11-22")
    assert plain["casualties"][0]["count"] == "8+"
    assert Event.model_validate(plain) == event


def real_events() -> Iterator[Candidate]:
    candidates, _ = survey(ENTRIES)
    return (candidate for candidate in candidates if candidate.path.startswith("events/"))


@pytest.mark.skipif(not ENTRIES.is_dir(), reason="the archive's own entries are not here")
def test_every_real_entry_reads_without_a_problem_and_fits_the_json_schema() -> None:
    candidates = list(real_events())
    validator = Draft202012Validator(SCHEMA)

    for candidate in candidates:
        reading = read(candidate)
        entry, problems = typed_entry(Event, reading, candidate)

        assert problems == []
        assert entry is not None
        assert [fault.message for fault in validator.iter_errors(reading.plain)] == []
    assert candidates


@pytest.mark.skipif(not ENTRIES.is_dir(), reason="the archive's own entries are not here")
def test_the_real_registry_reads_without_a_problem() -> None:
    candidates, strays = survey(ENTRIES)

    registry, problems = read_registry(candidates)

    assert (strays, problems) == ([], [])
    assert registry.actors
    assert registry.types
    assert registry.publishers
    assert sorted(registry.boundaries) == sorted(registry.provinces)
