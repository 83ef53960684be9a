"""The loudspeaker, which plays speech and can be stopped in the middle."""

from __future__ import annotations

import threading
from typing import Any

from companion.audio import resampled
from companion.native_noise import native_noise_caught
from companion.portaudio import device_id, reason_of, sounddevice
from companion.speaking import Speech
from everyday.domain import LoudspeakerUnavailable

_PIECE_SECONDS = 0.05
# The last 40 ms of a stream may be dropped when it is stopped; let them be silence.
_TAIL_SECONDS = 0.1


class Loudspeaker:
    """Where speech is played; opened anew for each, so that it may come and go."""

    def __init__(self, device: str | None = None) -> None:
        """`device` is a name, a part of one, or a number; None is the system's default."""
        self.device = device
        self._stopped = threading.Event()
        self._one_at_a_time = threading.Lock()

    def play(self, speech: Speech) -> bool:
        """Whether it was played to the end; returns once it was heard, or was stopped.

        Raises LoudspeakerUnavailable.
        """
        with self._one_at_a_time:
            self._stopped.clear()
            sound = sounddevice(self.device, LoudspeakerUnavailable)
            try:
                stream, speech = self._opened(sound, speech)
                with stream:
                    return self._write(stream, speech)
            except (sound.PortAudioError, ValueError) as error:
                raise LoudspeakerUnavailable(self.device, reason_of(error)) from error

    def stop(self) -> None:
        """Stops what is playing, from any thread. Nothing happens when nothing plays."""
        self._stopped.set()

    def _write(self, stream: Any, speech: Speech) -> bool:
        piece = round(speech.rate_hz * _PIECE_SECONDS) * 2
        pcm = speech.pcm + bytes(round(speech.rate_hz * _TAIL_SECONDS) * 2)
        for start in range(0, len(pcm), piece):
            if self._stopped.is_set():
                stream.abort()
                return False
            stream.write(pcm[start : start + piece])
        stream.stop()  # waits until the last piece was heard
        return True

    def _opened(self, sound: Any, speech: Speech) -> tuple[Any, Speech]:
        """An open stream, and the speech at the rate that the stream takes."""
        with native_noise_caught():
            try:
                return self._stream(sound, speech.rate_hz), speech
            except sound.PortAudioError:
                about = sound.query_devices(device_id(self.device), "output")
                rate_hz = int(about["default_samplerate"])
                stream = self._stream(sound, rate_hz)
        return stream, Speech(resampled(speech.pcm, speech.rate_hz, rate_hz), rate_hz)

    def _stream(self, sound: Any, rate_hz: int) -> Any:
        return sound.RawOutputStream(
            samplerate=rate_hz, device=device_id(self.device), channels=1, dtype="int16"
        )
