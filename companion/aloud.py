"""Saying replies aloud, and going on without sound where there is none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from everyday.config import Settings
from everyday.domain import EverydayError, LoudspeakerUnavailable, Reply, VoiceUnavailable
from everyday.replies import apologize, spell_out

if TYPE_CHECKING:
    from companion.loudspeaker import Loudspeaker
    from companion.speaking import Speech, Voice


class Aloud:
    """The voice and the loudspeaker, loaded when the first word is to be said."""

    def __init__(self, settings: Settings, told: Callable[[EverydayError], object]) -> None:
        """`told` is called with what is wrong, once; after that, nothing is said aloud."""
        self._settings = settings
        self._told = told
        self._is_silent = False
        self._voice: Voice | None = None
        self._loudspeaker: Loudspeaker | None = None

    def reply(self, reply: Reply) -> None:
        """The earcon where something was kept, then the reply, sentence by sentence."""
        if reply.kept:
            from companion import earcon

            self._play(earcon.kept)
        self._say(reply.speech)

    def sorry(self, error: EverydayError) -> None:
        """That something could not be kept, for somebody who may not look at the screen."""
        self._say(apologize(error, self._settings.language))

    def _say(self, text: str) -> None:
        from companion.speaking import sentences

        for sentence in sentences(spell_out(text, self._settings.language)):
            self._play(partial(self._speech, sentence))

    def _play(self, make: Callable[[], Speech]) -> None:
        if self._is_silent:
            return
        try:
            self._speaker().play(make())
        except (VoiceUnavailable, LoudspeakerUnavailable) as error:
            self._is_silent = True
            self._told(error)

    def _speech(self, sentence: str) -> Speech:
        from companion.speaking import choose_voice

        if self._voice is None:
            self._voice = choose_voice(self._settings.voice)
        return self._voice.speak(sentence)

    def _speaker(self) -> Loudspeaker:
        from companion.loudspeaker import Loudspeaker

        if self._loudspeaker is None:
            self._loudspeaker = Loudspeaker(self._settings.loudspeaker)
        return self._loudspeaker
