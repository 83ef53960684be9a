"""Audio to text with Vosk, offline, behind one small protocol."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from companion import speech_model
from companion.audio import RATE_HZ, AudioChunk
from companion.native_noise import native_noise_caught
from everyday.domain import ModelDamaged, ModelMissing, Word

# One call into Vosk holds back Ctrl-C until it returns.
_LONGEST_BLOCK_SECONDS = 0.2
_HEARD_IN_SILENCE = frozenset({"", "the", "huh"})


@dataclass(frozen=True, slots=True)
class Partial:
    """What an utterance sounds like so far; it may still change."""

    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """One utterance as text."""

    text: str
    words: tuple[Word, ...]
    alternatives: tuple[str, ...]
    """What else it may have been, best first; never the text itself."""
    confidence: float | None
    """0 to 1; None where the recognizer does not tell."""
    start_seconds: float
    """From the first audio that was fed."""
    end_seconds: float


class Recognizer(Protocol):
    """Whatever turns audio into text, piece by piece."""

    def feed(self, chunk: AudioChunk) -> Iterator[Partial | Transcript]:
        """What `chunk` adds: a changed partial, or an utterance that has ended, or nothing."""
        ...

    def finish(self) -> Iterator[Transcript]:
        """The utterance that was still going on, if any. More audio may be fed afterwards."""
        ...


class SpeechModel(Protocol):
    """A loaded Vosk model; the recognizers of a process share one."""

    def vosk_model_find_word(self, word: str) -> int:
        """The word's number, or -1 where the model cannot hear it."""
        ...


def load_model(path: Path) -> SpeechModel:
    """The model in folder `path`, ready for recognizers: half a second, some 160 MB of memory.

    Raises ModelMissing when there is no such folder and ModelDamaged when its files are not whole.
    """
    if not path.is_dir():
        raise ModelMissing((path,))
    # Asked first: some truncated files crash the process inside Vosk instead of failing.
    problems = speech_model.quick_check(path)
    if problems:
        raise ModelDamaged(path, problems[0])
    import vosk

    vosk.SetLogLevel(-1)
    with native_noise_caught() as noise:
        model = _loaded(vosk, path)
    if model is None:
        raise ModelDamaged(path, noise.last_line or "Vosk cannot load it")
    return model


def _loaded(vosk: Any, path: Path) -> SpeechModel | None:
    try:
        model: SpeechModel = vosk.Model(str(path))
        # Missing graphs are only noticed by the first recognizer.
        vosk.KaldiRecognizer(model, RATE_HZ)
    except Exception:  # Vosk has no type of its own for it
        return None
    return model


class OpenDictation:
    """Recognition with the model's whole vocabulary; Vosk's own silence rules end an utterance."""

    def __init__(self, model: SpeechModel, alternatives: int = 0) -> None:
        """With `alternatives`, up to so many other readings come with each transcript.

        They cost a second pass over the utterance, because a recognizer that gives alternatives
        gives no word confidences.
        """
        import vosk

        self._vosk = vosk
        self._model = model
        self._alternatives = alternatives
        self._recognizer = vosk.KaldiRecognizer(model, RATE_HZ)
        self._recognizer.SetWords(True)
        self._utterance = bytearray()
        self._partial = ""

    def feed(self, chunk: AudioChunk) -> Iterator[Partial | Transcript]:
        """What `chunk` (16 kHz) adds. The audio is taken even if nobody looks at the answer."""
        if chunk.rate_hz != RATE_HZ:
            raise ValueError(f"recognition takes {RATE_HZ} Hz, not {chunk.rate_hz} Hz")
        heard: list[Partial | Transcript] = []
        for block in _blocks(chunk.pcm):
            if self._alternatives:
                self._utterance += block
            if self._recognizer.AcceptWaveform(block):
                heard += self._ended(self._recognizer.Result())
            else:
                heard += self._going_on()
        return iter(heard)

    def finish(self) -> Iterator[Transcript]:
        """The utterance that was still going on, if any."""
        return iter(self._ended(self._recognizer.FinalResult()))

    def _going_on(self) -> list[Partial]:
        text = json.loads(self._recognizer.PartialResult())["partial"]
        if text == self._partial or text in _HEARD_IN_SILENCE:
            return []
        self._partial = text
        return [Partial(text)]

    def _ended(self, result: str) -> list[Transcript]:
        utterance, self._utterance = bytes(self._utterance), bytearray()
        self._partial = ""
        answer = json.loads(result)
        if answer["text"] in _HEARD_IN_SILENCE:
            return []
        words = tuple(_word(word) for word in answer.get("result", ()))
        others = self._other_readings(utterance, answer["text"]) if self._alternatives else ()
        return [_transcript(answer["text"], words, others)]

    def _other_readings(self, utterance: bytes, text: str) -> tuple[str, ...]:
        second = self._vosk.KaldiRecognizer(self._model, RATE_HZ)
        second.SetMaxAlternatives(self._alternatives + 1)
        for block in _blocks(utterance):
            second.AcceptWaveform(block)
        readings = json.loads(second.FinalResult()).get("alternatives", ())
        texts = dict.fromkeys(reading["text"].strip() for reading in readings)
        others = [other for other in texts if other != text and other not in _HEARD_IN_SILENCE]
        return tuple(others[: self._alternatives])


def sentence_confidence(words: tuple[Word, ...]) -> float | None:
    """How sure the sentence is, 0 to 1: the mean of its words weighted by how long they sound.

    Not the minimum: short words ("a", "the", "my") are often unsure and seldom matter, and would
    make every long sentence doubtful. Who decides by one word asks that word.
    """
    seconds = sum(word.end_seconds - word.start_seconds for word in words)
    if seconds <= 0:
        return None
    weighted = (word.confidence * (word.end_seconds - word.start_seconds) for word in words)
    return min(1.0, sum(weighted) / seconds)


def _transcript(text: str, words: tuple[Word, ...], others: tuple[str, ...]) -> Transcript:
    start_seconds = words[0].start_seconds if words else 0.0
    end_seconds = words[-1].end_seconds if words else 0.0
    return Transcript(text, words, others, sentence_confidence(words), start_seconds, end_seconds)


def _word(word: dict[str, Any]) -> Word:
    return Word(word["word"], min(1.0, word["conf"]), word["start"], word["end"])


def _blocks(pcm: bytes) -> Iterator[bytes]:
    size = round(RATE_HZ * _LONGEST_BLOCK_SECONDS) * 2
    for start in range(0, len(pcm), size):
        yield pcm[start : start + size]
