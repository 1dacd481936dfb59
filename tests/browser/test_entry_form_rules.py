"""The form judges an entry as `archive check` does: the same cases, rule ids and words."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from generator import pipeline
from generator.engines.staging import THEME
from generator.model.schema import event_schema
from generator.reading.personal import personal_data
from generator.reading.suggestion import closest
from generator.site.form import NAMES, form_data, new_file_address
from tests.browser.faulty_entries import CASES, ID, Case
from tests.browser.serving import served
from tests.reading.test_personal import HARMLESS, PRIVATE

TOLD = ("rule", "message", "hint", "severity")
BASE = Path(__file__).parents[1] / "broken" / "base"
TODAY = date(2023, 1, 1)
Judged = list[tuple[str, list[dict[str, Any]]]]
"""For each case what the form writes, and what it finds wrong."""
JUDGE = """async ({cases, data, today}) => {
  const modules = "/assets/javascripts/entry-form/"
  const {faultsOf} = await import(`${modules}entry.js`)
  const {Registry} = await import(`${modules}registry.js`)
  const {written} = await import(`${modules}yaml.js`)
  const registry = new Registry(data)
  const around = {schema: data.schema, marks: data.marks, registry, today}
  return cases.map(({id, facts, body}) => [
    written(facts, body), faultsOf({id, facts, body}, around),
  ])
}"""
PRIVATE_DATA = """async (texts) => {
  const {personalData} = await import("/assets/javascripts/entry-form/personal.js")
  return texts.map(personalData)
}"""
TIMED = """async (texts) => {
  const {personalData} = await import("/assets/javascripts/entry-form/personal.js")
  return texts.map((text) => {
    const started = performance.now()
    personalData(text)
    return performance.now() - started
  })
}"""
TIMED_BODIES = """async (bodies) => {
  const {bodyFaults} = await import("/assets/javascripts/entry-form/body.js")
  const registry = {has: () => true, of: () => [], events: new Map()}
  return bodies.map((body) => {
    const started = performance.now()
    bodyFaults(body, {year: "2022", registry, id: "x", marks: {}})
    return performance.now() - started
  })
}"""
OPEN = """async (entry) => {
  const {newFileAt} = await import("/assets/javascripts/entry-form/handing-over.js")
  return newFileAt("https://github.com/owner/name/new/main/entries/events", entry)
}"""
SUGGEST = """async (pairs) => {
  const {closest} = await import("/assets/javascripts/entry-form/suggestion.js")
  return pairs.map(([word, choices]) => closest(word, choices))
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """An empty page beside the form's modules."""
    folder = tmp_path_factory.mktemp("modules")
    shutil.copytree(THEME / "assets", folder / "assets")
    (folder / "index.html").write_text("<!doctype html><title>Empty</title>", encoding="utf-8")
    with served(folder) as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


@pytest.fixture(scope="module")
def judged(page: Page) -> Judged:
    """What the form writes for each case, and what it finds wrong."""
    archive = pipeline.run(BASE, TODAY).archive
    assert archive is not None
    told = {
        "data": form_data(archive, ""),
        "today": TODAY.isoformat(),
        "cases": [{"id": case.id, "facts": case.facts, "body": case.body} for case in CASES],
    }
    answers: Judged = page.evaluate(JUDGE, json.loads(json.dumps(told, default=dict)))
    return answers


def test_there_are_cases_of_every_rule_that_one_entry_can_break() -> None:
    assert len(CASES) > 100
    assert len({rule for case in CASES for rule in case.rules}) > 30


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].name)
def test_the_form_finds_what_check_finds_in_the_same_words(
    number: int, judged: Judged, tmp_path: Path
) -> None:
    case, (text, faults) = CASES[number], judged[number]

    told = [tuple(fault[key] for key in TOLD) for fault in faults]
    found = set(told)

    checked = _checked(case, text, tmp_path)
    assert found == set(checked)
    assert {rule for rule, *_ in found} == set(case.rules)
    assert _bad_links(told) == _bad_links(checked)


def test_the_form_sees_private_data_where_check_does(page: Page) -> None:
    texts = [*PRIVATE, *HARMLESS]

    found = page.evaluate(PRIVATE_DATA, texts)

    assert found == [list(dict.fromkeys(kind for _, kind in personal_data(t))) for t in texts]
    assert sum(map(bool, found)) == len(PRIVATE)


def test_hostile_text_does_not_hang_the_form(page: Page) -> None:
    texts = ["a" * 60_000 + " 123456789", "1 " * 30_000, "+1" * 30_000, "@a." * 20_000,
             "passport " * 7_000 + "9" * 7, "a" * 30_000 + "@" * 30_000]  # fmt: skip

    took = page.evaluate(TIMED, texts)

    assert max(took) < 2000


def test_a_hostile_body_does_not_hang_the_form(page: Page) -> None:
    bodies = ["ftp://x" + ".;&a;_" * 10_000, "[" * 60_000, '[a](b "' * 9_000, "[a][" * 15_000,
              "x\n[r]: a\n[r]\n" * 4_000, "a@b.c_" * 10_000, "[a](" + r"\!" * 30_000,
              "<a@" * 20_000, "` `` " * 12_000, ">" * 60_000, "[a](" + " " * 60_000,
              "```\n- " * 10_000]  # fmt: skip

    took = page.evaluate(TIMED_BODIES, bodies)

    assert len(took) == len(bodies)
    assert max(took) < 2000


def test_the_form_suggests_the_same_words_as_check(page: Page) -> None:
    words = ("made up", "Made-up Frnt", "isis k", "isis", "the taliban", "tkahar", "Daesh!", "x",
             "islamic state khorasan", "ministry of defence", "khaama press agency",
             "تخار")  # fmt: skip
    choices = ["isis-k", "Islamic State", "Taliban government", "Takhar", "Daesh-Khorasan", "IS",
               "Ministry of Defence of the Islamic Emirate", "Khaama Press", "made-up-front",
               "Made-up residents", "تخار", "Takhar province"]  # fmt: skip

    found = page.evaluate(SUGGEST, [[word, choices] for word in words])

    assert found == [closest(word, choices) for word in words]
    assert len(set(found)) > 5


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        ({}, True),
        ({"title": "Made-up, نمونه"}, False),
        ({"tags": ["made-up" * 40] * 40}, False),
        ({"claims": [{"id": "c1", "text": "Made up. " * 1000}]}, False),
    ],
)
def test_an_address_on_github_holds_ascii_only_and_at_most_8000_bytes(
    page: Page, change: dict[str, object], *, whole: bool
) -> None:
    facts = {"title": "Made-up raid", "date": "2022-04-01", **change}

    opened = page.evaluate(
        OPEN, {"id": ID, "year": "2022", "facts": facts, "body": "Made up & more."}
    )

    parts = urlsplit(opened["address"])
    asked = parse_qs(parts.query)
    assert opened["isWhole"] is whole
    assert opened["address"].isascii()
    assert len(opened["address"]) <= 8000
    assert parts.path == "/owner/name/new/main/entries/events/2022"
    assert asked["filename"] == [f"{ID}.md"]
    text = asked.get("value", [""])[0]
    assert text.isascii()
    assert ("Made up & more." in text) is whole
    assert ("date: 2022-04-01" in text) is ("tags" not in change)


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/owner/name", "https://github.com/owner/name/new/main/entries/events"),
        ("https://github.com/owner/name/", "https://github.com/owner/name/new/main/entries/events"),
        ("https://example.org/owner/name", ""),
        ("https://github.com.example.org/owner/name", ""),
        ("", ""),
    ],
)
def test_only_a_repository_on_github_has_a_page_for_new_files(
    repository: str, address: str
) -> None:
    assert new_file_address(repository, "main", "entries") == address


def test_every_field_that_names_something_offers_what_it_may_name() -> None:
    schema = event_schema()
    naming = {path for path, field in _fields(schema, schema) if _is_reference(field)}

    assert naming <= NAMES.keys()
    assert len(naming) > 8


def _checked(case: Case, text: str, folder: Path) -> list[tuple[Any, ...]]:
    """Ask the real check about the file that the form wrote."""
    entries = folder / "entries"
    shutil.copytree(BASE, entries)
    date_ = str(case.facts.get("date", ""))
    year = date_[:4] if date_[:4].isdigit() else ID[:4]
    file = entries / "events" / year / f"{case.id}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return [
        tuple(getattr(problem, key) for key in TOLD)
        for problem in pipeline.run(entries, TODAY).problems
        if problem.path.endswith(file.name)
    ]


def _bad_links(told: list[tuple[Any, ...]]) -> int:
    return sum(rule == "bad-link" for rule, *_ in told)


def _fields(root: Any, record: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Walk all fields of the schema that are written by hand, however deep, each with its path."""
    for name, field in record.get("properties", {}).items():
        if field.get("readOnly"):
            continue
        at = f"{path}.{name}".lstrip(".")
        waiting = [field]
        while waiting:
            part = waiting.pop()
            yield at, part
            waiting += [*part.get("anyOf", ()), *([part["items"]] if "items" in part else ())]
            if "$ref" in part:
                yield from _fields(root, root["$defs"][part["$ref"].rpartition("/")[2]], at)


def _is_reference(field: Any) -> bool:
    return (field.get("maxLength"), field.get("minLength")) == (100, 1)
