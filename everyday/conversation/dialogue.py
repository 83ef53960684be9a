"""Where a dialogue stands between two utterances; kept with the person in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from everyday.domain import Status

_FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes-or-no question that is open: was this habit done?"""

    habit: str
    guess: Status
    day: date
    words: str
    at: datetime
    """When it was asked, aware: an answer is only one while the question is fresh."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What the next utterance may be an answer to."""

    asked: Asked | None = None
    naming: int | None = None
    """How many of the first habits are named; None when they are not being asked for."""
    last_speech: str = ""

    def open_question(self, at: datetime) -> Asked | None:
        """The question that an answer at `at` may be about; None where there is none any more."""
        fresh = self.asked is not None and at - self.asked.at <= _FRESH
        return self.asked if fresh else None

    def as_json(self) -> dict[str, object]:
        """The same as plain JSON values."""
        asked = self.asked
        return {
            "asked": asked
            and {
                "habit": asked.habit,
                "guess": asked.guess.value,
                "day": asked.day.isoformat(),
                "words": asked.words,
                "at": asked.at.isoformat(),
            },
            "naming": self.naming,
            "last_speech": self.last_speech,
        }


def dialogue_from(state: Mapping[str, Any]) -> Dialogue:
    """The dialogue that `as_json` wrote; a fresh one from an empty state."""
    asked = state.get("asked")
    return Dialogue(
        asked=asked
        and Asked(
            asked["habit"],
            Status(asked["guess"]),
            date.fromisoformat(asked["day"]),
            asked["words"],
            datetime.fromisoformat(asked["at"]),
        ),
        naming=state.get("naming"),
        last_speech=state.get("last_speech", ""),
    )
