"""WAV files of every kind, written byte by byte."""

from __future__ import annotations

import struct

import numpy as np
import soxr
from numpy.typing import NDArray

from companion.speaking import Speech

Samples = NDArray[np.float64]

_GUID_TAIL = bytes.fromhex("000000001000800000aa00389b71")


def samples_of(speech: Speech, rate_hz: int) -> Samples:
    """The speech as numbers between -1 and 1 at a rate, half a second of quiet on either side."""
    heard = np.frombuffer(speech.pcm, "<i2") / 32768
    quiet = np.zeros(rate_hz // 2)
    return np.concatenate([quiet, soxr.resample(heard, speech.rate_hz, rate_hz), quiet])


def encoded(samples: Samples, kind: str) -> bytes:
    """Samples as "int8", "int16", "int24", "int32", "float32" or "float64" data."""
    if kind.startswith("float"):
        return bytes(samples.astype(f"<f{int(kind[5:]) // 8}").data)
    bits = int(kind[3:])
    whole = np.clip(np.rint(samples * 2 ** (bits - 1)), -(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    if bits == 8:
        return bytes((whole + 128).astype(np.uint8).data)
    if bits == 24:
        return b"".join(int(one).to_bytes(3, "little", signed=True) for one in whole)
    return bytes(whole.astype(f"<i{bits // 8}").data)


def wav(
    samples: Samples,
    kind: str = "int16",
    rate_hz: int = 16_000,
    channels: int = 1,
    *,
    extensible: bool = False,
    told_size: int | None = None,
    before: bytes = b"",
) -> bytes:
    """A WAV with the same sound in every channel.

    `told_size` is what the header says of the sound's bytes if not the truth; `before` are parts
    that stand between format and sound.
    """
    data = encoded(np.repeat(samples, channels), kind)
    frame = int(kind.strip("intfloa")) // 8 * channels
    code = 3 if kind.startswith("float") else 1
    form = struct.pack("<HIIHH", channels, rate_hz, rate_hz * frame, frame, frame * 8 // channels)
    if extensible:
        more = struct.pack("<HHIH", 22, frame * 8 // channels, 0, code) + _GUID_TAIL
        form = struct.pack("<H", 0xFFFE) + form + more
    else:
        form = struct.pack("<H", code) + form
    parts = part(b"fmt ", form) + before + b"data"
    size = len(data) if told_size is None else told_size
    body = b"WAVE" + parts + struct.pack("<I", size) + data
    return b"RIFF" + struct.pack("<I", min(len(body), 0xFFFFFFFF)) + body


def part(name: bytes, content: bytes) -> bytes:
    """One part of a RIFF file, padded to an even length."""
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
