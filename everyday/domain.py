"""Frozen types and errors that every room shares; standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

# --- when ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as one person lives it: their wall clock and the day they are still in."""

    at: datetime
    """Aware; any offset."""
    zone: ZoneInfo
    day_ends_at: time = time(3)
    """Local wall clock in the small hours, 00:00 to 11:59: until then it is still yesterday."""

    @property
    def local(self) -> datetime:
        """The instant on the person's own wall clock."""
        return self.at.astimezone(self.zone)

    @property
    def day(self) -> date:
        """The local day that this instant counts for, right across daylight-saving changes."""
        local = self.local
        return local.date() - timedelta(days=local.time() < self.day_ends_at)


# --- who and what -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who keeps a journal here."""

    name: str
    """Unique in the journal; what `--person` takes. "me" where nobody chose one."""
    zone: ZoneInfo
    day_ends_at: time = time(3)

    def moment(self, at: datetime) -> Moment:
        """`at` (aware) as this person lives it."""
        return Moment(at, self.zone, self.day_ends_at)


class HabitKind(StrEnum):
    """How a habit is kept: done or not, an amount, a clock limit, or something kept away from."""

    DO = "do"
    COUNT = "count"
    TIME = "time"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often a habit is meant to happen: `times` in each `days`."""

    times: int = 1
    days: int = 1
    weekdays: frozenset[int] = frozenset()
    """Monday is 0; empty means any day."""
    part_of_day: str | None = None
    """"morning", "afternoon", "evening" or "night"."""
    words: str = "daily"
    """As the person put it."""

    @property
    def frequency(self) -> float:
        """Times per day, in (0, 1]."""
        return min(1.0, self.times / self.days)


@dataclass(frozen=True, slots=True)
class Habit:
    """A thing the person wants in their routine."""

    name: str
    """Unique among the person's habits that are not archived, whatever the case of its letters."""
    kind: HabitKind = HabitKind.DO
    unit: str | None = None
    """Plural as spoken ("glasses", "pages"); durations are "min"."""
    target: float | None = None
    by: time | None = None
    """For `TIME`: the clock limit."""
    schedule: Schedule = field(default_factory=Schedule)
    aliases: tuple[str, ...] = ()
    smallest: str | None = None
    """The smallest version, as the person would say it: "put my shoes on"."""
    archived: bool = False


Routine = tuple[Habit, ...]
"""The habits of one person, in the order they were added."""


# --- what was said ------------------------------------------------------------------------------


class Source(StrEnum):
    """Where an utterance was heard."""

    ALEXA = "alexa"
    COMPANION = "companion"
    WEB = "web"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Word:
    """One recognized word with its place in the audio."""

    text: str
    confidence: float
    """0 to 1."""
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """One spoken (or typed) turn as text, before anybody has understood it."""

    text: str
    heard_at: datetime
    """Aware."""
    source: Source
    request_id: str
    """Unique per source: a second delivery with the same id is the same utterance."""
    person: str = "me"
    confidence: float | None = None
    """How sure the recognizer was, 0 to 1; None where nobody recognized (typed, Alexa)."""
    words: tuple[Word, ...] = ()
    alternatives: tuple[str, ...] = ()
    """What else the recognizer may have heard, best first."""


# --- what it means ------------------------------------------------------------------------------


class Status(StrEnum):
    """What a statement says of a habit."""

    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"
    REST = "rest"
    PLANNED = "planned"


class DayState(StrEnum):
    """One habit on one day. Not telling is not failing: unknown is a state of its own."""

    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"
    REST = "rest"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit; durations are always in "min"."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the person said of one habit, with the words and cues that decided it."""

    habit: str
    status: Status
    day: date
    """The local day it is credited to."""
    quantity: Quantity | None = None
    fraction: float | None = None
    """For `PARTLY`, 0 to 1, where it was said; else None."""
    clock: time | None = None
    """The time of day that was said ("in bed by ten")."""
    day_words: str | None = None
    """"yesterday", "last night", "this morning" as said."""
    effort: str | None = None
    """What it was done in spite of ("even though it was raining"), as said."""
    words: str = ""
    """The part of the utterance that it came from."""
    cues: tuple[str, ...] = ()
    """The cue words that decided the status, outermost first."""


@dataclass(frozen=True, slots=True)
class Mood:
    """How the person said they feel: a rating, words, or both."""

    rating: float | None = None
    scale: float | None = None
    """The top of the scale that the rating is on."""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """A habit that was named without proof of what happened, and what it may have meant."""

    habit: str
    guess: Status
    words: str
    why: str
    """The cue or the words that nothing explained."""


class Kind(StrEnum):
    """What an utterance is, the first that fits."""

    CRISIS = "crisis"
    CORRECTION = "correction"
    COMMAND = "command"
    QUESTION = "question"
    REPORT = "report"
    MOOD = "mood"
    REFLECTION = "reflection"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Request:
    """A question or a command: its name in the table of phrases, and the habit it is about."""

    name: str
    habit: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an utterance means. Not understanding is a value too: kind OTHER or REFLECTION."""

    kind: Kind
    statements: tuple[Statement, ...] = ()
    mood: Mood | None = None
    request: Request | None = None
    new_activity: str | None = None
    unsure: tuple[Unsure, ...] = ()
    because: tuple[str, ...] = ()
    """The evidence, in order: which words or cues decided what."""


# --- what is kept -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One habit's state on one day, as kept. `habit` is the habit's present name."""

    habit: str
    day: date
    state: DayState
    """Never UNKNOWN: not telling is not kept."""
    quantity: Quantity | None = None
    fraction: float | None = None
    clock: time | None = None
    effort: str | None = None
    words: str = ""
    prompted: bool | None = None
    """True after a reminder, False by oneself, None where it cannot be told."""


@dataclass(frozen=True, slots=True)
class Reflection:
    """Free words about a day, kept as they were said."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class MoodEntry:
    """A mood that was told on a day."""

    day: date
    mood: Mood


@dataclass(frozen=True, slots=True)
class Plan:
    """A habit (or anything) the person said they will do."""

    day: date
    habit: str | None
    text: str


Entry = CheckIn | Reflection | MoodEntry | Plan
"""Everything that is derived from an utterance and can be retracted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry in the journal, with the utterance that it came from."""

    id: int
    entry: Entry
    utterance_id: int
    heard_at: datetime
    """Aware, UTC."""
    source: Source
    said: str
    """The whole utterance, as it was said."""


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance in the journal, whether or not anything was derived from it."""

    id: int
    text: str
    heard_at: datetime
    """Aware, UTC."""
    day: date
    """The person's local day when it was said."""
    source: Source
    kind: Kind | None
    """None where it could not be understood at all."""


# --- what is said back --------------------------------------------------------------------------


class Expects(StrEnum):
    """What the next turn is expected to be, so that an edge can listen for it."""

    NOTHING = "nothing"
    ANYTHING = "anything"
    YES_OR_NO = "yes_or_no"
    HABIT_NAME = "habit_name"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said back, the same for every edge."""

    speech: str
    reprompt: str | None = None
    expects: Expects = Expects.NOTHING
    keep_listening: bool = False
    kept: bool = False
    """Whether something was kept: the earcon's cue."""
    data: Mapping[str, object] = field(default_factory=dict)
    """What a screen may show beside the words; JSON values only."""


# --- what can go wrong --------------------------------------------------------------------------


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
