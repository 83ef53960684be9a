"""Typing what was done, seeing it, taking it back, finding it and taking it along."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.cli.records import harmless
from tests.companion.cli.conftest import Everyday


def test_one_day_from_the_first_word_to_the_export(with_habits: Everyday) -> None:
    assert "Walk, twenty-five minutes" in with_habits.says(
        "say", "I went for a walk for 25 minutes"
    )
    sentence, _, heads, walk, meds = with_habits.says("today").splitlines()
    assert "walk" in sentence
    assert heads.split() == ["habit", "today", "amount"]
    assert walk.split() == ["walk", "done", "25", "min"]
    assert meds.split() == ["meds"]

    marks = with_habits.says("week").splitlines()[3]
    assert marks.split() == ["walk", "x"]

    assert "walk" in with_habits.says("undo")
    assert "done" not in with_habits.says("today")
    assert "went for a walk" in with_habits.says("search", "walking")

    exported = json.loads(with_habits.says("export"))
    assert [each["text"] for each in exported["utterances"]] == [
        "I went for a walk for 25 minutes",
        "undo that",
    ]


def test_what_was_not_told_stays_blank_and_not_done_is_told_apart(with_habits: Everyday) -> None:
    with_habits.says("say", "I didn't take my meds")
    week = with_habits.says("week").splitlines()
    assert week[3].split() == ["walk"]
    assert week[4].split() == ["meds", "-"]
    assert week[5].startswith("x done")
    today = with_habits.says("today").splitlines()
    assert today[3].split() == ["walk"]
    assert today[4].split() == ["meds", "not", "done"]


def test_a_first_word_needs_no_setting_up(everyday: Everyday) -> None:
    assert "Kept" in everyday.says("say", "hello", "there")
    assert everyday.told() == ["hello there"]
    assert everyday.journal.stat().st_mode & 0o777 == 0o600


def test_what_is_said_with_a_time_counts_for_that_day(with_habits: Everyday) -> None:
    two_days_ago = (datetime.now(UTC) - timedelta(days=2)).replace(hour=12)
    with_habits.says("say", "I went for my walk", "--at", two_days_ago.isoformat())
    rows = list(csv.DictReader(io.StringIO(with_habits.says("export", "--format", "csv"))))
    assert [(row["habit"], row["day"]) for row in rows] == [("walk", str(two_days_ago.date()))]
    assert with_habits.json("today", "--json")["habits"][0]["state"] == "unknown"


def test_summaries_of_any_stretch(with_habits: Everyday) -> None:
    with_habits.says("say", "I went for my walk", "--at", "2026-03-02T12:00")
    with_habits.says("say", "I went for my walk", "--at", "2026-03-03T12:00")
    march = ("--from", "2026-03-01", "--to", "2026-03-31", "--json")
    walk, meds = with_habits.json("summary", *march)["habits"]
    assert (walk["counts"]["done"], walk["counts"]["days"]) == (2, 31)
    assert meds["counts"]["known"] == 0
    everything = with_habits.json("summary", "--all", "--habit", "WALK", "--json")
    assert everything["period"]["first"] == "2026-03-02"
    assert [each["counts"]["done"] for each in everything["habits"]] == [2]
    assert "two of the two days" in with_habits.says("summary", "--all")
    before = ("--from", "2026-02-01", "--to", "2026-02-02")
    assert with_habits.says("summary", *before).startswith("Nothing was told in this time.")


@pytest.mark.parametrize(
    "command",
    [
        ("say", "I took my meds", "--json"),
        ("undo", "--json"),
        ("today", "--json"),
        ("week", "--json"),
        ("summary", "--json"),
        ("search", "walk", "--json"),
        ("habits", "list", "--json"),
        ("people", "list", "--json"),
        ("doctor", "--json"),
    ],
    ids=lambda command: " ".join(command[:-1]),
)
def test_programs_get_json(with_habits: Everyday, command: tuple[str, ...]) -> None:
    with_habits.says("say", "I went for my walk")
    assert with_habits.json(*command)


def test_an_export_is_written_once_and_for_its_owner_only(with_habits: Everyday) -> None:
    with_habits.says("say", "I went for my walk")
    written = with_habits("export", "-o", "mine.json")
    assert (written.returncode, written.stdout) == (0, "")
    mine = with_habits.home / "mine.json"
    assert mine.stat().st_mode & 0o777 == 0o600
    assert len(json.loads(mine.read_text("utf-8"))["entries"]) == 1
    again = with_habits("export", "--format", "csv", "-o", "mine.json")
    assert again.returncode == 73
    assert "is there already" in again.stderr
    assert json.loads(mine.read_text("utf-8"))


def test_a_spreadsheet_runs_nothing_that_was_said(with_habits: Everyday) -> None:
    with_habits.says("say", "=1+2 I went for my walk")
    rows = list(csv.DictReader(io.StringIO(with_habits.says("export", "--format", "csv"))))
    assert [row["said"] for row in rows] == ["'=1+2 I went for my walk"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_looks_like_a_formula_is_text(start: str) -> None:
    assert harmless(f"{start}walk") == f"'{start}walk"
    assert harmless(f"walk{start}") == f"walk{start}"


def test_what_was_said_cannot_steer_the_terminal(with_habits: Everyday) -> None:
    with_habits.says("say", "the \x1b[2J garden")
    found = with_habits.says("search", "garden")
    assert "garden" in found
    assert "\x1b" not in found


def test_a_backup_is_a_journal(with_habits: Everyday) -> None:
    with_habits.says("say", "I went for my walk")
    copy = with_habits.home / "copy.db"
    with_habits.says("backup", copy)
    assert "walk" in with_habits.says("--journal", copy, "today").splitlines()[0]
    again = with_habits("backup", copy)
    assert again.returncode == 73
    assert "is there already" in again.stderr


def test_people_have_their_own_pages_and_options_may_stand_last(with_habits: Everyday) -> None:
    with_habits.says("people", "add", "Anna", "--zone", "Asia/Tokyo", "--day-ends", "04:00")
    with_habits.says("people", "set", "me", "--zone", "America/New_York")
    listed = with_habits.json("people", "list", "--json")
    assert [(each["name"], each["zone"], each["day_ends_at"]) for each in listed] == [
        ("me", "America/New_York", "03:00"),
        ("Anna", "Asia/Tokyo", "04:00"),
    ]
    with_habits.says("say", "hello", "--person", "anna")
    assert with_habits.json("--person", "anna", "search", "hello", "--json")
    assert with_habits.json("search", "hello", "--json") == []


def test_a_newcomer_lives_in_the_computers_time_zone(everyday: Everyday) -> None:
    everyday("say", "hello", EVERYDAY_TIME_ZONE="", TZ="Asia/Kolkata")
    assert [each["zone"] for each in everyday.json("people", "list", "--json")] == ["Asia/Kolkata"]


def test_a_terminal_that_knows_ascii_only_shows_what_it_can(everyday: Everyday) -> None:
    everyday.says("habits", "add", "café")
    shown = everyday("habits", "list", PYTHONIOENCODING="ascii")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "caf?" in shown.stdout


def test_a_reader_that_leaves_early_hears_no_complaint(with_habits: Everyday) -> None:
    running = with_habits.started("export")
    assert running.stdout is not None
    running.stdout.close()
    assert running.wait(timeout=60) == 1
    assert running.stderr is not None
    assert running.stderr.read() == ""


def test_nothing_is_written_anywhere_but_to_the_data_folder(everyday: Everyday) -> None:
    everyday.says("say", "hello")
    assert {path.name for path in Path(everyday.home).iterdir()} == {"data"}
