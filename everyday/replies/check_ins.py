"""What was kept, said back so briefly that a mistake is noticed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from everyday.domain import (
    CheckIn,
    DayState,
    Entry,
    Mood,
    MoodEntry,
    Plan,
    Reflection,
    Status,
    Unsure,
)
from everyday.replies.frames import Frames, capitalized
from everyday.replies.numbers import amount_in_words, clock_in_words, day_in_words, in_words


def readback(entries: Sequence[Entry], today: date, frames: Frames) -> str:
    """One short sentence for each thing kept, and that it was kept."""
    told = [entry_in_words(entry, today, frames) for entry in entries]
    told = [one for one in told if one]
    if not told:
        return frames.say("reflection", "kept")
    nothing_done = all(isinstance(e, CheckIn) and e.state is DayState.MISSED for e in entries)
    closing = frames.say("check_in", "noted" if nothing_done else "kept")
    return " ".join([*(f"{capitalized(one)}." for one in told), closing])


def entry_in_words(entry: Entry, today: date, frames: Frames) -> str:
    """One entry as it is said back, without a full stop; "" for free words."""
    match entry:
        case CheckIn():
            return check_in_in_words(entry, today, frames)
        case MoodEntry(mood=mood):
            return mood_in_words(mood, frames)
        case Plan(habit=habit, day=day):
            planned = frames.say("check_in", "planned", habit=habit or "")
            return planned if day == today else f"{planned} {day_in_words(day, today, frames)}"
        case Reflection():
            return ""


def check_in_in_words(check_in: CheckIn, today: date, frames: Frames) -> str:
    """A check-in with its amount, clock time and day, as far as they were told."""
    day = day_in_words(check_in.day, today, frames)
    if check_in.state is DayState.MISSED and check_in.clock is None:
        return frames.say("check_in", "missed", habit=check_in.habit, day=day)
    return _with_details(check_in, [] if check_in.day == today else [day], frames)


def told_in_words(check_in: CheckIn, frames: Frames) -> str:
    """A check-in where the day is said already: "walk, twenty-five minutes"."""
    if check_in.state is DayState.MISSED and check_in.clock is None:
        return frames.say("check_in", "not_done", habit=check_in.habit)
    return _with_details(check_in, [], frames)


def _with_details(check_in: CheckIn, day: Sequence[str], frames: Frames) -> str:
    parts = [frames.say("check_in", _frame_of(check_in), habit=check_in.habit)]
    if check_in.quantity is not None:
        parts.append(amount_in_words(check_in.quantity, frames.language))
    if check_in.clock is not None:
        clock = clock_in_words(check_in.clock, frames.language)
        parts.append(frames.say("check_in", "at_clock", clock=clock))
    return frames.say("joining", "comma").join([*parts, *day])


def mood_in_words(mood: Mood, frames: Frames) -> str:
    """A mood as it was told: its rating on its own scale, and its words."""
    parts = []
    if mood.rating is not None:
        rating = in_words(mood.rating, frames.language)
        scale = in_words(mood.scale or 10, frames.language)
        parts.append(frames.say("mood", "rating", rating=rating, scale=scale))
    if mood.words:
        parts.append(frames.listed(mood.words))
    return frames.say("joining", "comma").join(parts)


def ask_whether(doubt: Unsure, today: date, frames: Frames) -> str:
    """The question that settles what was in doubt: one, answered by yes or no."""
    names = {Status.PARTLY: "sure_partly", Status.MISSED: "sure_missed"}
    name = names.get(doubt.guess, "sure")
    if doubt.day == today:
        return frames.say("check_in", name, habit=doubt.habit)
    day = day_in_words(doubt.day, today, frames)
    return frames.say("check_in", f"{name}_then", habit=doubt.habit, day=day)


def _frame_of(check_in: CheckIn) -> str:
    if check_in.state is DayState.PARTLY and check_in.quantity is not None:
        return "done"  # "Walk, ten minutes" says it better than "partly" does
    return "done" if check_in.state is DayState.MISSED else str(check_in.state)
