"""Habits by command, and as a file."""

from __future__ import annotations

import tomllib

import pytest

from tests.companion.cli.conftest import Everyday

ROUTINE = """
[[habit]]
name = "walk"
unit = "min"
target = 20
aliases = ["stroll"]

[[habit]]
name = "call mum"
schedule = "three times a week"
"""


def names(everyday: Everyday) -> list[str]:
    return [each["name"] for each in everyday.json("habits", "list", "--json")]


def test_adding_says_how_much_and_how_often(everyday: Everyday) -> None:
    everyday.says(
        *("habits", "add", "call", "mum", "--schedule", "three times a week"),
        *("--alias", "rang mum", "--smallest", "send a message"),
    )
    everyday.says("habits", "add", "reading", "--kind", "count", "--unit", "pages", "--target", "9")
    everyday.says("habits", "add", "bedtime", "--by", "22:30")
    call, reading, bedtime = everyday.json("habits", "list", "--json")
    assert (call["name"], call["schedule"]["times"], call["schedule"]["days"]) == ("call mum", 3, 7)
    assert (call["aliases"], call["smallest"]) == (["rang mum"], "send a message")
    assert (reading["kind"], reading["unit"], reading["target"]) == ("count", "pages", 9.0)
    assert (bedtime["kind"], bedtime["by"]) == ("time", "22:30")
    assert "by 22:30" in everyday.says("habits", "list")


def test_hours_are_kept_as_minutes_like_those_that_are_said(everyday: Everyday) -> None:
    everyday.says("habits", "add", "walk", "--unit", "hours", "--target", "1.5")
    assert [
        (each["unit"], each["target"]) for each in everyday.json("habits", "list", "--json")
    ] == [("min", 90.0)]


def test_renaming_and_other_names(with_habits: Everyday) -> None:
    with_habits.says("say", "I went for my walk")
    with_habits.says("habits", "rename", "walk", "evening round")
    assert "evening round" in with_habits.says("today").splitlines()[0]
    with_habits.says("habits", "alias", "meds", "tablets", "pills")
    with_habits.says("habits", "alias", "--remove", "meds", "pills")
    assert with_habits.json("habits", "list", "--json")[1]["aliases"] == ["tablets"]
    assert "Meds" in with_habits.says("say", "I took my tablets")


def test_archiving_and_taking_back(with_habits: Everyday) -> None:
    with_habits.says("habits", "archive", "meds")
    assert names(with_habits) == ["walk"]
    assert "meds (archived)" in with_habits.says("habits", "list", "--archived")
    with_habits.says("habits", "restore", "meds")
    assert names(with_habits) == ["walk", "meds"]


def test_importing_twice_changes_nothing(everyday: Everyday) -> None:
    file = everyday.home / "routine.toml"
    file.write_text(ROUTINE)
    first = everyday.says("habits", "import", file)
    assert first.splitlines() == ["Added: walk", "Added: call mum"]
    habits = everyday.json("habits", "list", "--json")
    assert everyday.says("habits", "import", file) == "Nothing is new in this file.\n"
    assert everyday.json("habits", "list", "--json") == habits


def test_importing_adds_names_and_leaves_the_rest_as_it_is(with_habits: Everyday) -> None:
    file = with_habits.home / "more.toml"
    file.write_text(
        '[[habit]]\nname = "Walk"\ntarget = 99\naliases = ["stroll", "tea"]\n'
        '[[habit]]\nname = "water"\naliases = ["meds"]\n'
    )
    assert with_habits.says("habits", "import", file).splitlines() == [
        "stroll means walk now.",
        "tea means walk now.",
        "Left out: water. meds means meds already.",
    ]
    walk, _ = with_habits.json("habits", "list", "--json")
    assert (walk["target"], walk["aliases"]) == (None, ["stroll", "tea"])


def test_an_archived_habit_is_not_brought_back_by_a_file(with_habits: Everyday) -> None:
    with_habits.says("habits", "archive", "meds")
    told = with_habits.says("habits", "import", "routine.toml")
    assert told == "Left as it is: meds is archived.\n"


def test_what_is_exported_can_be_imported_elsewhere(with_habits: Everyday) -> None:
    with_habits.says("habits", "add", "call mum", "--schedule", "three times a week")
    text = with_habits.says("habits", "export")
    assert [each["name"] for each in tomllib.loads(text)["habit"]] == ["walk", "meds", "call mum"]
    file = with_habits.home / "exported.toml"
    file.write_text(text)
    with_habits.says("people", "add", "anna")
    with_habits.says("--person", "anna", "habits", "import", file)
    mine = with_habits.json("habits", "list", "--json")
    assert with_habits.json("--person", "anna", "habits", "list", "--json") == mine


@pytest.mark.parametrize(
    ("arguments", "told", "status"),
    [
        (("add", "walk"), "walk is already a name of the habit walk", 65),
        (("add", " "), "name", 64),
        (("add", "x", "--target", "-1"), "target should be more than 0", 64),
        (("add", "x", "--by", "25:00"), "by should be a time", 64),
        (("add", "x", "--schedule", "when it suits"), "was not understood", 64),
        (("add", "x", "--kind", "wish"), "is not one of", 64),
        (("rename", "walk", "MEDS"), "already a name of the habit meds", 65),
        (("rename", "walk", " "), "at least one letter", 64),
        (("alias", "run", "jog"), "no habit called run", 67),
        (("archive", "run"), "Known: walk and meds", 67),
        (("restore", "walk"), "no habit called walk", 67),
        (("import", "nowhere.toml"), "nowhere.toml cannot be read", 66),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_told_in_one_line(
    with_habits: Everyday, arguments: tuple[str, ...], told: str, status: int
) -> None:
    before = with_habits.json("habits", "list", "--json")
    ended = with_habits("habits", *arguments)
    assert told in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert (ended.returncode, ended.stdout) == (status, "")
    assert with_habits.json("habits", "list", "--json") == before


@pytest.mark.parametrize("text", ["name = walk", '[[habit]]\nunit = "min"', "\x00"])
def test_a_file_that_is_no_routine_adds_nothing(with_habits: Everyday, text: str) -> None:
    file = with_habits.home / "wrong.toml"
    file.write_text(text)
    ended = with_habits("habits", "import", file)
    assert ended.returncode == 65
    assert str(file) in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert names(with_habits) == ["walk", "meds"]
