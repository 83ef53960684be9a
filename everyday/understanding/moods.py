"""How the person says they feel: a rating on a stated scale, words, or both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from everyday.domain import Mood
from everyday.understanding.amounts import number_at
from everyday.understanding.clause import Clause
from everyday.understanding.lexicon import (
    Is,
    Lexicon,
    Sequences,
    by_first,
    lexicon,
    match_at,
)
from everyday.understanding.subjects import Subject

_Rating = tuple[float, float]
"""A rating and the top of its scale."""


@dataclass(frozen=True, eq=False)
class MoodTable:
    """How one language speaks of moods, indexed."""

    table: dict[str, Any]

    @cached_property
    def strong(self) -> Sequences:
        """Frames behind which anything is a feeling."""
        return by_first(self.table["strong_frames"])

    @cached_property
    def frames(self) -> Sequences:
        """Frames behind which a known feeling is one's own."""
        return by_first(self.table["frames"])

    @cached_property
    def ratings(self) -> Sequences:
        """What a rating stands behind."""
        return by_first(self.table["rating_frames"])

    @cached_property
    def feelings(self) -> Sequences:
        """Words for how somebody feels, longest first."""
        return by_first((*self.table["good"], *self.table["bad"]))

    @cached_property
    def bad(self) -> frozenset[tuple[str, ...]]:
        """Feelings that say nothing where they are denied."""
        return frozenset(tuple(each.split()) for each in self.table["bad"])

    @cached_property
    def softeners(self) -> frozenset[str]:
        """Words that soften or deny a feeling and belong to it: "not great", "a bit flat"."""
        return frozenset(w for phrase in self.table["softeners"] for w in phrase.split())

    @cached_property
    def no_feelings(self) -> frozenset[str]:
        """Words that are no feeling, whatever stands before them."""
        return frozenset(self.table["no_feelings"])

    @cached_property
    def weak(self) -> frozenset[str]:
        """Feelings that mostly mean something else at the head of a clause."""
        return frozenset(self.table["weak_feelings"])

    @cached_property
    def others(self) -> frozenset[str]:
        """Things that people rate too."""
        return frozenset(self.table["other_ratings"])


@cache
def mood_table(language: str) -> MoodTable:
    """The table of moods of `language`, made once."""
    return MoodTable(lexicon(language).words["mood"])


def find_mood(
    clause: Clause, subject: Subject, table: MoodTable, lex: Lexicon, *, alone: bool
) -> Mood | None:
    """The mood that one clause tells of; None where it tells of none.

    `alone` says that the clause names no habit, so that a bare rating in it can only be a mood.
    """
    named = not {"mood", "moods", "moody", "mine"}.isdisjoint(clause.words)
    if subject is Subject.OTHER and not named:
        return None
    rating = _rating(clause, table, lex, alone=alone and (subject is not Subject.THING or named))
    felt = _felt(clause, subject, table)
    if rating is None and not felt:
        return None
    value, scale = rating or (None, None)
    return Mood(value, scale, felt)


def _rating(clause: Clause, table: MoodTable, lex: Lexicon, *, alone: bool) -> _Rating | None:
    if table.others & set(clause.words) and "mood" not in clause.words:
        return None
    found: _Rating | None = None
    for i in range(len(clause)):
        if not clause.kinds[i] & Is.NUMBER or (i and clause.kinds[i - 1] & Is.NUMBER):
            continue
        number = number_at(clause.tokens, i, lex.words)
        if number is None:
            continue
        value, end = number
        scale = _scale(clause, end, table, lex)
        if scale is None and not (_is_framed(clause, i, table, alone=alone) and _ends(clause, end)):
            continue
        if clause.word(i - 1) == "minus":
            return -value, float(table.table["default_scale"])
        if {"not", "n't"} & set(clause.words[max(0, i - 3) : i]):
            continue
        rating = (value, scale or float(table.table["default_scale"]))
        if scale is not None or value <= table.table["default_scale"]:
            found = _lower(found, rating, clause, i)
    return found


def _lower(earlier: _Rating | None, later: _Rating, clause: Clause, i: int) -> _Rating:
    """Of "between a six and a seven" and "a four, maybe a five", the lower."""
    doubtful = {"and", "or", "maybe", "perhaps", "to"} & set(clause.words[max(0, i - 2) : i])
    if earlier is not None and doubtful:
        return min(earlier, later)
    return later


def _scale(clause: Clause, i: int, table: MoodTable, lex: Lexicon) -> float | None:
    if clause.words[i : i + 2] == ("per", "cent") or clause.word(i) == "percent":
        return 100.0
    for mark in (tuple(each.split()) for each in table.table["scale_marks"]):
        if tuple(clause.words[i : i + len(mark)]) == mark:
            j = i + len(mark)
            number = number_at(clause.tokens, j, lex.words) if j < len(clause) else None
            return number[0] if number and number[0] > 1 else None
    return None


def _is_framed(clause: Clause, i: int, table: MoodTable, *, alone: bool) -> bool:
    j = i
    while (j and clause.words[j - 1] == "minus") or (
        j
        and clause.kinds[j - 1] & (Is.DETERMINER | Is.ADJECTIVE | Is.ADVERB)
        and clause.words[j - 1] not in ("all",)
    ):
        j -= 1
    if j == 0:
        return alone and len(clause) <= _SHORT and (clause.words[i] != "one" or len(clause) <= 2)
    if clause.words[i] == "one":
        return False
    for k in range(max(0, j - 6), i):
        length = match_at(clause.words, k, table.ratings)
        if length and k + length in (i, j) and (alone or "mood" in clause.words[k : k + length]):
            return True
    return False


_SHORT = 5
"""Words of a clause in which a bare number can be a rating."""


def _ends(clause: Clause, end: int) -> bool:
    """Whether nothing is counted by the number: "a six", "a six today", no "six glasses"."""
    if end >= len(clause):
        return True
    kind, word = clause.kinds[end], clause.words[end]
    light = Is.ADVERB | Is.TIME | Is.FILLER | Is.CONJUNCTION | Is.ME | Is.SUBORDINATING | Is.NOT
    return (bool(kind & light) and not kind & Is.UNIT) or word in (
        "at",
        "i",
        "on",
        "this",
        "if",
        "for",
        "out",
    )


def _felt(clause: Clause, subject: Subject, table: MoodTable) -> tuple[str, ...]:
    words = clause.words
    found: list[str] = []
    at = 0
    for i in range(len(words)):
        if i < at:
            continue
        strong = match_at(words, i, table.strong)
        weak = 0 if strong else match_at(words, i, table.frames)
        start = i + (strong or weak)
        opens = i == 0 and not strong and not weak
        if not (strong or weak or opens):
            continue
        if weak and subject is Subject.THING and "mood" not in words[:start]:
            continue
        felt, at = _feelings(clause, start, table, any_word=bool(strong))
        if felt and _is_evaluation(clause, at, opens or (bool(weak) and subject is not Subject.ME)):
            continue
        if felt and opens and felt[0] in table.weak and at < len(words):
            continue
        found += felt
    return tuple(dict.fromkeys(found))


def _is_evaluation(clause: Clause, end: int, bare: bool) -> bool:
    """ "Good things today", "a great film": the word tells of something, not of somebody."""
    if not bare or end >= len(clause):
        return False
    kind, following = clause.kinds[end], clause.kind(end + 1)
    if kind & Is.DETERMINER and following & Is.TIME:  # "tearful this evening"
        return False
    light = Is.ADVERB | Is.TIME | Is.PREPOSITION | Is.CONJUNCTION | Is.ME | Is.SUBORDINATING
    return not kind & (light | Is.FILLER | Is.ING) and clause.words[end] not in _ONES_OWN_TIME


_ONES_OWN_TIME = ("evening", "day", "mood", "morning", "night")


def _feelings(
    clause: Clause, start: int, table: MoodTable, *, any_word: bool
) -> tuple[tuple[str, ...], int]:
    """The feelings listed from `start` on, with what softens or denies each ("not great")."""
    words = clause.words
    found: list[str] = []
    before: list[str] = []
    i = end = start
    while i < len(words):
        length = match_at(words, i, table.feelings)
        if not length and any_word and _may_be_feeling(clause, i, table):
            length = 1
        if length:
            feeling = tuple(words[i : i + length])
            denied = bool({"not", "n't"} & set(before))
            if not (denied and feeling in table.bad):
                kept = [w for w in before if w not in ("and", "or", "also", "feeling", "n't")]
                found.append(" ".join([*(["not"] if "n't" in before else []), *kept, *feeling]))
            before = []
            i += length
            end = i
            any_word = False
        elif words[i] in table.softeners:
            before.append(words[i])
            i += 1
        elif words[i] in ("but",) and found:
            i += 1
        else:
            break
    return tuple(found), end


def _may_be_feeling(clause: Clause, i: int, table: MoodTable) -> bool:
    kind, word = clause.kinds[i], clause.words[i]
    if word in table.no_feelings or kind & (
        Is.NUMBER | Is.ME | Is.OTHER | Is.PREPOSITION | Is.DETERMINER | Is.OWN
    ):
        return False
    return (not kind or bool(kind & (Is.ADJECTIVE | Is.PARTICIPLE))) and not kind & (
        Is.TIME | Is.UNIT | Is.ADVERB
    )


def merge(earlier: Mood | None, later: Mood | None) -> Mood | None:
    """Two moods of one utterance: the last rating, and the feelings of both."""
    if earlier is None or later is None:
        return later or earlier
    rated = later if later.rating is not None else earlier
    words: Sequence[str] = (*earlier.words, *later.words)
    return Mood(rated.rating, rated.scale, tuple(dict.fromkeys(words)))
