"""What a person hears from Alexa, and what stands in the journal afterwards."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from everyday.domain import DayState, Habit, HabitKind, Person, Said, Source
from everyday.journal import Journal
from skill import handlers
from skill.settings import SkillSettings
from tests.skill.authority import NOW
from tests.skill.conftest import REQUESTS, Speaker, recorded, spoken

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def routine(settings: SkillSettings) -> None:
    with Journal.open(settings.journal) as journal, journal.turn(NOW) as turn:
        turn.add_person(Person("me", ZoneInfo("UTC")))
        turn.add_habit("me", Habit("walk"))
        turn.add_habit("me", Habit("reading", HabitKind.COUNT, "pages", 10, aliases=("read",)))


def said(settings: SkillSettings) -> list[Said]:
    with Journal.open(settings.journal) as journal:
        return list(journal.said("me", TODAY, TODAY))


def states(settings: SkillSettings) -> dict[str, DayState]:
    with Journal.open(settings.journal) as journal:
        return {each.habit: each.state for each in journal.check_ins("me", TODAY, TODAY)}


def speech(answer: dict[str, Any]) -> str:
    ssml: str = answer["response"]["outputSpeech"]["ssml"]
    return ssml.removeprefix("<speak>").removesuffix("</speak>")


@pytest.mark.parametrize("name", sorted(path.stem for path in REQUESTS.glob("*.json")))
def test_each_recorded_request_is_answered_as_recorded(
    name: str, speaker: Speaker, snapshot: SnapshotAssertion
) -> None:
    answer = speaker.say(recorded(name))
    answer.pop("userAgent", None)  # it names the versions of Python and the SDK
    assert answer == snapshot(extension_class=JSONSnapshotExtension)


def test_what_was_said_is_kept_as_said_with_the_moment_of_the_request(
    speaker: Speaker, settings: SkillSettings
) -> None:
    envelope = recorded("did")
    envelope["request"]["timestamp"] = "2026-11-23T20:28:30Z"
    speaker.say(envelope)
    (kept,) = said(settings)
    assert kept.text == "i went for my walk"
    assert kept.heard_at == datetime(2026, 11, 23, 20, 28, 30, tzinfo=UTC)
    assert kept.source is Source.ALEXA
    assert states(settings) == {"walk": DayState.DONE}


def test_letters_beyond_ascii_are_kept_as_they_were_said(
    speaker: Speaker, settings: SkillSettings
) -> None:
    envelope = spoken("DidIntent", "sat in the café à côté & read")
    body = json.dumps(envelope, ensure_ascii=False).encode()
    assert speaker.send(body).status_code == 200
    assert [each.text for each in said(settings)] == ["i sat in the café à côté & read"]


def test_a_request_delivered_twice_is_kept_once_and_answered_the_same(
    speaker: Speaker, settings: SkillSettings
) -> None:
    first = speaker.say(recorded("did"))
    speaker.say(recorded("today"))
    assert speaker.say(recorded("did")) == first
    assert [each.text for each in said(settings)] == ["i went for my walk", "what did i do today"]


def test_opening_the_skill_takes_whatever_is_said_next(
    speaker: Speaker, settings: SkillSettings
) -> None:
    opened = speaker.say(recorded("launch"))["response"]
    (directive,) = opened["directives"]
    assert opened["shouldEndSession"] is False
    assert (directive["type"], directive["slotToElicit"]) == ("Dialog.ElicitSlot", "text")
    speaker.say(spoken(directive["updatedIntent"]["name"], "i went for my walk"))
    assert states(settings) == {"walk": DayState.DONE}


def test_undo_takes_back_what_was_kept_last(speaker: Speaker, settings: SkillSettings) -> None:
    speaker.say(recorded("did"))
    speaker.say(recorded("undo"))
    assert states(settings) == {}
    assert [each.text for each in said(settings)] == ["i went for my walk", "undo that"]


@pytest.mark.parametrize(
    ("answer", "kept"), [("yes", {"walk": DayState.DONE}), ("no", {})], ids=["yes", "no"]
)
def test_a_doubt_is_asked_about_and_the_answer_counts(
    speaker: Speaker, settings: SkillSettings, answer: str, kept: dict[str, DayState]
) -> None:
    asked = speaker.say(spoken("MyIntent", "walk", request_id="asked"))["response"]
    assert asked["shouldEndSession"] is False
    assert states(settings) == {}
    assert speaker.say(recorded(answer))["response"]["shouldEndSession"] is True
    assert states(settings) == kept


@pytest.mark.parametrize("name", ["stop", "cancel", "navigate_home"])
def test_leaving_always_ends_the_session(speaker: Speaker, name: str) -> None:
    speaker.say(spoken("MyIntent", "walk", request_id="asked"))  # a question is open
    assert speaker.say(recorded(name))["response"]["shouldEndSession"] is True


@pytest.mark.parametrize(
    "name", ["help", "fallback", "unknown_intent", "did_without_words", "reflect_without_words"]
)
def test_whoever_was_not_heard_or_asks_for_help_is_listened_to(
    speaker: Speaker, settings: SkillSettings, name: str
) -> None:
    response = speaker.say(recorded(name))["response"]
    assert response["shouldEndSession"] is False
    assert response["reprompt"]["outputSpeech"]["ssml"]
    assert response["directives"][0]["updatedIntent"]["name"] == "ReflectIntent"
    assert states(settings) == {}


@pytest.mark.parametrize("name", ["session_ended", "playback_started", "unknown_request"])
def test_what_is_no_speech_is_answered_with_silence(speaker: Speaker, name: str) -> None:
    assert speaker.say(recorded(name))["response"] == {}


def test_no_value_that_is_new_to_us_costs_a_sentence(
    speaker: Speaker, settings: SkillSettings
) -> None:
    speaker.say(recorded("did_with_values_that_are_new"))
    assert [each.text for each in said(settings)] == ["i went for my walk"]


# --- when it cannot be kept ---------------------------------------------------------------------


@contextmanager
def another_writer(journal: Path) -> Iterator[None]:
    with closing(sqlite3.connect(journal, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_a_busy_journal_is_told_kindly_and_the_next_delivery_is_kept(
    speaker: Speaker,
    settings: SkillSettings,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(handlers, "LONGEST_WAIT_SECONDS", 0.05)
    with caplog.at_level(logging.DEBUG), another_writer(settings.journal):
        answer = speaker.say(recorded("did"))
    assert "busy" in speech(answer)
    assert "kept" not in speech(answer).casefold()
    assert "JournalLocked" in caplog.text
    assert "walk" not in caplog.text
    speaker.say(recorded("did"))
    assert states(settings) == {"walk": DayState.DONE}


def test_a_file_that_is_no_journal_is_told_kindly_and_left_alone(
    speaker: Speaker, settings: SkillSettings
) -> None:
    settings.journal.unlink()
    settings.journal.write_bytes(b"shopping list" * 100)
    assert "could not keep" in speech(speaker.say(recorded("did")))
    assert settings.journal.read_bytes() == b"shopping list" * 100


def test_a_fault_of_the_program_is_told_kindly_and_logged_without_a_word_of_it(
    speaker: Speaker, settings: SkillSettings, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(settings.journal, isolation_level=None)) as journal:
        journal.execute("UPDATE people SET zone = 'Nowhere/At_All'")
    with caplog.at_level(logging.DEBUG):
        answer = speaker.say(recorded("did"))
    assert "could not keep" in speech(answer)
    assert "ZoneInfoNotFoundError in" in caplog.text
    assert "walk" not in caplog.text


def test_somebody_unknown_is_told_to_begin_at_home(
    settings: SkillSettings, speaker: Speaker
) -> None:
    settings.journal.unlink()
    assert "at home" in speech(speaker.say(recorded("launch")))


def test_what_alexa_could_not_use_is_logged(
    speaker: Speaker, caplog: pytest.LogCaptureFixture
) -> None:
    speaker.say(recorded("session_ended_for_a_new_reason"))
    assert "Alexa could not use the last answer: ALSO_NEW" in caplog.text


def test_nothing_that_was_said_is_logged(
    speaker: Speaker, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for name in sorted(path.stem for path in REQUESTS.glob("*.json")):
            speaker.say(recorded(name))
    assert "walk" not in caplog.text


def test_health_tells_whether_the_journal_can_be_used(
    speaker: Speaker, settings: SkillSettings
) -> None:
    assert speaker.client.get("/healthz").status_code == 200
    settings.journal.unlink()
    settings.journal.write_bytes(b"shopping list" * 100)
    unwell = speaker.client.get("/healthz")
    assert (unwell.status_code, unwell.get_json()) == (503, {"status": "NotAJournal"})


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_alexa_is_only_ever_posted_to(speaker: Speaker, method: str) -> None:
    assert getattr(speaker.client, method)("/alexa").status_code == 405
