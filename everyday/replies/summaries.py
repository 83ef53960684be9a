"""A day, a week and a habit in words: counts, and only of what was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from everyday.domain import CheckIn
from everyday.replies.check_ins import told_in_words
from everyday.replies.frames import Frames, capitalized
from everyday.replies.numbers import day_in_words, in_words

_MOST_SPOKEN = 5
"""Habits in a spoken week: more than can be taken in are for the screen."""


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One habit's week, as far as it was told."""

    habit: str
    done: int
    partly: int
    known: int
    """Days on which it was told whether it was done."""
    is_daily: bool


def day_said(things: Sequence[CheckIn], day: date, today: date, frames: Frames) -> str:
    """What was told for `day` (today or yesterday), one short list."""
    name = "today" if day == today else "yesterday"
    if not things:
        return frames.say("day", f"nothing_{name}")
    told = [told_in_words(one, frames) for one in things]
    return frames.say("day", name, things=frames.say("joining", "between").join(told))


def week_said(lines: Sequence[WeekLine], frames: Frames) -> str:
    """What was told this week, habit by habit, the most told first."""
    told = sorted((one for one in lines if one.known), key=lambda one: -one.known)
    if not told:
        return frames.say("week", "nothing")
    daily = [one for one in told if one.is_daily][:_MOST_SPOKEN]
    other = [one for one in told if not one.is_daily][: _MOST_SPOKEN - len(daily)]
    said = [_line(one, n == 0, frames) for n, one in enumerate([*daily, *other])]
    return " ".join(capitalized(one) for one in said)


def habit_said(
    habit: str, line: WeekLine | None, latest: CheckIn | None, today: date, frames: Frames
) -> str:
    """What was told of one habit: when last, and the days of this week."""
    if latest is None:
        return frames.say("habit", "nothing", habit=habit)
    day = day_in_words(latest.day, today, frames)
    said = [capitalized(frames.say("habit", f"latest_{latest.state}", habit=habit, day=day))]
    if latest.day != today:
        said.insert(0, frames.say("habit", "unknown_today", habit=habit))
    if line is not None and line.known > 1:
        said.append(capitalized(_line(line, True, frames)))
    return " ".join(said)


def _line(line: WeekLine, first: bool, frames: Frames) -> str:
    if line.is_daily:
        return _daily(line, first, frames)
    return frames.say("week", "times", habit=line.habit, times=_times(line, frames))


def _daily(line: WeekLine, first: bool, frames: Frames) -> str:
    if first and line.known == line.done == 1:
        return frames.say("week", "first_one", habit=line.habit)
    if not line.done and not line.partly:
        return frames.say("week", "times", habit=line.habit, times=_times(line, frames))
    said = frames.say(
        "week",
        "first" if first else "next",
        habit=line.habit,
        done=in_words(line.done, frames.language),
        known=in_words(line.known, frames.language),
    )
    if not line.partly:
        return said
    partly = in_words(line.partly, frames.language)
    return f"{said} {frames.say('week', 'partly', partly=partly)}"


def _times(line: WeekLine, frames: Frames) -> str:
    names = {0: "not_yet", 1: "once", 2: "twice"}
    kept = line.done + line.partly
    if kept in names:
        return frames.say("week", names[kept])
    return frames.say("week", "more_times", number=in_words(kept, frames.language))
