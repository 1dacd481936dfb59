"""The command `archive new`: a new event, actor or province, from answers or options."""

import click
from click.shell_completion import CompletionItem

from generator.commands.new_event import event
from generator.commands.new_registry import actor, province

_HELP = {"-h", "--help"}


class _EventFirst(click.Group):
    """A group that takes `event` for said where its first word is no command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_said = bool(args) and (args[0] in self.commands or args[0] in _HELP)
        is_completing = ctx.resilient_parsing and not args
        return super().parse_args(ctx, args if is_said or is_completing else ["event", *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = super().shell_complete(ctx, incomplete)
        with event.make_context("event", [], parent=ctx, resilient_parsing=True) as inner:
            return [*found, *event.shell_complete(inner, incomplete)]


@click.group(cls=_EventFirst, no_args_is_help=False)
def new() -> None:
    """Write a new entry: an event, unless `actor` or `province` is said.

    Asks for what the options leave open. The file has every optional field as a comment.
    """


for _command in (event, actor, province):
    new.add_command(_command)
