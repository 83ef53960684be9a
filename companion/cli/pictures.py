"""`everyday today`, `week` and `summary`: the picture of the routine, in words and in columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from companion.cli.lazy import of_a_person
from companion.cli.saying import as_json
from companion.cli.screen import show, show_json, show_table
from everyday.config import Settings
from everyday.domain import DayState

if TYPE_CHECKING:
    from companion.session import Session
    from everyday.domain import Habit
    from everyday.routine.periods import Period
    from everyday.routine.summary import DayPicture, HabitSummary, Summary

WORDS = {
    DayState.DONE: "done",
    DayState.PARTLY: "partly",
    DayState.MISSED: "not done",
    DayState.REST: "rest",
    DayState.UNKNOWN: "",
}
MARKS = {
    DayState.DONE: "x",
    DayState.PARTLY: "/",
    DayState.MISSED: "-",
    DayState.REST: "r",
    DayState.UNKNOWN: "",
}
LEGEND = "x done   / partly   - not done   r rest   blank: not told"
NOTHING_TOLD = "Nothing was told in this time."
TRENDS = {"steadier": "steadier", "thinner": "thinner", "level": "level", "cant_tell": ""}
MOST_DAYS = 36_525
"""A hundred years."""


@click.command()
@as_json
@of_a_person
@click.pass_obj
def today(settings: Settings, as_json: bool) -> None:
    """What you told for today; what you did not tell stays blank.

    \b
    everyday today
    """
    from companion.session import open_session

    with open_session(settings) as session:
        reply = session.ask("today")
    seen: Mapping[str, Any] = reply.data
    if as_json:
        show_json({"reply": reply.speech, **seen})
        return
    show(reply.speech)
    rows = [_day_row(one) for one in seen["habits"]]
    if rows:
        click.echo()
        show_table(("habit", "today", "amount"), rows)


@click.command()
@as_json
@of_a_person
@click.pass_obj
def week(settings: Settings, as_json: bool) -> None:
    """This week, day by day, beginning on Monday.

    \b
    everyday week
    """
    from companion.session import now, open_session
    from everyday.routine.periods import week_of

    with open_session(settings) as session:
        period = week_of(_today(session))
        pictures = _pictures(session, period)
        summary = session.conversation.summary(session.person.name, period, now())
        said = session.conversation.summary_said(summary)
    if as_json:
        days = [picture.as_json() for picture in pictures]
        show_json({"reply": said, **summary.as_json(), "days": days})
        return
    show(said)
    if summary.habits:
        click.echo()
        _show_week(summary, pictures)


@click.command()
@click.option("--days", type=click.IntRange(1, MOST_DAYS), help="The latest days, today included.")
@click.option("--from", "first", metavar="DAY", help="The first day, such as 2026-11-01.")
@click.option("--to", "last", metavar="DAY", help="The last day; otherwise today.")
@click.option("--all", "everything", is_flag=True, help="From the first day you told of.")
@click.option("--habit", help="One habit only.")
@as_json
@of_a_person
@click.pass_obj
def summary(
    settings: Settings,
    days: int | None,
    first: str | None,
    last: str | None,
    everything: bool,
    habit: str | None,
    as_json: bool,
) -> None:
    """A stretch of days in counts; the latest 30 where you name none.

    \b
    everyday summary --days 90
    everyday summary --from 2026-10-01 --to 2026-10-31 --habit walk
    """
    from companion.session import now, open_session

    if sum((days is not None, first is not None or last is not None, everything)) > 1:
        raise click.UsageError("Choose one of --days, --all, or --from with --to.")
    with open_session(settings) as session:
        wanted = session.habit(habit) if habit is not None else None
        period = _period(session, days, first, last, everything)
        counted = session.conversation.summary(session.person.name, period, now())
        counted = _only(counted, wanted) if wanted is not None else counted
        told = any(one.counts.known for one in counted.habits)
        said = session.conversation.summary_said(counted) if told else NOTHING_TOLD
    if as_json:
        show_json({"reply": said, **counted.as_json()})
        return
    show(said)
    if counted.habits:
        click.echo()
        _show_summary(counted)


# --- which days ---------------------------------------------------------------------------------


def _today(session: Session) -> date:
    from companion.session import now

    return session.person.moment(now()).day


def _period(
    session: Session, days: int | None, first: str | None, last: str | None, everything: bool
) -> Period:
    from everyday.routine.periods import Period, latest_days

    until = _day(last, "--to") if last is not None else _today(session)
    if everything:
        return Period(_first_told(session, until), until)
    if first is None:
        return latest_days(until, days or 30)
    begin = _day(first, "--from")
    if begin > until:
        raise click.UsageError(f"The time from {begin} to {until} ends before it begins.")
    if (until - begin).days >= MOST_DAYS:
        raise click.UsageError("That is more than a hundred years.")
    return Period(begin, until)


def _first_told(session: Session, until: date) -> date:
    earliest = until - timedelta(days=MOST_DAYS - 1)
    told = session.journal.check_ins(session.person.name, earliest, until)
    return told[0].day if told else until


def _day(text: str, option: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        problem = f"{text!r} is no day. Write it like 2026-11-23."
        raise click.BadParameter(problem, param_hint=option) from None
    if day.year < 1900:
        raise click.BadParameter(f"{text} is too long ago.", param_hint=option)
    return day


# --- columns ------------------------------------------------------------------------------------


def _pictures(session: Session, period: Period) -> list[DayPicture]:
    """Each day of `period`, from one reading of the journal."""
    from everyday.routine.summary import picture

    told = session.journal.check_ins(session.person.name, period.first, period.last)
    routine = session.routine(archived=True)
    return [picture(routine, told, day) for day in period]


def _day_row(one: Mapping[str, Any]) -> tuple[str, ...]:
    return one["habit"], WORDS[DayState(one["state"])], _amount(one["amount"])


def _only(counted: Summary, wanted: Habit) -> Summary:
    habits = tuple(one for one in counted.habits if one.habit.name == wanted.name)
    return replace(counted, habits=habits)


def _show_week(summary: Summary, pictures: list[DayPicture]) -> None:
    marks = {
        (one.habit.name, picture.day): MARKS[one.day.state]
        for picture in pictures
        for one in picture.habits
    }
    rows = [
        (one.habit.name, *(marks.get((one.habit.name, each.day), "") for each in pictures))
        for one in summary.habits
    ]
    show_table(("habit", *(f"{each.day:%a}" for each in pictures)), rows)
    click.echo(LEGEND)


def _show_summary(counted: Summary) -> None:
    heads = ("habit", "done", "partly", "not done", "rest", "not told", "in all", "than before")
    show_table(heads, [_summary_row(one) for one in counted.habits])


def _summary_row(one: HabitSummary) -> tuple[str, ...]:
    counts = one.counts
    numbers = (counts.done, counts.partly, counts.missed, counts.rest, counts.unknown)
    amount = _amount(one.as_json()["amount_total"])
    return (one.habit.name, *map(str, numbers), amount, TRENDS[one.trend.value])


def _amount(amount: object) -> str:
    """An amount as the journal's JSON has it: {"value": 25.0, "unit": "min"} is "25 min"."""
    if not isinstance(amount, dict):
        return ""
    return f"{amount['value']:g} {amount['unit']}".strip()
