"""Commands that are imported when they are called for, so that the one that is starts at once."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from everyday.config import Settings

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Function = TypeVar("Function", bound=Callable[..., Any])


class LazyGroup(click.Group):
    """A group whose commands are named by "module:object", plus those that other parts register."""

    def __init__(
        self, *args: Any, lazy_commands: Mapping[str, str], plugins: str, **kwargs: Any
    ) -> None:
        """`plugins` is the group of entry points that hold further commands."""
        super().__init__(*args, **kwargs)
        self._lazy_commands = lazy_commands
        self._plugins = plugins

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Our own, in the order that they were given, then the others by name."""
        others = set(self._registered()) - set(self._lazy_commands)
        return [*self._lazy_commands, *sorted(others)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported; None where there is none of that name."""
        if cmd_name in self._lazy_commands:
            module, _, name = self._lazy_commands[cmd_name].partition(":")
            found: click.Command = getattr(importlib.import_module(module), name)
            return found
        registered = self._registered().get(cmd_name)
        return registered.load() if registered else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Our own with their first sentence; of the others, which may be slow, only the name."""
        rows = [
            (name, self._short_help(ctx, name, formatter.width)) for name in self.list_commands(ctx)
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def _short_help(self, ctx: click.Context, name: str, width: int) -> str:
        if name not in self._lazy_commands:
            return f"More: {ctx.command_path} {name} --help"
        command = self.get_command(ctx, name)
        return command.get_short_help_str(max(width - 16, 45)) if command else ""

    def _registered(self) -> dict[str, EntryPoint]:
        from importlib.metadata import entry_points

        return {entry.name: entry for entry in entry_points(group=self._plugins)}


def of_a_person(command: Function) -> Function:
    """Lets --journal and --person stand behind the command too, where people write them."""
    for option in (_JOURNAL, _PERSON):
        command = option(command)
    return command


def _change(context: click.Context, option: click.Parameter, value: Any) -> None:
    if value is not None and isinstance(context.obj, Settings):
        context.obj = replace(context.obj, **{str(option.name): value})


_JOURNAL = click.option(
    "--journal",
    type=click.Path(path_type=Path),
    callback=_change,
    expose_value=False,
    hidden=True,
)
_PERSON = click.option("--person", callback=_change, expose_value=False, hidden=True)
