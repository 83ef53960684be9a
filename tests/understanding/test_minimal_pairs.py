"""Pairs of sentences that differ in a word or two, and what that word changes."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from everyday.domain import Habit, HabitKind, Kind, Moment, Status
from everyday.understanding import understand

MOMENT = Moment(datetime(2026, 11, 24, 20, tzinfo=UTC), ZoneInfo("Europe/London"))
ROUTINE = (
    Habit("walk", unit="min"),
    Habit("meds", aliases=("tablets",)),
    Habit("reading", HabitKind.COUNT, "pages", 10),
    Habit("stretching", unit="min"),
    Habit("gardening"),
    Habit("call", aliases=("rang my sister",)),
    Habit("no alcohol", HabitKind.AVOID),
    Habit("bedtime", HabitKind.TIME, by=time(22, 30), aliases=("in bed by",)),
)


def told(said: str) -> dict[str, str]:
    return {s.habit: s.status.value for s in understand(said, ROUTINE, MOMENT).statements}


@pytest.mark.parametrize(
    ("said", "means", "other", "means_then"),
    [
        ("forgot to take my tablets", "missed", "forgot i'd taken my tablets", "done"),
        ("didn't take my tablets", "missed", "didn't forget my tablets", "done"),
        ("took my tablets", "done", "gave him his tablets", None),
        ("took my tablets at eight", "done", "picked up my tablets", None),
        ("i think i took my tablets", "done", "i might have taken my tablets", None),
    ],
)
def test_tablets(said: str, means: str, other: str, means_then: str | None) -> None:
    assert told(said).get("meds") == means
    assert told(other).get("meds") == means_then


@pytest.mark.parametrize(
    ("said", "means", "other", "means_then"),
    [
        ("i didn't walk", "missed", "i didn't walk far", "done"),
        ("i walked", "done", "my wife walked", None),
        ("me and the dog walked to town", "done", "the dog walked to town", None),
        ("nearly went for my walk", "missed", "finally went for my walk", "done"),
        ("was going to walk", "missed", "i'm going to walk", "planned"),
        ("went for a walk", "done", "that was a walk in the park", None),
        ("managed not to skip my walk", "done", "managed to skip my walk", "missed"),
        ("went for a walk", "done", "went for a jog", None),
        ("took the dog out", "done", "took the bins out", None),
        ("my walk was cancelled", "missed", "my walk is done", "done"),
        ("i walked today", "done", "if it's dry i'll walk", None),
        ("i dragged myself out for a walk", "done", "i should go for a walk", None),
    ],
)
def test_walks(said: str, means: str, other: str, means_then: str | None) -> None:
    assert told(said).get("walk") == means
    assert told(other).get("walk") == means_then


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("had a pint with the lads", "missed"),
        ("stuck to lime and soda", "done"),
        ("no wine last night", "done"),
        ("could have had a drink but i didn't", "done"),
        ("had a glass of water", None),
        ("my brother had a beer", None),
    ],
)
def test_keeping_away_is_done_and_a_lapse_is_missed(said: str, means: str | None) -> None:
    assert told(said).get("no alcohol") == means


@pytest.mark.parametrize(
    ("said", "habit"),
    [
        ("dug over the veg patch", "gardening"),
        ("pulled up the nettles", "gardening"),
        ("gave my cousin a ring", "call"),
        ("had a long natter with my aunt on the phone", "call"),
        ("touched my toes and loosened up my back", "stretching"),
        ("lost myself in a detective novel", "reading"),
        ("got my steps in round the block", "walk"),
    ],
)
def test_near_wordings_count_for_the_habit(said: str, habit: str) -> None:
    assert told(said) == {habit: "done"}


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("went swimming", "swimming"),
        ("mended the hem on my coat", "hem"),
        ("did an hour of yoga", "yoga"),
        ("baked a lemon cake", "bak"),
        ("i was going to go swimming but the pool was shut", None),
        ("my son went swimming", None),
    ],
)
def test_an_activity_outside_the_routine_is_named(said: str, named: str | None) -> None:
    found = understand(said, ROUTINE, MOMENT).new_activity

    assert (named in found) if named and found else found == named


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("you got that wrong, i did walk", Kind.CORRECTION),
        ("scratch that, i read after all", Kind.CORRECTION),
        ("remind me about my walk at ten", Kind.COMMAND),
        ("pause the check ins until monday", Kind.COMMAND),
        ("how many days have i walked this week", Kind.QUESTION),
        ("when did i last call my sister", Kind.QUESTION),
        ("what a lovely day", Kind.REFLECTION),
        ("on top of the world", Kind.MOOD),
        ("i'm dying to get back to my garden", Kind.REFLECTION),
        ("i can't do this any more, what's the point of any of it", Kind.CRISIS),
    ],
)
def test_kinds(said: str, kind: Kind) -> None:
    assert understand(said, ROUTINE, MOMENT).kind is kind


def test_a_misheard_verb_is_mended_where_its_object_was_heard() -> None:
    meaning = understand("i rode in my journal", (Habit("journal"),), MOMENT)

    assert [(s.habit, s.status) for s in meaning.statements] == [("journal", Status.DONE)]


def test_a_misheard_noun_is_only_asked_about() -> None:
    meaning = understand("i went for my work", ROUTINE, MOMENT)

    assert meaning.statements == ()
    assert [u.habit for u in meaning.unsure] == ["walk"]
