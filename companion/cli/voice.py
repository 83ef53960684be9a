"""`everyday speak`: the voice by itself."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.files import write_bytes
from everyday.config import Settings

if TYPE_CHECKING:
    from companion.speaking import Speech


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write a WAV file instead of playing."
)
@click.pass_obj
def speak(settings: Settings, text: tuple[str, ...], output: Path | None) -> None:
    """Say a text with the voice of the replies, or write it to a recording.

    \b
    everyday speak Good evening
    everyday speak I went for my walk -o walk.wav
    """
    from companion.speaking import choose_voice
    from everyday.replies import spell_out

    speech = choose_voice(settings.voice).speak(spell_out(" ".join(text), settings.language))
    if output is not None:
        write_bytes(_as_wav(speech), output)
        return
    from companion.loudspeaker import Loudspeaker

    Loudspeaker(settings.loudspeaker).play(speech)


def _as_wav(speech: Speech) -> bytes:
    whole = io.BytesIO()
    with wave.open(whole, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(speech.rate_hz)
        recording.writeframes(speech.pcm)
    return whole.getvalue()
