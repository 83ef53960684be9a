"""The whole way once: said aloud, heard, kept, and said back, with everything real in between."""

from __future__ import annotations

import signal
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from companion.listening import transcribe
from companion.recognition import OpenDictation, SpeechModel, Transcript
from companion.recording import read_recording
from companion.speaking import Speech
from everyday.domain import DayState
from everyday.journal import Journal
from tests.companion.cli.conftest import Everyday, everyday, hearing
from tests.companion.wav import samples_of, wav
from tests.virtual_microphone import VirtualMicrophone

__all__ = ["everyday", "hearing"]

UNTIL_IT_LISTENS = np.zeros(48_000 * 6)


def states(program: Everyday) -> list[tuple[str, DayState]]:
    with Journal.open(program.journal) as journal:
        told = journal.check_ins("me", date.min, date.max)
    return [(each.habit, each.state) for each in told]


@pytest.mark.model
def test_a_spoken_walk_comes_out_of_the_pipe_as_a_row_a_summary_and_a_reply(
    hearing: Everyday,
) -> None:
    spoken = hearing("speak", "I went for my walk", "-o", "walk.wav")
    assert spoken.returncode == 0

    sound = (hearing.home / "walk.wav").read_bytes()
    heard = hearing.says("hear", "-", given=sound)

    assert heard.endswith("Walk. Kept.\n")
    assert states(hearing) == [("walk", DayState.DONE)]
    assert hearing.says("today").startswith("Today: walk.")
    assert hearing.says("week").startswith("Walk, on the one day you told me about.")


@pytest.mark.model
@pytest.mark.sound
def test_a_walk_said_into_the_microphone_is_kept_and_answered_aloud(
    hearing: Everyday,
    sound_server: VirtualMicrophone,
    walk: Speech,
    model: SpeechModel,
    tmp_path: Path,
) -> None:
    said = tmp_path / "walk.wav"
    said.write_bytes(
        wav(np.concatenate([UNTIL_IT_LISTENS, samples_of(walk, 48_000)]), "int16", 48_000)
    )
    sound = {k: v for k, v in sound_server.env.items() if k not in hearing.env}
    with sound_server.recorded() as reply:
        running = hearing.started("run", **sound)
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "I am listening.\n"
            sound_server.play(said)
            assert "walk" in running.stdout.readline()
            assert running.stdout.readline() == "Walk. Kept.\n"
            # the next sentence is heard only after the reply has been spoken to its end
            sound_server.play(said)
            running.stdout.readline()
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=60)
        finally:
            running.kill()
    assert ("walk", DayState.DONE) in states(hearing)
    assert {"walk", "kept"} <= set(_heard_in(reply, model).split())


def _heard_in(recording: Path, model: SpeechModel) -> str:
    heard = transcribe(read_recording(recording), OpenDictation(model))
    return " ".join(one.text for one in heard if isinstance(one, Transcript))
