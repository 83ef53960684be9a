"""`everyday search`, `export` and `backup`: the journal, to look at and to take along."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion.cli.files import to_file, write_text
from companion.cli.lazy import of_a_person
from companion.cli.saying import as_json
from companion.cli.screen import show, show_json
from everyday.config import Settings
from everyday.domain import CheckIn

if TYPE_CHECKING:
    from companion.session import Session
    from everyday.domain import Kept

HEADS = (
    "day", "habit", "state", "amount", "unit", "fraction", "clock", "effort", "words",
    "heard_at", "source", "said",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@as_json
@of_a_person
@click.pass_obj
def search(settings: Settings, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find what you said, the newest first.

    \b
    everyday search garden
    """
    from companion.session import open_session

    with open_session(settings) as session:
        found = session.journal.search(session.person.name, " ".join(words), limit)
        zone = session.person.zone
    if as_json:
        show_json(
            [
                {
                    "id": said.id,
                    "heard_at": said.heard_at.isoformat(),
                    "day": said.day.isoformat(),
                    "source": said.source.value,
                    "kind": said.kind and said.kind.value,
                    "text": said.text,
                }
                for said in found
            ]
        )
        return
    for said in found:
        show(f"{said.heard_at.astimezone(zone):%Y-%m-%d %H:%M}  {said.text}")
    if not found:
        show("Nothing you said has those words.")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv"]),
    default="json",
    show_default=True,
    help="json is everything; csv is the check-ins, for a spreadsheet.",
)
@to_file
@of_a_person
@click.pass_obj
def export(settings: Settings, form: str, output: Path | None) -> None:
    """Take everything of yours along, or the check-ins as a table.

    In CSV, a cell that a spreadsheet would run as a formula begins with an apostrophe.

    \b
    everyday export -o mine.json
    everyday export --format csv -o mine.csv
    """
    from companion.session import open_session

    with open_session(settings) as session:
        text = _csv(session) if form == "csv" else _json(session)
    write_text(text, output)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@of_a_person
@click.pass_obj
def backup(settings: Settings, file: Path) -> None:
    """Copy the whole journal, everybody's, to a new file. The copy is a journal itself.

    \b
    everyday backup stick/journal-2026.db
    everyday --journal stick/journal-2026.db week
    """
    from companion.session import open_session

    with open_session(settings) as session:
        session.journal.back_up(file)
    show(f"Copied to {file}")


def _json(session: Session) -> str:
    exported = session.journal.export(session.person.name)
    return json.dumps(exported, ensure_ascii=False, indent=2) + "\n"


def _csv(session: Session) -> str:
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(HEADS)
    for kept in session.journal.days(session.person.name, date.min, date.max):
        if isinstance(kept.entry, CheckIn):
            rows.writerow([harmless(cell) for cell in _cells(kept, kept.entry)])
    return table.getvalue()


def _cells(kept: Kept, told: CheckIn) -> tuple[str, ...]:
    quantity = told.quantity
    return (
        told.day.isoformat(),
        told.habit,
        told.state.value,
        f"{quantity.value:g}" if quantity else "",
        quantity.unit if quantity else "",
        "" if told.fraction is None else f"{told.fraction:g}",
        told.clock.isoformat("minutes") if told.clock else "",
        told.effort or "",
        told.words,
        kept.heard_at.isoformat(),
        kept.source.value,
        kept.said,
    )


def harmless(cell: str) -> str:
    """`cell`, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
