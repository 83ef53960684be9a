"""Words that a recognizer mistakes for one another, weighed against the person's own habits.

Only tried where a clause says nothing as it stands, one word at a time, and only what completes a
habit counts: an unbounded repair invents records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from everyday import phrases
from everyday.understanding.clause import Clause
from everyday.understanding.lexicon import Is, Lexicon
from everyday.understanding.tokens import Token


def heard_otherwise(clause: Clause, lex: Lexicon, language: str) -> Iterator[tuple[Clause, bool]]:
    """The clauses that `clause` may have been, and of each whether only its verb was misheard."""
    table = phrases.sounds(language)
    verbs, things = table["verbs"], table["things"]
    for i, word in enumerate(clause.words):
        if word in verbs and not clause.kind(i - 1) & (Is.DETERMINER | Is.OWN | Is.ADJECTIVE):
            yield _with(clause, i, verbs[word], lex), True
        if word in things:
            yield _with(clause, i, things[word], lex), False


def _with(clause: Clause, i: int, meant: str, lex: Lexicon) -> Clause:
    at = clause.tokens[i]
    tokens = [Token(word, at.start, at.end) for word in meant.split()]
    every = (*clause.tokens[:i], *tokens, *clause.tokens[i + 1 :])
    words = tuple(t.text for t in every)
    return replace(
        clause,
        tokens=every,
        words=words,
        bases=tuple(map(lex.base, words)),
        kinds=tuple(map(lex.kind, words)),
    )
