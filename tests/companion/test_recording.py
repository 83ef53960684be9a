"""Any WAV, and what is piped in, become the audio that the recognizer takes."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.audio import AudioChunk, Converter, PcmFormat, int16_bytes
from companion.recording import read_pcm, read_recording
from everyday.domain import AudioUnreadable
from tests.companion.wav import Samples, encoded, part, wav

KINDS = ("int8", "int16", "int24", "int32", "float32", "float64")


def tone(rate_hz: int, seconds: float = 0.5, pitch_hz: float = 440.0) -> Samples:
    return 0.5 * np.sin(2 * np.pi * pitch_hz * np.arange(round(rate_hz * seconds)) / rate_hz)


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "said.wav"
    path.write_bytes(content)
    return path


def heard(path: Path) -> Samples:
    chunks = list(read_recording(path))
    assert {chunk.rate_hz for chunk in chunks} == {16_000}
    return np.frombuffer(b"".join(chunk.pcm for chunk in chunks), "<i2") / 32768


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_every_kind_of_wav_sounds_the_same(
    tmp_path: Path, kind: str, rate_hz: int, channels: int
) -> None:
    sound = heard(written(tmp_path, wav(tone(rate_hz), kind, rate_hz, channels)))
    assert abs(len(sound) - 8_000) <= 1
    middle = slice(800, 7_200)
    assert np.abs(sound[middle] - tone(16_000)[middle]).max() < 0.02


def test_16_khz_mono_16_bit_is_not_changed_at_all(tmp_path: Path) -> None:
    pcm = encoded(tone(16_000), "int16")
    chunks = list(read_recording(written(tmp_path, wav(tone(16_000)))))
    assert b"".join(chunk.pcm for chunk in chunks) == pcm


@pytest.mark.parametrize("kind", KINDS)
def test_the_extensible_header_is_read(tmp_path: Path, kind: str) -> None:
    plain = heard(written(tmp_path, wav(tone(16_000), kind)))
    assert np.array_equal(plain, heard(written(tmp_path, wav(tone(16_000), kind, extensible=True))))


def test_parts_that_are_not_sound_are_passed_over(tmp_path: Path) -> None:
    notes = part(b"LIST", b"INFOodd") + part(b"bext", bytes(100_000))
    sound = heard(written(tmp_path, wav(tone(16_000), before=notes)))
    assert np.array_equal(sound, heard(written(tmp_path, wav(tone(16_000)))))


@pytest.mark.parametrize("told_size", [0, 0xFFFFFFFF, 10_000_000])
def test_a_header_written_before_the_length_was_known_is_read_to_the_end(
    tmp_path: Path, told_size: int
) -> None:
    assert len(heard(written(tmp_path, wav(tone(16_000), told_size=told_size)))) == 8_000


@pytest.mark.parametrize("cut", [1, 2, 3, 1_000, 15_990])
def test_a_broken_off_recording_is_read_as_far_as_it_goes(tmp_path: Path, cut: int) -> None:
    sound = heard(written(tmp_path, wav(tone(16_000))[:-cut]))
    assert len(sound) == (16_000 - cut) // 2


def test_what_stands_behind_the_sound_is_not_heard(tmp_path: Path) -> None:
    assert len(heard(written(tmp_path, wav(tone(16_000)) + part(b"LIST", bytes(500))))) == 8_000


def test_floats_that_are_no_numbers_or_too_loud_do_no_harm(tmp_path: Path) -> None:
    samples = np.array([np.nan, np.inf, -np.inf, 5.0, -5.0, 0.0])
    assert list(heard(written(tmp_path, wav(samples, "float32")))) == pytest.approx(
        [0, 1, -1, 1, -1, 0], abs=1e-4
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"I went for my walk this morning.\n", "it is text, not audio"),
        (b"RIFF", "broken off"),
        (wav(tone(16_000))[:20], "broken off"),
        (wav(tone(16_000))[:40], "broken off"),
        (b"RIFF\x04\0\0\0AVI ", "not a WAV"),
        (b"OggS" + bytes(100), "Ogg"),
        (b"fLaC" + bytes(100), "FLAC"),
        (bytes(1000), "not a WAV"),
        (wav(tone(16_000), rate_hz=0), "0 Hz"),
        (wav(tone(16_000), rate_hz=2_000_000_000), "2000000000 Hz"),
        (wav(tone(16_000)).replace(b"\x01\0\x01\0", b"\x07\0\x01\0", 1), "number 7"),
        (wav(tone(16_000)).replace(b"\x01\0\x01\0", b"\x01\0\0\0", 1), "bits"),
        (wav(tone(16_000)).replace(b"fmt ", b"junk"), "format"),
    ],
)
def test_what_is_not_sound_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(AudioUnreadable) as unreadable:
        list(read_recording(path))
    assert unreadable.value.path == path
    assert reason in unreadable.value.reason


def test_a_file_that_is_not_there_or_a_folder_says_why(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.wav", tmp_path):
        with pytest.raises(AudioUnreadable) as unreadable:
            list(read_recording(path))
        assert (unreadable.value.path, bool(unreadable.value.reason)) == (path, True)


@given(st.binary(max_size=300))
def test_any_bytes_behind_a_riff_header_are_read_or_refused(content: bytes) -> None:
    try:
        list(read_pcm(io.BytesIO(b"RIFF\0\0\0\0WAVE" + content)))
    except AudioUnreadable:
        return


def test_piped_pcm_is_taken_as_it_is() -> None:
    pcm = encoded(tone(16_000), "int16")
    assert b"".join(chunk.pcm for chunk in read_pcm(io.BytesIO(pcm))) == pcm


def test_piped_pcm_at_another_rate_is_converted() -> None:
    pcm = encoded(tone(48_000), "int16")
    samples = sum(chunk.samples for chunk in read_pcm(io.BytesIO(pcm), rate_hz=48_000))
    assert samples == pytest.approx(8_000, abs=1)


def test_a_piped_wav_is_known_by_its_header(tmp_path: Path) -> None:
    content = wav(tone(44_100), "int24", 44_100, 2)
    assert list(read_pcm(io.BytesIO(content))) == list(read_recording(written(tmp_path, content)))


@pytest.mark.parametrize(("content", "reason"), [(b"", "empty"), (b"good morning\n", "text")])
def test_a_pipe_with_no_sound_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(AudioUnreadable) as unreadable:
        list(read_pcm(io.BytesIO(content)))
    assert unreadable.value.path == Path("-")
    assert reason in unreadable.value.reason


def test_a_long_recording_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    path = written(tmp_path, wav(np.zeros(16_000 * 600)))
    tracemalloc.start()
    seconds = sum(chunk.seconds for chunk in read_recording(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds == pytest.approx(600)
    assert peak < 1_000_000


@given(st.lists(st.integers(0, 5_000), max_size=12), st.sampled_from([8_000, 16_000, 44_100]))
def test_however_it_is_cut_the_sound_is_the_same(sizes: list[int], rate_hz: int) -> None:
    pcm = encoded(tone(rate_hz, 0.2), "int16")
    source = PcmFormat("int", 16, 1, rate_hz)
    pieces, at = [], 0
    for size in sizes:
        pieces.append(pcm[at : at + 2 * size])
        at += 2 * size
    pieces.append(pcm[at:])
    converter = Converter(source)
    cut = b"".join(converter.convert(piece).pcm for piece in pieces)
    cut += converter.convert(b"", last=True).pcm
    whole = Converter(source).convert(pcm, last=True).pcm
    assert np.array_equal(np.frombuffer(cut, "<i2"), np.frombuffer(whole, "<i2"))


@given(st.lists(st.integers(-32768, 32767)))
def test_16_bit_samples_survive_the_way_through_floats(samples: list[int]) -> None:
    floats = np.array(samples, np.float64) / 32768
    assert np.frombuffer(int16_bytes(floats), "<i2").tolist() == samples


def test_a_chunk_knows_how_long_it_is_and_keeps_its_sound_to_itself() -> None:
    chunk = AudioChunk(bytes(3_200))
    assert (chunk.samples, chunk.seconds) == (1_600, 0.1)
    assert "pcm" not in repr(chunk)
