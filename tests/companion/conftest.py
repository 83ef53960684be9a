"""Sound to test with: the program's own voice, the speech model if it is here, WAV writing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from companion import speech_model
from companion.recognition import SpeechModel, load_model
from companion.speaking import HibariVoice, Speech, Voice
from everyday.domain import EverydayError
from tests.virtual_microphone import WHY_NOT, VirtualMicrophone, available, virtual_microphone

WALK = "I went for my walk."
WATER = "I drank three glasses of water."


@pytest.fixture(scope="session")
def model_folder() -> Path:
    configured = os.environ.get("EVERYDAY_MODEL")
    data_folder = Path(
        os.environ.get("EVERYDAY_DATA") or platformdirs.user_data_dir("everyday-magic")
    )
    try:
        return speech_model.find(Path(configured) if configured else None, data_folder)
    except EverydayError as error:
        pytest.skip(f"no speech model ({type(error).__name__}): make model")


@pytest.fixture(scope="session")
def model(model_folder: Path) -> SpeechModel:
    return load_model(model_folder)


@pytest.fixture(scope="session")
def voice() -> Voice:
    return HibariVoice()


@pytest.fixture(scope="session")
def walk(voice: Voice) -> Speech:
    return voice.speak(WALK)


@pytest.fixture(scope="session")
def water(voice: Voice) -> Speech:
    return voice.speak(WATER)


@pytest.fixture(scope="session")
def sound_server() -> Iterator[VirtualMicrophone]:
    if not available():
        pytest.skip(WHY_NOT)
    with virtual_microphone() as sound:
        yield sound
