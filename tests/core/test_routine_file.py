"""A routine as a file that a person writes by hand."""

from __future__ import annotations

from contextlib import suppress
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyday.domain import Habit, HabitKind, Routine, RoutineFileInvalid, Schedule
from everyday.routine.file import read_routine, write_routine
from everyday.routine.schedule import examples, parse_schedule

PATH = Path("routine.toml")


def test_a_routine_file_says_everything_about_a_habit() -> None:
    text = """
        [[habit]]
        name = "swim"
        kind = "do"
        unit = "minutes"
        target = 40
        schedule = "twice a week"
        aliases = ["pool", "went swimming"]
        smallest = "pack my bag"

        [[habit]]
        name = "lights out"
        kind = "time"
        by = "22:30"
        schedule = "nightly"

        [[habit]]
        name = "floss"
    """
    swim, lights_out, floss = read_routine(text, PATH)
    assert swim == Habit(
        name="swim",
        kind=HabitKind.DO,
        unit="min",
        target=40.0,
        schedule=Schedule(2, 7, words="twice a week"),
        aliases=("pool", "went swimming"),
        smallest="pack my bag",
    )
    assert lights_out.by == time(22, 30)
    assert lights_out.schedule.part_of_day == "night"
    assert floss == Habit("floss")


@pytest.mark.parametrize(
    ("fields", "unit", "target"),
    [
        ('unit = "glass"\ntarget = 8', "glasses", 8),
        ('unit = "Minutes"\ntarget = 10', "min", 10),
        ('unit = "hours"\ntarget = 1.5', "min", 90),
        ('unit = "dumplings"\ntarget = 12', "dumplings", 12),
    ],
)
def test_units_become_those_that_amounts_are_kept_in(fields: str, unit: str, target: float) -> None:
    (habit,) = read_routine(f'[[habit]]\nname = "x"\n{fields}', PATH)
    assert (habit.unit, habit.target) == (unit, target)


@pytest.mark.parametrize(
    ("by", "clock"), [('"22:30"', time(22, 30)), ('"7:05"', time(7, 5)), ("06:00:00", time(6))]
)
def test_a_clock_may_be_written_the_way_people_do(by: str, clock: time) -> None:
    (habit,) = read_routine(f'[[habit]]\nname = "up"\nby = {by}', PATH)
    assert (habit.kind, habit.by) == (HabitKind.TIME, clock)


def test_an_empty_file_is_an_empty_routine() -> None:
    assert read_routine("", PATH) == ()
    assert write_routine(()) == ""


WALK = '[[habit]]\nname = "walk"\n'

MISTAKES = [
    # what is written, what the problem must name
    ('[[habit]]\nname = "walk\nkind = 1', ["TOML", "line 2"]),
    ("walk = 1", ['"walk"', "[[habit]]"]),
    ('[habit]\nname = "walk"', ["[[habit]]"]),
    ("habit = [1]", ["[[habit]]"]),
    ('[[habit]]\nkind = "do"', ["number 1", "name", "missing"]),
    (WALK + '[[habit]]\nname = " "', ["number 2", "name"]),
    ("[[habit]]\nname = 7", ["number 1", "name"]),
    (WALK + 'kind = "maybe"', ['"walk"', "kind", "'maybe'", "do, count, time, avoid"]),
    (WALK + "kind = []", ['"walk"', "kind"]),
    (WALK + 'kind = "time"\nby = "25:00"', ['"walk"', "by", '"22:30"']),
    (WALK + 'kind = "time"\nby = "half ten"', ['"walk"', "by", '"22:30"']),
    (WALK + 'kind = "time"\nby = 22', ['"walk"', "by", '"22:30"']),
    (WALK + 'kind = "do"\nby = "22:30"', ['"walk"', "by", '"time"', '"do"']),
    (WALK + 'target = "30"', ['"walk"', "target", "number"]),
    (WALK + "target = true", ['"walk"', "target", "number"]),
    (WALK + "target = 0", ['"walk"', "target", "more than 0"]),
    (WALK + "target = nan", ['"walk"', "target"]),
    (WALK + "target = inf", ['"walk"', "target"]),
    (WALK + 'goal = "30"', ['"walk"', "goal", "target"]),
    (WALK + 'unit = ""', ['"walk"', "unit"]),
    (WALK + 'smallest = ["shoes"]', ['"walk"', "smallest"]),
    (WALK + 'archived = "no"', ['"walk"', "archived", "true or false"]),
    (WALK + 'aliases = "stroll"', ['"walk"', "aliases", "list"]),
    (WALK + 'aliases = ["stroll", ""]', ['"walk"', "aliases", "empty"]),
    (WALK + 'schedule = "when I can"', ['"walk"', "schedule", '"when I can"', *examples()]),
    (WALK + "schedule = 3", ['"walk"', "schedule"]),
    (WALK + "schedule = { times = 0 }", ['"walk"', "schedule", "times"]),
    (WALK + "schedule = { days = 1.5 }", ['"walk"', "schedule", "days"]),
    (WALK + "schedule = { weekdays = [7] }", ['"walk"', "schedule", "weekdays"]),
    (WALK + "schedule = { words = 1 }", ['"walk"', "schedule", "words"]),
    (WALK + "schedule = { hours = 1 }", ['"walk"', "schedule", "hours"]),
    (WALK + '[[habit]]\nname = "Walk"', ['"Walk"', "name", '"walk"']),
    (WALK + '[[habit]]\nname = "hike"\naliases = ["WALK"]', ['"hike"', "alias", '"walk"']),
]


@pytest.mark.parametrize(("text", "names"), MISTAKES)
def test_a_mistake_is_told_with_the_habit_the_field_and_the_way_out(
    text: str, names: list[str]
) -> None:
    with pytest.raises(RoutineFileInvalid) as caught:
        read_routine(text, PATH)
    assert caught.value.path == PATH
    for name in names:
        assert name in caught.value.problem


def test_an_archived_habit_leaves_its_name_free() -> None:
    routine = (Habit("walk", archived=True), Habit("Walk"))
    assert read_routine(write_routine(routine), PATH) == routine


def test_a_schedule_is_written_in_the_persons_own_words() -> None:
    schedule = parse_schedule("mondays and thursdays")
    assert schedule is not None
    assert 'schedule = "mondays and thursdays"' in write_routine(
        (Habit("choir", schedule=schedule),)
    )


# --- the law: what is written is read back --------------------------------------------------------

texts = st.text(min_size=1).map(str.strip).filter(bool)
schedules = st.one_of(
    st.sampled_from(["daily", "nightly", "weekends", "three times a week, morning"]).map(
        lambda words: parse_schedule(words) or Schedule()
    ),
    st.builds(
        Schedule,
        times=st.integers(1, 40),
        days=st.integers(1, 40),
        weekdays=st.frozensets(st.integers(0, 6)),
        part_of_day=st.none() | st.text(),
        words=st.text(),
    ),
)
habits = st.builds(
    Habit,
    name=texts,
    kind=st.sampled_from([HabitKind.DO, HabitKind.COUNT, HabitKind.AVOID]),
    unit=st.none() | st.sampled_from(["min", "glasses", "Übungen", 'say "ah"']),
    target=st.none() | st.floats(min_value=0, exclude_min=True, allow_infinity=False),
    schedule=schedules,
    aliases=st.lists(texts, max_size=3).map(tuple),
    smallest=st.none() | texts,
    archived=st.booleans(),
) | st.builds(Habit, name=texts, kind=st.just(HabitKind.TIME), by=st.none() | st.times())


def told_apart(routine: list[Habit]) -> bool:
    called = [
        {name.casefold() for name in (habit.name, *habit.aliases)}
        for habit in routine
        if not habit.archived
    ]
    return sum(len(names) for names in called) == len(set[str]().union(*called))


@given(st.lists(habits, max_size=4).filter(told_apart).map(tuple))
def test_what_is_written_is_read_back_the_same(routine: Routine) -> None:
    assert read_routine(write_routine(routine), PATH) == routine


@given(st.text())
def test_any_text_at_all_is_a_routine_or_a_told_mistake(text: str) -> None:
    with suppress(RoutineFileInvalid):
        assert all(habit.name for habit in read_routine(text, PATH))
