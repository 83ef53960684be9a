"""`everyday` itself: its options, its commands, and the one place where failures end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from companion.cli.failures import end_quietly_on_closed_pipe, status_of
from companion.cli.lazy import LazyGroup
from everyday.config import read_settings

COMMANDS = {
    "run": "companion.cli.running:run",
    "say": "companion.cli.saying:say",
    "hear": "companion.cli.hearing:hear",
    "today": "companion.cli.pictures:today",
    "week": "companion.cli.pictures:week",
    "summary": "companion.cli.pictures:summary",
    "undo": "companion.cli.saying:undo",
    "search": "companion.cli.records:search",
    "habits": "companion.cli.habits:habits",
    "people": "companion.cli.people:people",
    "export": "companion.cli.records:export",
    "backup": "companion.cli.records:backup",
    "model": "companion.cli.model:model",
    "understand": "companion.cli.understanding:understand",
    "speak": "companion.cli.voice:speak",
    "doctor": "companion.cli.doctor:doctor",
}
"""In the order of the help: first what is used every day."""

PACKAGE = "everyday-magic"


def main() -> None:
    """Run `everyday` with the arguments of this process, and exit with its status."""
    with end_quietly_on_closed_pipe():
        sys.exit(status_of(lambda: everyday.main(prog_name="everyday", standalone_mode=False)))


@click.group(
    cls=LazyGroup,
    lazy_commands=COMMANDS,
    plugins="everyday.commands",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--journal",
    type=click.Path(path_type=Path),
    help="The journal file. Otherwise EVERYDAY_JOURNAL, or journal.db in the data folder.",
)
@click.option("--person", help="Whose journal it is. Otherwise EVERYDAY_PERSON, or me.")
@click.version_option(None, "-V", "--version", package_name=PACKAGE, message="%(version)s")
@click.pass_context
def everyday(context: click.Context, journal: Path | None, person: str | None) -> None:
    """Say what you did; it is kept, and said back as an honest picture of your routine.

    \b
    everyday run                      listen to you
    everyday say I went for my walk   the same, typed
    everyday today                    what you told so far

    --journal and --person may also stand behind the command.
    """
    if context.resilient_parsing:
        return
    context.obj = read_settings(
        os.environ,
        data_folder=_data_folder(),
        system_zone=_system_zone(),
        journal=journal,
        person=person,
    )


def _data_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path(PACKAGE)


def _system_zone() -> str:
    if os.environ.get("EVERYDAY_TIME_ZONE"):
        return ""  # not asked for then
    import warnings
    from zoneinfo import ZoneInfoNotFoundError

    import tzlocal

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return tzlocal.get_localzone_name() or "UTC"
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return "UTC"
