"""Rows of the journal to frozen types and back; no SQL and no connection here."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, Protocol, assert_never
from zoneinfo import ZoneInfo

from everyday.domain import (
    CheckIn,
    DayState,
    Entry,
    Expects,
    Habit,
    HabitKind,
    Kept,
    Kind,
    Moment,
    Mood,
    MoodEntry,
    Person,
    Plan,
    Quantity,
    Reflection,
    Reply,
    Said,
    Schedule,
    Source,
    Utterance,
)


class Row(Protocol):
    """Column values by column name."""

    def __getitem__(self, name: str, /) -> Any:
        """The value in the column `name`."""


_STATES = {state.value: state for state in DayState}

# --- single values ------------------------------------------------------------------------------


def key(name: str) -> str:
    """`name` as names are compared: case folded, one form of each letter, single spaces."""
    return storable(" ".join(unicodedata.normalize("NFKC", name).casefold().split()))


def storable(text: str) -> str:
    """`text` as UTF-8 can hold it: halves of surrogate pairs become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def as_text(value: object) -> str:
    """`value` as JSON text, readable in any script; dataclasses, dates and enums included."""
    values = plain(value)
    text = json.dumps(values, ensure_ascii=False)
    return text if text == storable(text) else json.dumps(values)


def loaded(text: str) -> object:
    """The JSON values in `text`."""
    values: object = json.loads(text)
    return values


def plain(value: object) -> object:
    """`value` as JSON values: dataclasses by field name, dates as ISO, sequences as lists."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(each) for each in value)  # type: ignore[type-var]
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def utc_text(at: datetime) -> str:
    """`at` (aware) in UTC as ISO text; raises ValueError where it has no offset."""
    if at.tzinfo is None:
        msg = "an instant without an offset cannot be kept"
        raise ValueError(msg)
    return at.astimezone(UTC).isoformat()


def _clock_text(clock: time | None) -> str | None:
    if clock is None:
        return None
    return clock.isoformat() if clock.second or clock.microsecond else clock.isoformat("minutes")


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text is not None else None


def _storable(text: str | None) -> str | None:
    return storable(text) if text is not None else None


# --- people and habits --------------------------------------------------------------------------


def person_row(person: Person) -> dict[str, object]:
    """The columns of `people` that say who `person` is."""
    return {
        "name": storable(person.name),
        "name_key": key(person.name),
        "zone": person.zone.key,
        "day_ends_at": _clock_text(person.day_ends_at),
    }


def person_from(row: Row) -> Person:
    """The person in a row of `people`."""
    return Person(row["name"], ZoneInfo(row["zone"]), time.fromisoformat(row["day_ends_at"]))


def habit_row(habit: Habit) -> dict[str, object]:
    """The columns of `habits` that say what `habit` is; its aliases are rows of their own."""
    schedule = habit.schedule
    return {
        "name": storable(habit.name),
        "name_key": key(habit.name),
        "kind": habit.kind.value,
        "unit": _storable(habit.unit),
        "target": habit.target,
        "by_time": _clock_text(habit.by),
        "times": schedule.times,
        "every_days": schedule.days,
        "weekdays": as_text(schedule.weekdays),
        "part_of_day": schedule.part_of_day,
        "schedule_words": storable(schedule.words),
        "smallest": _storable(habit.smallest),
        "archived": int(habit.archived),
    }


def habit_from(row: Row, aliases: tuple[str, ...]) -> Habit:
    """The habit in a row of `habits`, with its aliases."""
    schedule = Schedule(
        times=row["times"],
        days=row["every_days"],
        weekdays=frozenset(json.loads(row["weekdays"])),
        part_of_day=row["part_of_day"],
        words=row["schedule_words"],
    )
    return Habit(
        name=row["name"],
        kind=HabitKind(row["kind"]),
        unit=row["unit"],
        target=row["target"],
        by=_clock(row["by_time"]),
        schedule=schedule,
        aliases=aliases,
        smallest=row["smallest"],
        archived=bool(row["archived"]),
    )


# --- utterances ---------------------------------------------------------------------------------


def utterance_row(utterance: Utterance, moment: Moment) -> dict[str, object]:
    """The columns of `utterances` that are known before anything is understood."""
    return {
        "source": utterance.source.value,
        "request_id": storable(utterance.request_id),
        "text": storable(utterance.text),
        "heard_at": utc_text(utterance.heard_at),
        "heard_local": utterance.heard_at.astimezone(moment.zone).isoformat(),
        "zone": moment.zone.key,
        "day": moment.day.isoformat(),
        "confidence": utterance.confidence,
        "words": as_text(utterance.words),
        "alternatives": as_text(utterance.alternatives),
    }


def said_from(row: Row) -> Said:
    """The utterance in a row of `utterances`, as it is shown."""
    return Said(
        id=row["id"],
        text=row["text"],
        heard_at=datetime.fromisoformat(row["heard_at"]),
        day=date.fromisoformat(row["day"]),
        source=Source(row["source"]),
        kind=Kind(row["kind"]) if row["kind"] is not None else None,
    )


def reply_from(text: str) -> Reply:
    """The reply in its JSON text."""
    values = json.loads(text)
    return Reply(**{**values, "expects": Expects(values["expects"])})


# --- entries ------------------------------------------------------------------------------------


def entry_row(entry: Entry) -> dict[str, object]:
    """The columns of `entries` that say what `entry` is, apart from its habit's id."""
    if isinstance(entry, CheckIn):
        return {"day": entry.day.isoformat(), "kind": "check_in", **_check_in_columns(entry)}
    if isinstance(entry, Reflection):
        return {"day": entry.day.isoformat(), "kind": "reflection", "text": storable(entry.text)}
    if isinstance(entry, Plan):
        return {"day": entry.day.isoformat(), "kind": "plan", "text": storable(entry.text)}
    if isinstance(entry, MoodEntry):
        mood = entry.mood
        told = {"rating": mood.rating, "scale": mood.scale, "words": as_text(mood.words)}
        return {"day": entry.day.isoformat(), "kind": "mood", **told}
    assert_never(entry)


def _check_in_columns(check_in: CheckIn) -> dict[str, object]:
    quantity = check_in.quantity
    return {
        "state": check_in.state.value,
        "fraction": check_in.fraction,
        "amount": quantity.value if quantity else None,
        "unit": storable(quantity.unit) if quantity else None,
        "clock": _clock_text(check_in.clock),
        "words": storable(check_in.words),
        "effort": _storable(check_in.effort),
        "prompted": check_in.prompted,
    }


def habit_named_in(entry: Entry) -> str | None:
    """The name of the habit that `entry` is about, where it is about one."""
    return entry.habit if isinstance(entry, CheckIn | Plan) else None


CheckInRow = tuple[
    str, str, float | None, str | None, float | None, str | None, str | None, str, int | None
]
"""day, state, amount, unit, fraction, clock, effort, words, prompted."""


def check_in_from(row: CheckInRow, habit: str) -> CheckIn:
    """The check-in of `habit` in a bare row; by position, since years of them are read at once."""
    day, state, amount, unit, fraction, clock, effort, words, prompted = row
    return CheckIn(
        habit,
        date.fromisoformat(day),
        _STATES[state],
        Quantity(amount, unit) if amount is not None and unit is not None else None,
        fraction,
        time.fromisoformat(clock) if clock is not None else None,
        effort,
        words,
        bool(prompted) if prompted is not None else None,
    )


def entry_from(row: Row) -> Entry:
    """The entry in a row of `entries` with its habit's present name as `habit`."""
    day = date.fromisoformat(row["day"])
    match row["kind"]:
        case "check_in":
            return check_in_from(_check_in_row(row), row["habit"])
        case "reflection":
            return Reflection(day, row["text"])
        case "plan":
            return Plan(day, row["habit"], row["text"])
        case _:
            return MoodEntry(
                day, Mood(row["rating"], row["scale"], tuple(json.loads(row["words"])))
            )


def _check_in_row(row: Row) -> CheckInRow:
    return (
        row["day"],
        row["state"],
        row["amount"],
        row["unit"],
        row["fraction"],
        row["clock"],
        row["effort"],
        row["words"],
        row["prompted"],
    )


def kept_from(row: Row) -> Kept:
    """The entry in a row of `entries` joined with the utterance that it came from."""
    return Kept(
        id=row["id"],
        entry=entry_from(row),
        utterance_id=row["utterance_id"],
        heard_at=datetime.fromisoformat(row["heard_at"]),
        source=Source(row["source"]),
        said=row["said"],
    )
