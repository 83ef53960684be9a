"""How firmly a habit stands, from the days that were told."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, inf, log2, sqrt

from everyday.domain import CheckIn, DayState, Habit, Schedule
from everyday.routine.days import outcome_of

HALF_LIFE = 15.3
"""Days in which a daily habit's strength halves when every day is told as missed.

Chosen so that 66 perfect days give 0.95: about the middle of what reviews of habit formation find.
"""


@dataclass(frozen=True, slots=True)
class Strength:
    """How firmly a habit stands, and how many days that rests on."""

    value: float
    """0 to 1. For pictures and comparisons; what is spoken is a count of days."""
    known_days: int

    def as_json(self) -> dict[str, object]:
        """Both fields as plain JSON values."""
        return {"value": self.value, "known_days": self.known_days}


def step(
    previous: float,
    frequency: float,
    value: float,
    days: float = 1.0,
    half_life: float = HALF_LIFE,
) -> float:
    """The strength after a known day that came to `value` and speaks for `days`, at least 1.

    `previous`, `value` and the result are in [0, 1], `frequency` (times per day) in (0, 1],
    `half_life` in days. Exponential smoothing that is slower the rarer the habit: the formula is
    that of Loop Habit Tracker (Score.kt), whose half-life is 13 and whose every day is a step.
    """
    kept: float = 0.5 ** (sqrt(frequency) * days / half_life)
    return kept * previous + (1 - kept) * value


def strength(habit: Habit, check_ins: Iterable[CheckIn], until: date) -> Strength:
    """The strength at the end of `until` (a local day), from check-ins of this habit.

    Check-ins may come in any order of days; those of one day stand in the order they were told.
    Every habit starts at 0. A day moves the strength only where the person told whether it was
    done: unknown days and rest days change nothing.

    A daily habit's day is worth its fraction. A rarer one's is worth what was done in the last
    `schedule.days` local days, that day included, out of what the schedule asks (at most 1). Rest
    days leave this window, which reaches further back past them; unknown days add nothing to it.

    Nobody tells of the six days on which a weekly habit was not due. So a known day speaks for
    itself and for the unknown days since the known day before, up to the days that the schedule has
    for one time: a weekly habit grows alike whether or not the days between are told.
    """
    frequency = habit.schedule.frequency
    window = _Window(habit.schedule)
    value, known_days, rest_days, known_before = 0.0, 0, 0, -inf
    for day, told in _by_day(check_ins, until):
        state, fraction, _ = outcome_of(habit, told)
        if state is DayState.REST:
            rest_days += 1
        elif state is not DayState.UNKNOWN:
            today = day.toordinal() - rest_days
            days = min(today - known_before, 1 / frequency)
            value = step(value, frequency, window.worth(today, fraction), days)
            known_days += 1
            known_before = today
    return Strength(value, known_days)


def known_days_needed(frequency: float, precision: float = 1e-6) -> int:
    """How many of the latest known days settle the strength, whatever came before them.

    Leaving out the days before these changes a daily habit's strength by less than `precision`. A
    rarer habit's oldest windows then lack days too, which may add to it: less than ten times
    `precision` for every schedule that can be said in words.
    """
    return ceil(log2(1 / precision) * HALF_LIFE / sqrt(frequency))


class _Window:
    """What was done in the latest days of a schedule, rest days left out."""

    def __init__(self, schedule: Schedule) -> None:
        self._days = schedule.days if schedule.frequency < 1 else 1
        self._asked = schedule.times if schedule.frequency < 1 else 1
        self._done: deque[tuple[int, float]] = deque()

    def worth(self, day: int, fraction: float) -> float:
        """`fraction` done on `day` (counted without rest days), and what the window comes to."""
        if self._days == 1:
            return fraction
        self._done.append((day, fraction))
        while self._done[0][0] <= day - self._days:
            self._done.popleft()
        return min(1.0, sum(done for _, done in self._done) / self._asked)


def _by_day(check_ins: Iterable[CheckIn], until: date) -> list[tuple[date, Sequence[CheckIn]]]:
    days: defaultdict[date, list[CheckIn]] = defaultdict(list)
    for check_in in check_ins:
        if check_in.day <= until:
            days[check_in.day].append(check_in)
    return sorted(days.items())
