"""`everyday doctor`: what works, what does not, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from companion.cli.lazy import of_a_person
from companion.cli.saying import as_json
from companion.cli.screen import show, show_json
from everyday.config import Settings
from everyday.domain import EverydayError

SOMETHING_ESSENTIAL = 1
EARLIEST_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one part."""

    part: str
    is_well: bool
    text: str
    is_essential: bool
    """Without it nothing can be kept; without the others one can still type and read."""

    def as_json(self) -> dict[str, object]:
        """The finding as plain JSON values."""
        return {
            "part": self.part,
            "ok": self.is_well,
            "essential": self.is_essential,
            "text": self.text,
        }


class Wrong(Exception):
    """Something is wrong that no other error tells."""


@click.command()
@as_json
@of_a_person
@click.pass_obj
@click.pass_context
def doctor(context: click.Context, settings: Settings, as_json: bool) -> None:
    """Look whether everything works. The status is 1 if nothing could be kept.

    \b
    everyday doctor
    """
    findings = [
        _look("journal", _journal, settings, is_essential=True),
        _look("people", _people, settings, is_essential=True),
        _look("clock", _clock, settings, is_essential=True),
        _look("model", _model, settings),
        _look("microphone", _microphone, settings),
        _look("loudspeaker", _loudspeaker, settings),
        _look("voice", _voice, settings),
    ]
    if as_json:
        show_json([finding.as_json() for finding in findings])
    else:
        for finding in findings:
            mark = "OK" if finding.is_well else "--"
            show(f"{mark} {finding.part}: {finding.text}")
    if any(finding.is_essential and not finding.is_well for finding in findings):
        context.exit(SOMETHING_ESSENTIAL)


def _look(
    part: str,
    check: Callable[[Settings], str],
    settings: Settings,
    *,
    is_essential: bool = False,
) -> Finding:
    from everyday.replies import explain

    try:
        return Finding(part, True, check(settings), is_essential)
    except EverydayError as error:
        return Finding(part, False, explain(error), is_essential)
    except Wrong as wrong:
        return Finding(part, False, str(wrong), is_essential)


def _journal(settings: Settings) -> str:
    from companion.session import now
    from everyday.journal import Journal

    path = settings.journal
    if not path.exists():
        return _new_journal(path)
    with Journal.open(path) as journal:
        problems = journal.check()
        if problems:
            raise Wrong(
                f"{path} is damaged: {problems[0]}. Save what can be read with: everyday export"
            )
        with journal.turn(now()):
            pass  # somebody else's lock or a full disk would be told here
    return f"{path}, {path.stat().st_size / 1000:.0f} kB, sound"


def _new_journal(path: Path) -> str:
    folder = next(each for each in path.absolute().parents if each.exists())
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Wrong(
            f"{folder} cannot be written to. Choose another place with --journal or"
            " EVERYDAY_JOURNAL."
        )
    return f"none yet; the first thing you say begins it at {path}"


def _people(settings: Settings) -> str:
    from companion.session import NOBODY_CHOSEN
    from everyday.domain import UnknownPerson
    from everyday.journal import Journal

    known: tuple[str, ...] = ()
    if settings.journal.exists():
        with Journal.open(settings.journal) as journal:
            known = tuple(person.name for person in journal.people())
    if settings.person.casefold() not in (NOBODY_CHOSEN, *map(str.casefold, known)):
        raise UnknownPerson(settings.person, known)
    return f"{', '.join(known) or 'nobody yet'}; speaking now: {settings.person}"


def _clock(settings: Settings) -> str:
    from companion.session import now

    local = now().astimezone(settings.zone)
    if local.year < EARLIEST_YEAR:
        raise Wrong(f"it says {local:%Y-%m-%d %H:%M}. Set the computer's clock.")
    return (
        f"{local:%Y-%m-%d %H:%M} in {settings.zone.key}; another zone:"
        " everyday people set NAME --zone ZONE"
    )


def _model(settings: Settings) -> str:
    from companion.speech_model import check, find
    from everyday.domain import ModelDamaged

    folder = find(settings.model, settings.data_folder)
    problems = check(folder)
    if problems:
        raise ModelDamaged(folder, problems[0])
    return f"{folder}, whole"


def _microphone(settings: Settings) -> str:
    from companion.microphone import Microphone, list_inputs

    with Microphone(settings.microphone) as microphone:
        next(iter(microphone))
    inputs = list_inputs()
    default = next((each.name for each in inputs if each.is_default), "the system's default")
    return f"{settings.microphone or default}, it gives sound"


def _loudspeaker(settings: Settings) -> str:
    from companion.loudspeaker import Loudspeaker
    from companion.speaking import Speech

    Loudspeaker(settings.loudspeaker).play(Speech(bytes(2 * 2_400), 24_000))
    device = settings.loudspeaker or "the system's default"
    return f"{device}, it plays"


def _voice(settings: Settings) -> str:
    from companion.speaking import choose_voice

    choose_voice(settings.voice)
    return settings.voice
