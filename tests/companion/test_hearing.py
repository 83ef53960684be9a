"""What was said comes out as text, whichever way the sound came in."""

from __future__ import annotations

import io
import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest

from companion.audio import AudioChunk, int16_bytes, resampled
from companion.listening import transcribe
from companion.recognition import (
    OpenDictation,
    Partial,
    SpeechModel,
    Transcript,
    load_model,
    sentence_confidence,
)
from companion.recording import read_pcm, read_recording
from companion.speaking import Speech
from everyday.domain import MicrophoneUnavailable, ModelDamaged, ModelMissing, Word
from tests.companion.wav import encoded, samples_of, wav

QUIET = bytes(2 * 16_000)
"""One second."""


def pcm_of(speech: Speech) -> bytes:
    return QUIET[:16_000] + resampled(speech.pcm, speech.rate_hz, 16_000) + QUIET[:16_000]


def chunks_of(pcm: bytes, size: int = 3_200) -> Iterator[AudioChunk]:
    return (AudioChunk(pcm[at : at + size]) for at in range(0, len(pcm), size))


def transcripts(chunks: Iterable[AudioChunk], recognizer: OpenDictation) -> list[Transcript]:
    return [heard for heard in transcribe(chunks, recognizer) if isinstance(heard, Transcript)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("kind", "rate_hz", "channels"),
    [
        ("int16", 16_000, 1),
        ("int8", 16_000, 1),
        ("int16", 44_100, 1),
        ("int16", 48_000, 2),
        ("int24", 44_100, 2),
        ("float32", 22_050, 1),
    ],
)
def test_the_walk_is_heard_from_any_wav(
    tmp_path: Path, model: SpeechModel, walk: Speech, kind: str, rate_hz: int, channels: int
) -> None:
    path = tmp_path / "walk.wav"
    path.write_bytes(wav(samples_of(walk, rate_hz), kind, rate_hz, channels))
    (heard,) = transcripts(read_recording(path), OpenDictation(model, 5))
    assert "i went for my walk" in (heard.text, *heard.alternatives)


@pytest.mark.model
def test_what_is_piped_is_heard_like_the_file(
    tmp_path: Path, model: SpeechModel, water: Speech
) -> None:
    samples = samples_of(water, 16_000)
    path = tmp_path / "water.wav"
    path.write_bytes(wav(samples))
    from_file = transcripts(read_recording(path), OpenDictation(model))
    pipe = io.BytesIO(encoded(samples, "int16"))
    assert [t.text for t in from_file] == [
        t.text for t in transcripts(read_pcm(pipe), OpenDictation(model))
    ]
    assert "three glasses of water" in from_file[0].text


@pytest.mark.model
@pytest.mark.parametrize("size", [320, 3_200, 1_000_000])
def test_the_size_of_the_pieces_does_not_matter(
    model: SpeechModel, water: Speech, size: int
) -> None:
    (heard,) = transcripts(chunks_of(pcm_of(water), size), OpenDictation(model))
    assert "three glasses of water" in heard.text


@pytest.mark.model
def test_partials_come_before_the_transcript_and_grow_towards_it(
    model: SpeechModel, water: Speech
) -> None:
    heard = list(transcribe(chunks_of(pcm_of(water)), OpenDictation(model)))
    *before, last = heard
    assert len(before) >= 2
    assert all(isinstance(one, Partial) for one in before)
    assert isinstance(last, Transcript)
    assert all(one.text != other.text for one, other in itertools.pairwise(before))


@pytest.mark.model
def test_two_utterances_with_silence_between_are_two_transcripts(
    model: SpeechModel, walk: Speech, water: Speech
) -> None:
    pcm = pcm_of(walk) + QUIET * 2 + pcm_of(water)
    first, second = transcripts(chunks_of(pcm), OpenDictation(model))
    assert "walk" in first.text
    assert "water" in second.text
    assert 0 < first.start_seconds < first.end_seconds < second.start_seconds < second.end_seconds
    began = len(pcm_of(walk) + QUIET * 2) / 32_000 + 0.5
    assert second.start_seconds == pytest.approx(began, abs=0.5)


@pytest.mark.model
def test_times_go_on_after_a_finish(model: SpeechModel, walk: Speech) -> None:
    recognizer = OpenDictation(model)
    (first,) = transcripts(chunks_of(pcm_of(walk)), recognizer)
    (second,) = transcripts(chunks_of(pcm_of(walk)), recognizer)
    assert second.start_seconds > first.end_seconds


@pytest.mark.model
def test_alternatives_come_and_the_words_keep_their_confidence(
    model: SpeechModel, walk: Speech
) -> None:
    (heard,) = transcripts(chunks_of(pcm_of(walk)), OpenDictation(model, alternatives=4))
    assert 1 <= len(heard.alternatives) <= 4
    assert heard.text not in heard.alternatives
    assert len(set(heard.alternatives)) == len(heard.alternatives)
    assert [word.text for word in heard.words] == heard.text.split()
    assert all(0 < word.confidence <= 1 for word in heard.words)
    assert heard.confidence == sentence_confidence(heard.words)


@pytest.mark.model
@pytest.mark.parametrize("alternatives", [0, 3])
@pytest.mark.parametrize("noise", ["silence", "hiss", "hum", "click"])
def test_where_nobody_speaks_nothing_is_heard(
    model: SpeechModel, noise: str, alternatives: int
) -> None:
    count = 16_000 * 6
    sounds = {
        "silence": np.zeros(count),
        "hiss": np.random.default_rng(1).normal(0, 0.05, count),
        "hum": 0.1 * np.sin(2 * np.pi * 50 * np.arange(count) / 16_000),
        "click": np.where(np.arange(count) == count // 2, 0.9, 0.0),
    }
    recognizer = OpenDictation(model, alternatives)
    assert list(transcribe(chunks_of(int16_bytes(sounds[noise])), recognizer)) == []


@pytest.mark.model
def test_what_was_said_before_the_microphone_went_away_is_not_lost(
    model: SpeechModel, water: Speech
) -> None:
    def unplugged() -> Iterator[AudioChunk]:
        yield from chunks_of(pcm_of(water)[:-16_000])
        raise MicrophoneUnavailable(None, "it stopped")

    heard: list[Partial | Transcript] = []
    with pytest.raises(MicrophoneUnavailable):
        _listen(transcribe(unplugged(), OpenDictation(model)), heard)
    assert "three glasses of water" in heard[-1].text
    assert isinstance(heard[-1], Transcript)


def _listen(given: Iterator[Partial | Transcript], into: list[Partial | Transcript]) -> None:
    for one in given:
        into.append(one)


@pytest.mark.model
def test_audio_at_another_rate_is_refused_not_misheard(model: SpeechModel) -> None:
    with pytest.raises(ValueError, match="24000"):
        OpenDictation(model).feed(AudioChunk(bytes(100), 24_000))


@pytest.mark.model
@pytest.mark.parametrize(
    "broken", ["am/final.mdl", "graph/HCLr.fst", "graph/disambig_tid.int", "ivector/splice.conf"]
)
@pytest.mark.parametrize("manifest", [True, False])
def test_a_damaged_model_is_told_and_nothing_is_written_to_the_terminal(
    tmp_path: Path, model_folder: Path, broken: str, manifest: bool
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(model_folder, folder, copy_function=_linked)
    content = (folder / broken).read_bytes()
    (folder / broken).unlink()
    if manifest:
        # Some of these would end the whole process inside Vosk.
        (folder / broken).write_bytes(content[: len(content) // 2])
    (folder / "manifest.json").unlink(missing_ok=True)
    if manifest:
        shutil.copy(model_folder / "manifest.json", folder / "manifest.json")
    code = (
        "import sys, pathlib, companion.recognition as r, everyday.domain as d\n"
        "try: r.load_model(pathlib.Path(sys.argv[1]))\n"
        "except d.ModelDamaged as e: print(e.problem)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, timeout=120
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.strip()


def _linked(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def test_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load_model(tmp_path / "nowhere")
    with pytest.raises(ModelDamaged):
        load_model(tmp_path)


@pytest.mark.parametrize(
    ("words", "confidence"),
    [
        ((), None),
        ((Word("walk", 0.8, 0.0, 0.5),), 0.8),
        ((Word("a", 0.2, 0.0, 0.1), Word("walk", 1.0, 0.1, 0.5)), 0.84),
        ((Word("walk", 0.8, 1.0, 1.0),), None),
    ],
)
def test_a_short_unsure_word_weighs_little(
    words: tuple[Word, ...], confidence: float | None
) -> None:
    assert sentence_confidence(words) == (None if confidence is None else pytest.approx(confidence))
