"""Amounts and clock times in words or digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from everyday.domain import Quantity
from everyday.understanding.tokens import Token


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text, with its unit or clock reading; `start` and `end` index tokens."""

    start: int
    end: int
    value: float
    unit: str | None = None
    clock: time | None = None
    half_day_known: bool = False
    """For a clock time: whether a.m. or p.m. was said (or it is on the 24-hour clock)."""
    of_whole: float | None = None
    """For "ten of my thirty minutes": thirty."""

    @property
    def quantity(self) -> Quantity | None:
        """The amount as a quantity, where it has a unit."""
        return Quantity(self.value, self.unit) if self.unit else None


def find_amounts(tokens: Sequence[Token], words: Mapping[str, Any]) -> tuple[Amount, ...]:
    """Every amount and clock time in `tokens`, in order; of a repaired one, the last."""
    found: list[Amount] = []
    i = 0
    while i < len(tokens):
        amount = _clock(tokens, i, words) or _amount(tokens, i, words)
        if amount is None:
            i += 1
            continue
        if found and _repairs(tokens, found[-1], amount, words):
            amount = replace(amount, start=found.pop().start)
        elif found and _is_part_of(tokens, found[-1], amount, words):
            part = found.pop()
            unit = amount.unit or part.unit
            amount = Amount(part.start, amount.end, part.value, unit, of_whole=amount.value)
        found.append(amount)
        i = amount.end
    return tuple(found)


def number_at(
    tokens: Sequence[Token], i: int, words: Mapping[str, Any]
) -> tuple[float, int] | None:
    """The number at token `i` and the index behind it; None where there is none."""
    if tokens[i].text[0].isdecimal() and ":" not in tokens[i].text:
        return float(tokens[i].text.replace(",", "")), i + 1
    return _couple(tokens, i, words) or _cardinal(tokens, i, words)


def _couple(tokens: Sequence[Token], i: int, words: Mapping[str, Any]) -> tuple[float, int] | None:
    special = words["number_words"]
    j = i + 1 if tokens[i].text in special["articles"] else i
    if _text(tokens, j) == "couple":
        return special["couple"], j + 1 + (_text(tokens, j + 1) == "of")
    if _text(tokens, j) == "dozen":
        return special["dozen"], j + 1
    if _text(tokens, j) == "half" and _text(tokens, j + 2) == "dozen":
        return special["dozen"] / 2, j + 3
    return None


def _cardinal(
    tokens: Sequence[Token], i: int, words: Mapping[str, Any]
) -> tuple[float, int] | None:
    numbers, special = words["numbers"], words["number_words"]
    total, current, j, seen = 0.0, 0.0, i, False
    if _text(tokens, i) in special["articles"] and _text(tokens, i + 1) in ("hundred", "thousand"):
        current, j, seen = 1.0, i + 1, True
    while j < len(tokens):
        word = tokens[j].text
        if word in numbers and _fits(current, numbers[word], seen):
            current += numbers[word]
        elif word == "hundred" and seen:
            current *= special["hundred"]
        elif word == "thousand" and seen:
            total, current = total + current * special["thousand"], 0.0
        elif word == special["and"] and current >= 100 and _text(tokens, j + 1) in numbers:
            pass
        else:
            break
        seen = True
        j += 1
    return (total + current, j) if seen else None


def _fits(current: float, value: float, seen: bool) -> bool:
    """Whether `value` continues a number like "twenty" or "one hundred"."""
    if not seen or current == 0:
        return True
    last_two = current % 100
    return (last_two >= 20 and last_two % 10 == 0 and 0 < value < 10) or (
        current >= 100 and last_two == 0 and value < 100
    )


def _amount(tokens: Sequence[Token], i: int, words: Mapping[str, Any]) -> Amount | None:
    whole = (
        _half_or_quarter(tokens, i, words)
        or number_at(tokens, i, words)
        or _one_unit(tokens, i, words)
        or _sounds_like_number(tokens, i, words)
    )
    if whole is None:
        return None
    value, j = whole
    value, j = _and_a_half(tokens, j, value, words)
    if _text(tokens, j) == "thousand":
        value, j = value * words["number_words"]["thousand"], j + 1
    j = _behind_loose_words(tokens, j, words)
    unit = words["units"].get(_text(tokens, j))
    if unit is None:
        return Amount(i, j, value)
    value_after, k = _and_a_half(tokens, j + 1, value, words)
    if unit in words["unit_in_minutes"]:
        return _with_minutes(tokens, i, k, value_after * words["unit_in_minutes"][unit], words)
    return Amount(i, k, value_after, unit)


def _with_minutes(
    tokens: Sequence[Token], i: int, k: int, minutes: float, words: Mapping[str, Any]
) -> Amount:
    """An hour may be followed by minutes: "an hour and twenty minutes"."""
    j = k + (_text(tokens, k) == words["number_words"]["and"])
    more = number_at(tokens, j, words) if minutes >= 60 and j < len(tokens) else None
    if more and words["units"].get(_text(tokens, more[1])) == "min":
        return Amount(i, more[1] + 1, minutes + more[0], "min")
    return Amount(i, k, minutes, "min")


def _sounds_like_number(
    tokens: Sequence[Token], i: int, words: Mapping[str, Any]
) -> tuple[float, int] | None:
    """ "Managed to glasses": only in front of the unit itself, and behind a word."""
    value = words["number_words"]["sounds"].get(tokens[i].text)
    before = tokens[i - 1].text if i else ""
    if (
        value is None
        or before not in words["number_words"]["before_sounds"]
        or words["units"].get(_text(tokens, i + 1)) in (None, "times")
    ):
        return None
    return (value, i + 1) if _text(tokens, i + 1).endswith("s") else None


def _behind_loose_words(tokens: Sequence[Token], j: int, words: Mapping[str, Any]) -> int:
    """The index behind a word that may stand between a number and its unit, where the unit is."""
    if _text(tokens, j) in words["units"]:
        return j
    between = words["number_words"]["between"]
    for length in (1, 2):
        said = " ".join(_text(tokens, k) for k in range(j, j + length))
        if said in between and _text(tokens, j + length) in words["units"]:
            return j + length
    counted = words["units"].get(_text(tokens, j + 1)) == _text(tokens, j + 1)
    named = _text(tokens, j).isalpha() and _text(tokens, j) not in words["number_words"]["ends"]
    return j + 1 if counted and named else j  # "three duolingo lessons"


def _one_unit(
    tokens: Sequence[Token], i: int, words: Mapping[str, Any]
) -> tuple[float, int] | None:
    if (
        tokens[i].text in words["number_words"]["articles"]
        and words["units"].get(_text(tokens, i + 1), "times") not in _NEVER_ONE
    ):
        return 1.0, i + 1
    return None


_NEVER_ONE = ("times", "stretches", "exercises", "questions", "problems", "words")
""" "A time", "a question": words that count nothing where they stand alone."""


def _half_or_quarter(
    tokens: Sequence[Token], i: int, words: Mapping[str, Any]
) -> tuple[float, int] | None:
    special = words["number_words"]
    j = i + (tokens[i].text in special["articles"])
    if _text(tokens, j) not in ("half", "quarter"):
        return None
    value = special[tokens[j].text]
    if _text(tokens, i - 1) == "three" and tokens[j].text != "half":
        return None
    if _text(tokens, j + 1) in words["unit_in_minutes"] or _text(tokens, j + 1) == "hour":
        return value, j + 1
    k = j + 1 + (_text(tokens, j + 1) == "of")
    if _text(tokens, k) in special["articles"] and _text(tokens, k + 1) in words["units"]:
        return value, k + 1
    return None


def _and_a_half(
    tokens: Sequence[Token], j: int, value: float, words: Mapping[str, Any]
) -> tuple[float, int]:
    special = words["number_words"]
    if (
        _text(tokens, j) == special["and"]
        and _text(tokens, j + 1) in special["articles"]
        and _text(tokens, j + 2) in ("half", "quarter")
    ):
        return value + special[tokens[j + 2].text], j + 3
    return value, j


def _clock(tokens: Sequence[Token], i: int, words: Mapping[str, Any]) -> Amount | None:
    clock = words["clock"]
    if tokens[i].text in clock["noon"]:
        return Amount(i, i + 1, 12, clock=time(12), half_day_known=True)
    if tokens[i].text in clock["midnight"]:
        return Amount(i, i + 1, 0, clock=time(0), half_day_known=True)
    reading = _relative_clock(tokens, i, words) or _plain_clock(tokens, i, words)
    if reading is None:
        return None
    hour, minute, j = reading
    return _with_half_day(tokens, i, j, hour, minute, clock)


def _relative_clock(
    tokens: Sequence[Token], i: int, words: Mapping[str, Any]
) -> tuple[int, int, int] | None:
    """Half past ten, a quarter to eleven, twenty past six, half nine."""
    clock, numbers = words["clock"], words["numbers"]
    if tokens[i].text == "half" and _text(tokens, i - 1) in clock["marks"]:
        hour = numbers.get(_text(tokens, i + 1))
        if hour is not None and 1 <= hour <= 12:
            return hour, 30, i + 2
    j = i + (tokens[i].text in words["number_words"]["articles"])
    word = _text(tokens, j)
    minutes = {"half": 30, "quarter": 15}.get(word, numbers.get(word))
    if minutes is None or not 0 < minutes < 60:
        return None
    hour = numbers.get(_text(tokens, j + 2))
    if hour is None or not 1 <= hour <= 12:
        return None
    if _text(tokens, j + 1) in clock["past"]:
        return hour, minutes, j + 3
    if _text(tokens, j + 1) in clock["to"] and minutes in (5, 10, 15, 20, 25):
        return (hour - 1) or 12, 60 - minutes, j + 3
    return None


def _plain_clock(
    tokens: Sequence[Token], i: int, words: Mapping[str, Any]
) -> tuple[int, int, int] | None:
    """22:15, ten o'clock, ten p.m.; ten or ten thirty behind "at", "by", "till"."""
    text, clock = tokens[i].text, words["clock"]
    if ":" in text and text[0].isdecimal():
        hour, minute = (int(part) for part in text.split(":"))
        return (hour, minute, i + 1) if hour < 24 and minute < 60 else None
    hour_at = _hour(text, words)
    if hour_at is None:
        return None
    following = _text(tokens, i + 1)
    if following in clock["oclock"]:
        return hour_at, 0, i + 2
    if following in clock["am"] + clock["pm"]:
        return hour_at, 0, i + 1
    if i == 0 or tokens[i - 1].text not in clock["marks"]:
        return None
    number = number_at(tokens, i + 1, words) if i + 1 < len(tokens) else None
    if number and number[0] in range(5, 60) and not _has_unit(tokens, number[1], words):
        return hour_at, int(number[0]), number[1]
    return None if _has_unit(tokens, i + 1, words) else (hour_at, 0, i + 1)


def _hour(text: str, words: Mapping[str, Any]) -> int | None:
    hour = int(text) if text.isdecimal() and len(text) < 3 else words["numbers"].get(text)
    return hour if hour is not None and 1 <= hour <= 12 else None


def _with_half_day(
    tokens: Sequence[Token], i: int, j: int, hour: int, minute: int, clock: Mapping[str, Any]
) -> Amount:
    said = _text(tokens, j)
    if _stand_at(tokens, j, clock["morning"]) and hour <= 12:
        return Amount(i, j, hour, clock=time(hour % 12, minute), half_day_known=True)
    if _stand_at(tokens, j, clock["evening"]) and 3 <= hour < 12:
        return Amount(i, j, hour, clock=time(hour + 12, minute), half_day_known=True)
    if said in clock["pm"]:
        return Amount(i, j + 1, hour, clock=time(hour % 12 + 12, minute), half_day_known=True)
    if said in clock["am"]:
        return Amount(i, j + 1, hour, clock=time(hour % 12, minute), half_day_known=True)
    return Amount(i, j, hour, clock=time(hour, minute), half_day_known=hour > 12 or hour == 0)


def _stand_at(tokens: Sequence[Token], j: int, phrases: Sequence[str]) -> bool:
    said = " ".join(_text(tokens, k) for k in range(j, j + 3))
    return any(
        said == phrase or said.startswith(phrase + " ") or said.rstrip() == phrase
        for phrase in phrases
    )


def _has_unit(tokens: Sequence[Token], j: int, words: Mapping[str, Any]) -> bool:
    return _text(tokens, j) in words["units"]


def _repairs(
    tokens: Sequence[Token], earlier: Amount, later: Amount, words: Mapping[str, Any]
) -> bool:
    between = [t.text for t in tokens[earlier.end : later.start] if not t.is_mark]
    repair = words["number_words"]["repair"]
    if not between or len(between) > 4:
        return False
    return between[0] in repair or " ".join(between[:2]) in repair


def _is_part_of(
    tokens: Sequence[Token], earlier: Amount, later: Amount, words: Mapping[str, Any]
) -> bool:
    between = [t.text for t in tokens[earlier.end : later.start]]
    if earlier.clock or later.clock or earlier.value > later.value:
        return False
    if between[-2:] == ["out", "of"] and len(between) <= 5:
        return later.unit in (None, earlier.unit)
    return (
        between[:1] == ["of"]
        and set(between[1:]) <= {"the", "my", "our", "those", "a", "today", "'s"}
        and earlier.unit in (None, later.unit)
    )


def _text(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""
