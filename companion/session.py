"""A journal opened for one person at home: what was said goes in, the reply comes out."""

from __future__ import annotations

import signal
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING

from everyday.config import Settings
from everyday.conversation import Conversation
from everyday.domain import (
    Habit,
    Person,
    Reply,
    Request,
    Routine,
    Source,
    UnknownHabit,
    Utterance,
)
from everyday.journal import Journal

if TYPE_CHECKING:
    from companion.recognition import Transcript

NOBODY_CHOSEN = "me"
"""Who speaks where nobody was named; this person alone is added without being asked for."""


def now() -> datetime:
    """The present instant, aware: the one place at this edge where the clock is read."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Session:
    """One person's way to the journal. Use it in the thread that opened it."""

    settings: Settings
    journal: Journal
    conversation: Conversation
    person: Person

    def type(self, text: str, at: datetime | None = None) -> Reply:
        """The reply to what was typed, kept as heard at `at` (aware; None is now)."""
        return self._hear(
            Utterance(text, at or now(), Source.TYPED, _new_id(), person=self.person.name)
        )

    def hear(self, transcript: Transcript, request_id: str | None = None) -> Reply:
        """The reply to what was said aloud, just now.

        With a `request_id` that was heard before, nothing is kept again and the reply is the same.
        """
        return self._hear(
            Utterance(
                transcript.text,
                now(),
                Source.COMPANION,
                request_id or _new_id(),
                person=self.person.name,
                confidence=transcript.confidence,
                words=transcript.words,
                alternatives=transcript.alternatives,
            )
        )

    def greet(self) -> Reply:
        """What is said first."""
        return self.conversation.greet(self.person.name, now())

    def ask(self, name: str) -> Reply:
        """The answer to the question of that name ("today", "week"); nothing is kept."""
        return self.conversation.ask(Request(name), self.person.name, now())

    def routine(self, *, archived: bool = False) -> Routine:
        """The person's habits."""
        return self.journal.routine(self.person.name, archived=archived)

    def habit(self, name: str) -> Habit:
        """The habit with that name or alias, one of the routine first. Raises UnknownHabit."""
        habits = sorted(self.routine(archived=True), key=lambda habit: habit.archived)
        for habit in habits:
            if habit.is_called(name):
                return habit
        raise UnknownHabit(name, tuple(habit.name for habit in habits))

    def _hear(self, utterance: Utterance) -> Reply:
        with interrupts_held_back():
            return self.conversation.hear(utterance)


@contextmanager
def open_session(settings: Settings) -> Iterator[Session]:
    """The session of `settings.person`; "me" is added where they are new.

    Raises UnknownPerson for anybody else who is new, and whatever opening the journal raises.
    """
    with Journal.open(settings.journal) as journal:
        conversation = Conversation(journal, settings.language)
        yield Session(settings, journal, conversation, _person(journal, conversation, settings))


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Runs a block to its end before Ctrl-C or a request to stop is heeded.

    What was said is then kept whole, not rolled back half way.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple[int, FrameType | None]] = []
    stops = (signal.SIGINT, signal.SIGTERM)
    usual = {number: signal.signal(number, lambda *call: came.append(call)) for number in stops}
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0][0])


def _person(journal: Journal, conversation: Conversation, settings: Settings) -> Person:
    if settings.person.casefold() == NOBODY_CHOSEN:
        return conversation.meet(Person(NOBODY_CHOSEN, settings.zone), now())
    return journal.person(settings.person)


def _new_id() -> str:
    return str(uuid.uuid4())
