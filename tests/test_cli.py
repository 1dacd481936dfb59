"""The command `archive` itself: it has each command, and loads no other than the one asked for."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from generator.cli import main

COMMANDS = main.list_commands(click.Context(main))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_called(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"], prog_name="archive")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: archive {name} ")


def test_help_lists_every_command_with_what_it_does() -> None:
    lines = CliRunner().invoke(main, ["--help"]).output.partition("Commands:\n")[2].splitlines()
    listed = dict(line.split(maxsplit=1) for line in lines)
    assert sorted(listed) == COMMANDS


def test_what_is_no_command_is_wrong_use() -> None:
    result = CliRunner().invoke(main, ["chekc"])
    assert result.exit_code == 2
    assert "No such command 'chekc'" in result.output


def test_checking_loads_nothing_that_builds() -> None:
    asks = (
        "import sys; from generator.cli import main; main(['check', '-h'], standalone_mode=False)"
    )
    says = "print(sorted({'mkdocs', 'generator.importing', 'generator.site'} & set(sys.modules)))"
    run = [sys.executable, "-c", f"{asks}; {says}"]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout.rpartition("\n[")[2] == "]\n"
