"""The command `archive`: which commands it has, and where each is found once it is asked for."""

import os
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import click

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # or NumPy starts threads that nothing here uses

_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "build": "building:build",
        "check": "checking:check",
        "docs": "documenting:docs",
        "from-issue": "intake:from_issue",
        "host-check": "hosting:host_check",
        "import": "importing:import_",
        "init": "starting:init",
        "issue-form": "intake:write_issue_form",
        "manifest": "hosting:write_manifest",
        "new": "new:new",
        "publish-ids": "checking:publish_ids",
        "serve": "building:serve",
        "stage": "building:stage",
    }
)
"""Module of `generator.commands` and name in it: to load them all takes longer than most need."""


class _Commands(click.Group):
    """Loads a command when it is called, or when help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Name every command, sorted."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Give a command, or None where there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(f"generator.commands.{module}"), name)
        assert isinstance(found, click.Command)  # noqa: S101 - the table says so
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="incident-archive")
def main() -> None:
    """Check an archive of incidents, and build its site."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
