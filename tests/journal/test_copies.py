"""Taking a journal along: exports and backups."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from everyday.domain import (
    CheckIn,
    DayState,
    FileInTheWay,
    JournalUnwritable,
    Mood,
    MoodEntry,
    Person,
    Plan,
    Quantity,
    Reflection,
)
from everyday.journal import Journal
from tests.journal.writing import MONDAY, NOON, begin, done, exported_rows, standing, tell


def eventful(journal: Journal) -> Journal:
    """The journal, with something in every table."""
    kept = tell(
        journal,
        "I walked ten minutes, and it felt good: seven of ten",
        CheckIn("walk", MONDAY, DayState.PARTLY, Quantity(10, "min"), 0.5, words="walked"),
        MoodEntry(MONDAY, Mood(7, 10, ("good",))),
        Reflection(MONDAY, "Es war schön 🌱"),
        Plan(MONDAY, "read", "read tonight"),
    )
    with journal.turn(NOON) as turn:
        turn.add_alias("me", "walk", "a turn", kept[0].utterance_id)
        turn.retract([kept[0].id], kept[0].utterance_id)
        turn.restore([kept[0].id], None)
        turn.archive_habit("me", "read")
        turn.set_dialogue("me", {"review": 1})
    return journal


def test_an_export_is_json_and_the_same_every_time(journal: Journal) -> None:
    export = eventful(journal).export("me")
    assert json.loads(json.dumps(export)) == export
    assert json.dumps(journal.export("me")) == json.dumps(export)
    assert export["format"] == 1


def test_an_export_holds_every_column_of_every_row(journal: Journal) -> None:
    eventful(journal)
    export = journal.export("me")
    connection = journal._file.connection
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%'"
            " ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\'"
        )
    ]
    assert sorted(tables) == sorted({*export, "people"} - {"format", "person"})
    for table in set(tables) - {"people"}:
        cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608
        columns = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
        told = exported_rows(journal, table)
        assert rows
        assert [list(row) for row in told] == [columns] * len(rows)
        for row, values in zip(told, rows, strict=True):
            same = [
                a == b or json.dumps(a, ensure_ascii=False) == b
                for a, b in zip(row.values(), values, strict=True)
            ]
            assert all(same)


def test_an_export_reads_json_as_values(journal: Journal) -> None:
    eventful(journal)
    (utterance,) = exported_rows(journal, "utterances")
    assert utterance["reply"]["speech"] == "Kept."
    assert [row["words"] for row in exported_rows(journal, "entries")][:2] == ["walked", ["good"]]
    assert exported_rows(journal, "dialogues")[0]["state"] == {"review": 1}


def test_a_backup_is_a_journal_with_everything_in_it(path: Path, tmp_path: Path) -> None:
    to = tmp_path / "backup.db"
    with Journal.open(path) as journal:
        eventful(begin(journal))
        with journal.turn(NOON) as turn:
            turn.add_person(Person("Anna", ZoneInfo("UTC")))
        journal.back_up(to)
        assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["backup.db"]
        assert stat.S_IMODE(to.stat().st_mode) == 0o600
        tell(journal, "after the backup", done())
        before = journal.export("me")
        with Journal.open(to) as backup:
            assert backup.check() == ()
            assert backup.people() == journal.people()
            assert len(standing(backup)) == 4
            tell(backup, "in the backup alone", done())
        assert journal.export("me") == before


def test_a_backup_is_made_while_somebody_writes(path: Path, tmp_path: Path) -> None:
    with Journal.open(path) as journal, Journal.open(path) as other:
        eventful(begin(journal))
        with other.turn(NOON) as turn:
            turn.set_dialogue("me", {"not": "yet"})
            journal.back_up(tmp_path / "backup.db")
        with Journal.open(tmp_path / "backup.db") as backup:
            assert backup.dialogue("me") == {"review": 1}


def test_a_backup_of_a_journal_in_memory_is_a_file(journal: Journal, tmp_path: Path) -> None:
    journal.back_up(tmp_path / "backup.db")
    with Journal.open(tmp_path / "backup.db") as backup:
        assert backup.routine("me") == journal.routine("me")


def test_a_backup_never_overwrites(journal: Journal, tmp_path: Path) -> None:
    to = tmp_path / "precious.db"
    to.write_text("precious")
    with pytest.raises(FileInTheWay) as in_the_way:
        journal.back_up(to)
    assert in_the_way.value.path == to
    assert [each.read_text() for each in tmp_path.iterdir()] == ["precious"]


def test_a_backup_to_nowhere_says_so(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(JournalUnwritable):
        journal.back_up(tmp_path / "missing" / "backup.db")
    assert list(tmp_path.iterdir()) == []
