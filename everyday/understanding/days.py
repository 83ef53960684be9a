"""Which day a clause tells of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from everyday.understanding.tokens import Token, words_between


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day that was said; `start` and `end` index tokens."""

    day: date
    words: str
    start: int
    end: int


def said_day(
    raw: str, tokens: Sequence[Token], today: date, words: Mapping[str, Any]
) -> SaidDay | None:
    """The last day named in `tokens`, tomorrow at the latest; None where none is."""
    found = None
    for i in range(len(tokens)):
        if found is None or i >= found.end:
            found = _day_at(raw, tokens, i, today, words) or found
    return found


def _day_at(
    raw: str, tokens: Sequence[Token], i: int, today: date, words: Mapping[str, Any]
) -> SaidDay | None:
    for length in range(min(_LONGEST, len(tokens) - i), 0, -1):
        span = tokens[i : i + length]
        back = _days_back(" ".join(t.text for t in span), today, words["days"])
        if back is not None:
            return SaidDay(today - timedelta(days=back), words_between(raw, span), i, i + length)
    return None


_LONGEST = 4
"""Words in the longest name of a day: "the day before yesterday"."""


def _days_back(phrase: str, today: date, days: Mapping[str, Any]) -> int | None:
    back = days.get(phrase)
    if isinstance(back, int):
        return back
    marker, _, weekday = phrase.rpartition(" ")
    if marker in days["before_weekday"] and weekday in days["weekdays"]:
        return (today.weekday() - days["weekdays"].index(weekday)) % 7 or 7
    return None
