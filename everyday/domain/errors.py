"""What can go wrong: one class for each cause, carrying data; the words lie in `replies`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb


def place_of(fault: BaseException) -> str:
    """The kind of `fault` and the line that raised it, for a log.

    Never its message, which could hold what somebody said.
    """
    raised = extract_tb(fault.__traceback__)[-1:]
    return type(fault).__name__ + "".join(f" in {at.filename}, line {at.lineno}" for at in raised)


class EverydayError(Exception):
    """Base of every error with a cause that a person can do something about."""


@dataclass(eq=False)
class JournalLocked(EverydayError):
    """Another program held the journal's write lock for longer than we wait."""

    path: Path
    waited_seconds: float


@dataclass(eq=False)
class JournalDamaged(EverydayError):
    """The journal could not be read; it was moved aside, whole."""

    path: Path
    kept_at: Path


@dataclass(eq=False)
class NotAJournal(EverydayError):
    """The file is something else than a journal of ours; it was not touched."""

    path: Path


@dataclass(eq=False)
class JournalTooNew(EverydayError):
    """The journal was written by a later version of this program; it was not touched."""

    path: Path


@dataclass(eq=False)
class JournalUnwritable(EverydayError):
    """The journal's folder or file cannot be written to."""

    path: Path
    reason: str


@dataclass(eq=False)
class DiskFull(EverydayError):
    """There is no room left where the journal or a model should be written."""

    path: Path


@dataclass(eq=False)
class FileInTheWay(EverydayError):
    """Something is already where a file should be written; it was not touched."""

    path: Path


@dataclass(eq=False)
class UnknownPerson(EverydayError):
    """No such person in the journal."""

    name: str
    known: tuple[str, ...] = ()


@dataclass(eq=False)
class PersonNameTaken(EverydayError):
    """Somebody in the journal already has that name."""

    name: str


@dataclass(eq=False)
class UnknownHabit(EverydayError):
    """No such habit in the person's routine."""

    name: str
    known: tuple[str, ...] = ()


@dataclass(eq=False)
class HabitNameTaken(EverydayError):
    """The person already has a habit with that name or alias."""

    name: str
    habit: str


@dataclass(eq=False)
class RoutineFileInvalid(EverydayError):
    """A routine file does not say what a habit needs."""

    path: Path
    problem: str


@dataclass(eq=False)
class ModelMissing(EverydayError):
    """No speech model where one was looked for."""

    searched: tuple[Path, ...]


@dataclass(eq=False)
class ModelFetchFailed(EverydayError):
    """No source gave the speech model."""

    tried: tuple[tuple[str, str], ...]
    """(source, what went wrong)."""


@dataclass(eq=False)
class ModelDamaged(EverydayError):
    """The speech model's files are not what they should be."""

    path: Path
    problem: str


@dataclass(eq=False)
class MicrophoneUnavailable(EverydayError):
    """No microphone could be opened."""

    device: str | None
    reason: str


@dataclass(eq=False)
class LoudspeakerUnavailable(EverydayError):
    """No loudspeaker could be opened."""

    device: str | None
    reason: str


@dataclass(eq=False)
class VoiceUnavailable(EverydayError):
    """The voice cannot be loaded."""

    voice: str
    reason: str


@dataclass(eq=False)
class AudioUnreadable(EverydayError):
    """A file is not audio that can be read."""

    path: Path
    reason: str


@dataclass(eq=False)
class SettingInvalid(EverydayError):
    """A setting from the environment or the command line makes no sense."""

    name: str
    value: str
    problem: str
