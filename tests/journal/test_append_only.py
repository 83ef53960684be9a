"""What was said, what was derived and what was ruled is never changed, whoever asks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from everyday.journal import Journal
from tests.journal.writing import NOON, begin, done, tell


@pytest.fixture
def stranger(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that has opened a journal with one retracted entry."""
    with Journal.open(path) as journal:
        begin(journal)
        (kept,) = tell(journal, "I walked", done())
        with journal.turn(NOON) as turn:
            turn.retract([kept.id], None)
        with closing(sqlite3.connect(path)) as connection:
            yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM utterances",
        "DELETE FROM entries",
        "DELETE FROM rulings",
        "DELETE FROM habit_changes",
        "UPDATE utterances SET text = 'I ran'",
        "UPDATE utterances SET day = '2020-01-01'",
        "UPDATE utterances SET kind = 'mood'",
        "UPDATE utterances SET reply = NULL",
        "UPDATE entries SET state = 'missed'",
        "UPDATE rulings SET verdict = 'restored'",
        "UPDATE habit_changes SET before = NULL",
        "INSERT OR REPLACE INTO rulings SELECT id, entry_id, 'restored', by_utterance_id,"
        " decision, at FROM rulings",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries",
        "INSERT OR REPLACE INTO utterances SELECT * FROM utterances",
        "INSERT OR REPLACE INTO utterances SELECT 99, person_id, source, request_id, 'I ran',"
        " heard_at, heard_local, zone, day, confidence, words, alternatives, kind, meaning, reply"
        " FROM utterances",
    ],
)
def test_the_past_cannot_be_rewritten(stranger: sqlite3.Connection, statement: str) -> None:
    before = list(stranger.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match=r"never|once"):
        stranger.execute(statement)
    stranger.rollback()
    assert list(stranger.iterdump()) == before


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("kind, state, words", "'check_in', 'done', ''"),
        ("kind, habit_id, words", "'check_in', 1, ''"),
        ("kind, habit_id, state, words", "'check_in', 1, 'unknown', ''"),
        ("kind, habit_id, state, words, fraction", "'check_in', 1, 'partly', '', 1.5"),
        ("kind, habit_id, state, words, amount", "'check_in', 1, 'done', '', 30"),
        ("kind, habit_id, state, words, text", "'check_in', 1, 'done', '', 'x'"),
        ("kind, habit_id, text", "'reflection', 1, 'x'"),
        ("kind", "'reflection'"),
        ("kind, words, state", "'mood', '[]', 'done'"),
        ("kind, text, rating", "'plan', 'x', 3"),
        ("kind, text", "'dream', 'x'"),
    ],
)
def test_an_entry_holds_what_its_kind_needs_and_nothing_else(
    stranger: sqlite3.Connection, columns: str, values: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        stranger.execute(
            f"INSERT INTO entries (utterance_id, person_id, day, {columns})"  # noqa: S608
            f" VALUES (1, 1, '2026-03-02', {values})"
        )


def test_a_day_is_a_day(stranger: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        stranger.execute(
            "INSERT INTO entries (utterance_id, person_id, day, kind, text)"
            " VALUES (1, 1, '2026-02-30', 'plan', 'x')"
        )
