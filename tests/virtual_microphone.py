"""A private sound server with a microphone and a loudspeaker that no hardware stands behind.

What is played into the microphone arrives in a program that opens the default input, and what
the program plays through the default output can be recorded. Several can run at once.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

NEEDED = ("pulseaudio", "pactl", "pacat", "paplay", "parec")
WHY_NOT = (
    "no sound server to start: apt-get install -y --no-install-recommends "
    "pulseaudio pulseaudio-utils libasound2-plugins libportaudio2"
)

_MOUTH, _SPEAKER = "mouth", "speaker"
_RATE_HZ = 48_000
_ON_THE_WAY_SECONDS = 0.5
"""A program may have played what the recording program has not been given yet."""
_ASOUND = """</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


def available() -> bool:
    """Whether everything that a virtual microphone needs is installed."""
    return find_library("portaudio") is not None and all(map(shutil.which, NEEDED))


@dataclass(frozen=True)
class VirtualMicrophone:
    """A running sound server."""

    env: dict[str, str]
    """The environment in which a program hears and speaks through it."""
    folder: Path
    server: subprocess.Popen[bytes]

    def kill(self) -> None:
        """Ends the sound server as a crash would."""
        self.server.kill()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Inside the block the sound server is there but does nothing."""
        self.server.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.server.send_signal(signal.SIGCONT)

    def play(self, wav: Path) -> None:
        """Plays a WAV file into the microphone; returns once it has sounded."""
        self._run("paplay", f"--device={_MOUTH}", str(wav))

    @contextmanager
    def recorded(self) -> Iterator[Path]:
        """Records what comes out of the loudspeaker inside the block: 16-bit mono WAV, 16 kHz."""
        wav = self.folder / "recorded.wav"
        command = [
            "parec",
            f"--device={_SPEAKER}.monitor",
            "--rate=16000",
            "--channels=1",
            "--latency-msec=20",
        ]
        with _running([*command, "--format=s16le", "--file-format=wav", str(wav)], self.env):
            _wait_until(lambda: wav.exists() and wav.stat().st_size > 1000, "recording")
            yield wav
            time.sleep(_ON_THE_WAY_SECONDS)

    def _run(self, *command: str) -> None:
        subprocess.run(command, env=self.env, check=True, timeout=60, capture_output=True)

    def answers(self) -> bool:
        """Whether the server takes connections."""
        asked = subprocess.run(["pactl", "info"], env=self.env, capture_output=True, timeout=10)
        return asked.returncode == 0


@contextmanager
def virtual_microphone() -> Iterator[VirtualMicrophone]:
    """A microphone and a loudspeaker, gone without a trace at the end of the block."""
    with ExitStack() as open_until_the_end:
        folder = Path(open_until_the_end.enter_context(tempfile.TemporaryDirectory()))
        env = _environment(folder)
        serverless = {name: value for name, value in env.items() if name != "PULSE_SERVER"}
        server = open_until_the_end.enter_context(_running(_server_command(folder), serverless))
        sound = VirtualMicrophone(env, folder, server)
        _wait_until(sound.answers, "the sound server")
        sound._run("pactl", "set-default-sink", _SPEAKER)
        sound._run("pactl", "set-default-source", "ear")
        # A null sink that nobody hurries works in blocks of two seconds and begins late; a stream
        # of silence with a low latency makes it run like hardware.
        for sink in (_MOUTH, _SPEAKER):
            open_until_the_end.enter_context(_running(_silence(sink), env))
        _wait_until(lambda: _streams(env) >= 2, "the stream of silence")
        yield sound


def _environment(folder: Path) -> dict[str, str]:
    (folder / "asound.conf").write_text(_ASOUND, encoding="ascii")
    env = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    here = ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "PULSE_CONFIG_PATH")
    return (
        env
        | dict.fromkeys(here, str(folder))
        | {
            "PULSE_SERVER": f"unix:{folder}/socket",
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
        }
    )


def _server_command(folder: Path) -> list[str]:
    sink = f"module-null-sink rate={_RATE_HZ} channels=1 norewinds=1 sink_name="
    modules = (
        f"module-native-protocol-unix auth-anonymous=1 socket={folder}/socket",
        sink + _SPEAKER,
        sink + _MOUTH,
        f"module-remap-source master={_MOUTH}.monitor source_name=ear",
    )
    options = [
        "-n",
        "--daemonize=no",
        "--use-pid-file=no",
        "--exit-idle-time=-1",
        "--disable-shm=yes",
    ]
    loaded = [part for module in modules for part in ("-L", module)]
    return ["pulseaudio", *options, f"--log-target=file:{folder}/server.log", *loaded]


def _silence(sink: str) -> list[str]:
    how = f"--playback --latency-msec=20 --rate={_RATE_HZ} --channels=1 --format=s16le --raw"
    return ["pacat", *how.split(), f"--device={sink}", "/dev/zero"]


def _streams(env: dict[str, str]) -> int:
    command = ["pactl", "list", "short", "sink-inputs"]
    return (
        len(subprocess.run(command, env=env, capture_output=True, timeout=10).stdout.split(b"\n"))
        - 1
    )


@contextmanager
def _running(command: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_until(true: Callable[[], bool], what: str) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.05)
    raise TimeoutError(f"{what} did not start")
