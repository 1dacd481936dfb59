"""The codebook as JSON Schema (draft 2020-12), for editors and for whoever reads the data."""

from typing import Any

from generator.model.event import Event

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ADDRESS = "schema/event.json"
"""Where the schema stands, below the site's address."""


def event_schema(site: str = "") -> dict[str, Any]:
    """Describe an event's front matter, once its YAML is read; generated from the model.

    `site` is the site's address with a slash at its end, or empty where it is not known. Where it
    is known the schema names its own address in `$id`, which has to be a whole one.
    """
    schema = Event.model_json_schema(mode="validation")
    identity = {"$id": f"{site}{ADDRESS}"} if site else {}
    title = "The front matter of an event"
    return {"$schema": DIALECT, **identity, **schema, "title": title}
