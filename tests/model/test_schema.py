"""The JSON Schema is one that any reader of draft 2020-12 understands, and tells of every field."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from generator.model.schema import event_schema

SCHEMA = event_schema("https://example.org/archive/")


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every field of every record, by a name such as `Claim.by`."""
    records = {"Event": schema, **schema["$defs"]}
    for name, record in records.items():
        for field, described in record["properties"].items():
            yield f"{name}.{field}", described


PROPERTIES = dict(properties(SCHEMA))


def test_the_schema_is_valid_against_the_draft_that_it_names() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert SCHEMA["title"] == "The front matter of an event"


def test_the_schema_names_its_own_address_where_the_site_has_one() -> None:
    assert SCHEMA["$id"] == "https://example.org/archive/schema/event.json"
    assert "$id" not in event_schema()


def test_other_schemas_can_refer_to_it_by_its_address() -> None:
    registry: Registry[Any] = Registry().with_resource(
        SCHEMA["$id"], Resource.from_contents(SCHEMA)
    )
    outer = Draft202012Validator({"$ref": SCHEMA["$id"]}, registry=registry)

    faults = [error.message for error in outer.iter_errors({"title": "x", "typ": "raid"})]

    assert "Additional properties are not allowed ('typ' was unexpected)" in faults
    assert "'date' is a required property" in faults


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_field_has_a_description_and_an_example_that_fits_it(name: str) -> None:
    described = PROPERTIES[name]
    validator = Draft202012Validator({**described, "$defs": SCHEMA["$defs"]})

    assert described["description"].strip().endswith(".")
    assert described["examples"]
    for example in described["examples"]:
        assert validator.is_valid(example)


def test_no_record_lets_an_unknown_field_pass() -> None:
    records = [SCHEMA, *SCHEMA["$defs"].values()]

    assert [record["title"] for record in records if record["additionalProperties"]] == []
