"""The issue form for a new incident, as GitHub reads it."""

from collections.abc import Iterable
from typing import Any

import yaml

from generator.intake.questions import Question

HEAD = "# Made by `archive issue-form` from the codebook and the registry; do not edit it here.\n"
_SAFETY = """\
**Read this first.** What you write here is public at once and for ever, and your account stands \
beside it: nothing sent through GitHub is anonymous, and nothing can be taken back.

- Name no private person, and no number, address or exact home of anybody.
- If you or somebody else could be in danger because of it, do not send it.
- Use no document that was given to you in confidence.
"""


def issue_form(questions: Iterable[Question]) -> str:
    """Word the form in GitHub's syntax for issue forms; the same questions give the same bytes."""
    form = {
        "name": "New incident",
        "description": "Tell of an incident that the archive does not have yet.",
        "title": "New incident: ",
        "labels": ["new incident"],
        "body": [
            {"type": "markdown", "attributes": {"value": _SAFETY}},
            *(_element(question) for question in questions),
        ],
    }
    return HEAD + yaml.dump(
        form, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )  # fmt: skip


def _element(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if question.help:
        attributes["description"] = question.help
    required = {"validations": {"required": True}} if question.required else {}
    match question.kind:
        case "promise":
            promises = question.options or {}
            attributes["options"] = [{"label": text, "required": True} for text in promises]
            return {"type": "checkboxes", "id": question.id, "attributes": attributes}
        case "dropdown":
            options = list(question.options or {})
            attributes["options"] = options
            if question.several:
                attributes["multiple"] = True
            if question.default:
                attributes["default"] = options.index(question.default)
        case _ if question.example:
            attributes["placeholder"] = question.example
    return {"type": question.kind, "id": question.id, "attributes": attributes, **required}


class _Dumper(yaml.SafeDumper):
    """Writes every value out, since GitHub's forms know no YAML aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own signature
        """Treat nothing as the same as something above."""
        return True
