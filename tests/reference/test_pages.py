"""The generated pages are fresh, complete, and right about what they show."""

import re
import shutil
from pathlib import Path
from typing import Any

import markdown
import pytest
from pydantic import TypeAdapter, ValidationError

from generator.checks import RULES
from generator.model.meanings import MEANINGS
from generator.reading.rules import READING_RULES, STAGES
from generator.reading.strict_yaml import load
from generator.reference import codebook, pages, rulebook
from tests.conftest import REPOSITORY, attempt

DOCS = REPOSITORY / "docs"
CASES = REPOSITORY / "tests" / "broken"
FIELDS = (DOCS / "contribute/fields.md").read_text("utf-8")
RULE_PAGE = (DOCS / "contribute/rules.md").read_text("utf-8")


def headings(text: str, level: int) -> list[str]:
    return re.findall(rf"^{'#' * level} (.+)$", text, re.MULTILINE)


def test_the_pages_in_the_repository_are_those_that_the_models_and_rules_make() -> None:
    assert [str(path) for path in pages.stale(DOCS, CASES)] == [], "run `make docs`"


def test_the_command_mends_a_page_that_was_edited_or_deleted_and_then_finds_nothing(
    tmp_path: Path,
) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(DOCS / "contribute", docs / "contribute")
    (docs / "contribute/rules.md").unlink()
    (docs / "contribute/fields.md").write_text(FIELDS.replace("Needed", "Wanted"), "utf-8")

    before = attempt("docs", "--check", "--docs", docs, "--cases", CASES)
    attempt("docs", "--docs", docs, "--cases", CASES)
    after = attempt("docs", "--check", "--docs", docs, "--cases", CASES)

    assert before.returncode == 1
    assert before.stdout.splitlines() == [
        f"{docs}/contribute/fields.md is stale (run `make docs`)",
        f"{docs}/contribute/rules.md is stale (run `make docs`)",
    ]
    assert (after.returncode, after.stdout) == (0, "")
    assert (docs / "contribute/fields.md").read_text("utf-8") == FIELDS
    assert (docs / "contribute/rules.md").read_text("utf-8") == RULE_PAGE


def test_every_field_of_every_record_has_its_place_on_the_page() -> None:
    expected = [
        f"{name} `{field}`"
        for name, model in codebook.RECORDS.items()
        for field in model.model_fields
    ]

    assert headings(FIELDS, 3) == expected
    assert len(expected) > 90


def test_every_word_of_a_closed_list_is_on_the_page_with_its_meaning() -> None:
    for meanings in MEANINGS.values():
        for word, meaning in meanings.items():
            assert f"- `{word}`: {meaning}\n" in FIELDS


@pytest.mark.parametrize("closed_list", MEANINGS, ids=str)
def test_the_meanings_name_exactly_the_words_that_the_model_allows(closed_list: Any) -> None:
    assert tuple(MEANINGS[closed_list]) == closed_list.__args__


def test_every_example_on_the_page_is_read_and_accepted_as_it_stands() -> None:
    blocks = re.findall(
        r"^### ([^`\n]+) `(\w+)`\n.*?```yaml\n(.*?)```", FIELDS, re.MULTILINE | re.DOTALL
    )
    refused = []

    for record, field, example in blocks:
        values, problems = load("example.md", example)
        assert problems == [], example
        value = values[field]
        info = codebook.RECORDS[record].model_fields[field]
        adapter: TypeAdapter[object] = TypeAdapter(info.rebuild_annotation())
        try:
            adapter.validate_python(value)
        except ValidationError as error:
            refused.append((record, field, str(error)))

    assert len(blocks) == len(headings(FIELDS, 3))
    assert refused == []


def test_a_type_that_the_page_has_no_word_for_is_a_bug_and_not_a_gap() -> None:
    with pytest.raises(LookupError, match="no word for"):
        codebook.shape_of(complex)


def test_every_rule_stands_on_the_page_once_with_what_it_demands() -> None:
    assert sorted(headings(RULE_PAGE, 3)) == sorted(
        f"`{name}`" for name in RULES.keys() | READING_RULES.keys()
    )
    for name, demands in READING_RULES.items():
        assert re.search(
            rf"^### `{name}`\n\n(Error|Warning)\. {re.escape(demands)}", RULE_PAGE, re.MULTILINE
        )


def test_every_message_on_the_page_is_one_that_the_check_gives() -> None:
    shown = re.findall(r"^### `(.+)`\n\n.+\n\n```text\n(.+)\n```", RULE_PAGE, re.MULTILINE)
    kept = {path.parent.parent.name for path in CASES.glob("*/*/expected.txt")}

    assert {rule for rule, _ in shown} == kept
    for rule, message in shown:
        lines = "".join(path.read_text("utf-8") for path in CASES.glob(f"{rule}/*/expected.txt"))
        assert f"{rule}: {message}\n" in lines


def test_warnings_are_called_warnings() -> None:
    warnings = {
        path.parent.parent.name
        for path in CASES.glob("*/*/expected.txt")
        if f": warning: {path.parent.parent.name}: " in path.read_text("utf-8")
    }

    assert {
        rule.name
        for group in rulebook.groups({})
        for rule in group.rules
        if rule.severity == "warning"
    } >= warnings


def test_stages_begin_with_rules_that_exist_in_the_order_of_the_table() -> None:
    names = list(READING_RULES)

    assert names[0] == next(iter(STAGES))
    assert [names.index(first) for first in STAGES] == sorted(map(names.index, STAGES))


@pytest.mark.parametrize("text", [FIELDS, RULE_PAGE], ids=["fields", "rules"])
def test_anchors_are_those_that_markdown_makes_and_no_two_are_the_same(text: str) -> None:
    html = markdown.markdown(text, extensions=["toc", "fenced_code"])
    ids = re.findall(r'<h[123] id="([^"]+)"', html)
    found = re.findall(r"^#{1,3} (.+)$", text, re.MULTILINE)
    expected = [pages.anchor(heading) for heading in found]

    assert ids == expected
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(ids)


def test_anchors_that_others_link_to_stay() -> None:
    for anchor in ("event-date", "event-date_basis", "claim-by", "external-ids-ucdp", "type-id"):
        assert f"(#{anchor})" in FIELDS
    for anchor in ("unknown-actor", "grade-too-high"):
        assert f"(#{anchor})" in RULE_PAGE
