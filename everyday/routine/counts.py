"""Counts of days, and what two counts say beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from everyday.domain import DayState

_KNOWN_DAYS_TO_COMPARE = 3
_DAYS_TO_DIFFER = 2


@dataclass(frozen=True, slots=True)
class Counts:
    """How many days of a period were what."""

    done: int = 0
    partly: int = 0
    missed: int = 0
    rest: int = 0
    days: int = 0
    """Days of the period that are over, told or not, and today where it counts already."""

    @property
    def known(self) -> int:
        """Days on which the person told whether it was done. A rest day is not asked that."""
        return self.done + self.partly + self.missed

    @property
    def kept(self) -> int:
        """Days on which something of it was done."""
        return self.done + self.partly

    @property
    def unknown(self) -> int:
        """Days that nothing was told of."""
        return self.days - self.known - self.rest

    def as_json(self) -> dict[str, object]:
        """Every count as a plain number."""
        return {
            "done": self.done,
            "partly": self.partly,
            "missed": self.missed,
            "rest": self.rest,
            "known": self.known,
            "days": self.days,
        }


class Trend(StrEnum):
    """A habit beside the same person's own period before."""

    STEADIER = "steadier"
    THINNER = "thinner"
    LEVEL = "level"
    CANT_TELL = "cant_tell"


def counted(states: Iterable[DayState], days: int) -> Counts:
    """The counts of `states` (one for each day that was told) in a period of `days` days."""
    of = Counter(states)
    return Counts(
        of[DayState.DONE], of[DayState.PARTLY], of[DayState.MISSED], of[DayState.REST], days
    )


def trend(now: Counts, before: Counts | None) -> Trend:
    """Whether days with something done became more or fewer among the known days.

    CANT_TELL with less than three known days on either side. Otherwise both shares are carried over
    to the side with fewer known days, n, and differ only if that is at least two days and more than
    the square root of n: three days of seven, six of thirty. If nothing changed and days just fall
    as they may, that is reached about once in seven periods, once in five with only three days.
    """
    if before is None or min(now.known, before.known) < _KNOWN_DAYS_TO_COMPARE:
        return Trend.CANT_TELL
    fewer, more = sorted((now.known, before.known))
    # (now.kept / now.known - before.kept / before.known) * fewer, times `more`: whole numbers.
    difference = now.kept * before.known - before.kept * now.known
    if abs(difference) < _DAYS_TO_DIFFER * more or difference**2 <= fewer * more**2:
        return Trend.LEVEL
    return Trend.STEADIER if difference > 0 else Trend.THINNER
