"""Answers to questions, from the journal: a day, a week, a habit, the routine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from everyday.domain import (
    CheckIn,
    Expects,
    Habit,
    HabitKind,
    Moment,
    Quantity,
    Reply,
    Request,
    Routine,
)
from everyday.journal.reading import Reading
from everyday.replies import Frames, WeekLine, day_said, habit_said, week_said
from everyday.routine.periods import Period, month_of, week_of
from everyday.routine.strength import known_days_needed
from everyday.routine.summary import HabitSummary, Summary, picture, summarize


def answer(request: Request, reads: Reading, person: str, moment: Moment, frames: Frames) -> Reply:
    """The reply to a question about the person's own record."""
    match request.name:
        case "today" | "yesterday":
            return day_reply(reads, person, moment, frames, yesterday=request.name == "yesterday")
        case "left":
            return day_reply(reads, person, moment, frames)
        case "week":
            return week_reply(reads, person, moment, frames)
        case "month":
            summary = _summary(reads, person, month_of(moment.day), moment)
            return Reply(summary_said(summary, frames), data=summary.as_json())
        case "habit" | "last_time" if request.habit:
            return habit_reply(request.habit, reads, person, moment, frames)
        case "routine":
            return routine_reply(reads.routine(person), frames)
        case _:
            speech = frames.say("habit", "which")
            return Reply(speech, expects=Expects.ANYTHING, keep_listening=True)


def day_reply(
    reads: Reading, person: str, moment: Moment, frames: Frames, *, yesterday: bool = False
) -> Reply:
    """What was told for today or yesterday, the last word on each habit."""
    day = moment.day - timedelta(days=yesterday)
    told = reads.check_ins(person, day, day)
    seen = picture(reads.routine(person, archived=True), told, day)
    things = [
        _as_told(one.habit, one.day.check_ins, one.day.amount)
        for one in seen.habits
        if one.day.check_ins
    ]
    return Reply(day_said(things, day, moment.day, frames), data=seen.as_json())


def week_reply(reads: Reading, person: str, moment: Moment, frames: Frames) -> Reply:
    """The week so far, habit by habit, in counts."""
    summary = _summary(reads, person, week_of(moment.day), moment)
    return Reply(summary_said(summary, frames), data=summary.as_json())


def habit_reply(habit: str, reads: Reading, person: str, moment: Moment, frames: Frames) -> Reply:
    """When a habit was last told, and its week so far."""
    summary = _summary(reads, person, week_of(moment.day), moment)
    of_it = next((one for one in summary.habits if one.habit.name == habit), None)
    latest = reads.recent(person, habit, moment.day, 1)
    line = _line(of_it) if of_it else None
    speech = habit_said(habit, line, latest[-1] if latest else None, moment.day, frames)
    return Reply(speech, data=of_it.as_json() if of_it else {})


def routine_reply(routine: Routine, frames: Frames) -> Reply:
    """The names of the person's habits."""
    if not routine:
        return Reply(frames.say("routine", "empty"))
    names = [habit.name for habit in routine]
    return Reply(frames.say("routine", "list", habits=frames.listed(names)), data={"habits": names})


def summary_of(reads: Reading, person: str, period: Period, moment: Moment) -> Summary:
    """The summary of `period` beside the period before it, as far as it is over."""
    return _summary(reads, person, period, moment, strengths=True)


def _summary(
    reads: Reading, person: str, period: Period, moment: Moment, *, strengths: bool = False
) -> Summary:
    """Counts need two periods of the journal; strengths, which nobody speaks, need far more."""
    routine = reads.routine(person, archived=True)
    check_ins = reads.check_ins(person, period.before.first, period.last)
    measured = routine if strengths else ()
    histories = {habit.name: _history(habit, reads, person, period) for habit in measured}
    return summarize(routine, check_ins, period, period.before, histories, today=moment.day)


def summary_said(summary: Summary, frames: Frames) -> str:
    """Any period in counts, habit by habit, the most told first."""
    return week_said([_line(one) for one in summary.habits], frames)


def _history(habit: Habit, reads: Reading, person: str, period: Period) -> Sequence[CheckIn]:
    needed = known_days_needed(habit.schedule.frequency, _STRENGTH_PRECISION)
    return reads.recent(person, habit.name, period.last, needed)


def _as_told(habit: Habit, check_ins: Sequence[CheckIn], amount: Quantity | None) -> CheckIn:
    """The last word on a habit that day; for one that is counted, with the day's whole amount."""
    last = check_ins[-1]
    return replace(last, quantity=amount) if habit.kind is HabitKind.COUNT and amount else last


def _line(one: HabitSummary) -> WeekLine:
    counts = one.counts
    daily = one.habit.schedule.frequency > _DAILY_FROM
    return WeekLine(one.habit.name, counts.done, counts.partly, counts.known, daily)


_STRENGTH_PRECISION = 1e-3
"""Finer than any picture shows; each power of ten reads fifty more days of every habit."""

_DAILY_FROM = 0.7
"""Times a day: weekdays (5 of 7) count as daily in words, three times a week does not."""
