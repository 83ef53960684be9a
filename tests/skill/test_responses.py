"""A reply as Alexa can say it: well-formed, short enough, open only where it asks."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from hypothesis import example, given
from hypothesis import strategies as st

from everyday.domain import Expects, Reply
from skill.responses import LONGEST_SPEECH, farewell, said, silence, ssml


def as_json(reply: Reply) -> Any:
    return DefaultSerializer().serialize(said(reply))


def heard(text: str) -> str:
    """What a voice would read of the SSML."""
    return ElementTree.fromstring(ssml(text)).text or ""


@given(st.text())
@example('Kept: “fish & chips” <at 5>, it\'s "fine"')
@example("</speak><audio src='https://example.com'/>")
@example("\x00\x0b\ufffe\ud800")
@example("& " * 8000)
@example("'" * 8000)
@example("word " * 2000)
def test_whatever_was_said_is_well_formed_and_short_enough(text: str) -> None:
    speech = ssml(text)
    assert len(speech) <= LONGEST_SPEECH
    assert not list(ElementTree.fromstring(speech))


@given(st.text(max_size=1000).filter(str.isprintable))
def test_what_is_short_enough_is_said_whole(text: str) -> None:
    assert heard(text).split() == text.split()


@given(st.lists(st.sampled_from(["walk", "fish", "&", "chips,", "it's", "<3"]), min_size=1))
def test_what_is_too_long_is_cut_between_words(some: list[str]) -> None:
    words = (some * 8000)[:8000]
    *whole, end = heard(" ".join(words)).split()
    assert end == "…"
    assert whole == words[: len(whole)]
    assert len(ssml(" ".join(words))) > LONGEST_SPEECH - 40


def test_a_reply_that_is_done_ends_the_session_and_is_shown() -> None:
    assert as_json(Reply("Kept. Walk.", kept=True)) == {
        "outputSpeech": {"type": "SSML", "ssml": "<speak>Kept. Walk.</speak>"},
        "card": {"type": "Simple", "title": "Everyday Magic", "content": "Kept. Walk."},
        "shouldEndSession": True,
    }


def test_a_reply_that_asks_stays_open_prompts_again_and_takes_any_words() -> None:
    asking = Reply("And?", "Well?", Expects.ANYTHING, keep_listening=True)
    assert as_json(asking) == {
        "outputSpeech": {"type": "SSML", "ssml": "<speak>And?</speak>"},
        "reprompt": {"outputSpeech": {"type": "SSML", "ssml": "<speak>Well?</speak>"}},
        "directives": [
            {
                "type": "Dialog.ElicitSlot",
                "slotToElicit": "text",
                "updatedIntent": {
                    "name": "ReflectIntent",
                    "confirmationStatus": "NONE",
                    "slots": {"text": {"name": "text", "confirmationStatus": "NONE"}},
                },
            }
        ],
        "shouldEndSession": False,
    }


def test_an_open_session_always_prompts_again() -> None:
    response = as_json(Reply("And?", keep_listening=True))
    assert response["reprompt"]["outputSpeech"]["ssml"] == "<speak>And?</speak>"


@pytest.mark.parametrize("length", [0, 7985, 7986, 7987, 20_000])
def test_a_card_is_never_too_long(length: int) -> None:
    card = as_json(Reply("w" * length, kept=True))["card"]
    assert len(card["title"]) + len(card["content"]) <= 8000
    assert card["content"] == "w" * min(length, len(card["content"]))


def test_silence_neither_speaks_nor_decides_about_the_session() -> None:
    assert DefaultSerializer().serialize(silence()) == {}
    assert DefaultSerializer().serialize(farewell()) == {"shouldEndSession": True}
