"""`everyday say` and `everyday undo`: what happened, typed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from companion.cli.lazy import of_a_person
from companion.cli.screen import reply_as_json, show_json, show_reply
from everyday.config import Settings

if TYPE_CHECKING:
    from companion.session import Session
    from everyday.domain import Reply

UNDO = "undo that"
"""Said as anybody would say it, so that it is kept as an utterance like any other."""

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
aloud_too = click.option("--aloud", is_flag=True, help="Say the reply aloud, too.")


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--at", metavar="TIME", help="When it was said, such as 2026-11-23T20:15; else now.")
@aloud_too
@as_json
@of_a_person
@click.pass_obj
def say(
    settings: Settings, text: tuple[str, ...], at: str | None, aloud: bool, as_json: bool
) -> None:
    """Tell what you did, or ask how it is going.

    Quotes are not needed, except around an apostrophe.

    \b
    everyday say I went for my walk
    everyday say "I didn't take my meds yesterday"
    everyday say how was my week
    """
    from companion.session import open_session

    said = " ".join(text).strip()
    if not said:
        raise click.UsageError("There is nothing to keep in that.")
    with open_session(settings) as session:
        answer(session, said, session.type(said, _instant(at, session)), aloud, as_json)


@click.command()
@as_json
@of_a_person
@click.pass_obj
def undo(settings: Settings, as_json: bool) -> None:
    """Take back what was kept last. Your words stay, and "redo that" puts it back.

    \b
    everyday undo
    """
    from companion.session import open_session

    with open_session(settings) as session:
        answer(session, UNDO, session.type(UNDO), False, as_json)


def answer(session: Session, said: str, reply: Reply, aloud: bool, as_json: bool) -> None:
    """Give the reply to what was said, on the screen and perhaps aloud."""
    if as_json:
        show_json({"heard": said, **reply_as_json(reply)})
    else:
        show_reply(reply)
    if aloud:
        from companion.aloud import Aloud
        from companion.cli.failures import told

        Aloud(session.settings, told).reply(reply)


def _instant(text: str | None, session: Session) -> datetime | None:
    from companion.session import now

    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        problem = f"{text!r} is no time. Write it like 2026-11-23T20:15."
        raise click.BadParameter(problem, param_hint="--at") from None
    at = at if at.tzinfo else at.replace(tzinfo=session.person.zone)
    if at > now():
        raise click.BadParameter(f"{text} is still to come.", param_hint="--at")
    return at
