"""What is kept, and what is said back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from everyday.domain.speech import DayState, Kind, Mood, Quantity, Source


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
