"""Changing a person's routine; what each habit was before every change is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from everyday.domain import Habit, HabitNameTaken, UnknownHabit
from everyday.journal.journal_file import JournalFile
from everyday.journal.reading import Reading
from everyday.journal.rows import Row, as_text, habit_from, habit_row, key, storable

_SET_HABIT = """
UPDATE habits SET name = :name, name_key = :name_key, kind = :kind, unit = :unit,
  target = :target, by_time = :by_time, times = :times, every_days = :every_days,
  weekdays = :weekdays, part_of_day = :part_of_day, schedule_words = :schedule_words,
  smallest = :smallest, archived = :archived
WHERE id = :id
"""


class RoutineChanges(Reading):
    """The changes of habits that a turn can make.

    Habits are named as in the routine, whatever the case of the letters; aliases are not
    looked up. Every method raises UnknownPerson, and UnknownHabit where it takes the name of a
    habit that the person does not have.
    """

    def __init__(self, file: JournalFile, at: str) -> None:
        super().__init__(file)
        self._at = at

    def add_habit(self, person: str, habit: Habit) -> None:
        """Add `habit` at the end of the routine. Raises HabitNameTaken, for an alias too."""
        self._demand_free_names(person, habit, besides=None)
        person_id = self._person_id(person)
        added = {**habit_row(habit), "person_id": person_id, "added_at": self._at}
        habit_id = self._file.insert("habits", added)
        self._record(habit_id, "added", before=None)
        self._add_aliases(habit_id, habit)

    def change_habit(self, person: str, name: str, habit: Habit) -> None:
        """Make the habit called `name` what `habit` says, its name and aliases included.

        What was kept of it stays with it. Raises HabitNameTaken.
        """
        self._change(person, self._active(person, name), habit, "changed")

    def rename_habit(self, person: str, name: str, new: str) -> None:
        """Call the habit `new`; the old name is not kept as an alias. Raises HabitNameTaken."""
        row = self._active(person, name)
        self._change(person, row, replace(self._habit(row), name=new), "renamed")

    def add_alias(self, person: str, name: str, alias: str, learned_from: int | None) -> None:
        """Let `alias` mean the habit too; nothing changes where it already does.

        `learned_from` is the id of the utterance that taught it. Raises HabitNameTaken.
        """
        row = self._active(person, name)
        habit = self._habit(row)
        if key(alias) in map(key, habit.names):
            return
        self._demand_free_names(person, Habit(alias), besides=row["id"])
        self._record(row["id"], "alias added", before=habit)
        self._insert_alias(row["id"], alias, learned_from, self._at)

    def remove_alias(self, person: str, name: str, alias: str) -> None:
        """Let `alias` no longer mean the habit; nothing changes where it never did."""
        row = self._active(person, name)
        habit = self._habit(row)
        if key(alias) not in map(key, habit.aliases):
            return
        self._record(row["id"], "alias removed", before=habit)
        self._file.change(
            "DELETE FROM aliases WHERE habit_id = ? AND alias_key = ?", (row["id"], key(alias))
        )

    def archive_habit(self, person: str, name: str) -> None:
        """Take the habit out of the routine; what was kept of it stays."""
        row = self._active(person, name)
        self._change(person, row, replace(self._habit(row), archived=True), "archived")

    def restore_habit(self, person: str, name: str) -> None:
        """Take the habit of that name that was added last back into the routine.

        Raises UnknownHabit where none of that name is archived, HabitNameTaken where its name or
        an alias of it has come to mean another.
        """
        row = self._named(person, name, archived=True)[-1]
        self._change(person, row, replace(self._habit(row), archived=False), "restored")

    def _change(self, person: str, row: Row, habit: Habit, change: str) -> None:
        if not habit.archived:
            self._demand_free_names(person, habit, besides=row["id"])
        self._record(row["id"], change, before=self._habit(row))
        self._file.change(_SET_HABIT, {**habit_row(habit), "id": row["id"]})
        self._replace_aliases(row["id"], habit)

    def _record(self, habit_id: int, change: str, *, before: Habit | None) -> None:
        was = as_text(before) if before is not None else None
        row = {"habit_id": habit_id, "at": self._at, "change": change, "before": was}
        self._file.insert("habit_changes", row)

    def _habit(self, row: Row) -> Habit:
        aliases = self._file.rows(
            "SELECT alias FROM aliases WHERE habit_id = ? ORDER BY id", (row["id"],)
        )
        return habit_from(row, tuple(each["alias"] for each in aliases))

    def _active(self, person: str, name: str) -> Row:
        return self._named(person, name, archived=False)[0]

    def _named(self, person: str, name: str, *, archived: bool) -> list[Row]:
        rows: list[Row] = [*self._habits(person, archived=archived)]
        named = [row for row in rows if row["name_key"] == key(name)]
        if not named:
            raise UnknownHabit(name, tuple(row["name"] for row in rows))
        return named

    def _habits(self, person: str, *, archived: bool) -> Iterable[Row]:
        return self._file.rows(
            "SELECT * FROM habits WHERE person_id = ? AND archived = ? ORDER BY id",
            (self._person_id(person), archived),
        )

    def _demand_free_names(self, person: str, habit: Habit, *, besides: int | None) -> None:
        if habit.archived:
            return
        aliases = self._aliases(person)
        taken = {
            key(name): row["name"]
            for row in self._habits(person, archived=False)
            if row["id"] != besides
            for name in (row["name"], *aliases[row["id"]])
        }
        for name in habit.names:
            if key(name) in taken:
                raise HabitNameTaken(name, taken[key(name)])

    def _add_aliases(self, habit_id: int, habit: Habit) -> None:
        for alias in _distinct_aliases(habit):
            self._insert_alias(habit_id, alias, None, self._at)

    def _replace_aliases(self, habit_id: int, habit: Habit) -> None:
        before = self._file.rows("SELECT * FROM aliases WHERE habit_id = ?", (habit_id,))
        origins = {row["alias_key"]: (row["learned_from"], row["added_at"]) for row in before}
        self._file.change("DELETE FROM aliases WHERE habit_id = ?", (habit_id,))
        for alias in _distinct_aliases(habit):
            learned_from, added_at = origins.get(key(alias), (None, self._at))
            self._insert_alias(habit_id, alias, learned_from, added_at)

    def _insert_alias(
        self, habit_id: int, alias: str, learned_from: int | None, added_at: str
    ) -> None:
        row = {
            "habit_id": habit_id,
            "alias": storable(alias),
            "alias_key": key(alias),
            "learned_from": learned_from,
            "added_at": added_at,
        }
        self._file.insert("aliases", row)


def _distinct_aliases(habit: Habit) -> Iterable[str]:
    by_key = {key(alias): alias for alias in reversed(habit.aliases)}
    by_key.pop(key(habit.name), None)
    return [alias for alias in dict.fromkeys(habit.aliases) if by_key.get(key(alias)) == alias]
