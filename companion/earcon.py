"""Soft sounds that say in a fifth of a second what would take a sentence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from companion.audio import int16_bytes
from companion.speaking import Speech

RATE_HZ = 24_000

_LOUDNESS = 0.18
_NOTE_SECONDS = 0.11
_FADE_IN_SECONDS = 0.012
_FADE_OUT_SECONDS = 0.045
_E5_HZ, _A5_HZ, _G4_HZ, _E4_HZ = 659.26, 880.0, 392.0, 329.63


def kept() -> Speech:
    """Two rising notes: what you said is in the journal. 220 ms."""
    return _notes(_E5_HZ, _A5_HZ)


def not_caught() -> Speech:
    """Two low falling notes: nothing was heard well enough to keep. 220 ms."""
    return _notes(_G4_HZ, _E4_HZ)


def _notes(*pitches_hz: float) -> Speech:
    return Speech(int16_bytes(np.concatenate([_note(pitch) for pitch in pitches_hz])), RATE_HZ)


def _note(pitch_hz: float) -> NDArray[np.float64]:
    seconds = np.arange(round(_NOTE_SECONDS * RATE_HZ)) / RATE_HZ
    tone = np.sin(2 * np.pi * pitch_hz * seconds) + 0.2 * np.sin(4 * np.pi * pitch_hz * seconds)
    return _LOUDNESS * tone * _faded(len(seconds))


def _faded(length: int) -> NDArray[np.float64]:
    """A gain that rises from zero and falls back to it along half a cosine, so nothing clicks."""
    rise, fall = round(_FADE_IN_SECONDS * RATE_HZ), round(_FADE_OUT_SECONDS * RATE_HZ)
    gain = np.ones(length)
    gain[:rise] = (1 - np.cos(np.linspace(0, np.pi, rise))) / 2
    gain[-fall:] = (1 + np.cos(np.linspace(0, np.pi, fall))) / 2
    return gain
