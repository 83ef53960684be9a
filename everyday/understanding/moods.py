"""How the person says they feel: a rating on a stated scale, words, or both."""

from __future__ import annotations

from collections.abc import Sequence

from everyday.domain import Mood
from everyday.understanding.amounts import number_at
from everyday.understanding.lexicon import Lexicon, behind, spoken, stands_at
from everyday.understanding.tokens import Token


def find_mood(tokens: Sequence[Token], lex: Lexicon) -> Mood | None:
    """The mood that one clause tells of; None where it tells of none."""
    rating, scale = _rating(tokens, lex)
    felt = _felt(tokens, lex)
    if rating is None and felt:
        rating, scale = _rating_anywhere(tokens, lex)
    if rating is None and not felt:
        return None
    return Mood(rating, scale, felt)


_Rating = tuple[float | None, float | None]
"""A rating and the top of its scale."""


def _rating(tokens: Sequence[Token], lex: Lexicon) -> _Rating:
    for frame in lex.rating_frames:
        start = behind(tokens, frame)
        if start is None:
            continue
        while start < len(tokens) and tokens[start].text in ("a", "about", "like"):
            start += 1
        number = number_at(tokens, start, lex.words) if start < len(tokens) else None
        if number is None:
            continue
        scale = _scale(tokens, number[1], lex)
        at_end = number[1] == len(tokens)
        if scale is not None or at_end:
            return number[0], scale or lex.words["mood"]["default_scale"]
    return None, None


def _rating_anywhere(tokens: Sequence[Token], lex: Lexicon) -> _Rating:
    """Beside a feeling, "six out of ten" needs no frame of its own."""
    for i in range(len(tokens)):
        number = number_at(tokens, i, lex.words)
        scale = _scale(tokens, number[1], lex) if number else None
        if number and scale:
            return number[0], scale
    return None, None


def _scale(tokens: Sequence[Token], i: int, lex: Lexicon) -> float | None:
    for mark in map(spoken, lex.words["mood"]["scale_marks"]):
        if stands_at(tokens, i, mark):
            j = i + len(mark)
            number = number_at(tokens, j, lex.words) if j < len(tokens) else None
            return number[0] if number else None
    return None


def _felt(tokens: Sequence[Token], lex: Lexicon) -> tuple[str, ...]:
    starts = (behind(tokens, frame) for frame in lex.mood_frames)
    start = next((start for start in starts if start is not None), None)
    return () if start is None else _feelings(tokens, start, lex)


def _feelings(tokens: Sequence[Token], start: int, lex: Lexicon) -> tuple[str, ...]:
    """The feelings listed from `start` on, with what softens or denies each ("not great")."""
    found: list[str] = []
    before: list[str] = []
    i = start
    while i < len(tokens):
        word = tokens[i].text
        length = next((n for n in (2, 1) if _texts(tokens, i, n) in lex.feelings), 0)
        if length:
            found.append(" ".join([*before, *_texts(tokens, i, length)]))
            before = []
            i += length
        elif word in lex.softeners:
            before.append(word)
            i += 1
        elif word in ("and", "but") and found:
            i += 1
        else:
            break
    return tuple(found)


def _texts(tokens: Sequence[Token], i: int, n: int) -> tuple[str, ...]:
    return tuple(t.text for t in tokens[i : i + n])
