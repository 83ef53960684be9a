from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from everyday.domain import Habit, HabitKind, Moment, Routine, Schedule

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def moment() -> Moment:
    """A Tuesday evening in November."""
    return Moment(datetime(2026, 11, 24, 20, 0, tzinfo=UTC), LONDON)


@pytest.fixture
def routine() -> Routine:
    return ROUTINE


ROUTINE: Routine = (
    Habit("walk", unit="min", target=20, aliases=("stroll", "walked the dog", "round the block")),
    Habit("meds", aliases=("tablets", "pills")),
    Habit("breakfast", aliases=("porridge",)),
    Habit("water", HabitKind.COUNT, "glasses", 6, aliases=("glasses of water",)),
    Habit("reading", HabitKind.COUNT, "pages", 10, aliases=("read my book",)),
    Habit("stretching", unit="min", aliases=("stretches", "stretched")),
    Habit("bedtime", HabitKind.TIME, by=time(22, 30), aliases=("in bed by", "went to bed")),
    Habit("no phone", HabitKind.AVOID, aliases=("left my phone downstairs",)),
    Habit("call", schedule=Schedule(3, 7, words="three times a week"), aliases=("rang mum",)),
)
