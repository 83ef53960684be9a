"""One text → its meaning: every stage in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from everyday.domain import Kind, Meaning, Moment, Mood, Request, Routine, Statement, Unsure
from everyday.understanding.amounts import find_amounts
from everyday.understanding.clauses import Clause, split_clauses
from everyday.understanding.days import said_day
from everyday.understanding.effort import find_effort
from everyday.understanding.ellipsis import elliptical
from everyday.understanding.lexicon import Lexicon, lexicon, match_at
from everyday.understanding.mentions import find_mentions
from everyday.understanding.moods import find_mood
from everyday.understanding.reading import Reading, find_cues
from everyday.understanding.requests import find_request
from everyday.understanding.statements import statements_in
from everyday.understanding.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class _Told:
    """What the clauses of one utterance told together."""

    statements: tuple[Statement, ...]
    unsure: tuple[Unsure, ...]
    mood: Mood | None
    asked: Request | None = None
    """A question in the person's own words, and the habit it is about."""


def understand(text: str, routine: Routine, moment: Moment, language: str = "en") -> Meaning:
    """What `text`, as recognized or typed, means for this routine at this moment.

    Never raises for anything that can be said: what is not understood is a reflection, or OTHER
    where there is next to nothing in it. Days are the person's local days.
    """
    lex = lexicon(language)
    tokens = tokenize(text)
    words = [t for t in tokens if not t.is_mark]
    care = _care_words(words, lex)
    if care:
        return Meaning(Kind.CRISIS, because=(f"care: {care}",))
    request = find_request(text, routine, language)
    if request is not None:
        kind, wanted = request
        return Meaning(kind, request=wanted, because=(f"sentence: {wanted.name}",))
    told = _tell(text, tokens, routine, moment.day, lex)
    return Meaning(
        kind=_kind(told, words),
        statements=told.statements,
        mood=told.mood,
        request=told.asked,
        unsure=told.unsure,
        because=_because(told),
    )


def _care_words(words: Sequence[Token], lex: Lexicon) -> str:
    for i in range(len(words)):
        length = match_at(words, i, lex.care)
        if length:
            return " ".join(t.text for t in words[i : i + length])
    return ""


def _tell(raw: str, tokens: Sequence[Token], routine: Routine, today: date, lex: Lexicon) -> _Told:
    statements: list[Statement] = []
    unsure: list[Unsure] = []
    mood: Mood | None = None
    asked: Request | None = None
    unreal = False
    day, day_words = today, None
    clauses = split_clauses(tokens, lex)
    before: Reading | None = None
    for i, clause in enumerate(clauses):
        reading = _read(raw, clause, routine, today, (day, day_words), lex)
        day, day_words = reading.day, reading.day_words
        unreal = unreal or any(c.cue.sentence_wide for c in reading.cues)
        if not unreal:
            statements += elliptical(before, clause, lex)
            mood = find_mood(clause.tokens, lex) or mood
            told, doubted = statements_in(reading, lex)
            effort = find_effort(raw, clauses, i, lex) if told else None
            statements += [replace(s, effort=effort) for s in told]
            unsure += doubted
        asked = _question(reading) or asked
        unreal = unreal and not clause.ends_sentence
        before = reading
    certain = {s.habit for s in statements}
    return _Told(
        _last_of_each(statements),
        tuple(u for u in unsure if u.habit not in certain),
        mood,
        asked,
    )


def _question(reading: Reading) -> Request | None:
    if not reading.clause.is_question:
        return None
    habit = reading.mentions[0].habit.name if reading.mentions else None
    return Request("habit" if habit else "unknown", habit)


def _read(
    raw: str,
    clause: Clause,
    routine: Routine,
    today: date,
    inherited: tuple[date, str | None],
    lex: Lexicon,
) -> Reading:
    mentions = find_mentions(clause.tokens, routine, lex)
    said = said_day(raw, clause.tokens, today, lex.words)
    day, day_words = (said.day, said.words) if said else inherited
    return Reading(
        raw,
        clause,
        mentions,
        find_cues(clause.tokens, mentions, lex),
        find_amounts(clause.tokens, lex.words),
        today,
        day,
        day_words,
        (said.start, said.end) if said else (0, 0),
    )


def _last_of_each(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """One statement per habit and day: what was said last is what is meant."""
    last = {(s.habit, s.day): s for s in statements}
    return tuple(sorted(last.values(), key=list(statements).index))


def _kind(told: _Told, words: Sequence[Token]) -> Kind:
    if told.asked:
        return Kind.QUESTION
    if told.statements or told.unsure:
        return Kind.REPORT
    if told.mood is not None:
        return Kind.MOOD
    return Kind.REFLECTION if len(words) > 2 else Kind.OTHER


def _because(told: _Told) -> tuple[str, ...]:
    found = [
        f"{s.habit} {s.status}: {' + '.join(s.cues) or 'told as it is'}" for s in told.statements
    ]
    found += [f"{u.habit} in doubt: {u.why}" for u in told.unsure]
    if told.mood is not None:
        found.append("mood: " + " ".join(told.mood.words or (f"{told.mood.rating:g}",)))
    return tuple(found)
