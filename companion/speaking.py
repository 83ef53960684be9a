"""Voices: text in, audio out, without the network."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from companion.audio import int16_bytes
from companion.recording import read_wav_whole
from everyday.domain import AudioUnreadable, VoiceUnavailable

SEED = 7
"""Fixed, so that the same words sound the same every time."""
_COMMAND_SECONDS = 60.0

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?![a-z\s])|\s*\n+\s*")
_SPEAKABLE = re.compile(r"\w")
_NO_SENTENCE_END = re.compile(r"\b(?:mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speech:
    """Something to be played."""

    pcm: bytes = field(repr=False)
    """16-bit mono little endian samples."""
    rate_hz: int

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.pcm) / 2 / self.rate_hz


class Voice(Protocol):
    """Whatever can say a sentence."""

    def speak(self, text: str) -> Speech:
        """`text` said aloud; empty where there is nothing to say. Raises VoiceUnavailable."""
        ...


class HibariVoice:
    """The voice that comes with the program: 24 kHz, on one core, from its own wheel."""

    def __init__(self, voice: str = "heart") -> None:
        """Loads the voice (about half a second). Raises VoiceUnavailable unless it is here."""
        try:
            import hibari
            from hibari.voices import voice_path

            # Asked for by its path: by its name a missing voice would be downloaded.
            self._hibari: Any = hibari.Hibari(voice, model=voice_path(voice, False))
        except FileNotFoundError as missing:
            raise VoiceUnavailable(voice, "it is not on this computer") from missing
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            raise VoiceUnavailable(voice, str(error)) from error

    def speak(self, text: str) -> Speech:
        """`text` said aloud at 24 kHz, the same samples every time."""
        if not _SPEAKABLE.search(text):
            return Speech(b"", self._hibari.sample_rate)
        return Speech(int16_bytes(self._hibari(text, seed=SEED)), self._hibari.sample_rate)


class CommandVoice:
    """A voice that is a program of the system, which turns a text file into a WAV file."""

    def __init__(self, name: str, command: tuple[str, ...]) -> None:
        """`command` with {text} and {wav} for the files. Raises VoiceUnavailable if not there."""
        self._name, self._command = name, command
        if shutil.which(command[0]) is None:
            raise VoiceUnavailable(name, f"the program {command[0]} is not installed")

    def speak(self, text: str) -> Speech:
        """`text` said aloud, at the program's own rate. Raises VoiceUnavailable if it fails."""
        if not _SPEAKABLE.search(text):
            return Speech(b"", 16_000)
        # Through files, not arguments: everybody on the computer can read those of a process.
        with tempfile.TemporaryDirectory() as folder:
            return self._spoken(text, Path(folder, "said.txt"), Path(folder, "said.wav"))

    def _spoken(self, text: str, text_file: Path, wav: Path) -> Speech:
        text_file.write_text(text, encoding="utf-8")
        command = [part.format(text=text_file, wav=wav) for part in self._command]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_COMMAND_SECONDS)
            return Speech(*read_wav_whole(wav.read_bytes()))
        except (OSError, subprocess.SubprocessError) as error:
            raise VoiceUnavailable(self._name, str(error)) from error
        except AudioUnreadable as error:
            raise VoiceUnavailable(self._name, error.reason) from error


class EspeakVoice(CommandVoice):
    """espeak-ng: quick, small, and plainly a machine."""

    def __init__(self) -> None:
        super().__init__("espeak", ("espeak-ng", "-v", "en-us", "-f", "{text}", "-w", "{wav}"))


class FliteVoice(CommandVoice):
    """flite: an older, clear voice."""

    def __init__(self) -> None:
        super().__init__("flite", ("flite", "-voice", "slt", "-f", "{text}", "-o", "{wav}"))


def choose_voice(name: str) -> Voice:
    """The voice of that name, loaded: "espeak", "flite", or one of hibari's ("heart").

    Raises VoiceUnavailable.
    """
    if name == "espeak":
        return EspeakVoice()
    if name == "flite":
        return FliteVoice()
    return HibariVoice(name)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text`, so that the first can be heard while the next is being made."""
    found: list[str] = []
    start = 0
    for gap in _SENTENCE_END.finditer(text):
        if not _NO_SENTENCE_END.search(text, start, gap.start()):
            found.append(text[start : gap.end()].strip())
            start = gap.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if _SPEAKABLE.search(sentence))
