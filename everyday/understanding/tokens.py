"""Text → tokens: lower case, contractions split, each with its place in what was said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'"})
_PIECE = re.compile(
    r"[£$€]\s?\d[\d,.]*"
    r"|\d{1,2}/\d{1,2}(?!\d|/)|\d+\s?%|\d{1,3}(?:,\d{3})+|\d+(?::\d\d|\.\d+)?"
    r"|[ap]\.m\b\.?"
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*(?:(?<=s)'(?=\s\w))?"
    r"|[.,;:!?\u2026\u2013\u2014]|(?<=\s)-+(?=\s)"
)
_IRREGULAR_NEGATION = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_TAILS = ("'ll", "'ve", "'re", "'d", "'m", "'s", "s'")
_MARKS = frozenset(".,;:!?\u2026\u2013\u2014-")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or punctuation mark; `start` and `end` are offsets into the raw text."""

    text: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return self.text[0] in _MARKS


def tokenize(text: str, spelled: Mapping[str, Sequence[str]] | None = None) -> tuple[Token, ...]:
    """The tokens of `text`, in order; "didn't" becomes "did", "n't".

    `spelled` gives the words that stand for several ("gonna" → "going", "to").
    """
    lowered = text.translate(_APOSTROPHES).casefold()
    if len(lowered) != len(text):  # a letter that folds into two would shift every offset
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        lowered = lowered.translate(_APOSTROPHES)
    found: list[Token] = []
    for piece in _PIECE.finditer(lowered):
        found += _split(piece.group(), piece.start(), spelled or {})
    return tuple(found)


def words_between(raw: str, tokens: Sequence[Token]) -> str:
    """The part of `raw` that `tokens` cover, as it was said."""
    return raw[tokens[0].start : tokens[-1].end] if tokens else ""


def _split(text: str, start: int, spelled: Mapping[str, Sequence[str]]) -> list[Token]:
    end = start + len(text)
    if text[0].isdecimal() and text[-1] == "%":
        return [Token(w, start, end) for w in (text[:-1].strip(), "per", "cent")]
    if "/" in text:
        number, _, whole = text.partition("/")
        return [Token(w, start, end) for w in (number, "out", "of", whole)]
    if text in spelled:
        return [Token(word, start, end) for word in spelled[text]]
    if "'" not in text and "-" not in text:
        return [Token(text, start, end)]
    if text.endswith("n't") and len(text) > 3:
        stem, cut = text[:-3], end - 3
        return [
            Token(_IRREGULAR_NEGATION.get(stem, stem), start, cut),
            Token("n't", cut, end),
        ]
    for tail in _TAILS:
        if text.endswith(tail) and len(text) > len(tail):
            return _with_tail(text, start, tail, spelled)
    if "-" in text and len(text) > 1:
        return _at_hyphens(text, start)
    return [Token(text.strip("'") or text, start, end)]


def _with_tail(
    text: str, start: int, tail: str, spelled: Mapping[str, Sequence[str]]
) -> list[Token]:
    end = start + len(text)
    if tail == "s'":  # "the kids' shoes"
        return [Token(text[:-1], start, end - 1), Token("'s", end - 1, end)]
    cut = end - len(tail)
    return [*_split(text[: -len(tail)], start, spelled), Token(tail, cut, end)]


def _at_hyphens(text: str, start: int) -> list[Token]:
    parts = []
    for word in text.split("-"):
        if word:
            parts.append(Token(word, start, start + len(word)))
        start += len(word) + 1
    return parts
