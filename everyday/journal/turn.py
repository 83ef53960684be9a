"""What one turn of a conversation writes: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import time
from zoneinfo import ZoneInfo

from everyday.domain import (
    Entry,
    Kept,
    Meaning,
    Moment,
    Person,
    PersonNameTaken,
    Reply,
    Source,
    UnknownHabit,
    Utterance,
)
from everyday.journal.routine_changes import RoutineChanges
from everyday.journal.rows import (
    as_text,
    entry_row,
    habit_named_in,
    key,
    person_row,
    reply_from,
    storable,
    utterance_row,
)

_HABIT_TO_KEEP = """
SELECT habits.id FROM habits
WHERE person_id = ? AND name_key = ? ORDER BY archived, id DESC LIMIT 1
"""

_COMPLETE = """
UPDATE utterances SET kind = ?, meaning = ?, reply = ? WHERE id = ? AND reply IS NULL
"""

_SET_DIALOGUE = """
INSERT INTO dialogues (person_id, state, changed_at) VALUES (?, ?, ?)
ON CONFLICT (person_id) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at
"""


class Turn(RoutineChanges):
    """The journal's only writer while it lasts; reads see what it has written so far."""

    def add_person(self, person: Person) -> None:
        """Let somebody keep a journal here. Raises PersonNameTaken."""
        for known in self.people():
            if key(known.name) == key(person.name):
                raise PersonNameTaken(person.name)
        self._file.insert("people", {**person_row(person), "added_at": self._at})

    def change_person(
        self, name: str, *, zone: ZoneInfo | None = None, day_ends_at: time | None = None
    ) -> None:
        """Change where or how the person lives from now on; days already kept stay as they are.

        Raises UnknownPerson.
        """
        before = self.person(name)
        after = Person(before.name, zone or before.zone, day_ends_at or before.day_ends_at)
        self._file.change(
            "UPDATE people SET zone = :zone, day_ends_at = :day_ends_at WHERE name_key = :name_key",
            person_row(after),
        )

    def reply_to(self, source: Source, request_id: str) -> Reply | None:
        """The reply to an utterance that was already kept and answered, else None."""
        rows = self._file.rows(
            "SELECT reply FROM utterances WHERE source = ? AND request_id = ?",
            (source.value, storable(request_id)),
        )
        return reply_from(rows[0]["reply"]) if rows and rows[0]["reply"] is not None else None

    def keep_utterance(self, utterance: Utterance, moment: Moment) -> int:
        """The id of the utterance, kept as it was said on the local day of `moment`.

        One that is already kept under the same source and request id is not kept twice.
        Raises UnknownPerson.
        """
        person_id = self._person_id(utterance.person)
        row = utterance_row(utterance, moment)
        known = self._file.rows(
            "SELECT id FROM utterances WHERE source = ? AND request_id = ?",
            (row["source"], row["request_id"]),
        )
        if known:
            known_id: int = known[0]["id"]
            return known_id
        return self._file.insert("utterances", {"person_id": person_id, **row})

    def deriving(self) -> AbstractContextManager[None]:
        """Run a block; where it raises, what it changed is undone and the turn goes on.

        The error passes on to whoever is to decide about it.
        """
        return self._file.savepoint()

    def understood(self, utterance_id: int, meaning: Meaning | None, reply: Reply) -> None:
        """Complete the utterance. Raises ValueError where that has been done before."""
        kind = meaning.kind.value if meaning else None
        told = as_text(meaning) if meaning else None
        changed = self._file.change(_COMPLETE, (kind, told, as_text(reply), utterance_id))
        if not changed:
            msg = f"utterance {utterance_id} is not there to be completed, or already is"
            raise ValueError(msg)

    def keep(self, utterance_id: int, entries: Sequence[Entry]) -> tuple[Kept, ...]:
        """The entries as kept, in their order, derived from the utterance.

        A habit may be an archived one of that name where no other has it. Raises UnknownHabit.
        """
        person_id = self._speaker(utterance_id)
        ids = [self._keep(utterance_id, person_id, entry) for entry in entries]
        kept = {each.id: each for each in self._kept_of(person_id, utterance_id)}
        return tuple(kept[each] for each in ids)

    def retract(self, kept_ids: Sequence[int], by_utterance_id: int | None) -> None:
        """Let the entries no longer stand; together they are one decision."""
        self._rule("retracted", kept_ids, by_utterance_id)

    def restore(self, kept_ids: Sequence[int], by_utterance_id: int | None) -> None:
        """Let the entries stand again."""
        self._rule("restored", kept_ids, by_utterance_id)

    def set_dialogue(self, person: str, state: Mapping[str, object]) -> None:
        """Keep where the person's dialogue stands (JSON values). Raises UnknownPerson."""
        self._file.change(_SET_DIALOGUE, (self._person_id(person), as_text(state), self._at))

    def _speaker(self, utterance_id: int) -> int:
        rows = self._file.rows("SELECT person_id FROM utterances WHERE id = ?", (utterance_id,))
        if not rows:
            msg = f"no utterance {utterance_id} to derive from"
            raise ValueError(msg)
        person_id: int = rows[0]["person_id"]
        return person_id

    def _keep(self, utterance_id: int, person_id: int, entry: Entry) -> int:
        habit = habit_named_in(entry)
        habit_id = self._habit_id(person_id, habit) if habit is not None else None
        row = {"utterance_id": utterance_id, "person_id": person_id, "habit_id": habit_id}
        return self._file.insert("entries", {**row, **entry_row(entry)})

    def _habit_id(self, person_id: int, name: str) -> int:
        rows = self._file.rows(_HABIT_TO_KEEP, (person_id, key(name)))
        if not rows:
            known = self._file.rows(
                "SELECT name FROM habits WHERE person_id = ? AND archived = 0 ORDER BY id",
                (person_id,),
            )
            raise UnknownHabit(name, tuple(row["name"] for row in known))
        habit_id: int = rows[0]["id"]
        return habit_id

    def _rule(self, verdict: str, kept_ids: Sequence[int], by_utterance_id: int | None) -> None:
        newest = self._file.rows("SELECT coalesce(max(id), 0) AS id FROM rulings")
        decision = newest[0]["id"] + 1
        for entry_id in kept_ids:
            row = {
                "entry_id": entry_id,
                "verdict": verdict,
                "by_utterance_id": by_utterance_id,
                "decision": decision,
                "at": self._at,
            }
            self._file.insert("rulings", row)
