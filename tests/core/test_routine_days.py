"""What the check-ins of one day come to."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyday.domain import CheckIn, DayState, Habit, HabitKind, Quantity
from everyday.routine.days import day_of, days_between

DONE, PARTLY, MISSED = DayState.DONE, DayState.PARTLY, DayState.MISSED
REST, UNKNOWN = DayState.REST, DayState.UNKNOWN
DAY = date(2025, 3, 4)

WALK = Habit("walk", unit="min", target=30)
FLOSS = Habit("floss")
WATER = Habit("water", HabitKind.COUNT, unit="glasses", target=8)
PAGES = Habit("pages", HabitKind.COUNT, unit="pages")
BEDTIME = Habit("bedtime", HabitKind.TIME, by=time(22, 30))
NO_WINE = Habit("no wine", HabitKind.AVOID)


def told(
    habit: Habit,
    state: DayState,
    amount: float | None = None,
    unit: str | None = None,
    fraction: float | None = None,
) -> CheckIn:
    quantity = None if amount is None else Quantity(amount, unit or habit.unit or "")
    return CheckIn(habit.name, DAY, state, quantity, fraction)


THE_LAST_ONE_TOLD_WINS = [
    # habit, told in this order, state, fraction
    (WALK, [], UNKNOWN, 0),
    (WALK, [told(WALK, DONE)], DONE, 1),
    (WALK, [told(WALK, DONE, 10)], DONE, 1),  # ten minutes said as done is done
    (WALK, [told(WALK, PARTLY, 15)], PARTLY, 0.5),
    (WALK, [told(WALK, PARTLY, 6)], PARTLY, 0.2),
    (WALK, [told(WALK, PARTLY, 2, "km")], PARTLY, 0.5),  # another unit says nothing of the target
    (WALK, [told(WALK, PARTLY, 45)], PARTLY, 0.99),  # called partly is not turned into done
    (WALK, [told(WALK, PARTLY, 15, fraction=0.8)], PARTLY, 0.8),
    (WALK, [told(WALK, PARTLY)], PARTLY, 0.5),
    (WALK, [told(WALK, MISSED)], MISSED, 0),
    (WALK, [told(WALK, REST)], REST, 0),
    (WALK, [told(WALK, MISSED), told(WALK, DONE)], DONE, 1),
    (WALK, [told(WALK, DONE), told(WALK, MISSED)], MISSED, 0),
    (WALK, [told(WALK, PARTLY, 15), told(WALK, REST)], REST, 0),
    (WALK, [told(WALK, REST), told(WALK, PARTLY, 15)], PARTLY, 0.5),
    (FLOSS, [told(FLOSS, DONE), told(FLOSS, PARTLY)], PARTLY, 0.5),
    (FLOSS, [told(FLOSS, PARTLY, fraction=1.0)], PARTLY, 0.99),
    (BEDTIME, [told(BEDTIME, DONE)], DONE, 1),
    (BEDTIME, [told(BEDTIME, MISSED)], MISSED, 0),
    (NO_WINE, [told(NO_WINE, DONE)], DONE, 1),  # kept away from it
    (NO_WINE, [told(NO_WINE, MISSED)], MISSED, 0),
]

AMOUNTS_ADD_UP = [
    (WATER, [], UNKNOWN, 0),
    (WATER, [told(WATER, DONE, 2), told(WATER, DONE, 4)], PARTLY, 0.75),
    (WATER, [told(WATER, DONE, 5), told(WATER, PARTLY, 3)], DONE, 1),
    (WATER, [told(WATER, DONE, 9)], DONE, 1),
    (WATER, [told(WATER, DONE)], DONE, 1),
    (WATER, [told(WATER, DONE, 2), told(WATER, DONE)], DONE, 1),
    (WATER, [told(WATER, DONE), told(WATER, DONE, 1)], DONE, 1),  # more does not make it less
    (WATER, [told(WATER, PARTLY)], PARTLY, 0.5),
    (WATER, [told(WATER, PARTLY, fraction=0.25)], PARTLY, 0.25),
    (WATER, [told(WATER, PARTLY, fraction=0.25), told(WATER, DONE, 4)], PARTLY, 0.5),
    (WATER, [told(WATER, DONE, 2, "litres")], PARTLY, 0.5),  # proves something, not all
    (WATER, [told(WATER, MISSED)], MISSED, 0),
    (WATER, [told(WATER, DONE, 0)], MISSED, 0),
    (WATER, [told(WATER, DONE, 4), told(WATER, MISSED)], PARTLY, 0.5),
    (WATER, [told(WATER, MISSED), told(WATER, DONE, 4)], PARTLY, 0.5),
    (WATER, [told(WATER, DONE), told(WATER, MISSED)], MISSED, 0),
    (WATER, [told(WATER, REST)], REST, 0),
    (WATER, [told(WATER, REST), told(WATER, DONE, 8)], DONE, 1),
    (WATER, [told(WATER, DONE, 2), told(WATER, REST)], REST, 0),
    (PAGES, [told(PAGES, DONE, 1)], DONE, 1),
    (PAGES, [told(PAGES, DONE)], DONE, 1),
    (PAGES, [told(PAGES, PARTLY, 3)], PARTLY, 0.5),
    (PAGES, [told(PAGES, MISSED)], MISSED, 0),
    (PAGES, [told(PAGES, DONE, 3), told(PAGES, MISSED)], PARTLY, 0.5),
]


@pytest.mark.parametrize(
    ("habit", "check_ins", "state", "fraction"), THE_LAST_ONE_TOLD_WINS + AMOUNTS_ADD_UP
)
def test_a_day_is_what_was_told_of_it(
    habit: Habit, check_ins: list[CheckIn], state: DayState, fraction: float
) -> None:
    day = day_of(habit, check_ins)
    assert day.state is state
    assert day.fraction == pytest.approx(fraction)
    assert day.check_ins == tuple(check_ins)


@pytest.mark.parametrize(
    ("habit", "check_ins", "amount"),
    [
        (WATER, [told(WATER, DONE, 2), told(WATER, DONE, 4)], Quantity(6, "glasses")),
        (WATER, [told(WATER, DONE, 2), told(WATER, DONE, 1, "litres")], Quantity(2, "glasses")),
        (WATER, [told(WATER, DONE)], None),
        (WALK, [told(WALK, DONE, 10), told(WALK, DONE, 20)], Quantity(20, "min")),  # told again
        (WALK, [told(WALK, DONE, 10), told(WALK, DONE)], Quantity(10, "min")),
        (WALK, [told(WALK, DONE, 10), told(WALK, MISSED)], None),
    ],
)
def test_the_amount_of_a_day(
    habit: Habit, check_ins: list[CheckIn], amount: Quantity | None
) -> None:
    assert day_of(habit, check_ins).amount == amount


def test_a_day_is_shown_without_what_was_said() -> None:
    check_in = CheckIn("water", DAY, DONE, Quantity(2, "glasses"), words="my private words")
    assert day_of(WATER, [check_in]).as_json() == {
        "state": "partly",
        "fraction": 0.25,
        "amount": {"value": 2, "unit": "glasses"},
        "told": 1,
    }


check_ins_of_a_day = st.lists(
    st.builds(
        CheckIn,
        habit=st.just("x"),
        day=st.just(DAY),
        state=st.sampled_from([DONE, PARTLY, MISSED, REST]),
        quantity=st.none()
        | st.builds(Quantity, st.floats(0, 50), st.sampled_from(["glasses", "min", ""])),
        fraction=st.none() | st.floats(0, 1),
    ),
    max_size=5,
)
any_habit = st.builds(
    Habit,
    name=st.just("x"),
    kind=st.sampled_from(HabitKind),
    unit=st.sampled_from([None, "glasses"]),
    target=st.sampled_from([None, 1.0, 8.0]),
)


@given(any_habit, check_ins_of_a_day)
def test_the_fraction_always_fits_the_state(habit: Habit, check_ins: list[CheckIn]) -> None:
    day = day_of(habit, check_ins)
    assert (day.state is UNKNOWN) == (not check_ins)
    assert (day.fraction == 1) == (day.state is DONE)
    assert 0 <= day.fraction <= 1
    assert day.fraction == 0 or day.state in (DONE, PARTLY)


@given(any_habit.filter(lambda habit: habit.kind is not HabitKind.COUNT), check_ins_of_a_day)
def test_only_a_word_of_done_makes_a_habit_done(habit: Habit, check_ins: list[CheckIn]) -> None:
    says_done = bool(check_ins) and check_ins[-1].state is DONE
    assert (day_of(habit, check_ins).state is DONE) == says_done


@given(check_ins_of_a_day, st.floats(0, 50))
def test_telling_one_more_glass_never_makes_a_day_less(
    check_ins: list[CheckIn], glasses: float
) -> None:
    before = day_of(WATER, check_ins)
    after = day_of(WATER, [*check_ins, told(WATER, DONE, glasses)])
    assert after.fraction >= before.fraction


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_days_between_are_all_days_in_order_with_both_ends(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    days = list(days_between(first, last))
    assert (days[0], days[-1], len(days)) == (first, last, more + 1)
    assert days == sorted(set(days))
    assert list(days_between(last, first - timedelta(days=1))) == []
