"""The same sentence means the same, is kept the same and answered the same at both edges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from everyday.conversation import Conversation
from everyday.domain import Habit, HabitKind, Kind, Person, Source, Utterance
from everyday.journal import Journal
from skill.app import create_app
from skill.settings import SkillSettings
from tests.skill.authority import NOW
from tests.skill.conftest import Authority, Speaker, authority, settings, spoken

__all__ = ["authority", "settings"]

Turns = tuple[tuple[str, str | None, str], ...]
"""Intent, words in its slot, and the whole sentence as the companion hears it."""

FIRST, LAST = date(2026, 11, 20), date(2026, 11, 27)


@dataclass(frozen=True)
class Outcome:
    """All that a person could notice, apart from where they spoke."""

    speeches: list[str]
    kinds: list[Kind | None]
    record: object


def begin(journal: Journal) -> None:
    with journal.turn(NOW) as turn:
        turn.add_person(Person("me", ZoneInfo("Europe/Berlin")))
        turn.add_habit("me", Habit("walk"))
        turn.add_habit("me", Habit("reading", HabitKind.COUNT, "pages", 10, aliases=("read",)))
        turn.add_habit("me", Habit("meds", aliases=("my tablets", "tablets")))


def outcome(speeches: list[str], journal: Journal) -> Outcome:
    """The speeches, and what the journal holds without the place it came from."""
    kept = [
        (each.id, each.entry, each.utterance_id, each.heard_at, each.said)
        for each in journal.days("me", FIRST, LAST)
    ]
    told = journal.said("me", FIRST, LAST)
    said = [(each.id, each.text, each.heard_at, each.day) for each in told]
    record = (kept, said, journal.dialogue("me"), journal.routine("me"))
    return Outcome(speeches, [each.kind for each in told], record)


def through_alexa(turns: Turns, settings: SkillSettings, authority: Authority) -> Outcome:
    with Journal.open(settings.journal) as journal:
        begin(journal)
    app = create_app(settings, fetch=lambda _: authority.chain, now=lambda: NOW)
    speaker = Speaker(app.test_client())
    speeches = [
        _speech(speaker.say(_at(spoken(intent, text, request_id=str(number)), number)))
        for number, (intent, text, _) in enumerate(turns)
    ]
    with Journal.open(settings.journal) as journal:
        return outcome(speeches, journal)


def through_the_companion(turns: Turns) -> Outcome:
    with Journal.in_memory() as journal:
        begin(journal)
        conversation = Conversation(journal, language="en")
        speeches = [
            conversation.hear(
                Utterance(sentence, NOW + timedelta(seconds=number), Source.COMPANION, str(number))
            ).speech
            for number, (_, _, sentence) in enumerate(turns)
        ]
        return outcome(speeches, journal)


def _at(envelope: dict[str, Any], number: int) -> dict[str, Any]:
    envelope["request"]["timestamp"] = (NOW + timedelta(seconds=number)).isoformat()
    return envelope


def _speech(answer: dict[str, Any]) -> str:
    ssml: str = answer["response"]["outputSpeech"]["ssml"]
    return unescape(ssml.removeprefix("<speak>").removesuffix("</speak>"))


def did(words: str) -> tuple[str, str, str]:
    return "DidIntent", words, f"i {words}"


def freely(words: str) -> tuple[str, str, str]:
    return "ReflectIntent", words, words


UNDO = ("UndoIntent", None, "undo that")
TODAY = ("TodayIntent", None, "what did i do today")
WEEK = ("WeekIntent", None, "how was my week")
YES = ("AMAZON.YesIntent", None, "yes")
NO = ("AMAZON.NoIntent", None, "no")
HELP = ("AMAZON.HelpIntent", None, "help")
STOP = ("AMAZON.StopIntent", None, "stop")


@pytest.mark.parametrize(
    "turns",
    [
        (did("went for my walk"),),
        (did("skipped my walk"), TODAY),
        (did("didn't forget my tablets"), did("read ten pages"), TODAY, WEEK),
        (did("went for my walk"), UNDO, TODAY),
        (("YesterdayNoteIntent", "i went for my walk", "yesterday i went for my walk"), WEEK),
        (("LastNightNoteIntent", "i took my tablets", "last night i took my tablets"), TODAY),
        (("HaveDoneIntent", "read five pages", "i have read five pages"), TODAY),
        (("WillIntent", "do my walk tomorrow", "i will do my walk tomorrow"), TODAY),
        (("MyIntent", "walk", "my walk"), YES, TODAY),
        (("MyIntent", "walk", "my walk"), NO, TODAY),
        (("MyIntent", "walk", "my walk"), freely("yes"), TODAY),
        (freely("i went for my walk and i read ten pages but i forgot my tablets"), TODAY, WEEK),
        (freely("it was a long day & the kettle said “no” <again>"),),
        (freely("i feel seven out of ten"), UNDO),
        (freely("what have i done so far"), freely("undo that"), freely("stop")),
        (HELP, did("went for my walk"), STOP),
        (YES,),
    ],
    ids=lambda turns: " / ".join(sentence for _, _, sentence in turns),
)
def test_both_edges_keep_and_say_the_same(
    turns: Turns, settings: SkillSettings, authority: Authority
) -> None:
    heard = through_the_companion(turns)
    assert None not in heard.kinds
    assert through_alexa(turns, settings, authority) == heard
