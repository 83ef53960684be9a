"""Whose day it is, when it is, and what they want in their routine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as one person lives it: their wall clock and the day they are still in."""

    at: datetime
    """Aware; any offset."""
    zone: ZoneInfo
    day_ends_at: time = time(3)
    """Local wall clock in the small hours, 00:00 to 11:59: until then it is still yesterday."""

    @property
    def local(self) -> datetime:
        """The instant on the person's own wall clock."""
        return self.at.astimezone(self.zone)

    @property
    def day(self) -> date:
        """The local day that this instant counts for, right across daylight-saving changes."""
        local = self.local
        return local.date() - timedelta(days=local.time() < self.day_ends_at)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who keeps a journal here."""

    name: str
    """Unique in the journal; what `--person` takes. "me" where nobody chose one."""
    zone: ZoneInfo
    day_ends_at: time = time(3)

    def moment(self, at: datetime) -> Moment:
        """`at` (aware) as this person lives it."""
        return Moment(at, self.zone, self.day_ends_at)


class HabitKind(StrEnum):
    """How a habit is kept: done or not, an amount, a clock limit, or something kept away from."""

    DO = "do"
    COUNT = "count"
    TIME = "time"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often a habit is meant to happen: `times` in each `days`."""

    times: int = 1
    days: int = 1
    weekdays: frozenset[int] = frozenset()
    """Monday is 0; empty means any day."""
    part_of_day: str | None = None
    """"morning", "afternoon", "evening" or "night"."""
    words: str = "daily"
    """As the person put it."""

    @property
    def frequency(self) -> float:
        """Times per day, in (0, 1]."""
        return min(1.0, self.times / self.days)


@dataclass(frozen=True, slots=True)
class Habit:
    """A thing the person wants in their routine."""

    name: str
    """Unique among the person's habits that are not archived, whatever the case of its letters."""
    kind: HabitKind = HabitKind.DO
    unit: str | None = None
    """Plural as spoken ("glasses", "pages"); durations are "min"."""
    target: float | None = None
    by: time | None = None
    """For `TIME`: the clock limit."""
    schedule: Schedule = field(default_factory=Schedule)
    aliases: tuple[str, ...] = ()
    smallest: str | None = None
    """The smallest version, as the person would say it: "put my shoes on"."""
    archived: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called: its name, then its aliases."""
        return (self.name, *self.aliases)

    def is_called(self, name: str) -> bool:
        """Whether `name` is one of its names, whatever the case of its letters."""
        return name.casefold() in map(str.casefold, self.names)


Routine = tuple[Habit, ...]
"""The habits of one person, in the order they were added."""
