"""What each request leads to: pairs of a predicate and a handler, as the SDK wants them.

Everything that carries words becomes an utterance and goes to the conversation. Nothing here
decides what it means or what is said back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type
from ask_sdk_model import IntentRequest, Response

from everyday.conversation import Conversation
from everyday.domain import EverydayError, Expects, Reply, Source, Utterance, place_of
from everyday.journal import Journal
from everyday.replies import Frames, apologize
from skill.rebuilding import REFLECT, rebuild
from skill.responses import farewell, said, silence
from skill.settings import SkillSettings

CanHandle = Callable[[HandlerInput], bool]
Handle = Callable[[HandlerInput], Response]

LANGUAGE = "en"
LONGEST_WAIT_SECONDS = 4.0
"""For another writer of the journal: Alexa waits eight seconds for the whole answer."""

log = logging.getLogger(__name__)


def build_skill(settings: SkillSettings) -> CustomSkill:
    """The skill as the SDK runs it; it keeps nothing between two requests."""
    builder = SkillBuilder()
    builder.skill_id = settings.skill_id  # type: ignore[assignment]  # the SDK types it as None
    for can_handle, handle in _Handlers(settings).pairs():
        builder.request_handler(can_handle)(handle)
    builder.exception_handler(lambda _, error: isinstance(error, EverydayError))(_apologize)
    builder.exception_handler(lambda _, error: True)(_apologize_for_a_fault)
    return builder.create()


@dataclass(frozen=True, slots=True)
class _Handlers:
    settings: SkillSettings

    def pairs(self) -> Iterator[tuple[CanHandle, Handle]]:
        """Each handler with what it is for; the first that fits is taken."""
        yield is_request_type("LaunchRequest"), self.greet
        yield is_intent_name("AMAZON.NavigateHomeIntent"), lambda _: farewell()
        yield is_intent_name("AMAZON.StopIntent"), self.hear_and_close
        yield is_intent_name("AMAZON.CancelIntent"), self.hear_and_close
        yield is_intent_name("AMAZON.HelpIntent"), self.hear_and_stay
        yield _has_words, self.hear
        yield is_intent_name(REFLECT.name), self.greet
        yield is_request_type("IntentRequest"), self.ask_again
        yield lambda _: True, lambda _: silence()

    def greet(self, request: HandlerInput) -> Response:
        with self._journal() as journal:
            at = _spoken(request).timestamp
            reply = Conversation(journal, language=LANGUAGE).greet(self.settings.person, at)
        return said(_staying(reply))

    def hear(self, request: HandlerInput) -> Response:
        return said(self._reply(request))

    def hear_and_close(self, request: HandlerInput) -> Response:
        return said(replace(self._reply(request), keep_listening=False))

    def hear_and_stay(self, request: HandlerInput) -> Response:
        return said(_staying(self._reply(request)))

    def ask_again(self, _: HandlerInput) -> Response:
        return said(_staying(Reply(Frames(LANGUAGE).say("talk", "not_heard"))))

    def _reply(self, request: HandlerInput) -> Reply:
        spoken = _spoken(request)
        utterance = Utterance(
            text=_sentence(spoken) or "",
            heard_at=spoken.timestamp,
            source=Source.ALEXA,
            request_id=spoken.request_id,
            person=self.settings.person,
        )
        with self._journal() as journal:
            return Conversation(journal, language=LANGUAGE).hear(utterance)

    def _journal(self) -> Journal:
        return Journal.open(self.settings.journal, busy_seconds=LONGEST_WAIT_SECONDS)


def _has_words(request: HandlerInput) -> bool:
    spoken = _spoken(request)
    return isinstance(spoken, IntentRequest) and _sentence(spoken) is not None


def _spoken(request: HandlerInput) -> Any:
    # The SDK types every part as optional; the verifier lets nothing in that lacks one.
    return request.request_envelope.request


def _sentence(spoken: Any) -> str | None:
    slots = spoken.intent.slots or {}
    return rebuild(spoken.intent.name, {name: slot.value for name, slot in slots.items()})


def _staying(reply: Reply) -> Reply:
    """`reply`, with an ear kept open for anything."""
    expects = Expects.ANYTHING if reply.expects is Expects.NOTHING else reply.expects
    return replace(reply, keep_listening=True, expects=expects)


def _apologize(_: HandlerInput, error: EverydayError) -> Response:
    # The error's own words may name what somebody said, so only its kind is logged.
    log.error("answered with an apology: %s", type(error).__name__)
    return said(Reply(apologize(error)))


def _apologize_for_a_fault(_: HandlerInput, error: Exception) -> Response:
    """A fault of the program: said as what it is, that nothing is sure to be kept."""
    log.error("%s", place_of(error))
    return said(Reply(Frames(LANGUAGE).say("spoken_errors", "other")))
