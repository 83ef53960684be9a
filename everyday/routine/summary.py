"""The honest picture: a period, or one day, of a whole routine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from everyday.domain import CheckIn, DayState, Habit, HabitKind, Quantity, Routine
from everyday.routine.counts import Counts, Trend, counted, trend
from everyday.routine.days import Day, day_of, quantity_as_json, total
from everyday.routine.periods import Period
from everyday.routine.strength import Strength, strength


@dataclass(frozen=True, slots=True)
class HabitSummary:
    """One habit in one period."""

    habit: Habit
    counts: Counts
    amount_total: Quantity | None
    """Everything that was told of it in the period, in the habit's unit; None if no amount was."""
    strength: Strength | None
    """At the end of the period; None where no history was given to compute it from."""
    trend: Trend
    """Beside the period before."""

    def as_json(self) -> dict[str, object]:
        """The habit's name and what was counted, as plain JSON values."""
        return {
            "habit": self.habit.name,
            "counts": self.counts.as_json(),
            "amount_total": quantity_as_json(self.amount_total),
            "strength": self.strength and self.strength.as_json(),
            "trend": self.trend.value,
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """A period of a routine."""

    period: Period
    told_days: int
    """Days of the period about which anything was told."""
    habits: tuple[HabitSummary, ...]
    """In the order of the routine."""

    def as_json(self) -> dict[str, object]:
        """The whole summary as plain JSON values."""
        return {
            "period": self.period.as_json(),
            "told_days": self.told_days,
            "habits": [habit.as_json() for habit in self.habits],
        }


@dataclass(frozen=True, slots=True)
class HabitDay:
    """One habit on the day of a `DayPicture`."""

    habit: Habit
    day: Day

    def as_json(self) -> dict[str, object]:
        """The habit's name and its day, as plain JSON values."""
        return {"habit": self.habit.name, **self.day.as_json()}


@dataclass(frozen=True, slots=True)
class DayPicture:
    """Every habit of a routine on one day."""

    day: date
    habits: tuple[HabitDay, ...]
    """In the order of the routine."""

    def in_state(self, *states: DayState) -> tuple[Habit, ...]:
        """The habits that are in one of `states`."""
        return tuple(one.habit for one in self.habits if one.day.state in states)

    def as_json(self) -> dict[str, object]:
        """The whole day as plain JSON values."""
        return {"day": self.day.isoformat(), "habits": [one.as_json() for one in self.habits]}


def picture(routine: Routine, check_ins: Iterable[CheckIn], day: date) -> DayPicture:
    """Every habit on `day`, unknown ones too; archived ones only where something was told.

    `check_ins` may hold other days and habits; in the order they were told.
    """
    told = _by_habit_and_day(one for one in check_ins if one.day == day)
    habits = _shown(routine, told.keys())
    days = (HabitDay(habit, day_of(habit, told[habit.name].get(day, ()))) for habit in habits)
    return DayPicture(day, tuple(days))


def summarize(
    routine: Routine,
    check_ins: Iterable[CheckIn],
    period: Period,
    before: Period | None,
    histories: Mapping[str, Sequence[CheckIn]] = MappingProxyType({}),
    today: date | None = None,
) -> Summary:
    """What `period` came to for every habit, beside the period `before` (None: no trend).

    `check_ins` holds at least those of both periods; `histories`, by habit name, what the strength
    is computed from (`known_days_needed` tells how much): a habit without one has no strength in
    the summary. Those of one day stand in the order they were told.

    With `today` (the person's local day) the time that is not over counts as nothing: days after it
    are left out, and so is today for a habit, until it is told; an amount that may still grow to
    its target today is in the total only. Without `today` every day of the period is over.
    Archived habits appear only where something was told of them in the period.
    """
    told = _by_habit_and_day(one for one in check_ins if today is None or one.day <= today)
    told_days = {day for days in told.values() for day in days if day in period}
    told_names = {name for name, days in told.items() if any(day in period for day in days)}
    habits = (
        _habit_summary(habit, told[habit.name], period, before, histories.get(habit.name), today)
        for habit in _shown(routine, told_names)
    )
    return Summary(period, len(told_days), tuple(habits))


def _shown(routine: Routine, told_names: Collection[str]) -> list[Habit]:
    """Each name once: a habit that was archived and begun again is the one that is kept now."""
    by_name = {habit.name: habit for habit in routine if habit.archived}
    by_name |= {habit.name: habit for habit in routine if not habit.archived}
    shown = [habit for name, habit in by_name.items() if not habit.archived or name in told_names]
    return sorted(shown, key=routine.index)


_Told = dict[date, list[CheckIn]]


def _habit_summary(
    habit: Habit,
    told: _Told,
    period: Period,
    before: Period | None,
    history: Sequence[CheckIn] | None,
    today: date | None,
) -> HabitSummary:
    days = {day: day_of(habit, told[day]) for day in told if day in period}
    amounts = [day.amount for day in days.values() if day.amount is not None]
    still_open = [day for day in days if day == today and _may_still_grow(habit, days[day])]
    for day in still_open:
        del days[day]
    counts = counted((day.state for day in days.values()), _days_over(period, today, days))
    until = _strength_until(period, today, bool(still_open))
    return HabitSummary(
        habit,
        counts,
        total(habit, amounts),
        None if history is None else strength(habit, history, until),
        trend(counts, _counts_in(before, habit, told)),
    )


def _may_still_grow(habit: Habit, day: Day) -> bool:
    return habit.kind is HabitKind.COUNT and day.state is DayState.PARTLY


def _days_over(period: Period, today: date | None, days: Mapping[date, Day]) -> int:
    if today is None or today > period.last:
        return len(period)
    return max(0, (today - period.first).days) + (today in days)


def _strength_until(period: Period, today: date | None, still_open: bool) -> date:
    if today is None or today > period.last:
        return period.last
    return today - timedelta(days=1) if still_open else today


def _counts_in(period: Period | None, habit: Habit, told: _Told) -> Counts | None:
    if period is None:
        return None
    states = [day_of(habit, told[day]).state for day in told if day in period]
    return counted(states, len(period))


def _by_habit_and_day(check_ins: Iterable[CheckIn]) -> defaultdict[str, _Told]:
    told: defaultdict[str, _Told] = defaultdict(lambda: defaultdict(list))
    for one in check_ins:
        told[one.habit][one.day].append(one)
    return told
