"""Short ways to write to a journal in tests."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, cast
from zoneinfo import ZoneInfo

from everyday.domain import (
    CheckIn,
    DayState,
    Entry,
    Habit,
    HabitKind,
    Kept,
    Kind,
    Meaning,
    Person,
    Reply,
    Source,
    Utterance,
)
from everyday.journal import Journal

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
ME = Person("me", ZoneInfo("Europe/Berlin"))
WALK = Habit("walk", aliases=("my walk", "a stroll"))
READ = Habit("read", HabitKind.COUNT, unit="pages", target=10)

_numbers = count()


def day(number: int) -> date:
    """The day that many days after Monday."""
    return MONDAY + timedelta(days=number)


def done(habit: str = "walk", on: date = MONDAY, words: str = "") -> CheckIn:
    return CheckIn(habit, on, DayState.DONE, words=words)


def heard(text: str, *, at: datetime = NOON, person: str = "me", request: str = "") -> Utterance:
    return Utterance(text, at, Source.WEB, request or f"{os.getpid()}-{next(_numbers)}", person)


def begin(journal: Journal, person: Person = ME) -> Journal:
    """The journal, with the person and two habits in it."""
    with journal.turn(NOON) as turn:
        turn.add_person(person)
        turn.add_habit(person.name, WALK)
        turn.add_habit(person.name, READ)
    return journal


def tell(
    journal: Journal, text: str, *entries: Entry, at: datetime = NOON, person: str = "me"
) -> tuple[Kept, ...]:
    """What is kept of one whole turn."""
    utterance = heard(text, at=at, person=person)
    with journal.turn(at) as turn:
        spoken = turn.keep_utterance(utterance, turn.person(person).moment(at))
        kept = turn.keep(spoken, entries)
        turn.understood(spoken, Meaning(Kind.REPORT), Reply("Kept.", kept=True))
    return kept


def standing(journal: Journal, person: str = "me") -> tuple[Kept, ...]:
    return journal.days(person, date.min, date.max)


def exported_rows(journal: Journal, table: str, person: str = "me") -> list[dict[str, Any]]:
    """The rows of one table in the person's export."""
    return cast(list[dict[str, Any]], journal.export(person)[table])
