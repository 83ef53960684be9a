"""`everyday hear`: recordings are kept and answered, each of them once."""

from __future__ import annotations

import json
import struct

import pytest

from companion.audio import resampled
from companion.speaking import Speech
from tests.companion.cli.conftest import Everyday, Recording

HALF_A_SECOND = bytes(16_000)


@pytest.mark.model
def test_a_recording_is_kept_answered_and_kept_once(
    hearing: Everyday, recording: Recording, walk: Speech
) -> None:
    file = recording("walk.wav", walk)
    heard, reply = hearing.says("hear", file).splitlines()
    assert heard.startswith("> i went")
    assert reply
    utterances = hearing.json("export")["utterances"]
    assert [each["source"] for each in utterances] == ["companion"]
    assert 0 < utterances[0]["confidence"] <= 1

    copied = file.with_name("copy.wav")
    copied.write_bytes(file.read_bytes())
    assert hearing.says("hear", file, copied).splitlines() == [heard, reply] * 2
    assert len(hearing.told()) == 1


@pytest.mark.model
def test_another_persons_recording_is_theirs(
    hearing: Everyday, recording: Recording, walk: Speech
) -> None:
    file = recording("walk.wav", walk)
    hearing.says("people", "add", "anna")
    hearing.says("hear", file)
    hearing.says("--person", "anna", "hear", file)
    assert len(hearing.json("--person", "anna", "export")["utterances"]) == 1


@pytest.mark.model
def test_only_showing_keeps_nothing(hearing: Everyday, recording: Recording, walk: Speech) -> None:
    shown = json.loads(hearing.says("hear", "--show", "--json", recording("walk.wav", walk)))
    assert shown["heard"].startswith("i went")
    assert shown["end_seconds"] > shown["start_seconds"] >= 0
    assert hearing.told() == []


@pytest.mark.model
@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
def test_raw_sound_comes_through_a_pipe(hearing: Everyday, walk: Speech, rate_hz: int) -> None:
    pcm = HALF_A_SECOND + resampled(walk.pcm, walk.rate_hz, rate_hz) + HALF_A_SECOND
    told = hearing.says("hear", "-", "--rate", str(rate_hz), "--json", given=pcm)
    answers = [json.loads(line) for line in told.splitlines()]
    assert [set(each) for each in answers] == [
        {"heard", "reply", "reprompt", "expects", "kept", "data"}
    ]
    assert hearing.told() == [answers[0]["heard"]]


@pytest.mark.model
def test_silence_is_nothing_to_keep(hearing: Everyday) -> None:
    assert hearing.says("hear", "-", given=bytes(32_000)) == ""
    assert hearing.told() == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.wav", None, "No such file"),
        ("notes.wav", b"I went for my walk.\n" * 99, "it is text, not audio"),
        ("empty.wav", b"", "it is empty"),
        ("cut.wav", b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt ", "its WAV header is broken off"),
    ],
)
def test_what_is_no_recording_is_told_and_the_others_are_heard(
    hearing: Everyday,
    recording: Recording,
    walk: Speech,
    name: str,
    content: bytes | None,
    reason: str,
) -> None:
    if content is not None:
        (hearing.home / name).write_bytes(content)
    ended = hearing("hear", name, recording("walk.wav", walk))
    assert ended.returncode == 66
    assert name in ended.stderr
    assert reason in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout.startswith("> i went")


def test_without_a_model_the_way_out_is_told(everyday: Everyday) -> None:
    ended = everyday("hear", "walk.wav", EVERYDAY_MODEL=str(everyday.home / "nowhere"))
    assert ended.returncode == 69
    assert "everyday model fetch" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.model
def test_the_model_is_shown_and_checked(hearing: Everyday) -> None:
    shown = hearing.json("model", "show", "--json")
    assert shown["megabytes"] > 10
    assert shown["folder"] in hearing.says("model")
    assert "is whole" in hearing.says("model", "check")


def test_a_damaged_model_can_be_removed_and_nothing_else(everyday: Everyday) -> None:
    folder = everyday.home / "model"
    (folder / "am").mkdir(parents=True)
    (folder / "am" / "final.mdl").write_bytes(b"half")
    able = Everyday(everyday.home, everyday.env | {"EVERYDAY_MODEL": str(folder)})
    damaged = able("model")
    assert damaged.returncode == 69
    assert "everyday model remove" in damaged.stderr
    refused = able("model", "remove", given="n\n")
    assert refused.returncode == 130
    assert folder.is_dir()
    assert "Removed" in able.says("model", "remove", "--yes")
    assert not folder.exists()


def test_the_doctor_tells_a_way_out_of_everything_that_is_missing(everyday: Everyday) -> None:
    nowhere = str(everyday.home / "nowhere")
    ended = everyday(
        "doctor",
        EVERYDAY_MODEL=nowhere,
        EVERYDAY_MICROPHONE="no such microphone",
        EVERYDAY_LOUDSPEAKER="no such loudspeaker",
        EVERYDAY_VOICE="nobody",
    )
    lines = dict(line.split(":", 1) for line in ended.stdout.splitlines())
    assert (ended.returncode, ended.stderr) == (0, "")
    assert lines["OK journal"].startswith(" none yet")
    assert "everyday model fetch" in lines["-- model"]
    assert "type instead" in lines["-- microphone"]
    assert "printed instead" in lines["-- loudspeaker"]
    assert "printed instead" in lines["-- voice"]
    assert not everyday.journal.exists()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--journal", "text.txt"), "-- journal: "),
        (("--journal", "text.txt/journal.db"), "-- journal: "),
        (("--person", "bob"), "-- people: Nobody called bob"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_the_doctors_status_tells_that_nothing_could_be_kept(
    everyday: Everyday, arguments: tuple[str, ...], line: str
) -> None:
    (everyday.home / "text.txt").write_text("my own notes")
    ended = everyday(*arguments, "doctor")
    assert ended.returncode == 1
    assert ended.stderr == ""
    assert any(each.startswith(line) for each in ended.stdout.splitlines())


def test_a_damaged_journal_is_found_by_the_doctor(with_habits: Everyday) -> None:
    size = with_habits.journal.stat().st_size
    with with_habits.journal.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))
    ended = with_habits("doctor")
    assert ended.returncode == 1
    assert "-- journal: " in ended.stdout
    assert ended.stderr == ""
