"""Amounts and clock times, each attached to the habit that it was said with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from everyday.domain import Habit, HabitKind
from everyday.understanding.amounts import Amount
from everyday.understanding.mentions import Mention


def fraction_of(amount: Amount | None, cues: Sequence[str]) -> float | None:
    """How much of the whole was done, 0 to 1, where that was said; else None."""
    if amount and amount.of_whole:
        return min(1.0, amount.value / amount.of_whole)
    return 0.5 if any("half" in cue for cue in cues) else None


def is_part(amount: Amount) -> bool:
    """Whether the amount is told as a part of a whole: "four of the six bottles"."""
    return amount.of_whole is not None and amount.value < amount.of_whole


def amount_of(
    amounts: Sequence[Amount], mention: Mention, mentions: Sequence[Mention]
) -> Amount | None:
    """The nearest amount whose unit suits the habit, and that no nearer habit claims."""
    habit = mention.habit
    if habit is None:
        return next((a for a in amounts if a.unit), None)
    suiting = [a for a in amounts if a.unit and (_suits(a, habit) or _is_inside(a, mention))]
    if not suiting:
        return _bare(amounts, mention)
    nearest = min(suiting, key=lambda a: _distance(a, mention))
    rivals = [m for m in mentions if m is not mention and m.habit and _suits(nearest, m.habit)]
    if any(_distance(nearest, m) < _distance(nearest, mention) for m in rivals):
        return None
    return nearest


def _bare(amounts: Sequence[Amount], mention: Mention) -> Amount | None:
    """ "Stretched ten": a number right behind a habit counts in the habit's own unit."""
    habit = mention.habit
    for amount in amounts:
        counts = amount.unit is None and amount.clock is None and amount.start == mention.end
        if counts and habit is not None and habit.unit is not None and amount.value > 1:
            return replace(amount, unit=habit.unit)
    return None


def _is_inside(amount: Amount, mention: Mention) -> bool:
    """ "Drank two glasses of water" for "drink water"."""
    return mention.start < amount.end and amount.start < mention.end


def _suits(amount: Amount, habit: Habit) -> bool:
    named = {w for phrase in habit.names for w in phrase.casefold().split()}
    if amount.unit == habit.unit or amount.unit in named:
        return True
    if habit.kind in (HabitKind.TIME, HabitKind.AVOID):
        return False
    if amount.unit == "min":
        return True
    family = _family(amount.unit)
    if habit.unit is None or habit.unit == "min":
        return family is not _LIQUID and amount.unit not in ("times", "words", "questions")
    return family is not None and family is _family(habit.unit)


_LIQUID = frozenset(("glasses", "cups", "mugs", "litres", "pints", "sips", "bottles"))
_FAMILIES = (
    _LIQUID,
    frozenset(("pages", "chapters", "paragraphs", "lines", "verses", "words", "poems", "scenes")),
    frozenset(("miles", "km", "steps", "laps", "lengths", "metres")),
    frozenset(("sets", "reps", "rounds", "exercises", "stretches")),
    frozenset(("rows", "stitches")),
)


def _family(unit: str | None) -> frozenset[str] | None:
    return next((family for family in _FAMILIES if unit in family), None)


def _distance(amount: Amount, mention: Mention) -> int:
    if amount.start >= mention.end:
        return amount.start - mention.end
    return max(0, mention.start - amount.end)


def clock_of(
    amounts: Sequence[Amount], mention: Mention, mentions: Sequence[Mention]
) -> time | None:
    """The clock time nearest to the mention, in the half of the day that suits its habit."""
    habit = mention.habit
    times = [a for a in amounts if a.clock]
    if not times:
        return None
    said = min(times, key=lambda a: _distance(a, mention))
    nearer = [
        m for m in mentions if m is not mention and _distance(said, m) < _distance(said, mention)
    ]
    if said.clock is None or nearer:
        return None
    if said.half_day_known or habit is None or habit.by is None:
        return said.clock
    other = said.clock.replace(hour=(said.clock.hour + 12) % 24)
    return min((said.clock, other), key=lambda c: abs(_minutes_after(c, habit.by or c)))


def is_in_time(clock: time, habit: Habit) -> bool:
    """Whether `clock` is not after the habit's limit; true where it has none."""
    if habit.kind is not HabitKind.TIME or habit.by is None:
        return True
    return _minutes_after(clock, habit.by) <= 0


def _minutes_after(clock: time, limit: time) -> int:
    """Minutes that `clock` is after `limit`, -720 to 719: midnight is after 22:30."""
    difference = (clock.hour - limit.hour) * 60 + clock.minute - limit.minute
    return (difference + 720) % 1440 - 720
