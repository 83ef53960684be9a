"""The hands-free loop: listen, keep, answer, and listen again, never to itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from companion.audio import AudioChunk
from companion.listening import transcribe
from companion.microphone import Microphone, look_for_devices_again
from companion.recognition import Partial, Recognizer, Transcript
from everyday.domain import MicrophoneUnavailable

SETTLE_SECONDS = 0.5
"""After a reply the room still sounds of it."""
LOOK_AGAIN_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Turns:
    """What the loop calls, in its own thread."""

    opened: Callable[[], None]
    """The microphone gives sound (again); may speak."""
    partial: Callable[[str], None]
    """What an utterance sounds like so far."""
    keep: Callable[[Transcript], Callable[[], None]]
    """Keeps an utterance; what comes back says the reply aloud, and returns when it was heard."""
    lost: Callable[[MicrophoneUnavailable], None]
    """The microphone went away; it is looked for until it comes back."""


def listen(device: str | None, recognizer: Recognizer, turns: Turns) -> None:
    """Listens until KeyboardInterrupt, which comes out once an unfinished utterance was kept.

    Raises MicrophoneUnavailable when there is no microphone at first; one that goes away later is
    waited for.
    """
    was_open = is_told = False
    while True:
        try:
            with Microphone(device) as microphone:
                next(iter(microphone))  # some open and then give nothing
                was_open, is_told = True, False
                _listen(microphone, recognizer, turns)
        except MicrophoneUnavailable as error:
            if not was_open:
                raise
            if not is_told:
                turns.lost(error)
            is_told = True
        time.sleep(LOOK_AGAIN_SECONDS)
        look_for_devices_again()


def _listen(microphone: Microphone, recognizer: Recognizer, turns: Turns) -> None:
    _deaf_while(turns.opened, microphone)
    ear = _Ear(microphone)
    for heard in transcribe(ear.chunks(), recognizer):
        if isinstance(heard, Partial):
            turns.partial(heard.text)
            continue
        say = turns.keep(heard)
        if not ear.is_closing:
            _deaf_while(say, microphone)


def _deaf_while(speak: Callable[[], None], microphone: Microphone) -> None:
    """Half duplex: what arrives while we speak, and as long as the room sounds of it, is ours."""
    speak()
    time.sleep(SETTLE_SECONDS)
    microphone.forget_waiting()


class _Ear:
    """The microphone's chunks, and whether they have come to an end."""

    def __init__(self, microphone: Microphone) -> None:
        self._microphone = microphone
        self.is_closing = False

    def chunks(self) -> Iterator[AudioChunk]:
        try:
            yield from self._microphone
        finally:
            # Set before `transcribe` gives the utterance that was still going on.
            self.is_closing = True
