"""Verdicts about a clause → statements about habits, and what is in doubt."""

from __future__ import annotations

from collections.abc import Sequence

from everyday.domain import Statement, Status, Unsure
from everyday.understanding.attaching import amount_of, fraction_of
from everyday.understanding.judging import Judged
from everyday.understanding.reading import Reading


def statement_of(judged: Judged, reading: Reading) -> Statement | None:
    """The statement that a proved verdict about a habit makes; None where it makes none."""
    habit = judged.mention.habit
    if habit is None or judged.status is None or judged.doubt:
        return None
    amount = amount_of(reading.amounts, judged.mention, reading.mentions)
    planned = judged.status is Status.PLANNED
    told = amount is not None and judged.status in (Status.DONE, Status.PARTLY)
    return Statement(
        habit=habit.name,
        status=judged.status,
        day=reading.day if planned else min(reading.day, reading.today),
        quantity=amount.quantity if amount and told else None,
        fraction=fraction_of(amount, judged.cues) if judged.status is Status.PARTLY else None,
        clock=judged.clock,
        day_words=reading.day_words,
        words=reading.said,
        cues=judged.cues,
    )


def doubt_of(judged: Judged, reading: Reading) -> Unsure | None:
    """What to ask about an unproved verdict; None where nothing is worth asking."""
    habit = judged.mention.habit
    if habit is None or judged.status is None or not judged.doubt:
        return None
    if judged.status in (Status.PLANNED, Status.REST):
        return None
    day = min(reading.day, reading.today)
    return Unsure(habit.name, judged.status, day, reading.said, judged.doubt)


def statements_in(
    judged: Sequence[Judged], reading: Reading
) -> tuple[list[Statement], list[Unsure]]:
    """What a clause proves of the person's habits, and what it leaves in doubt."""
    told = [s for each in judged if (s := statement_of(each, reading)) is not None]
    doubted = [u for each in judged if (u := doubt_of(each, reading)) is not None]
    return told, doubted
