"""Reading days, recent check-ins, and what was said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyday.domain import CheckIn, DayState, Mood, MoodEntry, Plan, Reflection, UnknownPerson
from everyday.journal import Journal
from tests.journal.writing import MONDAY, NOON, begin, day, done, standing, tell


def test_days_hold_every_kind_by_the_day_it_is_credited_to(journal: Journal) -> None:
    late = tell(journal, "yesterday I walked", done(on=day(-1)), Reflection(day(0), "tired"))
    early = tell(journal, "so so", MoodEntry(day(0), Mood(5, 10)), Plan(day(1), None, "rest"))
    assert journal.days("me", day(-1), day(1)) == (late[0], late[1], *early)
    assert journal.days("me", day(0), day(0)) == (late[1], early[0])
    assert journal.check_ins("me", day(-1), day(1)) == (done(on=day(-1)),)


def test_a_plan_is_no_check_in(journal: Journal) -> None:
    tell(journal, "tomorrow I will walk", Plan(day(1), "walk", "walk tomorrow"))
    assert journal.check_ins("me", date.min, date.max) == ()
    assert journal.recent("me", "walk", date.max, 9) == ()


def test_what_is_kept_twice_for_a_day_is_read_twice_in_order(journal: Journal) -> None:
    missed = CheckIn("walk", MONDAY, DayState.MISSED)
    tell(journal, "no walk", missed)
    tell(journal, "oh, I did walk", done())
    assert journal.check_ins("me", MONDAY, MONDAY) == (missed, done())


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["walk", "read"])), max_size=20),
    st.integers(-1, 10),
    st.integers(0, 6),
)
def test_recent_is_the_latest_known_days_and_no_later(
    told: list[tuple[int, str]], until: int, known_days: int
) -> None:
    with Journal.in_memory() as journal:
        begin(journal)
        tell(journal, "said", *(done(habit, on=day(number)) for number, habit in told))
        every = [
            each.entry
            for each in standing(journal)
            if isinstance(each.entry, CheckIn) and each.entry.habit == "walk"
        ]
        days = sorted({each.day for each in every if each.day <= day(until)})[-known_days:]
        expected = [each for each in every if known_days and each.day in days]
        assert journal.recent("me", "Walk", day(until), known_days) == tuple(expected)


def test_utterances_are_read_by_the_day_they_were_said(journal: Journal) -> None:
    tell(journal, "second", at=NOON + timedelta(hours=1))
    tell(journal, "first", at=NOON)
    tell(journal, "tomorrow", at=NOON + timedelta(days=1))
    assert [each.text for each in journal.said("me", day(0), day(0))] == ["first", "second"]
    assert len(journal.said("me", day(0), day(1))) == 3


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("walking", ["a walk again", "I walked to the café"]),
        ("WALK cafe", ["I walked to the café"]),
        ("zebra walk", ["a walk again", "I walked to the café"]),
        ("didn't", ["I didn’t sleep"]),
        ("didn’t sleep", ["I didn’t sleep"]),
        ("müde", ["Ich war müde 😴"]),
        ("zebra", []),
    ],
)
def test_search_finds_words_whatever_their_ending(
    journal: Journal, asked: str, found: list[str]
) -> None:
    for text in ("I walked to the café", "I didn’t sleep", "Ich war müde 😴", "a walk again"):
        tell(journal, text)
    assert sorted(each.text for each in journal.search("me", asked)) == sorted(found)


def test_search_gives_the_newest_first_and_no_more_than_asked(journal: Journal) -> None:
    for number in range(5):
        tell(journal, f"walk number {number}")
    found = [each.text for each in journal.search("me", "walk", limit=2)]
    assert found == ["walk number 4", "walk number 3"]
    assert journal.search("me", "walk", limit=0) == ()


@pytest.mark.parametrize(
    "hostile",
    [
        *("", " ", '"', '""', "*", "AND", "OR NOT", "walk*", "text:walk", "NEAR(walk)", "^walk"),
        *("(", "😴", "walk' OR 1=1 --", "a\x00b", "\ud800", "-walk", "walk " * 5000, "_", "{}"),
        *("+", "'"),
    ],
)
def test_any_text_is_a_safe_question(journal: Journal, hostile: str) -> None:
    tell(journal, "a walk and no more")
    assert all(each.text == "a walk and no more" for each in journal.search("me", hostile))


@settings(deadline=None)
@given(st.text())
def test_whatever_is_asked_is_answered(asked: str) -> None:
    with Journal.in_memory() as journal:
        begin(journal)
        tell(journal, "walk")
        assert len(journal.search("me", asked)) <= 1


def test_nobody_reads_of_somebody_unknown(journal: Journal) -> None:
    for read in (journal.last_kept, journal.last_retracted, journal.dialogue, journal.export):
        with pytest.raises(UnknownPerson):
            read("nobody")
    for of_days in (journal.days, journal.check_ins, journal.said):
        with pytest.raises(UnknownPerson):
            of_days("nobody", MONDAY, MONDAY)
    with pytest.raises(UnknownPerson):
        journal.search("nobody", "walk")
    with pytest.raises(UnknownPerson):
        journal.recent("nobody", "walk", MONDAY, 1)


def count_of_steps(journal: Journal, read: object) -> int:
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    journal._file.connection.set_progress_handler(step, 1)
    try:
        read()  # type: ignore[operator]
    finally:
        journal._file.connection.set_progress_handler(None, 1)
    return steps


def test_a_week_costs_the_same_however_long_the_years_before_it(journal: Journal) -> None:
    def week() -> None:
        journal.check_ins("me", day(0), day(6))
        journal.days("me", day(0), day(6))
        journal.recent("me", "walk", day(6), 7)
        journal.last_kept("me")

    tell(journal, "the week", *(done(on=day(number)) for number in range(7)))
    before = count_of_steps(journal, week)
    tell(journal, "the years", *(done(on=day(-number)) for number in range(1, 2000)))
    tell(journal, "the week after", done(on=day(8)))
    assert count_of_steps(journal, week) < 2 * before
