"""`everyday run`: a conversation, spoken or typed, that can be left at any moment."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from companion.speaking import Speech
from tests.companion.cli.conftest import PROGRAM, Everyday
from tests.companion.wav import samples_of, wav
from tests.virtual_microphone import VirtualMicrophone


def test_what_is_typed_is_answered_until_the_end(with_habits: Everyday) -> None:
    told = with_habits.says(
        "run", "--typed", given="I went for my walk\n\nI took my meds"
    ).splitlines()
    assert [line for line in told if "Kept" in line] == ["Walk. Kept.", "Meds. Kept."]
    assert with_habits.told() == ["I went for my walk", "I took my meds"]


@pytest.mark.parametrize("word", ["stop", "Quit.", "exit"])
def test_a_word_ends_it(with_habits: Everyday, word: str) -> None:
    with_habits.says("run", "--typed", given=f"{word}\nI went for my walk\n")
    assert with_habits.told() == []


def test_a_newcomer_is_asked_for_three_habits(everyday: Everyday) -> None:
    told = everyday.says("run", "--typed", given="walk\nmeds\nbreakfast\nI took my meds\n")
    assert "What is the first?" in told.splitlines()[0]
    assert told.splitlines()[-1] == "Meds. Kept."
    habits = everyday.json("habits", "list", "--json")
    assert [each["name"] for each in habits] == ["walk", "meds", "breakfast"]


@pytest.mark.model
def test_without_a_microphone_one_can_type(hearing: Everyday) -> None:
    ended = hearing("run", given="I went for my walk\n", EVERYDAY_MICROPHONE="no such microphone")
    assert ended.returncode == 0
    assert "type instead" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout.splitlines()[-1] == "Walk. Kept."


def test_without_a_model_one_can_type(with_habits: Everyday) -> None:
    nowhere = str(with_habits.home / "nowhere")
    ended = with_habits("run", given="I went for my walk\n", EVERYDAY_MODEL=nowhere)
    assert ended.returncode == 0
    assert "everyday model fetch" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout.splitlines()[-1] == "Walk. Kept."


def test_bytes_that_are_no_text_do_not_end_it(with_habits: Everyday) -> None:
    told = with_habits.says("run", "--typed", given=b"\xff\xfe\nI went for my walk\n")
    assert told.splitlines()[-1] == "Walk. Kept."


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_can_be_left_at_any_moment(with_habits: Everyday, stop: signal.Signals) -> None:
    running = with_habits.started("run", "--typed")
    assert running.stdin is not None
    assert running.stdout is not None
    assert running.stdout.readline() == "I am listening.\n"
    running.stdin.write("I went for my walk\n")
    running.stdin.flush()
    assert running.stdout.readline() == "Walk. Kept.\n"
    running.send_signal(stop)
    rest, complaints = running.communicate(timeout=30)
    assert (running.returncode, rest, complaints) == (0, "\n", "")
    assert with_habits.told() == ["I went for my walk"]


def test_at_a_terminal_there_is_a_prompt_and_ctrl_d_ends_it(with_habits: Everyday) -> None:
    keyboard, terminal = pty.openpty()
    running = subprocess.Popen(
        [PROGRAM, "run", "--typed"],
        env=with_habits.env | {"TERM": "dumb"},
        cwd=with_habits.home,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    os.write(keyboard, b"I went for my walk\n\x04")
    shown = b""
    with suppress(OSError):  # the terminal is gone when the program is
        while piece := os.read(keyboard, 1024):
            shown += piece
    os.close(keyboard)
    assert running.wait(timeout=30) == 0
    assert b"> " in shown
    assert b"Walk. Kept." in shown
    assert with_habits.told() == ["I went for my walk"]


UNTIL_IT_LISTENS = np.zeros(48_000 * 6)
"""Quiet for as long as the longest reply here may sound."""


@pytest.mark.model
@pytest.mark.sound
def test_what_is_said_into_the_microphone_is_kept_and_the_reply_is_not_heard(
    hearing: Everyday, sound_server: VirtualMicrophone, walk: Speech, water: Speech, tmp_path: Path
) -> None:
    """The room echoes: what the loudspeaker plays comes back into the microphone."""
    echo = ["pactl", "load-module", "module-loopback", "source=speaker.monitor", "sink=mouth"]
    loaded = subprocess.run(echo, env=sound_server.env, check=True, capture_output=True, text=True)
    said = [tmp_path / "walk.wav", tmp_path / "water.wav"]
    for file, speech in zip(said, (walk, water), strict=True):
        samples = np.concatenate([UNTIL_IT_LISTENS, samples_of(speech, 48_000)])
        file.write_bytes(wav(samples, "int16", 48_000))
    running = hearing.started("run", **(sound_server.env | chosen(hearing)))
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == "I am listening.\n"
        heard = []
        for file in said:
            sound_server.play(file)
            heard.append(running.stdout.readline())
            assert running.stdout.readline().strip()
        running.send_signal(signal.SIGINT)
        rest, complaints = running.communicate(timeout=60)
    finally:
        running.kill()
        unload = ["pactl", "unload-module", loaded.stdout.strip()]
        subprocess.run(unload, env=sound_server.env, check=True)
    assert (running.returncode, rest.strip(), complaints) == (0, "", "")
    assert heard[0].startswith("> i went")
    assert "water" in heard[1]
    assert [f"> {text}\n" for text in hearing.told()] == heard


@pytest.mark.model
@pytest.mark.sound
def test_a_microphone_that_goes_away_is_waited_for(
    hearing: Everyday, sound_server: VirtualMicrophone
) -> None:
    def muted(switch: str) -> None:
        suspend = ["pactl", "suspend-source", "ear", switch]
        subprocess.run(suspend, env=sound_server.env, check=True)

    running = hearing.started("run", "--no-voice", **(sound_server.env | chosen(hearing)))
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == "I am listening.\n"
        muted("1")
        assert "as soon as there is one again" in running.stdout.readline()
        muted("0")
        assert running.stdout.readline() == "The microphone is back.\n"
        running.send_signal(signal.SIGINT)
        _, complaints = running.communicate(timeout=60)
    finally:
        muted("0")
        running.kill()
    assert running.returncode == 0
    assert len(complaints.splitlines()) == 1
    assert "No microphone can be opened" in complaints


SPOKEN = """
from companion.cli.live_line import LiveLine
line = LiveLine()
for heard in ("i went", "i went for my walk"):
    line.write(heard)
line.clear()
print("> i went for my walk")
"""


@pytest.mark.parametrize(
    ("terminal", "shown"),
    [
        (
            "xterm",
            "\r\x1b[K... i went\r\x1b[K... i went for my walk\r\x1b[K> i went for my walk\r\n",
        ),
        ("dumb", "> i went for my walk\r\n"),
    ],
)
def test_what_is_being_said_is_written_over_where_the_terminal_can(
    everyday: Everyday, terminal: str, shown: str
) -> None:
    screen, inside = pty.openpty()
    env = everyday.env | {"TERM": terminal, "COLUMNS": "80"}
    subprocess.run([sys.executable, "-c", SPOKEN], env=env, stdout=inside, check=True, timeout=60)
    os.close(inside)
    assert os.read(screen, 1024).decode() == shown
    os.close(screen)


def chosen(everyday: Everyday) -> dict[str, str]:
    """The settings that the sound server's environment must not change."""
    names = ("HOME", "EVERYDAY_DATA", "EVERYDAY_MODEL", "EVERYDAY_TIME_ZONE", "LC_ALL")
    return {name: everyday.env[name] for name in names}
