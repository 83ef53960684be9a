"""Numbers, amounts, clock times and days in words, so that a voice reads them rightly."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache

from everyday import phrases
from everyday.domain import Quantity
from everyday.replies.frames import Frames

_LARGEST_IN_WORDS = 999_999


def in_words(value: float, language: str = "en") -> str:
    """`value` in words: 25 → "twenty-five", 2.5 → "two and a half", 0.3 → "zero point three"."""
    if value < 0 or value > _LARGEST_IN_WORDS:
        return f"{value:g}"
    whole = int(value)
    rest = round(value - whole, 2)
    spoken = phrases.words(language)["spoken_numbers"]
    if rest == 0:
        return _whole(whole, language)
    if rest in (0.5, 0.25, 0.75):
        part = spoken["parts"][f"{rest:g}"]
        return part if whole == 0 else f"{_whole(whole, language)} {spoken['and']} {part}"
    digits = " ".join(_whole(int(d), language) for d in f"{rest:g}"[2:])
    return f"{_whole(whole, language)} {spoken['point']} {digits}"


def amount_in_words(quantity: Quantity, language: str = "en") -> str:
    """An amount as it is said: "twenty-five minutes", "an hour and a half", "one glass"."""
    spoken = phrases.words(language)["spoken_numbers"]
    if quantity.unit == "min" and quantity.value >= 60:
        return _hours(quantity.value, language)
    unit = spoken["units"].get(quantity.unit, quantity.unit)
    if quantity.value == 1:
        unit = spoken["one_unit"].get(unit, unit)
    return f"{in_words(quantity.value, language)} {unit}"


def clock_in_words(clock: time, language: str = "en") -> str:
    """A time of day as it is said: "half past ten", "ten fifteen", "ten"."""
    spoken = phrases.words(language)["spoken_numbers"]
    hour = _whole(clock.hour % 12 or 12, language)
    if clock.minute == 0:
        return hour
    if clock.minute == 30:
        return f"{spoken['half_past']} {hour}"
    minute = _whole(clock.minute, language)
    return f"{hour} {spoken['oh'] + ' ' if clock.minute < 10 else ''}{minute}"


def day_in_words(day: date, today: date, frames: Frames) -> str:
    """A day as it is said today: "today", "yesterday", "on Tuesday", "nine days ago"."""
    names = {0: "today", 1: "yesterday", -1: "tomorrow"}
    back = (today - day).days
    if back in names:
        return frames.say("check_in", names[back])
    if 0 < back < 7:
        weekday = phrases.words(frames.language)["spoken_numbers"]["weekdays"][day.weekday()]
        return frames.say("check_in", "on_weekday", weekday=weekday)
    return frames.say("check_in", "days_ago", days=in_words(abs(back), frames.language))


def spell_out(text: str, language: str = "en") -> str:
    """`text` with every number, rating and unit that a voice would misread spelled out."""
    spoken = phrases.words(language)["spoken_numbers"]
    text = _RATING.sub(
        lambda m: (
            f"{in_words(float(m[1]), language)} {spoken['out_of']} "
            f"{in_words(float(m[2]), language)}"
        ),
        text,
    )
    text = _CLOCK.sub(lambda m: clock_in_words(time(int(m[1]), int(m[2])), language), text)
    for short, long in spoken["abbreviations"].items():
        text = re.sub(rf"(?<=\d)\s*{re.escape(short)}(?!\w)", f" {long}", text)
    return _NUMBER.sub(lambda m: in_words(float(m[0]), language), text)


_RATING = re.compile(r"\b(\d+(?:\.\d+)?)\s*/\s*(\d+)\b")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w])")


def _hours(minutes: float, language: str) -> str:
    spoken = phrases.words(language)["spoken_numbers"]
    hours, rest = divmod(minutes, 60)
    if rest in (0, 30):
        return _hours_and_half(hours + rest / 60, language)
    named = amount_in_words(Quantity(rest, "min"), language)
    return f"{_hours_and_half(hours, language)} {spoken['and']} {named}"


def _hours_and_half(hours: float, language: str) -> str:
    spoken = phrases.words(language)["spoken_numbers"]
    if hours == 1:
        name: str = spoken["an_hour"]
        return name
    if hours == 1.5:
        half: str = spoken["an_hour_and_a_half"]
        return half
    return f"{in_words(hours, language)} {spoken['units']['hours']}"


@cache
def _names(language: str) -> dict[int, str]:
    return {value: word for word, value in phrases.words(language)["numbers"].items()}


def _whole(value: int, language: str) -> str:
    names = _names(language)
    spoken = phrases.words(language)["spoken_numbers"]
    if value in names:
        return names[value]
    if value < 100:
        return f"{names[value - value % 10]}-{names[value % 10]}"
    size, name = (1000, spoken["thousand"]) if value >= 1000 else (100, spoken["hundred"])
    count, rest = divmod(value, size)
    head = f"{_whole(count, language)} {name}"
    if rest == 0:
        return head
    joint = f" {spoken['and']} " if rest < 100 else " "
    return f"{head}{joint}{_whole(rest, language)}"
