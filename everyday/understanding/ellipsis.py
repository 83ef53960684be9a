""" "But I didn't", "but I did", "all done": a clause that speaks of what was named before it."""

from __future__ import annotations

from collections.abc import Sequence

from everyday.domain import Statement, Status
from everyday.understanding.lexicon import Is, Lexicon
from everyday.understanding.mentions import Mention
from everyday.understanding.reading import Reading
from everyday.understanding.subjects import Subject
from everyday.understanding.tokens import words_between

_JOINED = ("but", "and", "though", "so", "then", "although", "")


def elliptical(before: Reading | None, reading: Reading, lex: Lexicon) -> list[Statement]:
    """What `reading` says of the habits named in `before`; empty where it is no such clause."""
    named = any(m.habit for m in reading.mentions)
    if before is None or named or reading.clause.follows not in _JOINED:
        return []
    sign = _said(reading, lex) or _lapsed(before, reading)
    if sign is None or (before.subject is Subject.OTHER and reading.subject is not Subject.ME):
        return []
    return [
        Statement(
            habit=mention.habit.name,
            status=_status(mention, sign),
            day=min(before.day, before.today),
            day_words=before.day_words,
            words=words_between(before.raw, (*before.clause.tokens, *reading.clause.tokens)),
            cues=(" ".join(reading.clause.words),),
        )
        for mention in _spoken_of(before.mentions)
        if mention.habit is not None
    ]


def _spoken_of(mentions: Sequence[Mention]) -> Sequence[Mention]:
    return [m for m in mentions if m.habit is not None]


def _status(mention: Mention, sign: int) -> Status:
    return Status.DONE if (sign > 0) is not mention.opposite else Status.MISSED


def _lapsed(before: Reading, reading: Reading) -> int | None:
    """ "No fags, but i had one on the balcony" """
    words = reading.clause.words
    if words[:1] and words[0] in ("i", "we"):
        words = words[1:]
    counts = ("one", "some", "two", "three", "a")
    opposite = any(m.opposite for m in before.mentions)
    return (
        1 if opposite and words[:1] == ("had",) and words[1:2] and words[1] in counts[:4] else None
    )


def _said(reading: Reading, lex: Lexicon) -> int | None:
    """+1 for "but i did", -1 for "but i didn't"; None for anything else."""
    clause = reading.clause
    words = [
        w
        for w, k in zip(clause.words, clause.kinds, strict=True)
        if not k & Is.FILLER or w in ("no", "yes")
    ]
    text = " ".join(words)
    table = lex.words["ellipsis"]
    if text in table["done_alone"]:
        return 1
    if words and words[0] in ("i", "we"):
        words = words[1:]
    if not words or words[0] not in table["auxiliaries"]:
        return None
    rest = " ".join(words[1:])
    if rest in table["missed"] or (
        rest.partition(" ")[2].startswith(tuple(table["missed_tails"]))
        and rest.startswith(("n't ", "not "))
    ):
        return -1
    past = bool(lex.kind(words[0]) & Is.PAST)
    return 1 if past and rest in table["done"] else None
