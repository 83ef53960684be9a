"""Help for every command: a short sentence and an example that is the command itself."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from companion.cli.program import COMMANDS, everyday


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in COMMANDS if group is everyday else group.list_commands(context):
        yield (*path, name)
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)


@pytest.mark.parametrize("path", list(commands(everyday)), ids=" ".join)
def test_help_begins_with_a_sentence_and_shows_an_example(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(everyday, [*path, "--help"], prog_name="everyday")
    assert shown.exit_code == 0
    usage, _, sentence, *rest = shown.output.splitlines()
    assert usage.startswith(f"Usage: everyday {' '.join(path)}")
    assert sentence.strip()[0].isupper()
    assert any(f"everyday {' '.join(path)}" in line for line in rest)


def test_the_programs_help_names_every_command_in_one_line() -> None:
    shown = CliRunner().invoke(everyday, ["--help"], prog_name="everyday")
    listed = shown.output.partition("Commands:")[2].split("\n")
    names = [line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "]
    assert names[: len(COMMANDS)] == list(COMMANDS)
