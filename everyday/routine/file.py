"""A routine as a TOML file that a person can write by hand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any, NoReturn

from everyday import phrases
from everyday.domain import Habit, HabitKind, Routine, RoutineFileInvalid, Schedule
from everyday.routine.schedule import examples, parse_schedule

_KEYS = (
    "name", "kind", "unit", "target", "by", "schedule", "aliases", "smallest", "archived"
)  # fmt: skip
_SCHEDULE_KEYS = ("times", "days", "weekdays", "part_of_day", "words")
_CLOCK = re.compile(r"([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{6})?)?)")


def read_routine(text: str, path: Path, language: str = "en") -> Routine:
    """The habits that a routine file's `text` lists as `[[habit]]`, in its order.

    A habit needs a `name`; the other keys are those of `Habit`, with `schedule` in the person's
    words (or as a table, the way `write_routine` writes one that no words say) and `by` as "22:30".
    Units become those that amounts are kept in: two "hours" are 120 "min".

    Raises `RoutineFileInvalid` naming `path`, the habit and the field for the first mistake.
    """
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RoutineFileInvalid(path, f"this is not TOML: {error}") from error
    rows = found.pop("habit", [])
    if found:
        raise RoutineFileInvalid(path, f"{_quoted(found)} does not belong here; use [[habit]]")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RoutineFileInvalid(path, "write [[habit]], in double brackets, above every habit")
    routine = tuple(_Row(row, n, path, language).habit() for n, row in enumerate(rows, 1))
    _check_names(routine, path)
    return routine


def write_routine(routine: Routine, language: str = "en") -> str:
    """A routine file's text that `read_routine` reads back as the same routine."""
    return "\n".join(_written(habit, language) for habit in routine)


# --- reading ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """One `[[habit]]` table, `number` counted from 1."""

    row: Mapping[str, Any]
    number: int
    path: Path
    language: str

    def habit(self) -> Habit:
        name = self._text("name")
        if name is None:
            self._wrong("name", "is missing")
        unknown = self.row.keys() - set(_KEYS)
        if unknown:
            self._wrong(min(unknown), f"is not known here; known are {', '.join(_KEYS)}")
        unit, factor = self._unit()
        target = self._target()
        by = self._by()
        return Habit(
            name,
            self._kind(by),
            unit,
            None if target is None else target * factor,
            by,
            self._schedule(),
            self._aliases(),
            self._text("smallest"),
            self._flag("archived"),
        )

    def _text(self, key: str) -> str | None:
        if key not in self.row:
            return None
        value = self.row[key]
        if not isinstance(value, str) or not value.strip():
            self._wrong(key, 'should be words in quotes, like "walk"')
        return value.strip()

    def _flag(self, key: str) -> bool:
        value = self.row.get(key, False)
        if not isinstance(value, bool):
            self._wrong(key, "should be true or false")
        return value

    def _kind(self, by: time | None) -> HabitKind:
        kinds = [kind.value for kind in HabitKind]
        said = self.row.get("kind", HabitKind.DO.value if by is None else HabitKind.TIME.value)
        if said not in kinds:
            self._wrong("kind", f"{said!r} is not known; known are {', '.join(kinds)}")
        kind = HabitKind(said)
        if by is not None and kind is not HabitKind.TIME:
            self._wrong("by", f'is for kind = "time", and this habit has kind = "{kind}"')
        return kind

    def _unit(self) -> tuple[str | None, float]:
        """The unit that is kept, and what a target in the written unit is multiplied with."""
        said = self._text("unit")
        if said is None:
            return None, 1.0
        words = phrases.words(self.language)
        unit = str(words["units"].get(said.casefold(), said))
        if unit in words["unit_in_minutes"]:
            return "min", float(words["unit_in_minutes"][unit])
        return unit, 1.0

    def _target(self) -> float | None:
        if "target" not in self.row:
            return None
        value = self.row["target"]
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong("target", "should be a number without quotes, like 30")
        if not 0 < value < float("inf"):
            self._wrong("target", "should be more than 0")
        return float(value)

    def _by(self) -> time | None:
        if "by" not in self.row:
            return None
        by = _clock_of(self.row["by"])
        if by is None:
            self._wrong("by", 'should be a time of the day from "00:00" to "23:59", like "22:30"')
        return by

    def _aliases(self) -> tuple[str, ...]:
        value = self.row.get("aliases", [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong("aliases", 'should be a list of words in quotes, like ["stroll", "hike"]')
        if not all(one.strip() for one in value):
            self._wrong("aliases", "should not have an empty one")
        return tuple(one.strip() for one in value)

    def _schedule(self) -> Schedule:
        value = self.row.get("schedule")
        if value is None:
            return Schedule()
        if isinstance(value, dict):
            return self._schedule_table(value)
        words = self._text("schedule") or ""
        schedule = parse_schedule(words, self.language)
        if schedule is None:
            likes = ", ".join(f'"{one}"' for one in examples(self.language))
            self._wrong("schedule", f'"{words}" was not understood; write it like {likes}')
        return schedule

    def _schedule_table(self, table: Mapping[str, Any]) -> Schedule:
        unknown = table.keys() - set(_SCHEDULE_KEYS)
        if unknown:
            self._wrong("schedule", f"{_quoted(unknown)} is not known here")
        for key in ("times", "days"):
            value = table.get(key, 1)
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                self._wrong("schedule", f"{key} should be a whole number from 1")
        weekdays = table.get("weekdays", [])
        if not isinstance(weekdays, list) or not all(_is_weekday(day) for day in weekdays):
            self._wrong("schedule", "weekdays should be numbers from 0 (Monday) to 6 (Sunday)")
        return Schedule(
            table.get("times", 1),
            table.get("days", 1),
            frozenset(weekdays),
            self._schedule_text(table, "part_of_day"),
            self._schedule_text(table, "words") or "",
        )

    def _schedule_text(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self._wrong("schedule", f"{key} should be words in quotes")
        return value

    def _wrong(self, field: str, problem: str) -> NoReturn:
        name = self.row.get("name")
        which = f'habit "{name}"' if isinstance(name, str) and name.strip() else "habit"
        raise RoutineFileInvalid(self.path, f"{which} (number {self.number}): {field} {problem}")


def _check_names(routine: Routine, path: Path) -> None:
    """What is said must lead to one habit, whatever the case of its letters."""
    owners: dict[str, tuple[int, str]] = {}
    for number, habit in enumerate(routine):
        if habit.archived:
            continue
        for field, called in (("name", habit.name), *(("alias", one) for one in habit.aliases)):
            owner_number, owner = owners.setdefault(called.casefold(), (number, habit.name))
            if owner_number != number:
                problem = f'{field} "{called}" is already used by habit "{owner}"'
                raise RoutineFileInvalid(path, f'habit "{habit.name}": {problem}')


def _clock_of(value: object) -> time | None:
    if isinstance(value, time):
        return value
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    try:
        return time.fromisoformat(match[1].zfill(2) + match[2]) if match else None
    except ValueError:
        return None


def _is_weekday(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 7


def _quoted(keys: Any) -> str:
    return f'"{min(keys)}"'


# --- writing ------------------------------------------------------------------------------------


def _written(habit: Habit, language: str) -> str:
    fields = {
        "name": _string(habit.name),
        "kind": _string(habit.kind.value),
        "unit": _string(habit.unit) if habit.unit is not None else None,
        "target": _number(habit.target) if habit.target is not None else None,
        "by": _clock(habit.by) if habit.by is not None else None,
        "schedule": _schedule(habit.schedule, language),
        "aliases": _strings(habit.aliases) if habit.aliases else None,
        "smallest": _string(habit.smallest) if habit.smallest is not None else None,
        "archived": "true" if habit.archived else None,
    }
    lines = [f"{key} = {value}" for key, value in fields.items() if value is not None]
    return "\n".join(["[[habit]]", *lines, ""])


def _schedule(schedule: Schedule, language: str) -> str:
    if parse_schedule(schedule.words, language) == schedule:
        return _string(schedule.words)
    fields = {
        "times": str(schedule.times),
        "days": str(schedule.days),
        "weekdays": f"[{', '.join(str(day) for day in sorted(schedule.weekdays))}]",
        "words": _string(schedule.words),
    }
    if schedule.part_of_day is not None:
        fields["part_of_day"] = _string(schedule.part_of_day)
    return "{ " + ", ".join(f"{key} = {value}" for key, value in fields.items()) + " }"


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and value < 1e15 else repr(value)


def _clock(by: time) -> str:
    return _string(by.isoformat() if by.second or by.microsecond else by.isoformat("minutes"))


def _strings(values: tuple[str, ...]) -> str:
    return f"[{', '.join(_string(value) for value in values)}]"


def _string(value: str) -> str:
    """A TOML basic string: quotes, backslashes and control characters escaped."""
    return '"' + re.sub(r'["\\\x00-\x1f\x7f]', _escaped, value) + '"'


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04x}"
