"""Our way from audio to transcripts beside a bare Vosk loop over the same audio."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measuring import Row, cpu_seconds
from companion.audio import RATE_HZ, AudioChunk, resampled
from companion.listening import transcribe
from companion.recognition import OpenDictation, SpeechModel, load_model
from companion.speaking import HibariVoice
from companion.speech_model import find
from everyday.domain import ModelMissing

SENTENCES = (
    "I went for my walk this morning, and it was raining.",
    "I took my tablets and had breakfast.",
    "I meant to stretch, but I did not get round to it.",
    "Only managed ten of my thirty minutes of reading.",
    "My mood is six out of ten.",
    "What did I do today?",
)
PAUSE = b"\0" * RATE_HZ * 3
BLOCK = 3200
"""Bytes: 100 ms, as the microphone gives them."""
ROUNDS = 5


def rows() -> list[Row]:
    try:
        model = load_model(find(None, Path("nowhere")))
    except ModelMissing:
        sys.stderr.write("recognition is not measured: no speech model; run: make model\n")
        return []
    pcm = _spoken()
    seconds = len(pcm) / 2 / RATE_HZ
    bare = [cpu_seconds(lambda: _bare(model, pcm)) for _ in range(ROUNDS)]
    ours = [cpu_seconds(lambda: _ours(model, pcm, 0)) for _ in range(ROUNDS)]
    more = [cpu_seconds(lambda: _ours(model, pcm, 3)) for _ in range(ROUNDS)]
    peer = median(bare) / seconds
    return [
        Row("hearing", "CPU s/s", median(ours) / seconds, "bare Vosk loop", peer, "1.25 x"),
        Row("hearing with alternatives", "CPU s/s", median(more) / seconds, "bare Vosk loop", peer),
    ]


def _spoken() -> bytes:
    voice = HibariVoice()
    said = [voice.speak(sentence) for sentence in SENTENCES]
    return b"".join(resampled(s.pcm, s.rate_hz, RATE_HZ) + PAUSE for s in said)


def _bare(model: Any, pcm: bytes) -> None:
    import vosk

    recognizer = vosk.KaldiRecognizer(model, RATE_HZ)
    recognizer.SetWords(True)
    for start in range(0, len(pcm), BLOCK):
        if recognizer.AcceptWaveform(pcm[start : start + BLOCK]):
            recognizer.Result()
        else:
            recognizer.PartialResult()
    recognizer.FinalResult()


def _ours(model: SpeechModel, pcm: bytes, alternatives: int) -> None:
    chunks = (AudioChunk(pcm[i : i + BLOCK], RATE_HZ) for i in range(0, len(pcm), BLOCK))
    for _ in transcribe(chunks, OpenDictation(model, alternatives)):
        pass
