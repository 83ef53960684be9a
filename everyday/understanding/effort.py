"""What an act was done in spite of: the part of a report that an encouragement is made of."""

from __future__ import annotations

from collections.abc import Sequence

from everyday.understanding.clauses import Clause
from everyday.understanding.lexicon import Lexicon, behind, spoken
from everyday.understanding.tokens import Token, words_between


def find_effort(raw: str, clauses: Sequence[Clause], i: int, lex: Lexicon) -> str | None:
    """What clause `i` was done in spite of, as it was said; None where nothing was named."""
    table = lex.words["effort"]
    before = clauses[i - 1] if i else None
    if before and clauses[i].follows == "but" and _holds(before.tokens, table["before_but"]):
        return words_between(raw, before.tokens)
    after = clauses[i + 1] if i + 1 < len(clauses) else None
    if after and after.follows in ("though", "although"):
        return words_between(raw, after.tokens)
    return _behind_mark(raw, clauses[i].tokens, table["marks"])


def _behind_mark(raw: str, tokens: Sequence[Token], marks: Sequence[str]) -> str | None:
    for mark in marks:
        start = behind(tokens, spoken(mark))
        if start is not None and start < len(tokens):
            return words_between(raw, tokens[start:])
    return None


def _holds(tokens: Sequence[Token], phrases: Sequence[str]) -> bool:
    return any(behind(tokens, spoken(phrase)) is not None for phrase in phrases)
