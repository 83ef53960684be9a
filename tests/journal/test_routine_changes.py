"""A routine changes; what was kept stays, and what each habit was before is kept too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from everyday.domain import Habit, HabitNameTaken, UnknownHabit, UnknownPerson
from everyday.journal import Journal, Turn
from tests.journal.writing import MONDAY, NOON, READ, WALK, done, exported_rows, tell


def change(journal: Journal, what: Callable[[Turn], None]) -> None:
    with journal.turn(NOON) as turn:
        what(turn)


def test_a_routine_is_in_the_order_it_was_added(journal: Journal) -> None:
    change(journal, lambda turn: turn.add_habit("me", Habit("art")))
    assert journal.routine("me") == (WALK, READ, Habit("art"))


def test_a_renamed_habit_keeps_its_history_under_its_present_name(journal: Journal) -> None:
    tell(journal, "I walked", done())
    change(journal, lambda turn: turn.rename_habit("me", "WALK", "morning walk"))
    assert journal.routine("me")[0] == replace(WALK, name="morning walk")
    assert journal.check_ins("me", MONDAY, MONDAY) == (done("morning walk"),)
    assert journal.recent("me", "Morning Walk", MONDAY, 1) == (done("morning walk"),)
    assert journal.recent("me", "walk", MONDAY, 1) == ()


def test_renaming_to_an_alias_of_its_own_makes_the_alias_the_name(journal: Journal) -> None:
    change(journal, lambda turn: turn.rename_habit("me", "walk", "a stroll"))
    assert journal.routine("me")[0] == Habit("a stroll", aliases=("my walk",))


def test_renaming_may_change_nothing_but_case(journal: Journal) -> None:
    change(journal, lambda turn: turn.rename_habit("me", "walk", "Walk"))
    assert journal.routine("me")[0].name == "Walk"


def test_aliases_are_learned_and_forgotten(journal: Journal) -> None:
    (kept,) = tell(journal, "I went round the block", done())
    change(journal, lambda turn: turn.add_alias("me", "walk", "the block", kept.utterance_id))
    change(journal, lambda turn: turn.add_alias("me", "walk", "The  Block", None))
    change(journal, lambda turn: turn.remove_alias("me", "walk", "MY WALK"))
    change(journal, lambda turn: turn.remove_alias("me", "walk", "never there"))
    assert journal.routine("me")[0].aliases == ("a stroll", "the block")
    learned = {row["alias"]: row["learned_from"] for row in exported_rows(journal, "aliases")}
    assert learned == {"a stroll": None, "the block": kept.utterance_id}


def test_a_changed_habit_remembers_where_its_aliases_were_learned(journal: Journal) -> None:
    (kept,) = tell(journal, "the block", done())
    change(journal, lambda turn: turn.add_alias("me", "walk", "the block", kept.utterance_id))
    changed = Habit("walk", aliases=("the block", "out"), smallest="put my shoes on")
    change(journal, lambda turn: turn.change_habit("me", "walk", changed))
    assert journal.routine("me")[0] == changed
    learned = {row["alias"]: row["learned_from"] for row in exported_rows(journal, "aliases")}
    assert learned == {"the block": kept.utterance_id, "out": None}


def test_an_archived_habit_leaves_the_routine_and_keeps_its_past(journal: Journal) -> None:
    tell(journal, "I walked", done())
    change(journal, lambda turn: turn.archive_habit("me", "walk"))
    assert journal.routine("me") == (READ,)
    assert journal.routine("me", archived=True) == (replace(WALK, archived=True), READ)
    assert journal.check_ins("me", MONDAY, MONDAY) == (done(),)
    change(journal, lambda turn: turn.restore_habit("me", "walk"))
    assert journal.routine("me") == (WALK, READ)


def test_a_habit_that_is_begun_again_under_its_old_name_is_one_history(journal: Journal) -> None:
    tell(journal, "one", done(on=date(2026, 3, 1), words="one"))
    change(journal, lambda turn: turn.archive_habit("me", "walk"))
    change(journal, lambda turn: turn.add_habit("me", Habit("Walk")))
    tell(journal, "two", done("walk", on=date(2026, 3, 2), words="two"))
    recent = journal.recent("me", "walk", MONDAY, 9)
    assert [each.words for each in recent] == ["one", "two"]
    assert [each.words for each in journal.recent("me", "walk", MONDAY, 1)] == ["two"]
    with journal.turn(NOON) as turn, pytest.raises(HabitNameTaken):
        turn.restore_habit("me", "walk")


@pytest.mark.parametrize(
    ("what", "name", "taken_by"),
    [
        (lambda turn: turn.add_habit("me", Habit("Walk")), "Walk", "walk"),
        (lambda turn: turn.add_habit("me", Habit("MY WALK")), "MY WALK", "walk"),
        (lambda turn: turn.add_habit("me", Habit("run", aliases=("read",))), "read", "read"),
        (lambda turn: turn.rename_habit("me", "read", "a  Stroll"), "a  Stroll", "walk"),
        (lambda turn: turn.add_alias("me", "read", "walk", None), "walk", "walk"),
        (lambda turn: turn.change_habit("me", "read", WALK), "walk", "walk"),
    ],
)
def test_a_name_means_one_habit(
    journal: Journal, what: Callable[[Turn], None], name: str, taken_by: str
) -> None:
    with journal.turn(NOON) as turn, pytest.raises(HabitNameTaken) as taken:
        what(turn)
    assert (taken.value.name, taken.value.habit) == (name, taken_by)
    assert journal.routine("me") == (WALK, READ)


@pytest.mark.parametrize(
    "what",
    [
        lambda turn: turn.rename_habit("me", "flying", "x"),
        lambda turn: turn.add_alias("me", "flying", "x", None),
        lambda turn: turn.remove_alias("me", "flying", "x"),
        lambda turn: turn.archive_habit("me", "flying"),
        lambda turn: turn.restore_habit("me", "flying"),
        lambda turn: turn.change_habit("me", "flying", Habit("x")),
    ],
)
def test_only_a_known_habit_can_be_changed(journal: Journal, what: Callable[[Turn], None]) -> None:
    with journal.turn(NOON) as turn, pytest.raises(UnknownHabit) as unknown:
        what(turn)
    assert unknown.value.name == "flying"


def test_only_a_known_person_has_a_routine(journal: Journal) -> None:
    with journal.turn(NOON) as turn, pytest.raises(UnknownPerson):
        turn.add_habit("nobody", Habit("x"))
    with pytest.raises(UnknownPerson):
        journal.routine("nobody")


def test_every_change_is_kept_with_what_was_before(journal: Journal) -> None:
    change(journal, lambda turn: turn.rename_habit("me", "walk", "hike"))
    change(journal, lambda turn: turn.add_alias("me", "hike", "hills", None))
    change(journal, lambda turn: turn.remove_alias("me", "hike", "hills"))
    change(journal, lambda turn: turn.archive_habit("me", "hike"))
    change(journal, lambda turn: turn.restore_habit("me", "hike"))
    change(journal, lambda turn: turn.change_habit("me", "hike", Habit("hike", target=2)))
    rows = [row for row in exported_rows(journal, "habit_changes") if row["habit_id"] == 1]
    told = [(row["change"], row["before"] and row["before"]["name"]) for row in rows]
    assert told == [
        ("added", None),
        ("renamed", "walk"),
        ("alias added", "hike"),
        ("alias removed", "hike"),
        ("archived", "hike"),
        ("restored", "hike"),
        ("changed", "hike"),
    ]
    assert rows[3]["before"]["aliases"] == ["my walk", "a stroll", "hills"]
