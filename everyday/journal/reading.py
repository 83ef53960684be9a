"""Everything that is read from a journal."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any, cast

from everyday.domain import CheckIn, Kept, Person, Routine, Said, UnknownPerson
from everyday.journal.journal_file import JournalFile
from everyday.journal.rows import (
    CheckInRow,
    Row,
    check_in_from,
    habit_from,
    kept_from,
    key,
    loaded,
    person_from,
    said_from,
)

_MOST_TERMS = 32

_KEPT = """
SELECT standing.*, habits.name AS habit,
  utterances.heard_at, utterances.source, utterances.text AS said
FROM standing
JOIN utterances ON utterances.id = standing.utterance_id
LEFT JOIN habits ON habits.id = standing.habit_id
"""

_KEPT_OF_DAYS = (
    _KEPT
    + """
WHERE standing.person_id = ? AND standing.day BETWEEN ? AND ?
ORDER BY standing.day, standing.id
"""
)

_KEPT_OF_UTTERANCE = (
    _KEPT
    + """
WHERE standing.person_id = ? AND standing.utterance_id = ?
ORDER BY standing.id
"""
)

_NEWEST_UTTERANCE_STANDING = """
SELECT utterance_id FROM standing WHERE person_id = ? ORDER BY utterance_id DESC LIMIT 1
"""

_RETRACTED_LAST = """
SELECT entries.*, habits.name AS habit,
  utterances.heard_at, utterances.source, utterances.text AS said
FROM retracted
JOIN entries ON entries.id = retracted.entry_id
JOIN utterances ON utterances.id = entries.utterance_id
LEFT JOIN habits ON habits.id = entries.habit_id
WHERE entries.person_id = :person AND retracted.decision =
  (SELECT decision FROM retracted JOIN entries ON entries.id = entry_id
   WHERE person_id = :person ORDER BY ruling_id DESC LIMIT 1)
ORDER BY entries.id
"""

_CHECK_INS = """
SELECT standing.day, state, amount, standing.unit, fraction, clock, effort, words, prompted,
  habits.name
FROM standing JOIN habits ON habits.id = standing.habit_id
WHERE standing.person_id = ? AND standing.day BETWEEN ? AND ? AND standing.kind = 'check_in'
ORDER BY standing.day, standing.id
"""

# Streamed from the index, newest first, and read only as far as it is needed.
_RECENT = """
SELECT day, state, amount, unit, fraction, clock, effort, words, prompted
FROM standing WHERE habit_id = ? AND kind = 'check_in' AND day <= ?
ORDER BY day DESC, id DESC
"""

_SEARCH = """
SELECT utterances.* FROM utterances_fts
JOIN utterances ON utterances.id = utterances_fts.rowid
WHERE utterances_fts MATCH ? AND person_id = ?
"""


class Reading:
    """What a journal and a turn can both tell."""

    def __init__(self, file: JournalFile) -> None:
        self._file = file

    def people(self) -> tuple[Person, ...]:
        """Everybody who keeps a journal here, in the order they were added."""
        return tuple(map(person_from, self._file.rows("SELECT * FROM people ORDER BY id")))

    def person(self, name: str) -> Person:
        """The person with that name, whatever the case of its letters. Raises UnknownPerson."""
        return person_from(self._person_row(name))

    def routine(self, person: str, *, archived: bool = False) -> Routine:
        """The person's habits with their aliases, in the order they were added.

        Raises UnknownPerson.
        """
        with self._file.snapshot():
            rows = self._file.rows(
                "SELECT * FROM habits WHERE person_id = ? AND archived <= ? ORDER BY id",
                (self._person_id(person), archived),
            )
            aliases = self._aliases(person)
        return tuple(habit_from(row, tuple(aliases[row["id"]])) for row in rows)

    def days(self, person: str, first: date, last: date) -> tuple[Kept, ...]:
        """Standing entries of every kind from `first` to `last`, both included.

        Ordered by the local day they are credited to, then as they were kept.
        Raises UnknownPerson.
        """
        return self._kept(_KEPT_OF_DAYS, self._within(person, first, last))

    def check_ins(self, person: str, first: date, last: date) -> tuple[CheckIn, ...]:
        """Standing check-ins from `first` to `last`, both included, in the order of `days`.

        Raises UnknownPerson.
        """
        rows = self._file.bare_rows(_CHECK_INS, self._within(person, first, last))
        return tuple(check_in_from(cast(CheckInRow, row[:-1]), cast(str, row[-1])) for row in rows)

    def recent(self, person: str, habit: str, until: date, known_days: int) -> tuple[CheckIn, ...]:
        """The habit's standing check-ins on the latest `known_days` days that have any.

        Oldest first, none after the local day `until`; empty for a name that nobody knows.
        Raises UnknownPerson.
        """
        if known_days < 1:
            return ()
        named = self._file.rows(
            "SELECT id, name FROM habits WHERE person_id = ? AND name_key = ?",
            (self._person_id(person), key(habit)),
        )
        each = [self._recent_of_one(row, until, known_days) for row in named]
        return tuple(each[0] if len(each) == 1 else _latest_days(chain(*each), known_days))

    def said(self, person: str, first: date, last: date) -> tuple[Said, ...]:
        """What was said on the local days from `first` to `last`, both included, as heard.

        Raises UnknownPerson.
        """
        rows = self._file.rows(
            "SELECT * FROM utterances WHERE person_id = ? AND day BETWEEN ? AND ?"
            " ORDER BY day, heard_at, id",
            self._within(person, first, last),
        )
        return tuple(map(said_from, rows))

    def search(self, person: str, text: str, limit: int = 20) -> tuple[Said, ...]:
        """Up to `limit` utterances with every word of `text`, newest first.

        Where there are none, those with any of the words, best first. Endings do not matter
        ("walked" finds "walking"), nor do case and accents; any text is a safe question.
        Raises UnknownPerson.
        """
        person_id = self._person_id(person)
        terms = _quoted_terms(text)
        if not terms or limit < 1:
            return ()
        rows = self._file.rows(
            _SEARCH + "ORDER BY utterances.id DESC LIMIT ?", (" ".join(terms), person_id, limit)
        ) or self._file.rows(
            _SEARCH + "ORDER BY rank, utterances.id DESC LIMIT ?",
            (" OR ".join(terms), person_id, limit),
        )
        return tuple(map(said_from, rows))

    def last_kept(self, person: str) -> tuple[Kept, ...]:
        """The standing entries of the newest utterance that has any: what "undo" is about.

        Raises UnknownPerson.
        """
        person_id = self._person_id(person)
        with self._file.snapshot():
            newest = self._file.rows(_NEWEST_UTTERANCE_STANDING, (person_id,))
            return self._kept_of(person_id, newest[0]["utterance_id"]) if newest else ()

    def last_retracted(self, person: str) -> tuple[Kept, ...]:
        """The entries most recently retracted together and not restored since.

        Raises UnknownPerson.
        """
        return self._kept(_RETRACTED_LAST, {"person": self._person_id(person)})

    def dialogue(self, person: str) -> dict[str, object]:
        """Where the person's dialogue stands, as it was set; empty where there is none.

        Raises UnknownPerson.
        """
        rows = self._file.rows(
            "SELECT state FROM dialogues WHERE person_id = ?", (self._person_id(person),)
        )
        return cast(dict[str, object], loaded(rows[0]["state"])) if rows else {}

    def _person_row(self, name: str) -> Row:
        rows = self._file.rows("SELECT * FROM people WHERE name_key = ?", (key(name),))
        if not rows:
            raise UnknownPerson(name, tuple(each.name for each in self.people()))
        return rows[0]

    def _person_id(self, name: str) -> int:
        person_id: int = self._person_row(name)["id"]
        return person_id

    def _within(self, person: str, first: date, last: date) -> tuple[int, str, str]:
        return self._person_id(person), first.isoformat(), last.isoformat()

    def _kept(self, sql: str, parameters: Any) -> tuple[Kept, ...]:
        return tuple(map(kept_from, self._file.rows(sql, parameters)))

    def _kept_of(self, person_id: int, utterance_id: int) -> tuple[Kept, ...]:
        return self._kept(_KEPT_OF_UTTERANCE, (person_id, utterance_id))

    def _recent_of_one(self, habit: Row, until: date, known_days: int) -> list[CheckIn]:
        parameters = (habit["id"], until.isoformat())
        rows: list[CheckInRow] = []
        days: set[str] = set()
        for row in cast(Iterable[CheckInRow], self._file.stream(_RECENT, parameters)):
            days.add(row[0])
            if len(days) > known_days:
                break
            rows.append(row)
        name = habit["name"]
        return [check_in_from(row, name) for row in reversed(rows)]

    def _aliases(self, person: str) -> defaultdict[int, list[str]]:
        aliases: defaultdict[int, list[str]] = defaultdict(list)
        rows = self._file.rows(
            "SELECT habit_id, alias FROM aliases JOIN habits ON habits.id = habit_id"
            " WHERE person_id = ? ORDER BY aliases.id",
            (self._person_id(person),),
        )
        for row in rows:
            aliases[row["habit_id"]].append(row["alias"])
        return aliases


def _latest_days(check_ins: Iterable[CheckIn], known_days: int) -> list[CheckIn]:
    # A name that was archived and begun again is one history.
    ordered = sorted(check_ins, key=lambda each: each.day)
    days = sorted({each.day for each in ordered})[-known_days:]
    return [each for each in ordered if days and each.day >= days[0]]


def _quoted_terms(text: str) -> list[str]:
    # In quotes nothing is an operator, and a word's apostrophe only parts it as in the index.
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)
    return [f'"{word}"' for word in dict.fromkeys(words)][:_MOST_TERMS]
