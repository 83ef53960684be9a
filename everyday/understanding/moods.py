"""How the person says they feel: a rating on a stated scale, words, or both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from everyday.domain import Mood
from everyday.understanding.amounts import number_at
from everyday.understanding.lexicon import spoken
from everyday.understanding.tokens import Token


def find_mood(tokens: Sequence[Token], words: Mapping[str, Any]) -> Mood | None:
    """The mood that one clause tells of; None where it tells of none."""
    table = words["mood"]
    rating, scale = _rating(tokens, table, words)
    felt = _felt(tokens, table)
    if rating is None and felt:
        rating, scale = _rating_anywhere(tokens, table, words)
    if rating is None and not felt:
        return None
    return Mood(rating, scale, felt)


def _rating(
    tokens: Sequence[Token], table: Mapping[str, Any], words: Mapping[str, Any]
) -> tuple[float | None, float | None]:
    for frame in sorted(table["rating_frames"], key=len, reverse=True):
        start = _behind(tokens, spoken(frame))
        if start is None:
            continue
        while start < len(tokens) and tokens[start].text in ("a", "about", "like"):
            start += 1
        number = number_at(tokens, start, words) if start < len(tokens) else None
        if number is None:
            continue
        scale = _scale(tokens, number[1], table, words)
        at_end = number[1] == len(tokens)
        if scale is not None or at_end:
            return number[0], scale or table["default_scale"]
    return None, None


def _rating_anywhere(
    tokens: Sequence[Token], table: Mapping[str, Any], words: Mapping[str, Any]
) -> tuple[float | None, float | None]:
    """Beside a feeling, "six out of ten" needs no frame of its own."""
    for i in range(len(tokens)):
        number = number_at(tokens, i, words)
        scale = _scale(tokens, number[1], table, words) if number else None
        if number and scale:
            return number[0], scale
    return None, None


def _scale(
    tokens: Sequence[Token], i: int, table: Mapping[str, Any], words: Mapping[str, Any]
) -> float | None:
    for mark in table["scale_marks"]:
        sequence = spoken(mark)
        if tuple(t.text for t in tokens[i : i + len(sequence)]) == sequence:
            j = i + len(sequence)
            number = number_at(tokens, j, words) if j < len(tokens) else None
            return number[0] if number else None
    return None


def _felt(tokens: Sequence[Token], table: Mapping[str, Any]) -> tuple[str, ...]:
    for frame in sorted(table["frames"], key=len, reverse=True):
        start = _behind(tokens, spoken(frame))
        if start is not None:
            return _feelings(tokens, start, table)
    return ()


def _feelings(tokens: Sequence[Token], start: int, table: Mapping[str, Any]) -> tuple[str, ...]:
    """The feelings listed from `start` on, with what softens or denies each ("not great")."""
    softeners = {word for phrase in table["softeners"] for word in spoken(phrase)}
    feelings = {spoken(word): word for word in table["words"]}
    found: list[str] = []
    before: list[str] = []
    i = start
    while i < len(tokens):
        word = tokens[i].text
        length = next((n for n in (2, 1) if _texts(tokens, i, n) in feelings), 0)
        if length:
            found.append(" ".join([*before, *_texts(tokens, i, length)]))
            before = []
            i += length
        elif word in softeners:
            before.append(word)
            i += 1
        elif word in ("and", "but") and found:
            i += 1
        else:
            break
    return tuple(found)


def _texts(tokens: Sequence[Token], i: int, n: int) -> tuple[str, ...]:
    return tuple(t.text for t in tokens[i : i + n])


def _behind(tokens: Sequence[Token], sequence: tuple[str, ...]) -> int | None:
    """The index behind the first occurrence of `sequence`; None where it does not occur."""
    for i in range(len(tokens) - len(sequence) + 1):
        if _texts(tokens, i, len(sequence)) == sequence:
            return i + len(sequence)
    return None
