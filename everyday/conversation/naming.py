"""Habits named in conversation, with how often they are meant to happen where that was said."""

from __future__ import annotations

from dataclasses import replace

from everyday.domain import Habit
from everyday.routine.schedule import parse_schedule
from everyday.understanding import habits_in


def habits_named(text: str, language: str) -> tuple[Habit, ...]:
    """The habits that `text` names: "a walk three times a week" names one, with its schedule."""
    words = text.strip(" .!").split()
    for i in range(1, len(words)):
        schedule = parse_schedule(" ".join(words[i:]), language)
        if schedule is not None:
            named = habits_in(" ".join(words[:i]), language)
            return tuple(replace(habit, schedule=schedule) for habit in named)
    return habits_in(text, language)
