"""Stretches of local days: a day, a week, a month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from everyday.routine.days import days_between


@dataclass(frozen=True, slots=True)
class Period:
    """Local days from `first` to `last`, both included; never empty."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raise `ValueError` for a period that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    def __contains__(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        """Each of its days, in order."""
        return days_between(self.first, self.last)

    def __len__(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        """As many days, right before this period."""
        return Period(self.first - timedelta(days=len(self)), self.first - timedelta(days=1))

    def as_json(self) -> dict[str, object]:
        """Both ends as ISO dates."""
        return {"first": self.first.isoformat(), "last": self.last.isoformat()}


def week_of(day: date, first_weekday: int = 0) -> Period:
    """The week that contains `day`; it begins on `first_weekday` (Monday is 0, as in ISO weeks)."""
    first = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return Period(first, first + timedelta(days=6))


def month_of(day: date) -> Period:
    """The calendar month that contains `day`."""
    first = day.replace(day=1)
    next_first = (first + timedelta(days=31)).replace(day=1)
    return Period(first, next_first - timedelta(days=1))


def latest_days(until: date, days: int) -> Period:
    """The `days` (at least 1) local days that end with `until`."""
    return Period(until - timedelta(days=days - 1), until)
