"""The tables as other programs see them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from everyday.domain import CheckIn, DayState, Mood, MoodEntry, Plan, Quantity, Reflection
from everyday.journal import Journal
from everyday.journal.migrations import SCHEMA_VERSION, migrations
from tests.journal.writing import MONDAY, NOON, begin, done, tell

GOLDEN = Path(__file__).with_name("schema.sql")
DOCUMENT = Path(__file__).parents[2] / "docs" / "schema.md"

_SCHEMA = """
SELECT sql FROM sqlite_schema
WHERE sql IS NOT NULL AND name NOT LIKE 'utterances\\_fts\\_%' ESCAPE '\\'
  AND tbl_name <> '_sqlite_migrations'
ORDER BY rowid
"""


def test_the_schema_is_as_it_was_released(journal: Journal) -> None:
    statements = [row[0] for row in journal._file.connection.execute(_SCHEMA)]
    assert ";\n\n".join(statements) + ";\n" == GOLDEN.read_text()


def test_the_version_of_a_journal_counts_its_changes(journal: Journal) -> None:
    assert migrations.pending(journal._file._db) == []
    assert len(migrations.applied(journal._file._db)) == SCHEMA_VERSION
    assert journal._file._db.conn.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_every_table_is_strict(journal: Journal) -> None:
    tables = journal._file._db.tables
    ours = [each for each in tables if not re.search("_fts|^_", each.name)]
    assert len(ours) == 8
    assert all(each.strict for each in ours)


def rows(path: Path, view: str) -> list[dict[str, object]]:
    """What the sqlite-utils command line prints of the view."""
    command = [sys.executable, "-m", "sqlite_utils", "rows", str(path), view]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told: list[dict[str, object]] = json.loads(printed)
    return told


def test_the_views_can_be_read_from_the_command_line(path: Path) -> None:
    with Journal.open(path) as journal:
        begin(journal)
        tell(
            journal,
            "no walk, so so",
            CheckIn("walk", MONDAY, DayState.MISSED, words="no walk"),
            MoodEntry(MONDAY, Mood(5, 10, ("so", "so"))),
        )
        tell(
            journal,
            "oh, I did",
            CheckIn("walk", MONDAY, DayState.DONE, Quantity(20, "min"), words="I did"),
            Reflection(MONDAY, "glad"),
            Plan(MONDAY, None, "sleep"),
        )
        taken_back = tell(journal, "I read", done("read"))
        with journal.turn(NOON) as turn:
            turn.retract([each.id for each in taken_back], None)
    said = {"said_at": "2026-03-02T12:00:00+00:00", "source": "web"}
    here = {"person": "me", "day": "2026-03-02"}
    assert rows(path, "days") == [
        here
        | {"habit": "walk", "last_told": "done", "fraction": None, "last_amount": 20.0}
        | {"amount_in_all": 20.0, "unit": "min", "times_told": 2, "times_done": 1}
    ]
    check_ins = rows(path, "check_ins")
    assert [(row["habit"], row["state"]) for row in check_ins] == [
        ("walk", "missed"),
        ("walk", "done"),
    ]
    assert check_ins[1].items() >= (here | said | {"words": "I did", "amount": 20.0}).items()
    assert rows(path, "moods") == [here | {"rating": 5.0, "scale": 10.0, "words": "so, so"} | said]
    assert rows(path, "reflections") == [here | {"text": "glad"} | said]
    assert rows(path, "plans") == [here | {"habit": None, "text": "sleep"} | said]


@pytest.mark.parametrize("kind", ["table", "view"])
def test_the_document_names_every_table_and_view_with_its_columns(
    journal: Journal, kind: str
) -> None:
    document = DOCUMENT.read_text()
    connection = journal._file.connection
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = ?", (kind,)).fetchall()
    for (name,) in names:
        if re.search("_fts_|^_", name):
            continue
        section = re.search(rf"### `{name}`\n(.*?)(?=\n##|\Z)", document, re.DOTALL)
        assert section, name
        columns = [row[0] for row in connection.execute(f"SELECT * FROM {name}").description]  # noqa: S608
        assert [each for each in columns if f"`{each}`" not in section[1]] == [], name
