"""The codebook as JSON Schema (draft 2020-12), for editors and for whoever reads the data."""

from typing import Any

from generator.model.event import Event

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def event_schema() -> dict[str, Any]:
    """Describe an event's front matter, once its YAML is read; generated from the model."""
    schema = Event.model_json_schema(mode="validation")
    return {"$schema": DIALECT, **schema}
