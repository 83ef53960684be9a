"""How firmly a habit stands: golden values and laws."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyday.domain import CheckIn, DayState, Habit, HabitKind, Quantity, Schedule
from everyday.routine.strength import known_days_needed, step, strength

DONE, PARTLY, MISSED = DayState.DONE, DayState.PARTLY, DayState.MISSED
REST, UNKNOWN = DayState.REST, DayState.UNKNOWN
START = date(2024, 1, 1)
LONG_AFTER = date(2100, 1, 1)

DAILY = Habit("x")
THREE_A_WEEK = Habit("x", schedule=Schedule(3, 7))
RHYTHMS = [(1, 1), (5, 7), (3, 7), (2, 7), (1, 7), (1, 14), (29, 30), (1, 30), (2, 1)]


def history(*states: DayState, first: date = START) -> list[CheckIn]:
    """One day after another, from `first`; an unknown day has no check-in."""
    return [
        CheckIn("x", first + timedelta(days=n), state)
        for n, state in enumerate(states)
        if state is not UNKNOWN
    ]


def value(habit: Habit, check_ins: list[CheckIn]) -> float:
    return strength(habit, check_ins, LONG_AFTER).value


# --- golden values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("previous", "told", "expected"),
    [(0.0, 1.0, 0.051922), (0.5, 1.0, 0.525961), (0.5, 0.0, 0.474039)],
)
def test_with_loops_half_life_a_step_is_loops(
    previous: float, told: float, expected: float
) -> None:
    assert step(previous, 1.0, told, half_life=13) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("perfect_days", "expected"), [(1, 0.044293), (7, 0.271761), (30, 0.743111), (66, 0.949715)]
)
def test_perfect_days_build_strength(perfect_days: int, expected: float) -> None:
    assert value(DAILY, history(*[DONE] * perfect_days)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("missed_days", "expected"), [(1, 0.907649), (2, 0.867447), (7, 0.691619), (14, 0.503664)]
)
def test_a_miss_barely_moves_what_66_days_built(missed_days: int, expected: float) -> None:
    days = [DONE] * 66 + [MISSED] * missed_days
    assert value(DAILY, history(*days)) == pytest.approx(expected, abs=1e-6)


def test_a_rarer_habits_day_is_worth_what_the_week_before_it_came_to() -> None:
    days = [DONE, MISSED, DONE, MISSED, DONE, MISSED, MISSED, MISSED, MISSED, MISSED]
    # From the eighth day on the first one is no longer in the week, from the tenth the third.
    worth = [1 / 3, 1 / 3, 2 / 3, 2 / 3, 1, 1, 1, 2 / 3, 2 / 3, 1 / 3]
    expected = step(0.0, 3 / 7, worth[0], days=7 / 3)
    for one in worth[1:]:
        expected = step(expected, 3 / 7, one)
    assert value(THREE_A_WEEK, history(*days)) == pytest.approx(expected)


def test_in_a_rarer_habits_week_unknown_days_count_as_nothing_but_are_no_steps() -> None:
    days = [DONE, UNKNOWN, DONE, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, DONE]
    expected = step(0.0, 3 / 7, 1 / 3, days=7 / 3)
    expected = step(expected, 3 / 7, 2 / 3, days=2)
    # The first day has left the week; the last one speaks for a third of a week, not for five days.
    expected = step(expected, 3 / 7, 2 / 3, days=7 / 3)
    found = strength(THREE_A_WEEK, history(*days), LONG_AFTER)
    assert found.value == pytest.approx(expected)
    assert found.known_days == 3


@given(st.integers(2, 30), st.integers(1, 12))
def test_a_rare_habit_grows_alike_whether_or_not_the_days_between_are_told(
    days: int, times: int
) -> None:
    habit = Habit("x", schedule=Schedule(1, days))
    silent = history(*([DONE] + [UNKNOWN] * (days - 1)) * times, DONE)
    told = history(*([DONE] + [MISSED] * (days - 1)) * times, DONE)
    assert value(habit, silent) == pytest.approx(value(habit, told))


@pytest.mark.parametrize(("times", "days"), [(5, 7), (3, 7), (1, 7), (1, 30)])
def test_who_keeps_the_schedule_gets_strong_whether_or_not_the_other_days_are_told(
    times: int, days: int
) -> None:
    habit = Habit("x", schedule=Schedule(times, days))
    for other_days in (UNKNOWN, MISSED):
        one_span = [DONE] * times + [other_days] * (days - times)
        assert value(habit, history(*one_span * 60)) > 0.95


def test_half_done_days_lead_to_half_the_strength() -> None:
    half = [
        CheckIn("x", START + timedelta(days=n), PARTLY, Quantity(4, "cups")) for n in range(600)
    ]
    cups = Habit("x", HabitKind.COUNT, unit="cups", target=8)
    assert value(cups, half) == pytest.approx(0.5)


def test_nothing_told_is_strength_zero_on_no_days() -> None:
    assert strength(DAILY, [], LONG_AFTER).as_json() == {"value": 0.0, "known_days": 0}


# --- laws -----------------------------------------------------------------------------------------

states = st.lists(st.sampled_from([DONE, PARTLY, MISSED, REST, UNKNOWN]), max_size=40)
habits = st.builds(
    Habit,
    name=st.just("x"),
    kind=st.sampled_from(HabitKind),
    schedule=st.sampled_from(RHYTHMS).map(lambda rhythm: Schedule(*rhythm)),
)
daily_habits = habits.filter(lambda habit: habit.schedule.frequency == 1)


@given(habits, states)
def test_strength_stays_between_0_and_1_and_counts_the_known_days(
    habit: Habit, days: list[DayState]
) -> None:
    found = strength(habit, history(*days), LONG_AFTER)
    assert 0 <= found.value <= 1
    assert found.known_days == sum(day not in (REST, UNKNOWN) for day in days)


@given(habits, states, st.lists(st.sampled_from([REST, UNKNOWN]), max_size=20))
def test_rest_and_unknown_days_change_nothing(
    habit: Habit, days: list[DayState], away: list[DayState]
) -> None:
    assert strength(habit, history(*days, *away), LONG_AFTER) == strength(
        habit, history(*days), LONG_AFTER
    )


@given(daily_habits, states, states, st.lists(st.sampled_from([REST, UNKNOWN]), max_size=20))
def test_a_daily_habit_goes_on_after_a_gap_as_if_there_had_been_none(
    habit: Habit, before: list[DayState], after: list[DayState], gap: list[DayState]
) -> None:
    assert value(habit, history(*before, *gap, *after)) == value(habit, history(*before, *after))


@given(habits, states, states, st.integers(0, 40))
def test_rest_stops_the_time_of_any_habit(
    habit: Habit, before: list[DayState], after: list[DayState], rest_days: int
) -> None:
    rested = history(*before, *[REST] * rest_days, *after)
    assert value(habit, rested) == value(habit, history(*before, *after))


@given(daily_habits, states)
def test_a_done_day_never_lowers_and_a_missed_day_never_raises_a_daily_habit(
    habit: Habit, days: list[DayState]
) -> None:
    now = value(habit, history(*days))
    assert value(habit, history(*days, DONE)) >= now
    assert value(habit, history(*days, MISSED)) <= now


@given(habits, states, states)
def test_more_done_on_a_day_is_never_worth_less(
    habit: Habit, before: list[DayState], after: list[DayState]
) -> None:
    missed, partly, done = (
        value(habit, history(*before, day, *after)) for day in (MISSED, PARTLY, DONE)
    )
    assert missed <= partly <= done


@given(habits, states, st.randoms(use_true_random=False))
def test_the_order_in_which_days_are_told_is_irrelevant(
    habit: Habit, days: list[DayState], order: Random
) -> None:
    in_order = history(*days)
    as_told = in_order.copy()
    order.shuffle(as_told)
    assert strength(habit, as_told, LONG_AFTER) == strength(habit, in_order, LONG_AFTER)


@given(habits, states, st.integers(0, 40))
def test_what_comes_after_the_day_asked_for_is_not_seen(
    habit: Habit, days: list[DayState], until: int
) -> None:
    seen = strength(habit, history(*days), START + timedelta(days=until))
    assert seen == strength(habit, history(*days[: until + 1]), LONG_AFTER)


# --- how much of a history is needed --------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "precision", "needed"), [(1, 1e-6, 305), (1, 1e-3, 153), (1 / 7, 1e-6, 807)]
)
def test_how_many_known_days_are_needed(frequency: float, precision: float, needed: int) -> None:
    assert known_days_needed(frequency, precision) == needed


@pytest.mark.parametrize("rhythm", RHYTHMS)
@pytest.mark.parametrize("latest", [DONE, MISSED, PARTLY])
def test_the_latest_known_days_settle_the_strength_even_after_years_of_the_opposite(
    rhythm: tuple[int, int], latest: DayState
) -> None:
    habit = Habit("x", schedule=Schedule(*rhythm))
    needed = known_days_needed(habit.schedule.frequency)
    whole = history(*[MISSED if latest is DONE else DONE] * 1000, *[latest] * needed)
    assert abs(value(habit, whole) - value(habit, whole[-needed:])) < 1e-5


@settings(max_examples=20)
@given(st.sampled_from(RHYTHMS), st.integers())
def test_the_latest_known_days_settle_the_strength(rhythm: tuple[int, int], seed: int) -> None:
    habit = Habit("x", schedule=Schedule(*rhythm))
    needed = known_days_needed(habit.schedule.frequency)
    days = Random(seed).choices([DONE, PARTLY, MISSED, UNKNOWN], k=3 * needed)
    whole = history(*days)
    assert abs(value(habit, whole) - value(habit, whole[-needed:])) < 1e-5
