"""A check-in beside a raw insert of the same durability, and a summary over ten years."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from benchmarks.measuring import Row, in_turn, seconds
from everyday.conversation import Conversation
from everyday.domain import (
    CheckIn,
    DayState,
    Habit,
    Person,
    Reply,
    Request,
    Source,
    Utterance,
)
from everyday.journal import Journal
from everyday.routine.periods import week_of

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
NAMES = (
    "walk meds breakfast water bed reading meditation journal call stretching cooking screens "
    "homework gardening"
)
HABITS = tuple(Habit(name) for name in NAMES.split())
DAYS, A_DAY = 3650, 28
TURNS = 50


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        return [_check_in(Path(folder)), *_ten_years(Path(folder))]


def _check_in(folder: Path) -> Row:
    with Journal.open(folder / "check-in.db") as journal:
        _settle(journal)
        conversation, number = Conversation(journal), count()

        def ours() -> None:
            for _ in range(TURNS):
                said = Utterance("I went for my walk", NOW, Source.TYPED, str(next(number)))
                conversation.hear(said)

        raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
        raw.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        raw.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, text TEXT, at TEXT)")

        def peer() -> None:
            for _ in range(TURNS):
                raw.execute(
                    "INSERT INTO said (text, at) VALUES (?, ?)", ("I went for my walk", str(NOW))
                )

        mine, theirs = in_turn(ours, peer)
        raw.close()
    a_turn = 1000 / TURNS
    return Row(
        "a check-in: heard, kept, answered",
        "ms",
        mine * a_turn,
        "raw sqlite3 insert",
        theirs * a_turn,
    )


def _ten_years(folder: Path) -> list[Row]:
    with Journal.open(folder / "years.db") as journal:
        _settle(journal)
        _fill(journal)
        conversation = Conversation(journal)
        number = count()

        def hear() -> Reply:
            said = Utterance("I went for my walk", NOW, Source.TYPED, f"now {next(number)}")
            return conversation.hear(said)

        week = [seconds(lambda: conversation.ask(Request("week"), "me", NOW)) for _ in range(15)]
        period = week_of(NOW.date())
        strengths = [seconds(lambda: conversation.summary("me", period, NOW)) for _ in range(9)]
        replies = [seconds(hear) for _ in range(15)]
    held = f"{DAYS * A_DAY:,} check-ins"
    return [
        Row(f"summary of the week among {held}", "ms", median(week) * 1000, goal="20 ms"),
        Row("the same with every habit's strength", "ms", median(strengths) * 1000),
        Row(f"a check-in among {held}", "ms", median(replies) * 1000, goal="10 ms"),
    ]


def _settle(journal: Journal) -> None:
    with journal.turn(NOW) as turn:
        turn.add_person(Person("me", ZoneInfo("Europe/London")))
        for habit in HABITS:
            turn.add_habit("me", habit)


def _fill(journal: Journal) -> None:
    person = journal.person("me")
    with journal.turn(NOW) as turn:
        for back in range(DAYS, 0, -1):
            at = datetime.combine(NOW.date() - timedelta(days=back), time(20), UTC)
            said = Utterance("a day as it was", at, Source.TYPED, f"day {back}")
            kept_as = turn.keep_utterance(said, person.moment(at))
            turn.keep(kept_as, [_told(at, n) for n in range(A_DAY)])
            turn.understood(kept_as, None, Reply("Kept."))


def _told(at: datetime, n: int) -> CheckIn:
    habit = HABITS[n % len(HABITS)]
    state = DayState.MISSED if (at.toordinal() + n) % 5 == 0 else DayState.DONE
    return CheckIn(habit.name, at.date(), state, words="as it was")
