"""`everyday people`: who keeps a journal here."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from companion.cli.lazy import of_a_person
from companion.cli.saying import as_json
from companion.cli.screen import show, show_json, show_table
from everyday.config import Settings

if TYPE_CHECKING:
    from everyday.domain import Person


def _zone(context: click.Context, option: click.Parameter, value: str | None) -> ZoneInfo | None:
    if value is None:
        return None
    try:
        return ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        problem = f"there is no time zone {value!r}. Names look like Europe/London."
        raise click.BadParameter(problem) from None


def _hour(context: click.Context, option: click.Parameter, value: str | None) -> time | None:
    if value is None:
        return None
    try:
        hour = time.fromisoformat(value.zfill(5))
    except ValueError:
        raise click.BadParameter(f"{value!r} is no time. Write it like 03:00.") from None
    if hour.tzinfo is not None or hour >= time(12):
        raise click.BadParameter("a day ends between 00:00 and 11:59.")
    return hour


zone_option = click.option(
    "--zone", callback=_zone, help="The time zone, such as Europe/London; else this computer's."
)
day_ends_option = click.option(
    "--day-ends",
    callback=_hour,
    metavar="HH:MM",
    help="Until when at night it is still the day before; 03:00 unless you choose.",
)


@click.group()
def people() -> None:
    """See and change who keeps a journal here.

    \b
    everyday people list
    everyday people add anna --zone Europe/London
    """


@people.command("list")
@as_json
@of_a_person
@click.pass_obj
def list_people(settings: Settings, as_json: bool) -> None:
    """Everybody, with time zone and the end of the day.

    \b
    everyday people list
    """
    from everyday.journal import Journal

    with Journal.open(settings.journal) as journal:
        everybody = journal.people()
    if as_json:
        show_json([_as_json(person) for person in everybody])
    elif everybody:
        rows = [(each.name, each.zone.key, f"{each.day_ends_at:%H:%M}") for each in everybody]
        show_table(("name", "time zone", "day ends"), rows)
    else:
        show("Nobody yet. Whoever speaks first is called me.")


@people.command()
@click.argument("name")
@zone_option
@day_ends_option
@of_a_person
@click.pass_obj
def add(settings: Settings, name: str, zone: ZoneInfo | None, day_ends: time | None) -> None:
    """Let somebody keep a journal here, too.

    \b
    everyday people add anna --zone Europe/London --day-ends 04:00
    """
    from companion.session import now
    from everyday.domain import Person
    from everyday.journal import Journal

    if not name.strip():
        raise click.UsageError("A name has at least one letter.")
    person = Person(name.strip(), zone or settings.zone, day_ends or time(3))
    with Journal.open(settings.journal) as journal, journal.turn(now()) as turn:
        turn.add_person(person)
    show(f"Added: {person.name}. To speak as {person.name}: everyday --person {person.name} run")


@people.command("set")
@click.argument("name")
@zone_option
@day_ends_option
@of_a_person
@click.pass_obj
def change(settings: Settings, name: str, zone: ZoneInfo | None, day_ends: time | None) -> None:
    """Change somebody's time zone or end of the day, from now on. Days already kept stay.

    \b
    everyday people set me --zone America/New_York
    """
    from dataclasses import replace

    from companion.session import now, open_session

    if zone is None and day_ends is None:
        raise click.UsageError("Give --zone, --day-ends, or both.")
    with open_session(replace(settings, person=name)) as session:
        with session.journal.turn(now()) as turn:
            turn.change_person(session.person.name, zone=zone, day_ends_at=day_ends)
        person = session.journal.person(name)
    show(f"{person.name}: {person.zone.key}, the day ends at {person.day_ends_at:%H:%M}")


def _as_json(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "zone": person.zone.key,
        "day_ends_at": person.day_ends_at.isoformat("minutes"),
    }
