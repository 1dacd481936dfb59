"""How proposals for the registry become files: new ones, and items at the end of its lists."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.importing.world import Proposals
from generator.model.entry import Entry
from generator.model.event import Event
from generator.reading import strict_yaml
from generator.writing import entry_text, flow, plain_of, scalar

LISTS = {"types": "types.yml", "publishers": "publishers.yml"}


def used(proposed: Proposals, events: Iterable[Event], publisher: str) -> Proposals:
    """Keep of what was proposed that which events name."""
    actors: set[str] = set()
    provinces: set[str] = set()
    types: set[str] = set()
    for event in events:
        actors |= {part.actor for part in event.actors}
        types.add(event.type)
        provinces |= {id_ for id_ in (event.location.province, *event.also_in) if id_}
    return Proposals(
        actors={id_: e for id_, e in proposed.actors.items() if id_ in actors},
        provinces={id_: e for id_, e in proposed.provinces.items() if id_ in provinces},
        types={id_: e for id_, e in proposed.types.items() if id_ in types},
        publishers={id_: e for id_, e in proposed.publishers.items() if id_ == publisher},
    )


def registry_files(proposed: Proposals, lists: Mapping[str, str]) -> dict[str, str]:
    """Give the files to write by path; `lists` has the text of the lists that are there."""
    entries: list[Entry[Any]] = [*proposed.actors.values(), *proposed.provinces.values()]
    files = {entry.path: entry_text(entry.facts, entry.body.source) for entry in entries}
    items: dict[str, Iterable[Entry[Any]]] = {
        "types": proposed.types.values(),
        "publishers": proposed.publishers.values(),
    }
    for kind, path in LISTS.items():
        added = [plain_of(entry.facts) for entry in items[kind]]
        if added:
            files[path] = with_items(lists.get(path, ""), added)
    return files


def with_items(text: str, items: Iterable[Mapping[str, Any]]) -> str:
    """Write items at the end of a list in YAML, and leave what is there as it is."""
    plain, _ = strict_yaml.load("", text) if text.strip() else ([], [])
    kept = text if plain else "\n".join(_comments(text))
    indent = _indent(text) if plain else ""
    lines = [f"{indent}{line}" for item in items for line in _item(item)]
    start = f"{kept.rstrip()}\n" if kept.strip() else ""
    return start + "\n".join(lines) + "\n"


def _comments(text: str) -> Iterable[str]:
    """Keep the comments of a list that holds nothing."""
    return (line for line in text.split("\n") if line.startswith("#"))


def _indent(text: str) -> str:
    first = next(line for line in text.split("\n") if line.lstrip().startswith("- "))
    return first[: len(first) - len(first.lstrip())]


def _item(item: Mapping[str, Any]) -> Iterable[str]:
    for number, (key, value) in enumerate(item.items()):
        start = "  " if number else "- "
        match value:
            case dict():
                yield f"{start}{key}:"
                yield from (f"    {scalar(k)}: {scalar(v)}" for k, v in value.items())
            case list():
                yield f"{start}{key}: {flow(value)}"
            case _:
                yield f"{start}{key}: {scalar(value)}"
