"""A reply as Alexa wants to have it: escaped, short enough, open while it asks. Pure."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ask_sdk_model import (
    Intent,
    IntentConfirmationStatus,
    Response,
    Slot,
    SlotConfirmationStatus,
)
from ask_sdk_model.dialog import ElicitSlotDirective
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from everyday.domain import Reply
from skill.rebuilding import REFLECT, WORDS

CARD_TITLE = "Everyday Magic"
LONGEST_SPEECH = 7999
"""Characters of SSML, tags and escapes counted: Amazon wants fewer than 8000."""
LONGEST_CARD = 8000 - len(CARD_TITLE)

_QUOTES = {'"': "&quot;", "'": "&apos;"}
_ELLIPSIS = " …"


def said(reply: Reply) -> Response:
    """The response that says `reply`.

    While it keeps listening, the session stays open and any words are taken: the slot of the
    reflecting intent is asked for, because Alexa gives bare words to nothing else. A session that
    stays open must prompt again, so the speech itself is repeated where there is no reprompt. What
    was kept or answered, and what a screen should show, is on a card; a question alone is not.
    """
    response = Response(
        output_speech=SsmlOutputSpeech(ssml=ssml(reply.speech)),
        should_end_session=not reply.keep_listening,
    )
    if reply.keep_listening:
        prompt = ssml(reply.reprompt or reply.speech)
        response.reprompt = Reprompt(output_speech=SsmlOutputSpeech(ssml=prompt))
        response.directives = [_listen_for_anything()]
    if reply.kept or reply.data or not reply.keep_listening:
        content = _within(reply.speech, LONGEST_CARD)
        response.card = SimpleCard(title=CARD_TITLE, content=content)
    return response


def silence() -> Response:
    """The response that says nothing and asks for nothing."""
    return Response()


def farewell() -> Response:
    """The response that ends the session without a word."""
    return Response(should_end_session=True)


def ssml(text: str) -> str:
    """`text` as SSML of at most `LONGEST_SPEECH` characters, cut between words where it must be.

    Characters that XML does not know are left out; they have no sound.
    """
    room = LONGEST_SPEECH - len("<speak></speak>")
    text = "".join(char for char in " ".join(text.split()) if char.isprintable())
    text = _within(text, room)
    escaped = escape(text, _QUOTES)
    while len(escaped) > room:
        text = _within(text, len(text) - max(1, (len(escaped) - room) // len("&quot;")))
        escaped = escape(text, _QUOTES)
    return f"<speak>{escaped}</speak>"


def _within(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    start = text[: longest - len(_ELLIPSIS)]
    return start.rsplit(maxsplit=1)[0].rstrip(".… ") + _ELLIPSIS if " " in start else start


def _listen_for_anything() -> ElicitSlotDirective:
    slot = Slot(name=WORDS, confirmation_status=SlotConfirmationStatus.NONE)
    intent = Intent(
        name=REFLECT.name,
        slots={WORDS: slot},
        confirmation_status=IntentConfirmationStatus.NONE,
    )
    return ElicitSlotDirective(slot_to_elicit=WORDS, updated_intent=intent)
