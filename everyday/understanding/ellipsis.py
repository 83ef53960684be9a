""" "But I didn't", "but I did": a clause that speaks of the act in the clause before it."""

from __future__ import annotations

from everyday.domain import Statement, Status
from everyday.understanding.clauses import Clause, Subject
from everyday.understanding.lexicon import Lexicon
from everyday.understanding.reading import Reading
from everyday.understanding.tokens import words_between


def elliptical(before: Reading | None, clause: Clause, lex: Lexicon) -> list[Statement]:
    """What `clause` says of the habits named right before it; empty where it is no such clause."""
    if before is None or clause.follows not in lex.word_set("contrasting"):
        return []
    if before.clause.subject is Subject.OTHER or before.clause.is_question:
        return []
    status = _said(clause, lex)
    if status is None:
        return []
    return [
        Statement(
            habit=mention.habit.name,
            status=status,
            day=min(before.day, before.today),
            day_words=before.day_words,
            words=words_between(before.raw, (*before.clause.tokens, *clause.tokens)),
            cues=(" ".join(t.text for t in clause.tokens),),
        )
        for mention in before.mentions
        if not mention.pattern.opposite
    ]


def _said(clause: Clause, lex: Lexicon) -> Status | None:
    table = lex.words["ellipsis"]
    words = [t.text for t in clause.tokens if t.text not in lex.word_set("fillers")]
    if len(words) < 2 or words[0] not in lex.word_set("self"):
        return None
    if words[1] not in table["auxiliaries"]:
        return None
    rest = " ".join(words[2:])
    if rest in table["missed"]:
        return Status.MISSED
    return Status.DONE if rest in table["done"] and lex.is_past(words[1]) else None
