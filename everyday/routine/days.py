"""One habit on one day: what the check-ins of that day come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from everyday.domain import CheckIn, DayState, Habit, HabitKind, Quantity

_PARTLY = 0.5
"""How much of it was done where nobody said how much."""
_LESS_THAN_WHOLE = 0.99
"""The most that "partly" can come to: what was called partly is never turned into done."""


@dataclass(frozen=True, slots=True)
class Day:
    """One habit on one local day."""

    state: DayState
    fraction: float = 0.0
    """How much of it was done, 0 to 1: 1 for done, below 1 for partly, else 0."""
    amount: Quantity | None = None
    check_ins: tuple[CheckIn, ...] = ()
    """Those of the day, in the order they were told."""

    @property
    def is_known(self) -> bool:
        """Whether the person told if it was done: rest and unknown are not that."""
        return self.state is not DayState.UNKNOWN and self.state is not DayState.REST

    def as_json(self) -> dict[str, object]:
        """State, fraction, amount and how often it was told; not what was said."""
        return {
            "state": self.state.value,
            "fraction": self.fraction,
            "amount": quantity_as_json(self.amount),
            "told": len(self.check_ins),
        }


def day_of(habit: Habit, check_ins: Sequence[CheckIn]) -> Day:
    """The day that `check_ins` (all of this habit and one day, as told) come to.

    The last one told wins. Amounts of a COUNT habit add up: it is done when they reach the target,
    or by being called done without an amount. Any other habit that is called done is done, whatever
    the amount. Nothing told is unknown.
    """
    state, fraction, amount = outcome_of(habit, check_ins)
    return Day(state, fraction, amount, tuple(check_ins))


Outcome = tuple[DayState, float, Quantity | None]
"""A day's state, fraction and amount."""


def outcome_of(habit: Habit, check_ins: Sequence[CheckIn]) -> Outcome:
    """What `day_of` finds, without the check-ins: for those who go through years of days."""
    if not check_ins:
        return DayState.UNKNOWN, 0.0, None
    return (_counted if habit.kind is HabitKind.COUNT else _last_told)(habit, check_ins)


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day from `first` to `last`, both included; none where `last` is before `first`."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def total(habit: Habit, quantities: Sequence[Quantity]) -> Quantity | None:
    """The sum of `quantities` in the habit's unit (else in the first one's); None without any."""
    unit = _unit_of(habit, quantities)
    values = [max(0.0, one.value) for one in quantities if one.unit in (unit, "")]
    return Quantity(sum(values), unit) if values else None


def quantity_as_json(quantity: Quantity | None) -> dict[str, object] | None:
    """Value and unit as plain JSON values."""
    return None if quantity is None else {"value": quantity.value, "unit": quantity.unit}


def _unit_of(habit: Habit, quantities: Iterable[Quantity]) -> str:
    """The unit that amounts are added up in; "" where nobody named one."""
    return habit.unit or next((one.unit for one in quantities if one.unit), "")


# --- the last one told --------------------------------------------------------------------------


def _last_told(habit: Habit, told: Sequence[CheckIn]) -> Outcome:
    last = told[-1]
    if last.state is DayState.DONE:
        return last.state, 1.0, _latest_amount(told)
    if last.state is DayState.PARTLY:
        amount = _latest_amount(told)
        return last.state, _partly(habit, last.fraction, amount), amount
    return last.state, 0.0, None


def _latest_amount(told: Sequence[CheckIn]) -> Quantity | None:
    """An amount is often told again with more detail, so it replaces and does not add."""
    for one in reversed(told):
        if one.quantity is not None and _something_done(one):
            return one.quantity
    return None


def _partly(habit: Habit, said: float | None, amount: Quantity | None) -> float:
    if said is not None:
        return _below_whole(said)
    if amount is not None and habit.target and amount.unit in (habit.unit or amount.unit, ""):
        return _below_whole(amount.value / habit.target)
    return _PARTLY


def _below_whole(fraction: float) -> float:
    return min(_LESS_THAN_WHOLE, max(0.0, fraction))


# --- amounts that add up ------------------------------------------------------------------------


def _counted(habit: Habit, told: Sequence[CheckIn]) -> Outcome:
    amount, claimed = _amount_and_claim(habit, told)
    last = told[-1]
    if last.state is DayState.REST:
        return DayState.REST, 0.0, amount
    if habit.target is None:
        return _without_target(last, amount)
    fraction = max(claimed, amount.value / habit.target if amount is not None else 0.0)
    if fraction >= 1:
        return DayState.DONE, 1.0, amount
    if fraction == 0 and _nothing_done(last):
        return DayState.MISSED, 0.0, amount
    return DayState.PARTLY, fraction, amount


def _amount_and_claim(habit: Habit, told: Sequence[CheckIn]) -> tuple[Quantity | None, float]:
    """The amounts added up, and what was said of the whole day beside them.

    "I drank all my water" claims 1. The last claim holds.
    """
    unit = _unit_of(habit, (one.quantity for one in told if one.quantity is not None))
    added, claimed = None, 0.0
    for one in told:
        if one.quantity is not None and one.quantity.unit in (unit, "") and _something_done(one):
            added = (added or 0.0) + max(0.0, one.quantity.value)
        else:
            claimed = _claim(one)
    return None if added is None else Quantity(added, unit), claimed


def _claim(one: CheckIn) -> float:
    if one.state is DayState.DONE:
        # In a unit that the target is not in, an amount proves that something was done, not all.
        return 1.0 if one.quantity is None else _PARTLY
    if one.state is DayState.PARTLY:
        return _PARTLY if one.fraction is None else _below_whole(one.fraction)
    return 0.0


def _without_target(last: CheckIn, amount: Quantity | None) -> Outcome:
    if _nothing_done(last) and (amount is None or amount.value <= 0):
        return DayState.MISSED, 0.0, amount
    if last.state is DayState.DONE:
        return DayState.DONE, 1.0, amount
    # Called missed after an amount was told: neither done nor nothing.
    said = None if last.state is DayState.MISSED else last.fraction
    return DayState.PARTLY, _PARTLY if said is None else _below_whole(said), amount


def _something_done(one: CheckIn) -> bool:
    return one.state is DayState.DONE or one.state is DayState.PARTLY


def _nothing_done(last: CheckIn) -> bool:
    return last.state is DayState.MISSED or (last.quantity is not None and last.quantity.value <= 0)
