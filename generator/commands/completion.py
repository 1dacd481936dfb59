"""What a shell completes where an option names something of the registry."""

from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from generator.drafting.lookup import Words, words_of
from generator.drafting.skeleton import options_of
from generator.model.event import Participation
from generator.reading.gate import survey
from generator.reading.registry import read_registry

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def of_registry(*kinds: str) -> Complete:
    """Complete the ids of some kinds, also from the beginning of a name or alias."""

    def complete(
        context: click.Context, _parameter: click.Parameter, start: str
    ) -> list[CompletionItem]:
        return _items(_words(context, kinds), start)

    return complete


def participations(
    context: click.Context, _parameter: click.Parameter, start: str
) -> list[CompletionItem]:
    """Complete `ID:role:certainty`, one part after the other."""
    parts = start.split(":")
    if len(parts) == 1:
        return _items(_words(context, ("actors",)), start)
    fields = list(Participation.model_fields.values())
    if len(parts) > len(fields):
        return []
    options = options_of(fields[len(parts) - 1])
    before = ":".join(parts[:-1])
    return [CompletionItem(f"{before}:{o}") for o in options if o.startswith(parts[-1])]


def _items(words: Words, start: str) -> list[CompletionItem]:
    return [CompletionItem(id_, help=name) for id_, name in words.beginning(start)]


def _words(context: click.Context, kinds: tuple[str, ...]) -> Words:
    entries = Path(context.params.get("entries") or "entries")
    candidates = survey(entries)[0] if entries.is_dir() else []
    registry, _ = read_registry(candidates)
    return words_of(registry, *kinds)
