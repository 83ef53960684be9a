"""Weeks, months and other stretches of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyday.routine.periods import Period, latest_days, month_of, week_of

days = st.dates(date(1990, 1, 1), date(2190, 1, 1))


@pytest.mark.parametrize(
    ("day", "first_weekday", "first", "last"),
    [
        (date(2025, 3, 5), 0, date(2025, 3, 3), date(2025, 3, 9)),
        (date(2025, 3, 3), 0, date(2025, 3, 3), date(2025, 3, 9)),
        (date(2025, 3, 9), 0, date(2025, 3, 3), date(2025, 3, 9)),
        (date(2025, 3, 9), 6, date(2025, 3, 9), date(2025, 3, 15)),
        (date(2025, 3, 8), 6, date(2025, 3, 2), date(2025, 3, 8)),
        (date(2024, 12, 31), 0, date(2024, 12, 30), date(2025, 1, 5)),
    ],
)
def test_a_week_begins_on_the_chosen_weekday(
    day: date, first_weekday: int, first: date, last: date
) -> None:
    assert week_of(day, first_weekday) == Period(first, last)


@given(days)
def test_a_week_is_the_iso_week(day: date) -> None:
    assert {one.isocalendar()[:2] for one in week_of(day)} == {day.isocalendar()[:2]}
    assert len(week_of(day)) == 7


@given(days)
def test_a_month_is_the_whole_calendar_month(day: date) -> None:
    month = month_of(day)
    assert day in month
    assert {(one.year, one.month) for one in month} == {(day.year, day.month)}
    assert month.first.day == 1
    assert (month.last + timedelta(days=1)).day == 1


@given(days, st.integers(1, 400))
def test_the_period_before_is_as_long_and_leaves_no_gap(until: date, length: int) -> None:
    period = latest_days(until, length)
    assert len(period.before) == len(period) == length == len(list(period))
    assert period.before.last + timedelta(days=1) == period.first


def test_a_period_holds_both_its_ends() -> None:
    period = Period(date(2025, 3, 3), date(2025, 3, 4))
    assert list(period) == [period.first, period.last]
    assert period.as_json() == {"first": "2025-03-03", "last": "2025-03-04"}
    assert period.last + timedelta(days=1) not in period


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2025, 3, 4), date(2025, 3, 3))
