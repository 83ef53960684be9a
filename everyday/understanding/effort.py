"""What an act was done in spite of: the part of a report that an encouragement is made of."""

from __future__ import annotations

from collections.abc import Sequence

from everyday.understanding.clause import Clause
from everyday.understanding.lexicon import Lexicon, stands_at
from everyday.understanding.tokens import words_between


def find_effort(raw: str, clauses: Sequence[Clause], i: int, lex: Lexicon) -> str | None:
    """What clause `i` was done in spite of, as it was said; None where nothing was named."""
    table = lex.words["effort"]
    before = clauses[i - 1] if i else None
    if (
        before
        and clauses[i].follows == "but"
        and _behind_any(before, table["before_but"]) is not None
    ):
        return words_between(raw, before.tokens)
    after = clauses[i + 1] if i + 1 < len(clauses) else None
    if after and after.follows in ("though", "although"):
        return words_between(raw, after.tokens)
    start = _behind_any(clauses[i], table["marks"])
    if start is None or start >= len(clauses[i]):
        return None
    return words_between(raw, clauses[i].tokens[start:])


def _behind_any(clause: Clause, phrases: Sequence[str]) -> int | None:
    """The index behind the first of `phrases` that stands in `clause`; None where none does."""
    for phrase in phrases:
        sequence = tuple(phrase.split())
        for j in range(len(clause)):
            if stands_at(clause.words, j, sequence):
                return j + len(sequence)
    return None
