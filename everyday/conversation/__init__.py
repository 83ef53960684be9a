"""The only orchestrator: an utterance comes in, is kept, understood and answered."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime

from everyday.conversation import answering
from everyday.conversation.answering import summary_of
from everyday.conversation.deciding import Decision, Situation, decide
from everyday.conversation.dialogue import Dialogue, dialogue_from
from everyday.conversation.naming import habits_named
from everyday.domain import (
    DiskFull,
    Expects,
    JournalDamaged,
    JournalLocked,
    JournalUnwritable,
    Meaning,
    Moment,
    Person,
    PersonNameTaken,
    Reply,
    Request,
    UnknownPerson,
    Utterance,
    place_of,
)
from everyday.journal import Journal, Turn
from everyday.replies import Frames
from everyday.routine.periods import Period
from everyday.routine.summary import Summary
from everyday.understanding import understand_heard

__all__ = ["Conversation"]

_log = logging.getLogger(__name__)
_JOURNAL_TROUBLE = (JournalLocked, JournalDamaged, JournalUnwritable, DiskFull)


class Conversation:
    """What every edge talks to. Use it in the thread that opened the journal."""

    def __init__(self, journal: Journal, language: str = "en") -> None:
        self._journal = journal
        self._language = language
        self._frames = Frames(language)

    def meet(self, person: Person, at: datetime) -> Person:
        """The person as the journal knows them; somebody new is added as they come."""
        try:
            return self._journal.person(person.name)
        except UnknownPerson:
            # somebody else may add them at the same moment
            with self._journal.turn(at) as turn, suppress(PersonNameTaken):
                turn.add_person(person)
        return self._journal.person(person.name)

    def hear(self, utterance: Utterance) -> Reply:
        """The reply to `utterance`, which is kept before this returns, with all derived from it.

        An utterance that was heard before (same source and request id) gets the same reply and
        changes nothing. Raises UnknownPerson and whatever the journal raises; then nothing is kept.
        """
        moment = self._journal.person(utterance.person).moment(utterance.heard_at)
        with self._journal.turn(utterance.heard_at) as turn:
            earlier = turn.reply_to(utterance.source, utterance.request_id)
            if earlier is not None:
                return earlier
            kept_as = turn.keep_utterance(utterance, moment)
            meaning, reply = self._think(turn, kept_as, utterance, moment)
            turn.understood(kept_as, meaning, reply)
        return reply

    def greet(self, person: str, at: datetime) -> Reply:
        """What is said when a conversation is opened: to a newcomer, what to begin with.

        Raises UnknownPerson.
        """
        if self._journal.routine(person):
            speech = self._frames.say("talk", "listening")
            return Reply(speech, expects=Expects.ANYTHING, keep_listening=True)
        with self._journal.turn(at) as turn:
            turn.set_dialogue(person, Dialogue(naming=0).as_json())
        return Reply(
            self._frames.say("first", "welcome"),
            reprompt=self._frames.say("first", "again"),
            expects=Expects.HABIT_NAME,
            keep_listening=True,
        )

    def ask(self, request: Request, person: str, at: datetime) -> Reply:
        """The answer to a question that was not said: nothing is kept. Raises UnknownPerson."""
        moment = self._journal.person(person).moment(at)
        return answering.answer(request, self._journal, person, moment, self._frames)

    def summary(self, person: str, period: Period, at: datetime) -> Summary:
        """The summary of `period` (local days) as data. Raises UnknownPerson."""
        moment = self._journal.person(person).moment(at)
        return summary_of(self._journal, person, period, moment)

    def summary_said(self, summary: Summary) -> str:
        """What a summary comes to in words: counts, habit by habit, of what was told."""
        return answering.summary_said(summary, self._frames)

    def _think(
        self, turn: Turn, kept_as: int, utterance: Utterance, moment: Moment
    ) -> tuple[Meaning | None, Reply]:
        """The meaning and the reply; a fault in thinking costs neither the words nor the turn."""
        try:
            with turn.deriving():
                return self._understand_and_act(turn, kept_as, utterance, moment)
        except _JOURNAL_TROUBLE:
            raise
        except Exception as fault:
            # the message could hold what was said, so only its kind and place are logged
            _log.error("thinking failed: %s", place_of(fault))
            return None, Reply(self._frames.say("talk", "could_not_think"), kept=True)

    def _understand_and_act(
        self, turn: Turn, kept_as: int, utterance: Utterance, moment: Moment
    ) -> tuple[Meaning, Reply]:
        situation = self._situation(turn, utterance, moment)
        meaning = understand_heard(
            utterance.text, utterance.alternatives, situation.routine, moment, self._language
        )
        decision = decide(meaning, situation)
        _carry_out(decision, turn, kept_as, utterance.person)
        return meaning, decision.reply

    def _situation(self, turn: Turn, utterance: Utterance, moment: Moment) -> Situation:
        person = utterance.person
        return Situation(
            text=utterance.text,
            moment=moment,
            routine=turn.routine(person),
            dialogue=dialogue_from(turn.dialogue(person)),
            last_kept=lambda: turn.last_kept(person),
            last_retracted=lambda: turn.last_retracted(person),
            answer=lambda asked: answering.answer(asked, turn, person, moment, self._frames),
            habits_named=lambda text: habits_named(text, self._language),
            frames=self._frames,
        )


def _carry_out(decision: Decision, turn: Turn, kept_as: int, person: str) -> None:
    for habit in decision.add:
        turn.add_habit(person, habit)
    if decision.entries:
        turn.keep(kept_as, decision.entries)
    if decision.retract:
        turn.retract(decision.retract, kept_as)
    if decision.restore:
        turn.restore(decision.restore, kept_as)
    turn.set_dialogue(person, decision.dialogue.as_json())
