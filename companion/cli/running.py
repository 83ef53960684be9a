"""`everyday run`: the conversation, spoken or typed."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from companion.cli.failures import told
from companion.cli.lazy import of_a_person
from companion.cli.live_line import LiveLine
from companion.cli.screen import show, show_reply
from everyday.config import Settings
from everyday.domain import (
    EverydayError,
    MicrophoneUnavailable,
    ModelDamaged,
    ModelMissing,
)

if TYPE_CHECKING:
    from companion.aloud import Aloud
    from companion.recognition import OpenDictation, Transcript
    from companion.session import Session

TYPED_ENDS = frozenset({"stop", "quit", "exit", "bye"})
PROMPT = "> "
ALTERNATIVES = 3


@click.command()
@click.option("--typed", is_flag=True, help="Type instead of speaking.")
@click.option("--no-voice", is_flag=True, help="Print the replies; do not say them.")
@of_a_person
@click.pass_obj
def run(settings: Settings, typed: bool, no_voice: bool) -> None:
    """Listen, keep what you say, and answer, until Ctrl-C.

    Without a microphone or a speech model you can type. Typing ends with stop, quit or Ctrl-D.
    Ending it in any of these ways is success: the status is 0.

    \b
    everyday run
    everyday run --typed
    """
    from companion.session import open_session

    _stop_like_ctrl_c()
    try:
        with open_session(settings) as session:
            _talk(session, typed, no_voice)
    except (KeyboardInterrupt, click.Abort):
        click.echo()


def _talk(session: Session, typed: bool, no_voice: bool) -> None:
    from companion.aloud import Aloud

    if not typed:
        try:
            _listen(session, None if no_voice else Aloud(session.settings, told))
        except (ModelMissing, ModelDamaged, MicrophoneUnavailable) as error:
            told(error)
    _type(session)


def _stop_like_ctrl_c() -> None:
    # A service manager that stops us, or a terminal that closes, must not cost a sentence either.
    for name in ("SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.default_int_handler)


# --- typing -------------------------------------------------------------------------------------


def _type(session: Session) -> None:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    show_reply(session.greet())
    while True:
        text = _line()
        if text is None or text.strip().casefold().strip(".!") in TYPED_ENDS:
            return
        if text.strip():
            _answer(session, text.strip())


def _line() -> str | None:
    """The next line that is typed, None at the end."""
    if sys.stdin is None:
        return None
    if not sys.stdin.isatty():
        return sys.stdin.readline() or None
    try:
        return input(PROMPT)
    except EOFError:
        click.echo()
        return None


def _answer(session: Session, text: str) -> None:
    """What cannot be kept just now (the journal is locked, say) does not end the conversation."""
    try:
        show_reply(session.type(text))
    except EverydayError as error:
        told(error)


# --- speaking -----------------------------------------------------------------------------------


def _listen(session: Session, aloud: Aloud | None) -> None:
    from companion.hands_free import Turns, listen

    line = LiveLine()
    recognizer = _recognizer(session)
    greeting = iter([session.greet()])

    def opened() -> None:
        for reply in greeting:
            show_reply(reply)
            if aloud is not None:
                aloud.reply(reply)
            return
        show("The microphone is back.")

    def keep(transcript: Transcript) -> Callable[[], None]:
        line.clear()
        show(f"{PROMPT}{transcript.text}")
        return _kept(session, transcript, aloud)

    def lost(error: MicrophoneUnavailable) -> None:
        line.clear()
        told(error)
        show("I will go on as soon as there is one again. Ctrl-C ends.")

    listen(session.settings.microphone, recognizer, Turns(opened, line.write, keep, lost))


def _recognizer(session: Session) -> OpenDictation:
    from companion.recognition import OpenDictation, load_model
    from companion.speech_model import find

    model = load_model(find(session.settings.model, session.settings.data_folder))
    return OpenDictation(model, ALTERNATIVES)


def _kept(session: Session, transcript: Transcript, aloud: Aloud | None) -> Callable[[], None]:
    try:
        reply = session.hear(transcript)
    except EverydayError as error:
        told(error)
        return partial(aloud.sorry, error) if aloud is not None else _nothing
    show_reply(reply)
    return partial(aloud.reply, reply) if aloud is not None else _nothing


def _nothing() -> None:
    """There is no voice."""
