"""`everyday habits`: what the person would like in their days."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from companion.cli.files import read_text, to_file, write_text
from companion.cli.lazy import of_a_person
from companion.cli.saying import as_json
from companion.cli.screen import show, show_json, show_table
from everyday.config import Settings
from everyday.domain import HabitKind, HabitNameTaken, RoutineFileInvalid

if TYPE_CHECKING:
    from everyday.domain import Habit, Routine
    from everyday.journal import Turn

TYPED = Path("-")


@click.group()
def habits() -> None:
    """Look at your habits and change them.

    \b
    everyday habits list
    everyday habits add walk --unit min --target 20
    """


@habits.command("list")
@click.option("--archived", is_flag=True, help="Archived ones, too.")
@as_json
@of_a_person
@click.pass_obj
def list_habits(settings: Settings, archived: bool, as_json: bool) -> None:
    """Your habits, with how often and how much.

    \b
    everyday habits list
    """
    from companion.session import open_session

    with open_session(settings) as session:
        routine = session.routine(archived=archived)
    if as_json:
        show_json([_as_json(habit) for habit in routine])
    elif routine:
        heads = ("habit", "how often", "how much", "also called", "smallest")
        show_table(heads, [_row(habit) for habit in routine])
    else:
        show("There are no habits yet. Add one with: everyday habits add NAME")


@habits.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--schedule", help='How often, in words: "every day", "three times a week".')
@click.option("--unit", help="What it is counted in: min, glasses, pages.")
@click.option("--target", type=float, help="How much makes it done.")
@click.option("--by", metavar="HH:MM", help="The time of day to be done by.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be given again.")
@click.option("--smallest", help="The smallest version of it, for a hard day.")
@click.option("--kind", type=click.Choice([kind.value for kind in HabitKind]), help="Else: do.")
@of_a_person
@click.pass_obj
def add(settings: Settings, /, name: tuple[str, ...], **given: Any) -> None:
    """Add a habit.

    \b
    everyday habits add walk --unit min --target 20 --alias stroll
    everyday habits add call mum --schedule "three times a week"
    """
    from companion.session import now, open_session

    habit = _habit({"name": " ".join(name), **given})
    with open_session(settings) as session, session.journal.turn(now()) as turn:
        turn.add_habit(session.person.name, habit)
    show(f"Added: {habit.name}")


@habits.command()
@click.argument("old")
@click.argument("new")
@of_a_person
@click.pass_obj
def rename(settings: Settings, old: str, new: str) -> None:
    """Give a habit another name. What you told of it stays with it.

    \b
    everyday habits rename walk "evening walk"
    """
    from companion.session import now, open_session

    name = _name(new)
    with open_session(settings) as session, session.journal.turn(now()) as turn:
        turn.rename_habit(session.person.name, old, name)
    show(f"{old} is called {name} now.")


@habits.command()
@click.argument("name")
@click.argument("aliases", nargs=-1, required=True, metavar="ALIAS...")
@click.option("--remove", is_flag=True, help="Let these names no longer mean the habit.")
@of_a_person
@click.pass_obj
def alias(settings: Settings, name: str, aliases: tuple[str, ...], remove: bool) -> None:
    """Let other words mean a habit, too.

    \b
    everyday habits alias stretching physio "my exercises"
    """
    from companion.session import now, open_session

    called = [_name(each) for each in aliases]
    with open_session(settings) as session, session.journal.turn(now()) as turn:
        for each in called:
            if remove:
                turn.remove_alias(session.person.name, name, each)
            else:
                turn.add_alias(session.person.name, name, each, None)
    verb = "no longer means" if remove else "means"
    for each in called:
        show(f"{each} {verb} {name} now.")


@habits.command()
@click.argument("name")
@of_a_person
@click.pass_obj
def archive(settings: Settings, name: str) -> None:
    """Take a habit out of your routine. What you told of it stays.

    \b
    everyday habits archive reading
    """
    from companion.session import now, open_session

    with open_session(settings) as session, session.journal.turn(now()) as turn:
        turn.archive_habit(session.person.name, name)
    show(f"Archived: {name}. Bring it back with: everyday habits restore {name}")


@habits.command()
@click.argument("name")
@of_a_person
@click.pass_obj
def restore(settings: Settings, name: str) -> None:
    """Take an archived habit back into your routine.

    \b
    everyday habits restore reading
    """
    from companion.session import now, open_session

    with open_session(settings) as session, session.journal.turn(now()) as turn:
        turn.restore_habit(session.person.name, name)
    show(f"Back in your routine: {name}")


@habits.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@of_a_person
@click.pass_obj
def import_file(settings: Settings, file: Path) -> None:
    """Add the habits of a routine file. Those you have stay as they are, with new names added.

    \b
    everyday habits import routine.toml
    """
    from companion.session import now, open_session
    from everyday.routine.file import read_routine

    routine = read_routine(read_text(file), file, settings.language)
    with open_session(settings) as session, session.journal.turn(now()) as turn:
        done = [line for habit in routine for line in _imported(turn, session.person.name, habit)]
    for line in done or ["Nothing is new in this file."]:
        show(line)


@habits.command("export")
@to_file
@of_a_person
@click.pass_obj
def export_file(settings: Settings, output: Path | None) -> None:
    """Write your habits as a routine file, which `import` reads.

    \b
    everyday habits export -o routine.toml
    """
    from companion.session import open_session
    from everyday.routine.file import write_routine

    with open_session(settings) as session:
        routine = session.routine(archived=True)
    write_text(write_routine(routine, settings.language), output)


# --- importing ----------------------------------------------------------------------------------


def _imported(turn: Turn, person: str, habit: Habit) -> list[str]:
    """What adding `habit` of a file changed, in lines; none where all of it was known."""
    known = _known(turn.routine(person, archived=True), habit.name)
    if known is None:
        try:
            turn.add_habit(person, habit)
        except HabitNameTaken as error:
            return [f"Left out: {habit.name}. {error.name} means {error.habit} already."]
        return [f"Added: {habit.name}"]
    if known.archived:
        return [] if habit.archived else [f"Left as it is: {known.name} is archived."]
    new = [each for each in habit.aliases if not known.is_called(each)]
    return [_alias_added(turn, person, known.name, each) for each in new]


def _alias_added(turn: Turn, person: str, name: str, alias: str) -> str:
    try:
        turn.add_alias(person, name, alias, None)
    except HabitNameTaken as error:
        return f"Left out: {alias} for {name}. It means {error.habit} already."
    return f"{alias} means {name} now."


def _known(routine: Routine, name: str) -> Habit | None:
    named = [habit for habit in routine if habit.name.casefold() == name.casefold()]
    return min(named, key=lambda habit: habit.archived) if named else None


# --- one habit ----------------------------------------------------------------------------------


def _habit(given: dict[str, Any]) -> Habit:
    """The habit that the options describe, checked by the rules of a routine file."""
    from everyday.routine.file import read_routine

    wanted = {key: list(value) if key == "aliases" else value for key, value in given.items()}
    # JSON's strings, numbers and lists of strings are TOML's, too.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in wanted.items()
        if value is not None
    ]
    try:
        return read_routine("\n".join(["[[habit]]", *lines]), TYPED)[0]
    except RoutineFileInvalid as error:
        raise click.UsageError(f"This cannot be a habit: {error.problem}.") from error


def _name(text: str) -> str:
    if not text.strip():
        raise click.UsageError("A name has at least one letter.")
    return text.strip()


def _row(habit: Habit) -> tuple[str, ...]:
    name = f"{habit.name} (archived)" if habit.archived else habit.name
    also = ", ".join(habit.aliases)
    return name, habit.schedule.words, _how_much(habit), also, habit.smallest or ""


def _how_much(habit: Habit) -> str:
    if habit.by is not None:
        return f"by {habit.by.isoformat('minutes')}"
    amount = f"{habit.target:g}" if habit.target is not None else ""
    return f"{amount} {habit.unit or ''}".strip()


def _as_json(habit: Habit) -> dict[str, object]:
    schedule = habit.schedule
    return {
        "name": habit.name,
        "kind": habit.kind.value,
        "unit": habit.unit,
        "target": habit.target,
        "by": habit.by and habit.by.isoformat("minutes"),
        "schedule": {
            "words": schedule.words,
            "times": schedule.times,
            "days": schedule.days,
            "weekdays": sorted(schedule.weekdays),
            "part_of_day": schedule.part_of_day,
        },
        "aliases": list(habit.aliases),
        "smallest": habit.smallest,
        "archived": habit.archived,
    }
