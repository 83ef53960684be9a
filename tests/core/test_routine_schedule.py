"""How often, as people say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyday import phrases
from everyday.domain import Schedule
from everyday.routine.schedule import examples, parse_schedule

WORKDAYS = {0, 1, 2, 3, 4}

UNDERSTOOD: list[tuple[str, int, int, set[int], str | None]] = [
    # words, times, in days, weekdays, part of the day
    ("daily", 1, 1, set(), None),
    ("every day", 1, 1, set(), None),
    ("Every single day", 1, 1, set(), None),
    ("daily, morning", 1, 1, set(), "morning"),
    ("daily, in the afternoon", 1, 1, set(), "afternoon"),
    ("daily after breakfast", 1, 1, set(), "morning"),
    ("nightly", 1, 1, set(), "night"),
    ("every evening", 1, 1, set(), "evening"),
    ("mornings", 1, 1, set(), "morning"),
    ("twice a day", 2, 1, set(), None),
    ("daily, morning and evening", 2, 1, set(), None),
    ("every other day", 1, 2, set(), None),
    ("every 3 days", 1, 3, set(), None),
    ("every third day", 1, 3, set(), None),
    ("weekly", 1, 7, set(), None),
    ("twice a week", 2, 7, set(), None),
    ("three times a week", 3, 7, set(), None),
    ("3x a week", 3, 7, set(), None),
    ("3/week", 3, 7, set(), None),
    ("at least twice a week", 2, 7, set(), None),
    ("four evenings a week", 4, 7, set(), "evening"),
    ("three times a week in the evening", 3, 7, set(), "evening"),
    ("5 days a week", 5, 7, set(), None),
    ("five out of seven days", 5, 7, set(), None),
    ("every two weeks", 1, 14, set(), None),
    ("once a fortnight", 1, 14, set(), None),
    ("once a month", 1, 30, set(), None),
    ("weekdays", 5, 7, WORKDAYS, None),
    ("every weekday morning", 5, 7, WORKDAYS, "morning"),
    ("monday to friday", 5, 7, WORKDAYS, None),
    ("daily, Monday to Friday", 5, 7, WORKDAYS, None),
    ("friday to monday", 4, 7, {4, 5, 6, 0}, None),
    ("weekends", 2, 7, {5, 6}, None),
    ("mondays and thursdays", 2, 7, {0, 3}, None),
    ("Mon, Wed & Fri", 3, 7, {0, 2, 4}, None),
    ("mon/wed/fri", 3, 7, {0, 2, 4}, None),
    ("every tuesday and thursday evening", 2, 7, {1, 3}, "evening"),
    ("weekly on sunday", 1, 7, {6}, None),
    ("twice a week, monday and friday", 2, 7, {0, 4}, None),
    ("every other monday", 1, 14, {0}, None),
    ("every day except sunday", 6, 7, {0, 1, 2, 3, 4, 5}, None),
]


@pytest.mark.parametrize(("words", "times", "days", "weekdays", "part"), UNDERSTOOD)
def test_a_schedule_is_understood_as_people_say_it(
    words: str, times: int, days: int, weekdays: set[int], part: str | None
) -> None:
    assert parse_schedule(words) == Schedule(times, days, frozenset(weekdays), part, words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "a",
        "every",
        "whenever I can",
        "once in a while",
        "most days",
        "not daily",
        "0 times a week",
        "every 0 days",
        "2.5 times a week",
        "3-4 times a week",
        "three times a week, on monday",  # three do not fit into one day
        "monthly on monday",
        "every morning at night",
        "daily " * 1000,
    ],
)
def test_what_is_not_understood_is_none_and_never_a_guess(words: str) -> None:
    assert parse_schedule(words) is None


def test_the_words_are_kept_as_they_were_put() -> None:
    schedule = parse_schedule("  Three Times a WEEK ")
    assert schedule is not None
    assert schedule.words == "Three Times a WEEK"


@pytest.mark.parametrize("words", examples())
def test_the_examples_that_are_shown_are_understood(words: str) -> None:
    assert parse_schedule(words) is not None


def test_every_word_for_a_part_of_the_day_can_stand_alone_and_behind_daily() -> None:
    for words, part in phrases.schedules()["parts"].items():
        for said in (words, f"daily, {words}"):
            assert parse_schedule(said) == Schedule(part_of_day=part, words=said)


@given(st.integers(1, 999), st.sampled_from([("day", 1), ("week", 7), ("month", 30)]))
def test_any_number_of_times_in_any_span(times: int, span: tuple[str, int]) -> None:
    schedule = parse_schedule(f"{times} times a {span[0]}")
    assert schedule is not None
    assert (schedule.times, schedule.days) == (times, span[1])
    assert 0 < schedule.frequency <= 1


@given(st.text(max_size=60))
def test_any_text_at_all_is_a_sound_schedule_or_none(words: str) -> None:
    schedule = parse_schedule(words)
    assert schedule is None or (schedule.times >= 1 and schedule.days >= 1)
