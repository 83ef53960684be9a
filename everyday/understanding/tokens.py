"""Text → tokens: lower case, contractions split, each with its place in what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'"})
_PIECE = re.compile(
    r"\d+(?::\d\d|\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*(?:-[^\W\d_]+)*|[.,;:!?\u2026\u2013\u2014]"
)
_IRREGULAR_NEGATION = {"wo": "will", "ca": "can", "sha": "shall"}
_TAILS = ("'ll", "'ve", "'re", "'d", "'m")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or punctuation mark; `start` and `end` are offsets into the raw text."""

    text: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum() and self.text[0] != "'"


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, in order; "didn't" becomes "did", "n't"."""
    lowered = text.translate(_APOSTROPHES).casefold()
    if len(lowered) != len(text):  # a letter that folds into two would shift every offset
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return tuple(t for piece in _PIECE.finditer(lowered) for t in _split(piece))


def words_between(raw: str, tokens: Sequence[Token]) -> str:
    """The part of `raw` that `tokens` cover, as it was said."""
    return raw[tokens[0].start : tokens[-1].end] if tokens else ""


def _split(piece: re.Match[str]) -> tuple[Token, ...]:
    text, start, end = piece.group(), piece.start(), piece.end()
    if text == "cannot":
        return (Token("can", start, start + 3), Token("n't", start + 3, end))
    if text.endswith("n't") and len(text) > 3:
        stem = text[:-3]
        cut = end - 3
        return (
            Token(_IRREGULAR_NEGATION.get(stem, stem), start, cut),
            Token("n't", cut, end),
        )
    for tail in _TAILS:
        if text.endswith(tail) and len(text) > len(tail):
            cut = end - len(tail)
            return (Token(text[: -len(tail)], start, cut), Token(tail, cut, end))
    if "-" in text:
        return _at_hyphens(text, start)
    return (Token(text, start, end),)


def _at_hyphens(text: str, start: int) -> tuple[Token, ...]:
    parts = []
    for word in text.split("-"):
        parts.append(Token(word, start, start + len(word)))
        start += len(word) + 1
    return tuple(parts)
