"""What is written is what is read, to the last field."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyday.domain import (
    CheckIn,
    DayState,
    Entry,
    Expects,
    Habit,
    HabitKind,
    Kind,
    Meaning,
    Mood,
    MoodEntry,
    Person,
    Plan,
    Quantity,
    Reflection,
    Reply,
    Request,
    Schedule,
    Source,
    Statement,
    Status,
    Unsure,
    Utterance,
    Word,
)
from everyday.journal import Journal
from everyday.journal.rows import as_text
from tests.journal.writing import (
    ME,
    MONDAY,
    NOON,
    begin,
    exported_rows,
    heard,
    standing,
    tell,
)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
maybe_text = st.none() | text
numbers = st.floats(allow_nan=False)
fractions = st.floats(0, 1)
clocks = st.times()
days = st.dates()
instants = st.integers(-(10**9), 10**10).map(lambda at: datetime.fromtimestamp(at, UTC))
names = st.sampled_from(["walk", "read"])

check_ins = st.builds(
    CheckIn,
    names,
    days,
    st.sampled_from([state for state in DayState if state is not DayState.UNKNOWN]),
    st.none() | st.builds(Quantity, numbers, text),
    st.none() | fractions,
    st.none() | clocks,
    maybe_text,
    text,
    st.none() | st.booleans(),
)
moods = st.builds(
    Mood, st.none() | numbers, st.none() | numbers, st.lists(text, max_size=3).map(tuple)
)
entries: st.SearchStrategy[Entry] = st.one_of(
    check_ins,
    st.builds(Reflection, days, text),
    st.builds(MoodEntry, days, moods),
    st.builds(Plan, days, st.none() | names, text),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
replies = st.builds(
    Reply,
    st.text(max_size=40),
    st.none() | text,
    st.sampled_from(Expects),
    st.booleans(),
    st.booleans(),
    st.dictionaries(st.text(max_size=5), json_values, max_size=3),
)
habits = st.builds(
    Habit,
    st.text("abcdé ß", min_size=1).filter(str.strip),
    st.sampled_from(HabitKind),
    maybe_text,
    st.none() | numbers,
    st.none() | clocks,
    st.builds(
        Schedule,
        st.integers(1, 14),
        st.integers(1, 31),
        st.frozensets(st.integers(0, 6)),
        maybe_text,
        text,
    ),
    st.just(("an alias", "Another Älias")),
    maybe_text,
    st.booleans(),
)


@contextmanager
def new_journal() -> Iterator[Journal]:
    with Journal.in_memory() as journal:
        yield begin(journal)


@settings(deadline=None)
@given(st.lists(entries, max_size=4))
def test_entries_come_back_as_they_were_kept(told: list[Entry]) -> None:
    with new_journal() as journal:
        kept = tell(journal, "what I said", *told)
        assert [each.entry for each in kept] == told
        assert {each.id: each for each in standing(journal)} == {each.id: each for each in kept}
        assert all(each.said == "what I said" and each.heard_at == NOON for each in kept)


@settings(deadline=None)
@given(replies)
def test_a_reply_comes_back_for_a_second_delivery(reply: Reply) -> None:
    with new_journal() as journal:
        with journal.turn(NOON) as turn:
            spoken = turn.keep_utterance(heard("hello", request="r1"), ME.moment(NOON))
            turn.understood(spoken, None, reply)
        with journal.turn(NOON) as turn:
            assert turn.reply_to(Source.WEB, "r1") == reply
            assert turn.reply_to(Source.ALEXA, "r1") is None


@settings(deadline=None)
@given(habits)
def test_a_habit_comes_back_as_it_was_added_or_changed(habit: Habit) -> None:
    with new_journal() as journal, journal.turn(NOON) as turn:
        turn.add_habit("me", habit)
        assert turn.routine("me", archived=True)[2:] == (habit,)
        turn.change_habit("me", "walk", Habit("something else"))
        turn.change_habit("me", "something else", Habit("swim", aliases=("y", "x")))
        assert turn.routine("me")[0] == Habit("swim", aliases=("y", "x"))


@settings(deadline=None)
@given(clocks, st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "UTC"]))
def test_a_person_comes_back_as_added(day_ends_at: time, zone: str) -> None:
    person = Person("Zoë", ZoneInfo(zone), day_ends_at)
    with Journal.in_memory() as journal:
        with journal.turn(NOON) as turn:
            turn.add_person(person)
        assert journal.people() == (person,)
        assert journal.person("ZOË") == person


@settings(deadline=None)
@given(st.text(), instants)
def test_any_text_at_any_instant_is_kept(said: str, at: datetime) -> None:
    with new_journal() as journal:
        tell(journal, said, at=at)
        (back,) = journal.said("me", date.min, date.max)
        assert back.text == said.encode("utf-8", "replace").decode()
        assert back.heard_at == at.astimezone(UTC)
        assert back.heard_at.utcoffset() == UTC.utcoffset(None)
        assert back.day == ME.moment(at).day


def test_a_meaning_is_written_completely_with_dates_as_iso() -> None:
    statement = Statement(
        "walk",
        Status.PARTLY,
        MONDAY,
        Quantity(10, "min"),
        0.5,
        time(7, 30),
        "yesterday",
        "in the rain",
        "walked a bit",
        ("a bit",),
    )
    meaning = Meaning(
        Kind.REPORT,
        (statement,),
        Mood(7, 10, ("tired",)),
        Request("undo", "walk"),
        "chess",
        (Unsure("read", Status.DONE, MONDAY, "the book", "maybe"),),
        ("walked",),
    )
    assert json.loads(as_text(meaning)) == {
        "kind": "report",
        "statements": [
            {
                "habit": "walk",
                "status": "partly",
                "day": "2026-03-02",
                "quantity": {"value": 10, "unit": "min"},
                "fraction": 0.5,
                "clock": "07:30:00",
                "day_words": "yesterday",
                "effort": "in the rain",
                "words": "walked a bit",
                "cues": ["a bit"],
            }
        ],
        "mood": {"rating": 7, "scale": 10, "words": ["tired"]},
        "request": {"name": "undo", "habit": "walk"},
        "new_activity": "chess",
        "unsure": [
            {
                "habit": "read",
                "guess": "done",
                "day": "2026-03-02",
                "words": "the book",
                "why": "maybe",
            }
        ],
        "because": ["walked"],
    }


def test_what_the_recognizer_gave_is_kept_with_the_utterance(journal: Journal) -> None:
    utterance = Utterance(
        "went for a walk",
        NOON,
        Source.COMPANION,
        "r",
        confidence=0.75,
        words=(Word("went", 0.5, 0.1, 0.4),),
        alternatives=("want four a walk",),
    )
    with journal.turn(NOON) as turn:
        turn.keep_utterance(utterance, ME.moment(NOON))
    (row,) = exported_rows(journal, "utterances")
    assert row["confidence"] == 0.75
    word = {"text": "went", "confidence": 0.5, "start_seconds": 0.1, "end_seconds": 0.4}
    assert row["words"] == [word]
    assert row["alternatives"] == ["want four a walk"]
    assert row["heard_local"] == "2026-03-02T13:00:00+01:00"


@pytest.mark.parametrize("amount", [math.nan, math.inf])
def test_an_amount_that_is_no_number_never_loses_the_sentence(
    journal: Journal, amount: float
) -> None:
    entry = CheckIn("walk", MONDAY, DayState.DONE, Quantity(amount, "min"))
    with journal.turn(NOON) as turn:
        spoken = turn.keep_utterance(heard("odd"), ME.moment(NOON))
        try:
            with turn.deriving():
                turn.keep(spoken, [entry])
        except Exception:
            pass
        turn.understood(spoken, None, Reply("Sorry."))
    assert [each.text for each in journal.said("me", MONDAY, MONDAY)] == ["odd"]
