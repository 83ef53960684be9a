"""Audio from WAV files and pipes, read piece by piece, as the recognizer wants it."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from companion.audio import RATE_HZ, RECOGNIZED, AudioChunk, Converter, PcmFormat
from everyday.domain import AudioUnreadable

BLOCK_SECONDS = 0.1
STANDARD_INPUT = Path("-")

_INTEGERS, _FLOATS, _EXTENSIBLE = 1, 3, 0xFFFE
_UNTIL_THE_END = (0, 0xFFFF_FFFF)
"""Sizes that a recorder writes before it knows how long the recording will be."""
_RATES_HZ = range(1_000, 1_000_001)
_OTHER_FORMATS = {
    b"OggS": "it is Ogg audio, not WAV",
    b"fLaC": "it is FLAC audio, not WAV",
    b"ID3": "it is MP3 audio, not WAV",
    b"caff": "it is Core Audio, not WAV",
    b"FORM": "it is AIFF audio, not WAV",
    b"RIFX": "it is a big-endian WAV",
    b"RF64": "it is an RF64 WAV",
    b"PK\x03\x04": "it is a zip archive",
}
_TEXT = frozenset(b"\t\n\r" + bytes(range(0x20, 0x7F)))


class _Unreadable(Exception):
    """Carries the reason to where the path is known."""


def read_recording(path: Path) -> Iterator[AudioChunk]:
    """The sound of a WAV file in pieces of about 100 ms: 16 kHz, mono, 16-bit.

    8- to 32-bit integers and 32- or 64-bit floats at 1 kHz to 1 MHz with any number of channels
    are converted. A file that stops too early is read as far as it goes. Memory does not grow with
    the file. Raises AudioUnreadable (at the first piece) for anything else.
    """
    try:
        with path.open("rb") as stream:
            yield from _read(stream, None)
    except OSError as error:
        raise AudioUnreadable(path, error.strerror or str(error)) from error
    except _Unreadable as reason:
        raise AudioUnreadable(path, str(reason)) from None


def read_pcm(stream: BinaryIO, rate_hz: int = RATE_HZ) -> Iterator[AudioChunk]:
    """The sound that is piped in, in pieces of about 100 ms: 16 kHz, mono, 16-bit.

    A WAV is known by its header; anything else is taken as raw 16-bit mono little endian at
    `rate_hz`. Raises AudioUnreadable (at the first piece) when nothing comes, or when it is
    text or a compressed format.
    """
    try:
        yield from _read(stream, PcmFormat("int", 16, 1, rate_hz))
    except OSError as error:
        raise AudioUnreadable(STANDARD_INPUT, error.strerror or str(error)) from error
    except _Unreadable as reason:
        raise AudioUnreadable(STANDARD_INPUT, str(reason)) from None


def read_wav_whole(wav: bytes) -> tuple[bytes, int]:
    """A short WAV at its own rate: (16-bit mono samples, rate in Hz).

    Raises AudioUnreadable when it is not a WAV.
    """
    try:
        source, size, data = _wav_header(io.BytesIO(wav), b"")
    except _Unreadable as reason:
        raise AudioUnreadable(STANDARD_INPUT, str(reason)) from None
    converter = Converter(source, source.rate_hz)
    return converter.convert(data.read(-1 if size is None else size), last=True).pcm, source.rate_hz


def _read(stream: BinaryIO, raw: PcmFormat | None) -> Iterator[AudioChunk]:
    """`raw` is what audio without a header is taken for; None where it must have one."""
    start = stream.read(4)
    if not start:
        raise _Unreadable("it is empty")
    for magic, reason in _OTHER_FORMATS.items():
        if start.startswith(magic):
            raise _Unreadable(reason)
    if start == b"RIFF" or raw is None:
        source, size, stream = _wav_header(stream, start)
        yield from _pieces(stream, source, size)
    else:
        yield from _pieces(stream, raw, None, start)


def _pieces(
    stream: BinaryIO, source: PcmFormat, size: int | None, start: bytes = b""
) -> Iterator[AudioChunk]:
    """`size` is in bytes; None reads until the end. `start` has been read already."""
    block = max(1, round(source.rate_hz * BLOCK_SECONDS)) * source.frame_bytes
    converter = Converter(source)
    left = size
    piece = start + stream.read(block - len(start) if left is None else min(block, left))
    if source == RECOGNIZED and size is None and _TEXT.issuperset(piece):
        raise _Unreadable("it is text, not audio")
    while piece:
        if left is not None:
            left -= len(piece)
        chunk = converter.convert(piece)
        if chunk.pcm:
            yield chunk
        piece = stream.read(block if left is None else min(block, left))
    rest = converter.convert(b"", last=True)
    if rest.pcm:
        yield rest


def _wav_header(stream: BinaryIO, start: bytes) -> tuple[PcmFormat, int | None, BinaryIO]:
    """(format, bytes of sound or None for "until the end", the stream where the sound begins)."""
    header = start + stream.read(12 - len(start))
    if header[:4] != b"RIFF":
        raise _Unreadable("it is text, not audio" if _is_text(header) else "it is not a WAV file")
    if header[8:] != b"WAVE":
        raise _Unreadable("its WAV header is broken off" if len(header) < 12 else "it is not a WAV")
    source = None
    while True:
        name, size = _part(stream)
        if name == b"data":
            break
        if name == b"fmt ":
            source = _format(_exactly(stream, size + size % 2))
        else:
            _skip(stream, size + size % 2)
    if source is None:
        raise _Unreadable("its WAV header does not tell the format")
    return source, None if size in _UNTIL_THE_END else size, stream


def _part(stream: BinaryIO) -> tuple[bytes, int]:
    name, size = struct.unpack("<4sI", _exactly(stream, 8))
    return name, size


def _format(part: bytes) -> PcmFormat:
    if len(part) < 16:
        raise _Unreadable("its WAV header is broken off")
    code, channels, rate_hz, _, frame_bytes, _ = struct.unpack_from("<HHIIHH", part)
    if code == _EXTENSIBLE and len(part) >= 26:
        (code,) = struct.unpack_from("<H", part, 24)
    # The width as stored: 20-bit samples stand in the upper bits of 24.
    bits = frame_bytes * 8 // max(1, channels)
    widths = {_INTEGERS: (8, 16, 24, 32), _FLOATS: (32, 64)}
    if code not in widths:
        raise _Unreadable(f"its WAV encoding, number {code}, is not plain PCM")
    if bits not in widths[code] or bits // 8 * channels != frame_bytes:
        raise _Unreadable(f"its samples of {bits} bits cannot be read")
    if rate_hz not in _RATES_HZ:
        raise _Unreadable(f"its sample rate of {rate_hz} Hz makes no sense")
    return PcmFormat("int" if code == _INTEGERS else "float", bits, channels, rate_hz)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    if size > 1 << 16:
        raise _Unreadable("its WAV header is broken")
    got = stream.read(size)
    if len(got) < size:
        raise _Unreadable("its WAV header is broken off")
    return got


def _skip(stream: BinaryIO, size: int) -> None:
    while size > 0:
        piece = stream.read(min(size, 1 << 16))
        if not piece:
            raise _Unreadable("its WAV header is broken off")
        size -= len(piece)


def _is_text(start: bytes) -> bool:
    return bool(start) and _TEXT.issuperset(start)
