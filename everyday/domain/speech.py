"""What was said, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


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
    day: date
    """The local day it would be credited to."""
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
