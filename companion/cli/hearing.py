"""`everyday hear`: recordings."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.failures import OK, told
from companion.cli.lazy import of_a_person
from companion.cli.saying import aloud_too, answer, as_json
from companion.cli.screen import show, show_json
from everyday.config import Settings
from everyday.domain import AudioUnreadable

if TYPE_CHECKING:
    from companion.audio import AudioChunk
    from companion.recognition import SpeechModel, Transcript

STANDARD_INPUT = "-"
ALTERNATIVES = 3


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--rate",
    type=click.IntRange(8_000, 192_000),
    default=16_000,
    show_default=True,
    help="Samples a second of raw sound on standard input.",
)
@click.option(
    "--show", "--no-keep", "only_show", is_flag=True, help="Print what is heard; keep nothing."
)
@aloud_too
@as_json
@of_a_person
@click.pass_obj
@click.pass_context
def hear(
    context: click.Context,
    settings: Settings,
    files: tuple[str, ...],
    rate: int,
    only_show: bool,
    aloud: bool,
    as_json: bool,
) -> None:
    """Listen to recordings: WAV files, or - for sound on standard input.

    Standard input may be a WAV or raw 16-bit mono sound. A recording that is heard twice is kept
    once. With --json, every utterance is one line.

    \b
    everyday hear note.wav
    arecord -r 16000 -f S16_LE | everyday hear -
    """
    from companion.recognition import load_model
    from companion.session import open_session
    from companion.speech_model import find

    if STANDARD_INPUT in files and sys.stdin.isatty():
        raise click.UsageError("There is no sound on standard input; it is the keyboard.")
    model = load_model(find(settings.model, settings.data_folder))
    if only_show:
        context.exit(_each(files, lambda file: _show(model, file, rate, as_json)))
    with open_session(settings) as session:

        def keep(file: str) -> None:
            for transcript, request_id in _heard(model, file, rate, session.person.name):
                if not as_json:
                    show(f"> {transcript.text}")
                reply = session.hear(transcript, request_id)
                answer(session, transcript.text, reply, aloud, as_json)

        context.exit(_each(files, keep))


def _each(files: tuple[str, ...], listen: Callable[[str], None]) -> int:
    """The status of the first file that cannot be read; the others are heard all the same."""
    statuses = [OK]
    for file in files:
        try:
            listen(file)
        except AudioUnreadable as error:
            statuses.append(told(error))
    return next((status for status in statuses if status != OK), OK)


def _show(model: SpeechModel, file: str, rate: int, as_json: bool) -> None:
    for transcript, _ in _heard(model, file, rate, ""):
        if as_json:
            show_json(
                {
                    "heard": transcript.text,
                    "alternatives": list(transcript.alternatives),
                    "confidence": transcript.confidence,
                    "start_seconds": transcript.start_seconds,
                    "end_seconds": transcript.end_seconds,
                }
            )
        else:
            show(transcript.text)


def _heard(
    model: SpeechModel, file: str, rate: int, person: str
) -> Iterator[tuple[Transcript, str]]:
    """Each utterance with an id that is the same whenever the same sound is heard again."""
    from companion.listening import transcribe
    from companion.recognition import OpenDictation, Transcript
    from companion.recording import read_pcm, read_recording

    until_here = hashlib.sha256(person.casefold().encode("utf-8", "replace"))

    def counted(chunks: Iterator[AudioChunk]) -> Iterator[AudioChunk]:
        for chunk in chunks:
            until_here.update(chunk.pcm)
            yield chunk

    chunks = (
        read_pcm(sys.stdin.buffer, rate) if file == STANDARD_INPUT else read_recording(Path(file))
    )
    for heard in transcribe(counted(chunks), OpenDictation(model, ALTERNATIVES)):
        if isinstance(heard, Transcript):
            yield heard, f"sha256:{until_here.hexdigest()}"
