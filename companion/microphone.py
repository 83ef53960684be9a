"""The microphone, as pieces of audio that wait in a bounded queue."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from companion.audio import RATE_HZ, AudioChunk, Converter, PcmFormat
from companion.native_noise import native_noise_caught
from companion.portaudio import device_id, reason_of, sounddevice
from everyday.domain import MicrophoneUnavailable

BLOCK_SECONDS = 0.1
SILENT_STREAM_SECONDS = 2.0
_CLOSING_SECONDS = 2.0

_ENDED = None


@dataclass(frozen=True, slots=True)
class Input:
    """A microphone that the system offers."""

    name: str
    """What `Microphone` takes as its device."""
    channels: int
    rate_hz: int
    """The device's own rate."""
    is_default: bool


class Microphone:
    """An open microphone: iterate over it for 16 kHz mono chunks of about 100 ms.

    Use it as a context manager. Audio that nobody takes waits for up to `waiting_seconds`; what
    comes after that is left out and counted in `dropped_frames`.
    """

    def __init__(self, device: str | None = None, *, waiting_seconds: float = 10.0) -> None:
        """`device` is a name, a part of one, or a number; None is the system's default."""
        self.device = device
        self.dropped_frames = 0
        """Frames at the device's rate that came while the queue was full."""
        self.overflows = 0
        """How often the system itself lost audio before we got it."""
        blocks = max(1, round(waiting_seconds / BLOCK_SECONDS))
        self._waiting: queue.Queue[bytes | None] = queue.Queue(blocks)
        self._converter = Converter(PcmFormat("int", 16, 1, RATE_HZ))
        self._stream: Any = None

    def __enter__(self) -> Self:
        """The microphone, listening. Raises MicrophoneUnavailable."""
        sound = sounddevice(self.device, MicrophoneUnavailable)
        with native_noise_caught():
            self._stream = self._opened(sound)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes it."""
        stream, self._stream = self._stream, None
        if stream is not None:
            # A sound system that hangs would hold back the very error that tells of it.
            closing = threading.Thread(target=stream.close, daemon=True)
            with native_noise_caught():
                closing.start()
                closing.join(_CLOSING_SECONDS)

    def __iter__(self) -> Iterator[AudioChunk]:
        """Chunks for as long as the microphone is open.

        Raises MicrophoneUnavailable when it stops, or gives nothing for two seconds.
        """
        while self._stream is not None:
            chunk = self._converter.convert(self._next_block())
            if chunk.pcm:
                yield chunk

    def forget_waiting(self) -> None:
        """Drops what was heard and not taken yet: the program's own voice, say."""
        for _ in range(self._waiting.qsize()):
            if self._waiting.get_nowait() is _ENDED:
                self._waiting.put_nowait(_ENDED)

    def _next_block(self) -> bytes:
        try:
            block = self._waiting.get(timeout=SILENT_STREAM_SECONDS)
        except queue.Empty:
            reason = f"no sound arrived for {SILENT_STREAM_SECONDS:.0f} seconds"
            raise MicrophoneUnavailable(self.device, reason) from None
        if block is _ENDED:
            raise MicrophoneUnavailable(self.device, "it stopped")
        return block

    def _opened(self, sound: Any) -> Any:
        """The running stream, at 16 kHz if the device can, else at its own rate and converted."""
        try:
            try:
                return self._started(sound, PcmFormat("int", 16, 1, RATE_HZ))
            except sound.PortAudioError:
                return self._opened_as_it_is(sound)
        except (sound.PortAudioError, ValueError) as error:
            raise MicrophoneUnavailable(self.device, reason_of(error)) from error

    def _opened_as_it_is(self, sound: Any) -> Any:
        about = sound.query_devices(device_id(self.device), "input")
        rate_hz = int(about["default_samplerate"])
        try:
            return self._started(sound, PcmFormat("int", 16, 1, rate_hz))
        except sound.PortAudioError:
            channels = min(2, about["max_input_channels"])
            return self._started(sound, PcmFormat("int", 16, channels, rate_hz))

    def _started(self, sound: Any, source: PcmFormat) -> Any:
        self._converter = Converter(source)
        stream = sound.RawInputStream(
            samplerate=source.rate_hz,
            blocksize=round(source.rate_hz * BLOCK_SECONDS),
            device=device_id(self.device),
            channels=source.channels,
            dtype="int16",
            callback=self._heard,
            finished_callback=self._ended,
        )
        try:
            stream.start()
        except sound.PortAudioError:
            stream.close(ignore_errors=True)
            raise
        return stream

    def _heard(self, data: Any, frames: int, time: Any, status: Any) -> None:
        """Runs in the audio thread: only copies."""
        self.overflows += bool(status and status.input_overflow)
        try:
            self._waiting.put_nowait(bytes(data))
        except queue.Full:
            self.dropped_frames += frames

    def _ended(self) -> None:
        # A full queue needs no mark: once it is emptied, nothing more arrives, and that is told.
        if self._stream is not None and not self._waiting.full():
            self._waiting.put_nowait(_ENDED)


def list_inputs() -> tuple[Input, ...]:
    """The microphones that the system offers, perhaps none.

    Raises MicrophoneUnavailable when there is no sound library to ask.
    """
    sound = sounddevice(None, MicrophoneUnavailable)
    with native_noise_caught():
        default = sound.default.device[0]
        devices = list(sound.query_devices())
    return tuple(
        Input(
            about["name"],
            about["max_input_channels"],
            int(about["default_samplerate"]),
            about["index"] == default,
        )
        for about in devices
        if about["max_input_channels"] > 0
    )


def look_for_devices_again() -> None:
    """Makes devices that were plugged in (or out) since the start known. Close streams first.

    Raises MicrophoneUnavailable when there is no sound library to ask.
    """
    sound = sounddevice(None, MicrophoneUnavailable)
    with native_noise_caught():
        # PortAudio reads the list of devices once; only a restart of it reads the list again.
        sound._terminate()
        sound._initialize()
