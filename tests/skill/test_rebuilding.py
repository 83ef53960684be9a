"""The sentence that was said comes back from the intent and its slot."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyday.domain import Habit, Meaning, Moment, Status
from everyday.understanding import understand
from skill.rebuilding import SPOKEN_INTENTS, SpokenIntent, rebuild
from tests.skill.authority import NOW

ROUTINE = (Habit("walk"), Habit("reading", aliases=("read",)))
COMMANDS = [each for each in SPOKEN_INTENTS if each.sentence and not each.carries_words]
PHRASES = [each for each in SPOKEN_INTENTS if each.carries_words and not each.slot_samples]


def meaning(text: str) -> Meaning:
    return understand(text, ROUTINE, Moment(NOW, ZoneInfo("UTC")))


@pytest.mark.parametrize(
    ("intent", "text", "sentence"),
    [
        ("DidIntent", "went for my walk", "i went for my walk"),
        ("DidIntent", "didn't go for my walk", "i didn't go for my walk"),
        ("HaveDoneIntent", "been for my walk", "i have been for my walk"),
        ("AmIntent", "going for my walk later", "i am going for my walk later"),
        ("WillIntent", "go for my walk tomorrow", "i will go for my walk tomorrow"),
        ("MyIntent", "walk is done", "my walk is done"),
        ("TodayNoteIntent", "i skipped my walk", "today i skipped my walk"),
        ("YesterdayNoteIntent", "i went for my walk", "yesterday i went for my walk"),
        ("NoteIntent", "i went for my walk", "i went for my walk"),
        ("ReflectIntent", "i went for my walk and i read", "i went for my walk and i read"),
        ("ReflectIntent", "  it was a long day ", "it was a long day"),
        ("UndoIntent", None, "undo that"),
        ("TodayIntent", None, "what did i do today"),
        ("WeekIntent", None, "how was my week"),
        ("AMAZON.HelpIntent", None, "help"),
        ("AMAZON.YesIntent", None, "yes"),
        ("AMAZON.NoIntent", None, "no"),
        ("AMAZON.StopIntent", None, "stop"),
    ],
)
def test_the_sentence_comes_back(intent: str, text: str | None, sentence: str) -> None:
    assert rebuild(intent, {"text": text}) == sentence


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("DidIntent", None),
        ("DidIntent", "  "),
        ("ReflectIntent", None),
        ("AMAZON.FallbackIntent", None),
        ("AMAZON.NavigateHomeIntent", None),
        ("SkippedIntent", "my walk"),
    ],
)
def test_without_words_there_is_no_sentence(intent: str, text: str | None) -> None:
    assert rebuild(intent, {"text": text}) is None


@given(st.sampled_from(PHRASES), st.text().filter(str.strip))
def test_no_word_of_the_slot_is_lost(intent: SpokenIntent, text: str) -> None:
    assert text.strip() in (rebuild(intent.name, {"text": text}) or "")


@pytest.mark.parametrize("intent", COMMANDS, ids=lambda each: each.name)
def test_whatever_is_said_for_a_command_the_core_hears_the_same_command(
    intent: SpokenIntent,
) -> None:
    assert intent.sentence is not None
    heard = meaning(intent.sentence).request
    assert heard is not None
    for sample in intent.samples:
        assert (sample, meaning(sample).request) == (sample, heard)


@pytest.mark.parametrize(
    ("intent", "text", "status"),
    [
        ("DidIntent", "went for my walk", Status.DONE),
        ("DidIntent", "skipped my walk", Status.MISSED),
        ("DidIntent", "didn't go for my walk", Status.MISSED),
        ("HaveDoneIntent", "done my walk", Status.DONE),
        ("HaveDoneIntent", "not done my walk", Status.MISSED),
        ("WillIntent", "do my walk tomorrow", Status.PLANNED),
        ("AmIntent", "going to do my walk later", Status.PLANNED),
        ("NoteIntent", "i went for my walk", Status.DONE),
        ("TodayNoteIntent", "i went for my walk", Status.DONE),
        ("YesterdayNoteIntent", "i went for my walk", Status.DONE),
        ("MyIntent", "walk is done", Status.DONE),
        ("ReflectIntent", "i went for my walk", Status.DONE),
    ],
)
def test_the_core_understands_it_like_any_other_sentence(
    intent: str, text: str, status: Status
) -> None:
    told = meaning(rebuild(intent, {"text": text}) or "").statements
    assert [(each.habit, each.status) for each in told] == [("walk", status)]
