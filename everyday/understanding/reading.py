"""One clause with all that was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from everyday.understanding.amounts import Amount, find_amounts
from everyday.understanding.clause import Clause
from everyday.understanding.cues import CueTable, FoundCue
from everyday.understanding.days import said_day
from everyday.understanding.lexicon import Is, Lexicon
from everyday.understanding.mentions import Mention, find_mentions
from everyday.understanding.subjects import Subject, find_subject
from everyday.understanding.tokens import words_between
from everyday.understanding.wordings import Wordings


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one language that reading needs."""

    lex: Lexicon
    cues: CueTable
    wordings: Wordings


@dataclass(frozen=True, slots=True)
class Reading:
    """One clause with all that was found in it."""

    raw: str
    clause: Clause
    subject: Subject
    subject_end: int
    mentions: tuple[Mention, ...]
    cues: tuple[FoundCue, ...]
    amounts: tuple[Amount, ...]
    today: date
    day: date
    day_words: str | None
    day_span: tuple[int, int] = (0, 0)
    after_waiting: bool = False
    """Whether a "once …" or "when …" stands right before it."""

    @property
    def said(self) -> str:
        """The clause as it was said."""
        return words_between(self.raw, self.clause.tokens)

    @property
    def in_amounts(self) -> frozenset[int]:
        """The places of words that tell an amount or a time."""
        return frozenset(i for a in self.amounts for i in range(a.start, a.end))


def read(
    raw: str,
    clause: Clause,
    before: Reading | None,
    today: date,
    inherited: tuple[date, str | None],
    tables: Language,
) -> Reading:
    """What stands in `clause`; its subject may be that of the clause `before`."""
    lex = tables.lex
    mentions = find_mentions(clause, tables.wordings)
    amounts = find_amounts(clause.tokens, lex.words)
    taken = _named(mentions, clause) | {i for a in amounts if a.unit for i in range(a.start, a.end)}
    cues = tables.cues.find(clause, taken)
    verbs = frozenset(
        c.start
        for c in cues
        if c.start == 0 and clause.kinds[c.end - 1] & (Is.PAST | Is.PARTICIPLE)
    )
    found = find_subject(clause, lex, verbs)
    said = said_day(raw, clause.tokens, today, lex.words)
    day, day_words = (said.day, said.words) if said else inherited
    return Reading(
        raw,
        clause,
        _subject(found.subject, clause, before),
        found.end,
        mentions,
        cues,
        amounts,
        today,
        day,
        day_words,
        (said.start, said.end) if said else (0, 0),
        before is not None and _waits(before.clause),
    )


def _waits(clause: Clause) -> bool:
    return bool({clause.follows, clause.word(0)} & {"once", "when", "after"})


def _named(mentions: tuple[Mention, ...], clause: Clause) -> set[int]:
    """The words of mentions, which are no cues; what stands between may be: "did half the …"."""
    return {
        i
        for m in mentions
        if m.habit is not None
        for i in range(m.start, m.end)
        if m.end - m.start == 1 or not clause.kinds[i] & (Is.LIGHT | Is.NOT)
    }


def _subject(found: Subject, clause: Clause, before: Reading | None) -> Subject:
    """ "My wife walked and cooked" is hers twice; a new sentence without a subject is one's own."""
    if found is not Subject.UNNAMED or before is None:
        return found
    if clause.follows in ("and", "or", "then", "plus") and not before.clause.ends_sentence:
        theirs = (Subject.OTHER, Subject.THING)
        return Subject.OTHER if before.subject in theirs else Subject.ME
    return found
