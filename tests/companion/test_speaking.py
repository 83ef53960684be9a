"""Voices say what they are given, and the little sounds are soft."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion import earcon
from companion.audio import AudioChunk, resampled
from companion.listening import transcribe
from companion.recognition import OpenDictation, SpeechModel
from companion.speaking import HibariVoice, Speech, Voice, choose_voice, sentences
from everyday.domain import VoiceUnavailable


def test_the_same_words_sound_the_same_every_time(voice: Voice, walk: Speech) -> None:
    assert voice.speak("I went for my walk.") == walk
    assert walk.rate_hz == 24_000
    assert 1.0 < walk.seconds < 3.0


@pytest.mark.parametrize("text", ["", "  \n", "...", "—"])
def test_where_there_is_nothing_to_say_nothing_sounds(voice: Voice, text: str) -> None:
    assert voice.speak(text).pcm == b""


@pytest.mark.model
def test_the_usual_voice_can_be_understood(model: SpeechModel, water: Speech) -> None:
    chunk = AudioChunk(resampled(water.pcm, water.rate_hz, 16_000) + bytes(16_000))
    *_, heard = transcribe([chunk], OpenDictation(model))
    assert "three glasses of water" in heard.text


@pytest.mark.parametrize(("name", "program"), [("espeak", "espeak-ng"), ("flite", "flite")])
def test_a_voice_of_the_system_speaks_at_the_pace_of_speech(name: str, program: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed: apt-get install -y {program}")
    voice = choose_voice(name)
    one = voice.speak("Nine glasses of water.")
    three = voice.speak("Nine glasses of water. Nine glasses of water. Nine glasses of water.")
    assert 0.8 < one.seconds < 3.0
    assert 2.0 < three.seconds / one.seconds < 4.0
    assert np.abs(np.frombuffer(one.pcm, "<i2")).max() > 3_000
    assert voice.speak("").pcm == b""


@pytest.mark.parametrize("name", ["fenrir", "nobody", ""])
def test_a_voice_that_is_not_here_is_told_and_not_downloaded(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    with pytest.raises(VoiceUnavailable) as unavailable:
        choose_voice(name)
    assert unavailable.value.voice == name
    assert unavailable.value.reason


@pytest.mark.parametrize("name", ["espeak", "flite"])
def test_a_voice_whose_program_is_missing_is_told(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VoiceUnavailable):
        choose_voice(name)


def test_the_usual_voice_needs_no_name() -> None:
    assert HibariVoice().speak("Hello.") == choose_voice("heart").speak("Hello.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("Well done", ("Well done",)),
        ("Kept: walk. That is nine of eleven.", ("Kept: walk.", "That is nine of eleven.")),
        ("Really? Yes! Good…  Go on.", ("Really?", "Yes!", "Good…", "Go on.")),
        ("You walked 3.5 miles. Good.", ("You walked 3.5 miles.", "Good.")),
        ("Dr. Smith said so. Fine.", ("Dr. Smith said so.", "Fine.")),
        ("In bed by 10 p.m. on Monday.", ("In bed by 10 p.m. on Monday.",)),
        ("One line\nanother line", ("One line", "another line")),
        ('You said "I did it." That counts.', ('You said "I did it."', "That counts.")),
        ("...", ()),
    ],
)
def test_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("abC3 .!?…\n\"'")))
def test_splitting_loses_no_word(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(filter(str.isalnum, of))

    assert letters("".join(sentences(text))) == letters(text)
    assert all(sentence == sentence.strip() for sentence in sentences(text))


@pytest.mark.parametrize("sound", [earcon.kept(), earcon.not_caught()])
def test_earcons_are_short_soft_and_do_not_click(sound: Speech) -> None:
    samples = np.frombuffer(sound.pcm, "<i2") / 32768
    assert sound.seconds <= 0.25
    assert 0.05 < np.abs(samples).max() < 0.3
    assert abs(samples[0]) < 1e-3
    assert abs(samples[-1]) < 1e-3
    # The steepest step of the loudest pure tone in it; a click is a step as high as the tone.
    assert np.abs(np.diff(samples)).max() < 0.08


def test_the_two_earcons_can_be_told_apart_by_their_pitch() -> None:
    def pitches(sound: Speech) -> list[float]:
        halves = np.split(np.frombuffer(sound.pcm, "<i2") / 32768, 2)
        spectra = [np.abs(np.fft.rfft(half, 1 << 15)) for half in halves]
        return [float(spectrum.argmax()) * sound.rate_hz / (1 << 15) for spectrum in spectra]

    rising, falling = pitches(earcon.kept()), pitches(earcon.not_caught())
    assert rising[0] < rising[1]
    assert falling[0] > falling[1]
    assert falling[0] < rising[0]
