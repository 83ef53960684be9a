"""One text → its meaning: every stage in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from everyday.domain import (
    Kind,
    Meaning,
    Moment,
    Mood,
    Request,
    Routine,
    Statement,
    Status,
    Unsure,
)
from everyday.understanding.activities import Role
from everyday.understanding.asking import (
    AskingTable,
    asking_table,
    correction_length,
    is_command,
    is_question,
    mends_a_number,
)
from everyday.understanding.care import care_table, care_words
from everyday.understanding.clause import Clause
from everyday.understanding.clauses import split_clauses
from everyday.understanding.cues import World, cue_table
from everyday.understanding.effort import find_effort
from everyday.understanding.ellipsis import elliptical
from everyday.understanding.judging import Judged, judge_all
from everyday.understanding.lexicon import Lexicon, lexicon, spoken
from everyday.understanding.moods import find_mood, merge, mood_table
from everyday.understanding.new_activity import new_activity
from everyday.understanding.reading import Language, Reading, read
from everyday.understanding.requests import find_request
from everyday.understanding.sounds import heard_otherwise
from everyday.understanding.statements import statements_in
from everyday.understanding.tokens import Token
from everyday.understanding.wordings import wordings


@dataclass(slots=True)
class _Told:
    """What the clauses of one utterance told together."""

    statements: list[Statement] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    mood: Mood | None = None
    new_activity: str | None = None
    asked: Request | None = None


def understand(text: str, routine: Routine, moment: Moment, language: str = "en") -> Meaning:
    """What `text`, as recognized or typed, means for this routine at this moment.

    Never raises for anything that can be said: what is not understood is a reflection, or OTHER
    where there is next to nothing in it. Days are the person's local days.
    """
    lex = lexicon(language)
    tokens = lex.tokens(text)
    words = [t.text for t in tokens if not t.is_mark]
    care = care_words(words, care_table(language))
    request = None if care else find_request(text, routine, language)
    if request is not None:
        kind, wanted = request
        return Meaning(kind, request=wanted, because=(f"sentence: {wanted.name}",))
    asking = asking_table(language)
    corrected = 0 if care else correction_length(words, asking, lex)
    mends = bool(corrected) or (not care and mends_a_number(words, lex))
    clauses = split_clauses(_behind(tokens, corrected), lex)
    tables = Language(lex, cue_table(language), wordings(routine, language))
    told = _Telling(text, moment.day, tables, language, correcting=mends).all(clauses)
    kind = Kind.CRISIS if care else _kind(told, clauses, words, asking, lex, mends)
    if kind is Kind.QUESTION:
        told.asked = _asked(clauses, routine, tables)
    return Meaning(
        kind=kind,
        statements=_safe(told.statements, care),
        mood=told.mood,
        request=told.asked,
        new_activity=None if care else told.new_activity,
        unsure=() if care else _still_unsure(told),
        because=((f"care: {care}",) if care else ()) + _because(told),
    )


def _behind(tokens: Sequence[Token], words: int) -> Sequence[Token]:
    """The tokens behind the first `words` that are no marks."""
    left = words
    for i, token in enumerate(tokens):
        if left == 0:
            return tokens[i:]
        left -= not token.is_mark
    return () if words else tokens


class _Telling:
    """One pass over the clauses of an utterance."""

    def __init__(
        self, raw: str, today: date, tables: Language, language: str, *, correcting: bool
    ) -> None:
        self.raw, self.today, self.tables, self.moods = raw, today, tables, mood_table(language)
        self.correcting = correcting
        self.language = language
        self.asking = asking_table(language)
        self.told = _Told()
        self.before: Reading | None = None
        self.spoken_of: Reading | None = None
        self.inherited: tuple[date, str | None] = (today, None)
        self.unreal = False
        self.since_unreal = 0

    def all(self, clauses: Sequence[Clause]) -> _Told:
        for i, clause in enumerate(clauses):
            self._one(clauses, i, clause)
        self.told.statements = _last_of_each(self.told.statements)
        return self.told

    def _one(self, clauses: Sequence[Clause], i: int, clause: Clause) -> None:
        reading = read(self.raw, clause, self.before, self.today, self.inherited, self.tables)
        if not any(c.cue.positive.world is World.PLAN for c in reading.cues):
            self.inherited = (
                min(reading.day, self.today),
                reading.day_words if reading.day <= self.today else None,
            )
        unreal = self._is_unreal(reading) or self._waits(reading)
        if not unreal and not self._asks(clause):
            self._told_by(clauses, i, reading)
        self._remember(reading)

    def _is_unreal(self, reading: Reading) -> bool:
        clause = reading.clause
        opens = clause.follows in ("if", "unless", "whether")
        told_by_others = any(c.cue.by_others for c in reading.cues) and reading.subject.value in (
            "other",
            "thing",
        )
        bygone = clause.follows == "before" and not _BYGONE.isdisjoint(clause.words)
        wide = bygone or any(c.cue.sentence_wide for c in reading.cues) or opens or told_by_others
        if self.unreal and self._is_ones_own_again(reading):
            self.unreal = False
        self.since_unreal = 0 if wide else self.since_unreal + 1
        self.unreal = self.unreal or wide
        now = self.unreal
        if clause.ends_sentence:
            self.unreal = False
        return now and not (opens and not wide)

    def _is_ones_own_again(self, reading: Reading) -> bool:
        """Whether a clause goes back to what one did, behind an "if" or what somebody said."""
        if reading.subject.value != "me":
            return False
        return reading.clause.follows in ("but", "so") or self.since_unreal > 0

    def _waits(self, reading: Reading) -> bool:
        """ "I'll weed once i've had my pills": what a plan waits for has not happened."""
        if reading.clause.follows not in ("once", "after", "when", "until", "till"):
            return False
        before = self.before.cues if self.before is not None else ()
        return any(c.cue.positive.world is World.PLAN for c in before)

    def _asks(self, clause: Clause) -> bool:
        return (
            clause.mark_behind == "?"
            or is_question((clause,), self.asking, self.tables.lex) is not None
        )

    def _told_by(self, clauses: Sequence[Clause], i: int, reading: Reading) -> None:
        told, lex = self.told, self.tables.lex
        told.statements += elliptical(self.spoken_of, reading, lex)
        judged = judge_all(reading, self.tables)
        stated, doubted = statements_in(judged, reading)
        if not stated:
            stated, doubted = self._heard_otherwise(reading, doubted)
        effort = find_effort(self.raw, clauses, i, lex) if stated else None
        told.statements += [replace(s, effort=effort) for s in stated]
        told.unsure += doubted
        named = any(m.habit for m in reading.mentions)
        mood = find_mood(reading.clause, reading.subject, self.moods, lex, alone=not named)
        told.mood = merge(told.mood, mood)
        if not judged and told.statements:
            told.statements[-1] = self._only(reading, told.statements[-1])
        mended = bool(stated) and not any(m.habit for m in reading.mentions)
        if told.new_activity is None and not mended:
            told.new_activity = new_activity(reading, judged, self.tables)

    def _only(self, reading: Reading, last: Statement) -> Statement:
        """ "I journaled, but only a line": an amount that follows belongs to what stands before."""
        amounts = [a for a in reading.amounts if a.unit]
        small = reading.clause.word(0) in ("only", "just")
        if not small or not amounts or last.quantity or len(reading.clause) > _AFTERTHOUGHT:
            return last
        told = replace(last, quantity=amounts[0].quantity)
        return replace(told, status=Status.PARTLY) if last.status is Status.DONE else told

    def _heard_otherwise(
        self, reading: Reading, doubted: list[Unsure]
    ) -> tuple[list[Statement], list[Unsure]]:
        """What it tells if one word was misheard: a verb that fits is taken, the rest asked."""
        asked: list[Unsure] = []
        for clause, is_verb in heard_otherwise(reading.clause, self.tables.lex, self.language):
            other = read(self.raw, clause, self.before, self.today, self.inherited, self.tables)
            judged = judge_all(other, self.tables)
            stated, unsure = statements_in(judged, other)
            if stated and is_verb and any(_completes(j, other) for j in judged):
                return stated, unsure
            if is_verb:
                continue
            asked += [
                Unsure(s.habit, s.status, s.day, s.words, MISHEARD)
                for s in stated
                if s.status in _ASKED
            ]
        return [], doubted or asked

    def _remember(self, reading: Reading) -> None:
        self.before = reading
        if any(m.habit for m in reading.mentions):
            self.spoken_of = reading


_AFTERTHOUGHT = 4
"""Words of a clause that only adds an amount."""
_BYGONE = frozenset(
    ("died", "born", "retired", "passed", "divorced", "married", "along", "existed")
)
"""Behind "before": what follows tells of old times."""


def _completes(judged: Judged, reading: Reading) -> bool:
    """Whether a verb that was misheard fits an object or an amount that was heard rightly."""
    if judged.mention.habit is None or judged.status is None or judged.doubt:
        return False
    if judged.mention.pattern.role is Role.VERB:
        return any(a.unit for a in reading.amounts)
    return True


MISHEARD = "a word that may have been misheard"
"""Why something is asked that a repaired word would tell."""

_ASKED = (Status.DONE, Status.PARTLY, Status.MISSED)


def _last_of_each(statements: Sequence[Statement]) -> list[Statement]:
    """One statement per habit: what was said last is what is meant, and plans give way to facts."""
    last: dict[tuple[str, date], Statement] = {}
    happened = {s.habit for s in statements if s.status is not Status.PLANNED}
    for statement in statements:
        if statement.status is Status.PLANNED and statement.habit in happened:
            continue
        last[statement.habit, statement.day] = statement
    return sorted(last.values(), key=list(statements).index)


def _safe(statements: Sequence[Statement], care: str) -> tuple[Statement, ...]:
    """Beside a cry for help only what was said apart from it is kept."""
    if not care:
        return tuple(statements)
    return tuple(s for s in statements if not set(care.split()) <= set(spoken(s.words.lower())))


def _still_unsure(told: _Told) -> tuple[Unsure, ...]:
    certain = {s.habit for s in told.statements}
    return tuple({u.habit: u for u in told.unsure if u.habit not in certain}.values())


def _kind(
    told: _Told,
    clauses: Sequence[Clause],
    words: Sequence[str],
    asking: AskingTable,
    lex: Lexicon,
    corrects: bool,
) -> Kind:
    if corrects:
        return Kind.CORRECTION
    if is_command(clauses, asking, lex) is not None:
        return Kind.COMMAND
    if is_question(clauses, asking, lex) is not None:
        return Kind.QUESTION
    if told.statements or told.unsure or told.new_activity:
        return Kind.REPORT
    if told.mood is not None:
        return Kind.MOOD
    return Kind.REFLECTION if len(words) > 2 else Kind.OTHER


def _asked(clauses: Sequence[Clause], routine: Routine, tables: Language) -> Request:
    from everyday.understanding.mentions import find_mentions

    for clause in clauses:
        for mention in find_mentions(clause, tables.wordings):
            if mention.habit is not None:
                return Request("habit", mention.habit.name)
    return Request("unknown")


def _because(told: _Told) -> tuple[str, ...]:
    found = [
        f"{s.habit} {s.status}: {' + '.join(s.cues) or 'told as it is'}" for s in told.statements
    ]
    found += [f"{u.habit} in doubt: {u.why}" for u in told.unsure]
    if told.mood is not None:
        found.append("mood: " + " ".join(told.mood.words or (f"{told.mood.rating:g}",)))
    if told.new_activity:
        found.append(f"new activity: {told.new_activity}")
    return tuple(found)
