"""Everything of one person as JSON values."""

from __future__ import annotations

from everyday.journal.journal_file import JournalFile
from everyday.journal.rows import Row, loaded

FORMAT = 1
"""Goes up whenever somebody who reads an export has to read it differently."""

_TABLES = {
    "habits": "SELECT * FROM habits WHERE person_id = ? ORDER BY id",
    "aliases": """SELECT aliases.* FROM aliases JOIN habits ON habits.id = habit_id
        WHERE person_id = ? ORDER BY aliases.id""",
    "habit_changes": """SELECT habit_changes.* FROM habit_changes
        JOIN habits ON habits.id = habit_id WHERE person_id = ? ORDER BY habit_changes.id""",
    "utterances": "SELECT * FROM utterances WHERE person_id = ? ORDER BY id",
    "entries": "SELECT * FROM entries WHERE person_id = ? ORDER BY id",
    "rulings": """SELECT rulings.* FROM rulings JOIN entries ON entries.id = entry_id
        WHERE person_id = ? ORDER BY rulings.id""",
    "dialogues": "SELECT * FROM dialogues WHERE person_id = ?",
}

_JSON = {
    "habits": {"weekdays"},
    "habit_changes": {"before"},
    "utterances": {"words", "alternatives", "meaning", "reply"},
    "dialogues": {"state"},
}


def exported(file: JournalFile, person_id: int) -> dict[str, object]:
    """The person's rows of every table, by table and in the order they were written."""
    person = file.rows("SELECT * FROM people WHERE id = ?", (person_id,))[0]
    tables = {
        table: [_values(table, row, row.keys()) for row in file.rows(sql, (person_id,))]
        for table, sql in _TABLES.items()
    }
    return {"format": FORMAT, "person": _values("people", person, person.keys()), **tables}


def _values(table: str, row: Row, columns: list[str]) -> dict[str, object]:
    return {column: _value(table, column, row) for column in columns}


def _value(table: str, column: str, row: Row) -> object:
    value: object = row[column]
    is_json = column in _JSON.get(table, ()) or (
        table == "entries" and column == "words" and row["kind"] == "mood"
    )
    return loaded(value) if is_json and isinstance(value, str) else value
