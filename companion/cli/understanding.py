"""`everyday understand`: what a sentence would mean, and why; nothing is kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from companion.cli.files import read_text
from companion.cli.screen import show_json
from everyday.config import Settings

if TYPE_CHECKING:
    from everyday.domain import Meaning, Moment, Mood, Routine, Statement

_SCALE = 10


@click.command()
@click.argument("text", nargs=-1)
@click.option(
    "--routine",
    type=click.Path(path_type=Path),
    help="A routine file; see `everyday habits import`.",
)
@click.option("--jsonl", is_flag=True, help="Read lines with id and text from standard input.")
@click.pass_obj
def understand(
    settings: Settings, text: tuple[str, ...], routine: Path | None, jsonl: bool
) -> None:
    """Tell what a sentence means for a routine, and why. Needs no journal and keeps nothing.

    \b
    everyday understand --routine mine.toml I skipped my walk but took my tablets
    everyday understand --routine mine.toml --jsonl < sentences.jsonl
    """
    habits = _habits(routine)
    if not jsonl:
        if not text:
            raise click.UsageError("Give a sentence, or --jsonl and lines on standard input.")
        show_json(_told({"text": " ".join(text)}, habits, _moment(settings)))
        return
    moment = _moment(settings)
    for line in _lines(sys.stdin):
        click.echo(json.dumps(_told(line, habits, moment), ensure_ascii=False))


def _habits(routine: Path | None) -> Routine:
    from everyday.routine.file import read_routine

    return read_routine(read_text(routine), routine) if routine else ()


def _moment(settings: Settings) -> Moment:
    from companion.session import now
    from everyday.domain import Moment

    return Moment(now(), settings.zone)


def _lines(lines: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise click.ClickException(f"Line {number} is no JSON object with a text.")
        yield row


def _told(line: Mapping[str, Any], habits: Routine, moment: Moment) -> dict[str, object]:
    from everyday.understanding import understand as understood

    meaning = understood(line["text"], habits, moment)
    return {
        **({"id": line["id"]} if "id" in line else {}),
        "kind": _kind(meaning),
        "habits": [_habit(statement, moment) for statement in meaning.statements],
        "mood": _rating(meaning.mood),
        "mood_words": list(meaning.mood.words) if meaning.mood else [],
        "new_activity": meaning.new_activity,
        "crisis": meaning.kind == "crisis",
        "asks": [{"habit": each.habit, "guess": each.guess.value} for each in meaning.unsure],
        "because": list(meaning.because),
    }


def _kind(meaning: Meaning) -> str:
    """The kind by what is told: what would only be asked about reports nothing."""
    if meaning.request is not None and meaning.request.name in ("yes", "no"):
        return "other"
    if meaning.kind == "report" and not meaning.statements and not meaning.new_activity:
        return "mood" if meaning.mood else "reflection"
    return meaning.kind.value


def _habit(statement: Statement, moment: Moment) -> dict[str, object]:
    amount = statement.quantity
    return {
        "habit": statement.habit,
        "status": "partial" if statement.status == "partly" else statement.status.value,
        "quantity": amount and {"value": amount.value, "unit": amount.unit},
        "when": _when(statement, moment),
    }


def _when(statement: Statement, moment: Moment) -> str | None:
    """A clock time as HH:MM, else the day word; None for a day further away."""
    if statement.clock is not None:
        return statement.clock.strftime("%H:%M")
    words = (statement.day_words or "").lower()
    back = (moment.day - statement.day).days
    if "night" in words and back == 1:
        return "last night"
    if back == 1:
        return "yesterday"
    if back or not words:
        return None
    return "this morning" if words == "this morning" else "today"


def _rating(mood: Mood | None) -> float | None:
    """The rating on a scale of ten; None where there is none, or none that fits the scale."""
    if mood is None or mood.rating is None or not mood.scale:
        return None
    rating = mood.rating * _SCALE / mood.scale
    return round(rating, 1) if 1 <= rating <= _SCALE else None
