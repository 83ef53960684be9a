"""How often, from the words a person puts it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from everyday import phrases
from everyday.domain import Schedule

_WEEK = 7
_MOST_WORDS = 16
"""Nobody says how often in more; it also bounds the work on text from a file."""


def parse_schedule(words: str, language: str = "en") -> Schedule | None:
    """The schedule that `words` mean ("three times a week"), or None where they are not understood.

    `times` in each `days` (local days; a month is thirty), the weekdays if any were named, and the
    part of the day. `words` is kept as the person put it. What can be said stands in
    `schedules.toml` of `language`.
    """
    grammar = _grammar(language)
    tokens = grammar.without_fillers(re.findall(r"\d+|[^\W\d_]+|[&+/]", words.casefold()))
    if len(tokens) > _MOST_WORDS:
        return None
    for found in grammar.readings(tokens):
        schedule = _schedule(found, words.strip())
        if schedule is not None:
            return schedule
    return None


def examples(language: str = "en") -> tuple[str, ...]:
    """A few schedules that are understood, to show where somebody's own was not."""
    return tuple(phrases.schedules(language)["examples"])


@dataclass(frozen=True, slots=True)
class _Found:
    """What the templates found in somebody's words; None where it was not said."""

    count: int | None = None
    span_days: int | None = None
    every: int = 1
    parts: frozenset[str] = frozenset()
    weekdays: frozenset[int] | None = None


def _schedule(found: _Found, words: str) -> Schedule | None:
    rhythm = _rhythm(found) if found.weekdays is None else _weekday_rhythm(found, found.weekdays)
    if rhythm is None or min(rhythm) < 1:
        return None
    times, days = rhythm
    if found.count is None:
        times *= max(1, len(found.parts))
    part = next(iter(found.parts)) if len(found.parts) == 1 else None
    return Schedule(times, days, found.weekdays or frozenset(), part, words)


def _rhythm(found: _Found) -> tuple[int, int] | None:
    times = 1 if found.count is None else found.count
    return times, (found.span_days or 1) * found.every


def _weekday_rhythm(found: _Found, weekdays: frozenset[int]) -> tuple[int, int] | None:
    span = found.span_days or _WEEK
    if span == 1:
        return len(weekdays), _WEEK
    days = span * found.every
    if days % _WEEK:
        return None
    times = len(weekdays) if found.count is None else found.count
    return (times, days) if times <= len(weekdays) * days // _WEEK else None


class _Grammar:
    """The compiled templates of one language."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self._weekday = _one_of(table["weekdays"])
        self._heads = [self._compiled(template) for template in table["heads"]]
        self._tails = [self._compiled(template) for template in table["tails"]]

    def without_fillers(self, tokens: list[str]) -> list[str]:
        for filler in (words.split() for words in self._table["fillers"]):
            if tokens[: len(filler)] == filler:
                return tokens[len(filler) :]
        return tokens

    def readings(self, tokens: list[str]) -> Iterator[_Found]:
        """What the words may mean: first as a head alone, then as a head with a tail."""
        for split in range(len(tokens), 0, -1):
            tails = self._matches(self._tails, tokens[split:]) if tokens[split:] else [{}]
            if not tails:
                continue
            for head in self._matches(self._heads, tokens[:split]):
                for tail in tails:
                    if not head.keys() & tail.keys():
                        yield self._found(head | tail)

    @staticmethod
    def _matches(templates: list[re.Pattern[str]], tokens: list[str]) -> list[dict[str, str]]:
        text = "".join(f"{token} " for token in tokens)
        matches = (template.fullmatch(text) for template in templates)
        return [
            {name: said.strip() for name, said in match.groupdict().items() if said}
            for match in matches
            if match
        ]

    def _found(self, said: dict[str, str]) -> _Found:
        table = self._table
        return _Found(
            count=self._number(said["count"]) if "count" in said else None,
            span_days=table["spans"].get(
                said.get("span"), table["adverbs"].get(said.get("adverb"))
            ),
            every=self._number(said["many"])
            if "many" in said
            else table["nth"].get(said.get("nth"), 1),
            parts=frozenset(
                table["parts"][said[name]] for name in ("part", "also_part") if name in said
            ),
            weekdays=self._weekdays_of(said),
        )

    def _number(self, said: str) -> int:
        return int(said) if said.isdecimal() else int(self._table["numbers"][said])

    def _weekdays_of(self, said: dict[str, str]) -> frozenset[int] | None:
        if "weekdays" in said:
            return self._each_weekday(said["weekdays"])
        if "but_weekdays" in said:
            return frozenset(range(_WEEK)) - self._each_weekday(said["but_weekdays"])
        if "from_weekday" in said:
            first = self._table["weekdays"][said["from_weekday"]][0]
            last = self._table["weekdays"][said["to_weekday"]][-1]
            return frozenset((first + step) % _WEEK for step in range((last - first) % _WEEK + 1))
        return None

    def _each_weekday(self, said: str) -> frozenset[int]:
        named = re.findall(self._weekday, f"{said} ")
        return frozenset(day for name in named for day in self._table["weekdays"][name.strip()])

    def _compiled(self, template: str) -> re.Pattern[str]:
        pieces = re.findall(r"\{\w+\}|[\[\]()|]|[^\s\[\](){}|]+", template)
        return re.compile("".join(self._piece(piece) for piece in pieces))

    def _piece(self, piece: str) -> str:
        if piece in _BRACKETS:
            return _BRACKETS[piece]
        if piece.startswith("{"):
            return f"(?P<{piece[1:-1]}>{self._slot(piece[1:-1])})"
        return re.escape(f"{piece} ")

    def _slot(self, name: str) -> str:
        if name in ("count", "many"):
            return rf"(?:\d{{1,3}} |{_one_of(self._table['numbers'])})"
        if name in ("weekdays", "but_weekdays"):
            joined = "|".join(re.escape(f"{word} ") for word in self._table["joining"])
            return f"{self._weekday}(?:(?:{joined})?{self._weekday})*"
        return _one_of(self._table[_TABLE_OF_SLOT[name]])


_BRACKETS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}
_TABLE_OF_SLOT = {
    "nth": "nth",
    "span": "spans",
    "adverb": "adverbs",
    "part": "parts",
    "also_part": "parts",
    "from_weekday": "weekdays",
    "to_weekday": "weekdays",
}


def _one_of(words: Mapping[str, object]) -> str:
    """A pattern for any one of `words`, each with the space behind it."""
    return "(?:" + "|".join(re.escape(f"{word} ") for word in words) + ")"


@cache
def _grammar(language: str) -> _Grammar:
    return _Grammar(phrases.schedules(language))
