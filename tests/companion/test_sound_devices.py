"""The microphone and the loudspeaker, with a real sound server or with none at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from companion import earcon
from companion.recording import read_recording
from companion.speaking import Speech
from tests.companion.wav import samples_of, wav
from tests.virtual_microphone import WHY_NOT, VirtualMicrophone, available, virtual_microphone

ROOT = Path(__file__).parents[2]

LISTEN = """
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from companion.listening import transcribe
from companion.microphone import Microphone
from companion.recognition import OpenDictation, Transcript, load_model
recognizer = OpenDictation(load_model(Path(sys.argv[1])), alternatives=5)
with Microphone() as microphone:
    print("listening", flush=True)
    for heard in transcribe(microphone, recognizer):
        if isinstance(heard, Transcript):
            print(" | ".join((heard.text, *heard.alternatives)), flush=True)
            break
    print(microphone.dropped_frames, microphone.overflows, flush=True)
"""

LISTEN_UNTIL_IT_STOPS = """
from companion.microphone import Microphone
from everyday.domain import MicrophoneUnavailable
try:
    with Microphone() as microphone:
        next(iter(microphone))
        print("listening", flush=True)
        for chunk in microphone:
            pass
except MicrophoneUnavailable as error:
    print(error.reason, flush=True)
"""

SLOW_LISTENER = """
import itertools, json, time
from companion.microphone import Microphone
with Microphone(waiting_seconds=0.3) as microphone:
    while not microphone.dropped_frames:
        time.sleep(0.05)
    waited = list(itertools.islice(microphone, 3))
    print(json.dumps([sum(chunk.samples for chunk in waited), microphone.dropped_frames]))
"""

ONLY_48_KHZ = """
import sounddevice
really = sounddevice.RawInputStream
def only_48_khz(samplerate, channels, **other):
    if samplerate == 16000 or channels == 1:
        raise sounddevice.PortAudioError("Error opening RawInputStream: Invalid sample rate")
    return really(samplerate=samplerate, channels=channels, **other)
sounddevice.RawInputStream = only_48_khz
"""

PLAY = """
import json, sys
from pathlib import Path
from companion.loudspeaker import Loudspeaker
from companion.speaking import Speech
speech = Speech(Path(sys.argv[1]).read_bytes(), int(sys.argv[2]))
print(json.dumps(Loudspeaker().play(speech)))
"""

STOP = """
import itertools, json, threading
from companion.loudspeaker import Loudspeaker
from companion.speaking import Speech
loudspeaker = Loudspeaker()
played = []
playing = threading.Thread(target=lambda: played.append(
    loudspeaker.play(Speech(bytes(24_000 * 2 * 3600), 24_000))))
playing.start()
while playing.is_alive():
    loudspeaker.stop()
    playing.join(0.1)
print(json.dumps(played))
"""

NOTHING_THERE = """
import json
from companion.loudspeaker import Loudspeaker
from companion.microphone import Microphone, list_inputs, look_for_devices_again
from companion.speaking import Speech
from everyday.domain import LoudspeakerUnavailable, MicrophoneUnavailable
told = []
for device in (None, "kitchen", "7"):
    try:
        with Microphone(device):
            pass
    except MicrophoneUnavailable as error:
        told.append([error.device, bool(error.reason)])
    try:
        Loudspeaker(device).play(Speech(bytes(4800), 24_000))
    except LoudspeakerUnavailable as error:
        told.append([error.device, bool(error.reason)])
look_for_devices_again()
print(json.dumps([told, list_inputs()]))
"""

NO_LIBRARY = """
import json, sys
class NoPortAudio:
    def find_spec(self, name, path=None, target=None):
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
sys.meta_path.insert(0, NoPortAudio())
from companion.microphone import Microphone
from companion.loudspeaker import Loudspeaker
from companion.speaking import Speech
from everyday.domain import EverydayError
for attempt in (lambda: Microphone().__enter__(), lambda: Loudspeaker().play(Speech(b"", 24_000))):
    try:
        attempt()
    except EverydayError as error:
        print(type(error).__name__, error.reason)
"""


def run(code: str, *arguments: str, env: dict[str, str]) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=env | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


@pytest.mark.model
@pytest.mark.sound
@pytest.mark.parametrize("device", ["", ONLY_48_KHZ], ids=["16 kHz", "only 48 kHz stereo"])
def test_what_is_said_into_the_microphone_is_heard(
    tmp_path: Path,
    sound_server: VirtualMicrophone,
    model_folder: Path,
    walk: Speech,
    device: str,
) -> None:
    said = tmp_path / "walk.wav"
    said.write_bytes(wav(samples_of(walk, 48_000), rate_hz=48_000))
    code = device + LISTEN
    with started(code, sound_server.env, str(model_folder)) as listening:
        assert listening.stdout is not None
        assert listening.stdout.readline() == "listening\n"
        sound_server.play(said)
        heard, noise = listening.communicate(timeout=60)
    sentence, lost = heard.splitlines()
    assert "i went for my walk" in sentence.split(" | ")
    assert (lost, noise, listening.returncode) == ("0 0", "", 0)


@pytest.mark.sound
def test_what_a_slow_listener_misses_is_counted(sound_server: VirtualMicrophone) -> None:
    waited, dropped = json.loads(run(SLOW_LISTENER, env=sound_server.env))
    assert waited == 4_800
    assert dropped >= 1_600
    assert dropped % 1_600 == 0


@pytest.mark.sound
@pytest.mark.parametrize("how", ["killed", "frozen"])
def test_a_microphone_that_goes_silent_for_good_is_told(how: str) -> None:
    if not available():
        pytest.skip(WHY_NOT)
    with virtual_microphone() as sound, started(LISTEN_UNTIL_IT_STOPS, sound.env) as listening:
        assert listening.stdout is not None
        assert listening.stdout.readline() == "listening\n"
        if how == "killed":
            sound.kill()
            assert listening.stdout.readline() == "it stopped\n"
            return
        with sound.frozen():
            assert listening.stdout.readline() == "no sound arrived for 2 seconds\n"


@contextmanager
def started(code: str, env: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=env | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.sound
@pytest.mark.parametrize("rate_hz", [16_000, 24_000])
def test_what_the_program_says_comes_out_of_the_loudspeaker(
    tmp_path: Path, sound_server: VirtualMicrophone, walk: Speech, rate_hz: int
) -> None:
    samples = samples_of(walk, rate_hz)
    (tmp_path / "speech").write_bytes((samples * 32767).astype("<i2").tobytes())
    with sound_server.recorded() as recording:
        played = run(PLAY, str(tmp_path / "speech"), str(rate_hz), env=sound_server.env)
    assert json.loads(played) is True
    assert likeness(recording, samples_of(walk, 16_000)) > 0.99


@pytest.mark.sound
def test_an_earcon_is_heard_whole(tmp_path: Path, sound_server: VirtualMicrophone) -> None:
    sound = earcon.kept()
    (tmp_path / "speech").write_bytes(sound.pcm)
    with sound_server.recorded() as recording:
        run(PLAY, str(tmp_path / "speech"), str(sound.rate_hz), env=sound_server.env)
    assert likeness(recording, samples_of(sound, 16_000)) > 0.99


@pytest.mark.sound
def test_an_hour_of_speech_can_be_stopped(sound_server: VirtualMicrophone) -> None:
    assert json.loads(run(STOP, env=sound_server.env)) == [False]


@pytest.mark.sound
def test_the_inputs_are_listed(sound_server: VirtualMicrophone) -> None:
    code = (
        "from companion.microphone import list_inputs as i\nfor one in i(): print(one.is_default)"
    )
    assert "True" in run(code, env=sound_server.env).split()


def test_without_any_sound_device_it_is_told_and_the_terminal_stays_clean(tmp_path: Path) -> None:
    told, inputs = json.loads(run(NOTHING_THERE, env=deaf(tmp_path)))
    assert told == [[device, True] for device in (None, "kitchen", "7") for _ in range(2)]
    assert inputs == []


def test_without_the_sound_library_it_is_told() -> None:
    way_out = "PortAudio is missing; install it with: sudo apt-get install libportaudio2"
    assert run(NO_LIBRARY, env=dict(os.environ)).splitlines() == [
        f"MicrophoneUnavailable {way_out}",
        f"LoudspeakerUnavailable {way_out}",
    ]


def deaf(folder: Path) -> dict[str, str]:
    """An environment in which ALSA finds no device, whatever the computer has."""
    (folder / "asound.conf").write_text("pcm.default { type nothing }\n", encoding="ascii")
    nowhere = {"PULSE_SERVER": f"unix:{folder}/nobody", "PIPEWIRE_RUNTIME_DIR": str(folder)}
    return dict(os.environ) | nowhere | {"ALSA_CONFIG_PATH": str(folder / "asound.conf")}


def likeness(recording: Path, expected: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """How much of what was expected is in the recording in one piece: a correlation, up to 1."""
    pcm = b"".join(chunk.pcm for chunk in read_recording(recording))
    recorded = np.frombuffer(pcm, "<i2") / 32768
    around = np.zeros(len(expected))
    padded = np.concatenate([around, recorded, around])
    size = len(padded) + len(expected)
    spectrum = np.fft.rfft(padded, size) * np.conj(np.fft.rfft(expected, size))
    at = int(np.fft.irfft(spectrum, size)[: len(padded) - len(expected)].argmax())
    return float(np.corrcoef(padded[at : at + len(expected)], expected)[0, 1])
