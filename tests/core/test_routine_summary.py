"""The honest picture of a period, and of a day."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyday.domain import CheckIn, DayState, Habit, HabitKind, Quantity
from everyday.routine.counts import Counts, Trend, trend
from everyday.routine.periods import Period, latest_days, week_of
from everyday.routine.strength import strength
from everyday.routine.summary import HabitSummary, picture, summarize

DONE, PARTLY, MISSED, REST = DayState.DONE, DayState.PARTLY, DayState.MISSED, DayState.REST
UNKNOWN = DayState.UNKNOWN

MONDAY = date(2025, 3, 3)
WEEK = week_of(MONDAY)
WALK = Habit("walk", unit="min", target=30)
WATER = Habit("water", HabitKind.COUNT, unit="glasses", target=8)
ROUTINE = (WALK, WATER)


def told(habit: Habit, day: int, state: DayState, amount: float | None = None) -> CheckIn:
    """`day` is counted from the Monday of the week."""
    quantity = None if amount is None else Quantity(amount, habit.unit or "")
    return CheckIn(habit.name, MONDAY + timedelta(days=day), state, quantity)


def week_of_walks(*states: DayState, first: int = 0) -> list[CheckIn]:
    return [told(WALK, first + n, state) for n, state in enumerate(states) if state is not UNKNOWN]


def walks(check_ins: list[CheckIn], today: date | None = None) -> HabitSummary:
    (habit,) = summarize((WALK,), check_ins, WEEK, WEEK.before, {}, today).habits
    return habit


# --- counts -------------------------------------------------------------------------------------


def test_a_week_is_counted_by_what_was_told_and_silence_counts_as_nothing() -> None:
    check_ins = week_of_walks(DONE, DONE, PARTLY, MISSED, REST, UNKNOWN, DONE)
    counts = walks(check_ins).counts
    assert counts == Counts(done=3, partly=1, missed=1, rest=1, days=7)
    assert (counts.known, counts.unknown) == (5, 1)


def test_amounts_are_added_over_the_period_only() -> None:
    check_ins = [
        told(WATER, -1, DONE, 8),
        told(WATER, 0, DONE, 3),
        told(WATER, 0, DONE, 5),
        told(WATER, 2, DONE, 2),
        told(WATER, 7, DONE, 8),
    ]
    (water,) = summarize((WATER,), check_ins, WEEK, None, {}).habits
    assert water.amount_total == Quantity(10, "glasses")
    assert water.counts == Counts(done=1, partly=1, days=7)


def test_days_about_which_anything_was_told_are_counted_once() -> None:
    check_ins = [told(WALK, 0, DONE), told(WATER, 0, DONE), told(WATER, 3, REST)]
    assert summarize(ROUTINE, check_ins, WEEK, None, {}).told_days == 2


def test_the_time_that_is_not_over_counts_as_nothing() -> None:
    wednesday = MONDAY + timedelta(days=2)
    check_ins = week_of_walks(DONE, UNKNOWN, UNKNOWN, MISSED)  # Thursday's cannot be known yet
    assert walks(check_ins, wednesday).counts == Counts(done=1, days=2)
    assert walks([*check_ins, told(WALK, 2, DONE)], wednesday).counts == Counts(done=2, days=3)


def test_glasses_that_may_still_be_drunk_today_do_not_count_against_the_person() -> None:
    wednesday = MONDAY + timedelta(days=2)
    until_yesterday = [told(WATER, 0, DONE), told(WATER, 1, DONE)]
    check_ins = [*until_yesterday, told(WATER, 2, DONE, 3)]
    histories = {"water": check_ins}
    (water,) = summarize((WATER,), check_ins, WEEK, None, histories, wednesday).habits
    assert water.counts == Counts(done=2, days=2)
    assert water.strength == strength(WATER, until_yesterday, wednesday)
    assert water.amount_total == Quantity(3, "glasses")
    (water,) = summarize((WATER,), check_ins, WEEK, None, {}, wednesday + timedelta(1)).habits
    assert water.counts == Counts(done=2, partly=1, days=3)


@pytest.mark.parametrize(
    ("today", "days"), [(-1, 0), (0, 0), (1, 1), (6, 6), (7, 7), (70, 7), (None, 7)]
)
def test_only_days_that_are_over_are_days_of_the_period(today: int | None, days: int) -> None:
    day = None if today is None else MONDAY + timedelta(days=today)
    assert walks([], day).counts == Counts(days=days)


def test_an_archived_habit_appears_only_where_something_was_told_of_it() -> None:
    old = Habit("old", archived=True)
    assert summarize((old,), [], WEEK, None, {}).habits == ()
    (habit,) = summarize((old,), [told(old, 3, DONE)], WEEK, None, {}).habits
    assert habit.counts.done == 1


def test_a_habit_that_was_archived_and_begun_again_appears_once() -> None:
    old, new = Habit("walk", archived=True), Habit("walk")
    check_ins = week_of_walks(DONE)
    for routine in ((old, WATER, new), (new, WATER, old)):
        summary = summarize(routine, check_ins, WEEK, None, {})
        day = picture(routine, check_ins, MONDAY)
        expected = [habit for habit in routine if not habit.archived]
        assert [one.habit for one in summary.habits] == expected
        assert [one.habit for one in day.habits] == expected


def test_without_a_history_no_strength_is_claimed() -> None:
    summary = summarize((WALK,), week_of_walks(DONE), WEEK, None)
    assert summary.habits[0].strength is None


def test_strength_comes_from_the_history_up_to_the_end_of_the_period() -> None:
    history = week_of_walks(*[DONE] * 60, first=-50)
    summary = summarize((WALK,), week_of_walks(DONE), WEEK, None, {"walk": history})
    assert summary.habits[0].strength == strength(WALK, history, WEEK.last)
    assert summary.habits[0].strength.known_days == 57


any_check_ins = st.lists(
    st.builds(
        told,
        st.sampled_from(ROUTINE),
        st.integers(-10, 10),
        st.sampled_from([DONE, PARTLY, MISSED, REST]),
        st.none() | st.integers(0, 12),
    ),
    max_size=40,
)


@given(any_check_ins, st.none() | st.integers(-3, 12))
def test_the_counts_add_up(check_ins: list[CheckIn], today: int | None) -> None:
    day = None if today is None else MONDAY + timedelta(days=today)
    summary = summarize(ROUTINE, check_ins, WEEK, WEEK.before, {}, day)
    for habit in summary.habits:
        counts = habit.counts
        assert counts.done + counts.partly + counts.missed == counts.known
        assert counts.known + counts.rest + counts.unknown == counts.days <= 7
        assert counts.unknown >= 0
        assert counts.known + counts.rest <= summary.told_days


@given(any_check_ins)
def test_a_period_that_is_over_is_its_days_put_together(check_ins: list[CheckIn]) -> None:
    summary = summarize(ROUTINE, check_ins, WEEK, None, {})
    pictures = [picture(ROUTINE, check_ins, day) for day in WEEK]
    for habit in summary.habits:
        for state, count in (
            (DONE, habit.counts.done),
            (PARTLY, habit.counts.partly),
            (MISSED, habit.counts.missed),
            (REST, habit.counts.rest),
            (UNKNOWN, habit.counts.unknown),
        ):
            assert sum(habit.habit in one.in_state(state) for one in pictures) == count


# --- trend --------------------------------------------------------------------------------------


def of(kept: int, known: int) -> Counts:
    return Counts(done=kept, missed=known - kept, days=known)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (of(2, 2), of(0, 7), Trend.CANT_TELL),
        (of(7, 7), of(0, 2), Trend.CANT_TELL),
        (of(3, 3), of(0, 3), Trend.STEADIER),
        (of(3, 3), of(1, 3), Trend.STEADIER),
        (of(3, 3), of(2, 3), Trend.LEVEL),
        (of(4, 4), of(2, 4), Trend.LEVEL),
        (of(5, 7), of(3, 7), Trend.LEVEL),  # two days of seven come and go
        (of(6, 7), of(3, 7), Trend.STEADIER),
        (of(3, 7), of(6, 7), Trend.THINNER),
        (of(20, 30), of(15, 30), Trend.LEVEL),
        (of(21, 30), of(15, 30), Trend.STEADIER),
        (of(7, 7), of(3, 3), Trend.LEVEL),  # as much of what was told, though more was told
        (of(3, 3), of(7, 7), Trend.LEVEL),
        (of(30, 30), of(2, 3), Trend.LEVEL),
        (of(30, 30), of(1, 3), Trend.STEADIER),
    ],
)
def test_a_trend_needs_enough_days_and_enough_of_a_difference(
    now: Counts, before: Counts, expected: Trend
) -> None:
    assert trend(now, before) is expected


def test_without_a_period_before_there_is_no_trend() -> None:
    assert trend(of(7, 7), None) is Trend.CANT_TELL


def test_the_trend_compares_with_the_persons_own_period_before() -> None:
    before = week_of_walks(*[MISSED] * 5, first=-7)
    assert walks([*before, *week_of_walks(*[DONE] * 5)]).trend is Trend.STEADIER
    assert walks(week_of_walks(*[DONE] * 5)).trend is Trend.CANT_TELL


def test_partly_done_days_are_kept_days() -> None:
    before = week_of_walks(*[DONE] * 7, first=-7)
    assert walks([*before, *week_of_walks(*[PARTLY] * 7)]).trend is Trend.LEVEL


def test_rest_and_silence_make_no_habit_thinner() -> None:
    before = week_of_walks(*[DONE] * 7, first=-7)
    after = week_of_walks(DONE, REST, REST, UNKNOWN, DONE, DONE)
    assert walks([*before, *after]).trend is Trend.LEVEL


counts = st.integers(0, 31).flatmap(
    lambda known: st.integers(0, known).map(lambda kept: of(kept, known))
)


@given(counts, counts)
def test_the_trend_seen_from_the_other_side_is_the_opposite(one: Counts, other: Counts) -> None:
    opposite = {Trend.STEADIER: Trend.THINNER, Trend.THINNER: Trend.STEADIER}
    seen = trend(one, other)
    assert trend(other, one) is opposite.get(seen, seen)


# --- a day ----------------------------------------------------------------------------------------


def test_a_days_picture_has_every_habit_told_or_not() -> None:
    today = picture(ROUTINE, [told(WATER, 0, DONE, 2), told(WALK, 1, DONE)], MONDAY)
    assert [one.day.state for one in today.habits] == [UNKNOWN, PARTLY]
    assert today.in_state(UNKNOWN) == (WALK,)
    assert today.in_state(DONE, PARTLY) == (WATER,)


def test_everything_can_be_shown_as_json() -> None:
    check_ins = [told(WATER, 0, DONE, 2), told(WALK, 0, DONE)]
    period = latest_days(MONDAY, 1)
    summary = summarize(ROUTINE, check_ins, period, period.before, {}).as_json()
    assert json.loads(json.dumps(summary)) == summary
    day = picture(ROUTINE, check_ins, MONDAY).as_json()
    assert json.loads(json.dumps(day)) == day
    assert day == {
        "day": "2025-03-03",
        "habits": [
            {"habit": "walk", "state": "done", "fraction": 1.0, "amount": None, "told": 1},
            {
                "habit": "water",
                "state": "partly",
                "fraction": 0.25,
                "amount": {"value": 2.0, "unit": "glasses"},
                "told": 1,
            },
        ],
    }
    assert summary["period"] == Period(MONDAY, MONDAY).as_json()
