from collections import Counter
from typing import get_args

import yaml

from generator.commands.intake import FORM
from generator.intake.form import issue_form
from generator.model.event import Grade, Precision
from tests.conftest import REPOSITORY
from tests.intake.filled import ASKED

FORMS = REPOSITORY / ".github/ISSUE_TEMPLATE"


def test_the_form_of_the_repository_is_the_one_that_the_codebook_makes() -> None:
    written = (REPOSITORY / FORM).read_text(encoding="utf-8")

    assert written == issue_form(ASKED), "run `archive issue-form`"


def test_choices_come_from_the_codebook_and_the_registry() -> None:
    form = yaml.safe_load((REPOSITORY / FORM).read_text(encoding="utf-8"))
    options = {
        element["id"]: element["attributes"]["options"]
        for element in form["body"]
        if element["type"] == "dropdown"
    }

    assert options["grade"] == list(get_args(Grade))
    assert options["precision"] == [p for p in get_args(Precision) if p != "exact"]
    assert len(options["province"]) == 35
    assert "Raid (raid)" in options["type"]


def test_github_accepts_the_forms() -> None:
    """The rules are those of GitHub's page "Syntax for GitHub's form schema"."""
    for file in ("new-incident.yml", "correction.yml"):
        form = yaml.safe_load((FORMS / file).read_text(encoding="utf-8"))
        elements = [element for element in form["body"] if element["type"] != "markdown"]

        assert form.keys() <= {"name", "description", "title", "labels", "body"}
        for key in ("id", "label"):
            of = [e.get(key) or e["attributes"][key] for e in elements]
            assert [value for value, times in Counter(of).items() if times > 1] == []
        for element in elements:
            assert element.keys() <= {"type", "id", "attributes", "validations"}
            options = element["attributes"].get("options", [])
            assert len({str(option) for option in options}) == len(options)
            assert all(isinstance(o, str) for o in options) or element["type"] == "checkboxes"
            assert "None" not in options
        assert "public at once" in form["body"][0]["attributes"]["value"]
