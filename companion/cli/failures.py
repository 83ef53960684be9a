"""Every way in which a command can fail: one line for the person, one status for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import extract_tb
from typing import Any

import click

from companion.cli.screen import complain
from everyday import domain
from everyday.domain import EverydayError

OK = 0
USAGE, DATA, NO_INPUT, NO_NAME, UNAVAILABLE, OUR_FAULT = 64, 65, 66, 67, 69, 70
CANNOT_CREATE, CANNOT_WRITE, TRY_AGAIN, CONFIGURATION = 73, 74, 75, 78
INTERRUPTED, PIPE_CLOSED = 130, 1

STATUS: Mapping[type[EverydayError], int] = {
    domain.JournalLocked: TRY_AGAIN,
    domain.JournalDamaged: DATA,
    domain.NotAJournal: DATA,
    domain.JournalTooNew: DATA,
    domain.JournalUnwritable: CANNOT_CREATE,
    domain.DiskFull: CANNOT_WRITE,
    domain.FileInTheWay: CANNOT_CREATE,
    domain.UnknownPerson: NO_NAME,
    domain.PersonNameTaken: DATA,
    domain.UnknownHabit: NO_NAME,
    domain.HabitNameTaken: DATA,
    domain.RoutineFileInvalid: DATA,
    domain.ModelMissing: UNAVAILABLE,
    domain.ModelFetchFailed: UNAVAILABLE,
    domain.ModelDamaged: UNAVAILABLE,
    domain.MicrophoneUnavailable: UNAVAILABLE,
    domain.LoudspeakerUnavailable: UNAVAILABLE,
    domain.VoiceUnavailable: UNAVAILABLE,
    domain.AudioUnreadable: NO_INPUT,
    domain.SettingInvalid: CONFIGURATION,
}
"""After sysexits.h, which shells and service managers know."""


class NoSuchInput(click.ClickException):
    """A file that should be read and cannot be."""

    exit_code = NO_INPUT


class CannotCreate(click.ClickException):
    """A file that should be written and cannot be."""

    exit_code = CANNOT_CREATE


def status_of(command: Callable[[], Any]) -> int:
    """The exit status of running `command`; whatever it raises was told in one line."""
    try:
        status = command()
        sys.stdout.flush()
    except EverydayError as error:
        return told(error)
    except click.ClickException as error:
        return _told_by_click(error)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as fault:
        return _our_fault(fault)
    return status if isinstance(status, int) else OK


def told(error: EverydayError) -> int:
    """The exit status for `error`, after one line about it on standard error."""
    from everyday.replies import explain

    complain(explain(error))
    return STATUS.get(type(error), OUR_FAULT)


@contextmanager
def end_quietly_on_closed_pipe() -> Iterator[None]:
    """Ends the process without a word when whoever was reading has had enough (`| head`)."""
    try:
        yield
    except BrokenPipeError:
        # Python flushes standard output once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)


def _told_by_click(error: click.ClickException) -> int:
    if not isinstance(error, click.UsageError):
        complain(error.format_message())
        return error.exit_code
    where = f" See: {error.ctx.command_path} --help" if error.ctx else ""
    complain(f"{error.format_message()}{where}")
    return USAGE


def _our_fault(fault: Exception) -> int:
    # Neither the message nor the local variables: both may hold what somebody said.
    frames = extract_tb(fault.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    where = f" at {places[-1]}" if places else ""
    complain(
        f"Sorry, this is a fault of Everyday Magic, not yours: {type(fault).__name__}{where}."
        f"{_written_down(type(fault).__name__, places)}"
    )
    return OUR_FAULT


def _written_down(name: str, places: list[str]) -> str:
    import tempfile

    with suppress(OSError):
        handle, path = tempfile.mkstemp(prefix="everyday-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join([name, *places, ""]))
        return f" Where it happened, without anything you said, is in {path}"
    return ""
