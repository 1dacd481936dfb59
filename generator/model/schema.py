"""The codebook as JSON Schema (draft 2020-12), for editors and for whoever reads the data."""

from typing import Any

from generator.model.event import Event
from generator.model.fields import ID_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ADDRESS = "schema/event.json"
"""Where the schema stands, below the site's address."""
RECORD_PATH = r"^events/[0-9]{4}/[a-z0-9]+(?:-[a-z0-9]+)*\.md$"
"""Where an event's file may stand, below the entries folder."""
RECORD_ADDRESS = "schema/event-record.json"
"""Where the schema of a whole entry as one record stands."""


def event_schema(site: str = "") -> dict[str, Any]:
    """Describe an event's front matter, once its YAML is read; generated from the model.

    `site` is the site's address with a slash at its end, or empty where it is not known. Where it
    is known the schema names its own address in `$id`, which has to be a whole one.
    """
    schema = Event.model_json_schema(mode="validation")
    identity = {"$id": f"{site}{ADDRESS}"} if site else {}
    title = "The front matter of an event"
    return {"$schema": DIALECT, **identity, **schema, "title": title}


def record_schema(site: str = "") -> dict[str, Any]:
    """Describe an entry as one record: a line of `events.ndjson`. `site` is as above."""
    facts = Event.model_json_schema(mode="validation")
    parts = facts.pop("$defs")
    identity = {"$id": f"{site}{RECORD_ADDRESS}"} if site else {}
    return {
        "$schema": DIALECT,
        **identity,
        "title": "An event as one record",
        "type": "object",
        "properties": {
            "id": {
                "description": "The event's id, which never changes.",
                "pattern": ID_PATTERN,
                "type": "string",
            },
            "path": {
                "description": "The entry's file, below the entries folder.",
                "pattern": RECORD_PATH,
                "type": "string",
            },
            "sha256": {
                "description": "The SHA-256 of that file: which version of it this is.",
                "pattern": "^[0-9a-f]{64}$",
                "type": "string",
            },
            "facts": {"$ref": "#/$defs/Event"},
            "body": {
                "description": "The account, in Markdown; empty where there is none.",
                "type": "string",
            },
        },
        "required": ["id", "path", "facts", "body"],
        "additionalProperties": False,
        "$defs": {**parts, "Event": facts},
    }
