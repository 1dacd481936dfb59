"""The reference pages as Markdown, and whether the ones on disk are still those."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.model import count, partial_date
from generator.model.count import Count
from generator.model.partial_date import PartialDate
from generator.reference import codebook, rulebook

_NUMBERS = ({"min": 5, "max": 9}, {"min": 5, "best": 8, "max": 12})
"""The forms of a number that its own list of forms does not spell out."""


def pages(cases: Path) -> Mapping[str, str]:
    """Give each page's text by its path below `docs/`; `cases` holds the broken cases."""
    templates = Environment(
        loader=PackageLoader("generator.reference", "templates"),
        autoescape=False,  # noqa: S701 - Markdown, from our own models and docstrings
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters |= {"yaml": as_yaml, "anchor": anchor, "inline": _inline}
    dates = [PartialDate.parse(form) for form in _forms(partial_date.FORMS)]
    plain: list[object] = [*_forms(count.FORMS), *_NUMBERS]
    fields = templates.get_template("fields.md").render(
        dates=dates,
        counts=[(form, Count.parse(form)) for form in plain],
        sections=list(codebook.sections()),
    )
    groups = list(rulebook.groups(rulebook.messages_in(cases)))
    rules = templates.get_template("rules.md").render(groups=groups)
    return {"contribute/fields.md": fields, "contribute/rules.md": rules}


def stale(docs: Path, cases: Path) -> Iterator[Path]:
    """Give the pages that are not there, or differ from what the models and the rules say."""
    for name, text in pages(cases).items():
        path = docs / name
        if not path.is_file() or path.read_text("utf-8") != text:
            yield path


def write(docs: Path, cases: Path) -> list[Path]:
    """Write the pages that are stale, and say which."""
    texts = pages(cases)
    paths = list(stale(docs, cases))
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path.relative_to(docs).as_posix()], "utf-8", newline="\n")
    return paths


def anchor(heading: str) -> str:
    """Give the anchor that MkDocs and GitHub both make of a heading such as "Event `date`"."""
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def as_yaml(value: object) -> str:
    """Write a value as people write it in an entry: days unquoted, short lists on one line."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=88, indent=2
    )
    return text.removesuffix("\n")


class _Dumper(yaml.SafeDumper):
    """Indents lists as the entries do, and leaves days as they are: entries are YAML 1.2."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way to say it
        first: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002 - PyYAML calls it so
        return super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML calls it so
        return True


def _list(dumper: yaml.SafeDumper, items: list[object]) -> yaml.SequenceNode:
    short = not any(isinstance(item, list | dict) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


_Dumper.add_representer(list, _list)


def _inline(value: object) -> str:
    """Write a value on one line."""
    return (
        value
        if isinstance(value, str)
        else yaml.safe_dump(value, default_flow_style=True, sort_keys=False).strip()
    )


def _forms(listed: str) -> list[str]:
    """Take apart a message's list of forms, such as "8, 8+ or unknown"."""
    return re.split(r", | or ", listed)
