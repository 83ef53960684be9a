"""Pieces of audio in the one format that recognition takes, and conversion of any PCM to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import soxr
from numpy.typing import NDArray

RATE_HZ = 16_000
"""What the recognizer hears: 16-bit mono little endian at this rate."""


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A piece of mono audio."""

    pcm: bytes = field(repr=False)
    """16-bit little endian samples; never shown, for they are somebody's voice."""
    rate_hz: int = RATE_HZ

    @property
    def samples(self) -> int:
        """How many samples there are."""
        return len(self.pcm) // 2

    @property
    def seconds(self) -> float:
        """How long the piece sounds."""
        return self.samples / self.rate_hz


@dataclass(frozen=True, slots=True)
class PcmFormat:
    """How raw samples are written: the kind of number, its width, the channels, the rate."""

    number: Literal["int", "float"]
    """Little endian; 8-bit integers are unsigned, wider ones signed."""
    bits: int
    """Width of one sample as stored: 8, 16, 24 or 32 for "int", 32 or 64 for "float"."""
    channels: int
    rate_hz: int

    @property
    def frame_bytes(self) -> int:
        """Bytes of one sample of every channel."""
        return self.bits // 8 * self.channels


RECOGNIZED = PcmFormat("int", 16, 1, RATE_HZ)


class Converter:
    """Turns a stream of raw PCM into 16-bit mono, keeping the resampler's state between pieces."""

    def __init__(self, source: PcmFormat, to_rate_hz: int = RATE_HZ) -> None:
        self._source = source
        self._to_rate_hz = to_rate_hz
        self._as_it_is = source == PcmFormat("int", 16, 1, to_rate_hz)
        self._resampler = (
            None
            if source.rate_hz == to_rate_hz
            else soxr.ResampleStream(source.rate_hz, to_rate_hz, 1, dtype="float32")
        )

    def convert(self, raw: bytes, *, last: bool = False) -> AudioChunk:
        """`raw` as far as it is due; what a resampler still holds follows with `last`.

        An unfinished frame at the end of `raw` is left out.
        """
        raw = raw[: len(raw) - len(raw) % self._source.frame_bytes]
        if self._as_it_is:
            return AudioChunk(raw, self._to_rate_hz)
        samples = _mono(raw, self._source)
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples, last=last)
        return AudioChunk(int16_bytes(samples), self._to_rate_hz)


def resampled(pcm: bytes, from_rate_hz: int, to_rate_hz: int) -> bytes:
    """16-bit mono `pcm` at another rate, in one piece."""
    source = PcmFormat("int", 16, 1, from_rate_hz)
    return Converter(source, to_rate_hz).convert(pcm, last=True).pcm


def int16_bytes(samples: NDArray[np.floating]) -> bytes:
    """Samples between -1 and 1 as 16-bit little endian; what is louder is clipped."""
    within = np.clip(np.nan_to_num(samples), -1.0, 1.0)
    pcm: bytes = np.minimum(np.rint(within * 32768.0), 32767).astype("<i2").tobytes()
    return pcm


def _mono(raw: bytes, source: PcmFormat) -> NDArray[np.float32]:
    frames = _floats(raw, source).reshape(-1, source.channels)
    return np.ascontiguousarray(frames.mean(axis=1), dtype=np.float32)


def _floats(raw: bytes, source: PcmFormat) -> NDArray[np.floating]:
    if source.number == "float":
        return np.frombuffer(raw, f"<f{source.bits // 8}")
    if source.bits == 8:
        return (np.frombuffer(raw, np.uint8).astype(np.float32) - 128) / 128
    if source.bits == 24:
        return _widened(raw) / np.float64(1 << 31)
    return np.frombuffer(raw, f"<i{source.bits // 8}") / np.float64(1 << (source.bits - 1))


def _widened(raw: bytes) -> NDArray[np.int32]:
    """24-bit samples as the upper three bytes of 32-bit ones."""
    wide = np.zeros((len(raw) // 3, 4), np.uint8)
    wide[:, 1:] = np.frombuffer(raw, np.uint8).reshape(-1, 3)
    return wide.reshape(-1).view("<i4")
