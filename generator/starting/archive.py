"""Which files a new archive begins with, and what stands in each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.starting import origin
from generator.starting.country import Country
from generator.starting.divisions import Divisions
from generator.starting.outlines import Outlines
from generator.writing import entry_text

PUBLISHERS = ("made-up-times", "made-up-post")
"""The two made-up publishers that the example names."""
_OWN = {
    ".github/CODEOWNERS": "CODEOWNERS",
    ".github/PULL_REQUEST_TEMPLATE.md": "PULL_REQUEST_TEMPLATE.md",
    "LICENSE.md": "LICENSE.md",
    "Makefile": "Makefile",
    "README.md": "README.md",
    "entries/publishers.yml": "publishers.yml",
    "requirements.txt": "requirements.txt",
}
"""The files that no other archive has, each with its template."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is decided of a new archive; `version` is that of the generator."""

    country: Country
    name: str
    divisions: Divisions
    outlines: Outlines | None
    version: str


def files_of(plan: Plan) -> Iterator[tuple[str, str]]:
    """Give path and text of every file, except GitHub's form, which is made from these."""
    templates = _templates()
    words = _words(plan)
    own = {
        name: templates.get_template(f"own/{name}.md").render(words)
        for name in sorted(origin.passages())
    }
    province = next(iter(plan.divisions.provinces))
    ids = {"province": [province], "publisher": list(PUBLISHERS)}
    for name in origin.shared_files():
        text = origin.adapted(name, plan.name, own, ids)
        yield name, text
        if name == origin.GUIDE:
            path, example = origin.example_in(text)
            yield f"entries/{path}", example + _note(templates, words)
    for name, template in _OWN.items():
        yield name, templates.get_template(template).render(words)
    yield from _registry(plan)


def _note(templates: Environment, words: Mapping[str, Any]) -> str:
    """Give what the example says about itself, below its account."""
    return templates.get_template("example.md").render(words)


def _registry(plan: Plan) -> Iterator[tuple[str, str]]:
    speakers = files("generator.starting") / "templates" / "actors"
    for file in sorted(speakers.iterdir(), key=lambda file: file.name):
        yield f"entries/actors/{file.name}", file.read_text(encoding="utf-8")
    points = plan.outlines.points if plan.outlines else {}
    for id_, province in plan.divisions.provinces.items():
        placed = province.model_copy(update={"coordinates": points.get(id_)})
        yield f"entries/provinces/{id_}.md", entry_text(placed, "")
    if plan.outlines:
        yield "entries/boundaries.geojson", plan.outlines.text


def _words(plan: Plan) -> dict[str, Any]:
    return {
        "archive": plan.name,
        "country": plan.country,
        "is_divided": bool(plan.divisions.kinds),
        "has_outlines": plan.outlines is not None,
        "publishers": PUBLISHERS,
        "version": plan.version,
    }


def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("generator.starting", "templates"),
        autoescape=False,  # noqa: S701 - Markdown and settings, of names from ISO's lists
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
