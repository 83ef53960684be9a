"""Words that come before everything else: somebody may be in danger.

What only sounds like it ("dying to see you") is taken out first, and what is left is looked at
again, so that an idiom never hides a cry for help beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from everyday import phrases


@dataclass(frozen=True, eq=False)
class CareTable:
    """The patterns of one language, compiled on first need."""

    table: Mapping[str, Any]

    @cached_property
    def triggers(self) -> frozenset[str]:
        """A sentence without any of these need not be looked at."""
        return frozenset(self.table["triggers"].split())

    @cached_property
    def false_friends(self) -> re.Pattern[str]:
        """What only sounds like it."""
        return _any_of(self.table["false_friends"])

    @cached_property
    def certain(self) -> re.Pattern[str]:
        """What counts alone."""
        return _any_of(self.table["certain"])

    @cached_property
    def leaning(self) -> re.Pattern[str]:
        """What counts with something final, or with a second one."""
        return _any_of(self.table["leaning"])

    @cached_property
    def finality(self) -> re.Pattern[str]:
        """What makes a leaning word final."""
        return _any_of(self.table["finality"])

    @cached_property
    def past(self) -> re.Pattern[str]:
        """What tells that it is over."""
        return _any_of(self.table["past"])


@cache
def care_table(language: str) -> CareTable:
    """The table of `language`."""
    return CareTable(phrases.care(language))


def care_words(words: Sequence[str], table: CareTable) -> str:
    """The words that tell that somebody may be in danger; "" where none do.

    `words` are an utterance's words, contractions split. In linear time.
    """
    if table.triggers.isdisjoint(words):
        return ""
    text = f" {' '.join(words)} "
    left = table.false_friends.sub(" \u2026", text)
    found = table.certain.search(left)
    if found is None:
        found = _leaning_for_good(left, table)
    if found is None or table.past.search(text):
        return ""
    return found.group().strip()


def _leaning_for_good(text: str, table: CareTable) -> re.Match[str] | None:
    leaning = list(table.leaning.finditer(text))
    if len(leaning) > 1 or (leaning and table.finality.search(text)):
        return leaning[0]
    return None


def _any_of(rows: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"{_Row(row).compiled()}(?= )" for row in rows))


_PIECE = re.compile(r"[()\[\]|…]|[^\s()\[\]|…]+")
_GAP = r"(?: [^ ]+){0,4}?"


class _Row:
    """A row of the table as a regular expression over words with a space before each."""

    def __init__(self, row: str) -> None:
        self._pieces = _PIECE.findall(row)
        self._at = 0

    def compiled(self) -> str:
        """The alternatives up to the end of the row, or of the bracket that is open."""
        parts: list[str] = []
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            self._at += 1
            if piece in (")", "]"):
                break
            parts.append(self._regex(piece))
        return "".join(parts)

    def _regex(self, piece: str) -> str:
        if piece == "(":
            return f"(?:{self.compiled()})"
        if piece == "[":
            return f"(?:{self.compiled()})?"
        if piece == "|":
            return piece
        return _GAP if piece == "…" else " " + re.escape(piece)
