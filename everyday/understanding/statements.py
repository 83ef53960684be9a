"""What a clause says of the habits named in it: cues are folded, and a "done" must be proved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from everyday.domain import HabitKind, Statement, Status, Unsure
from everyday.understanding.attaching import amount_of, clock_of, fraction_of, is_in_time
from everyday.understanding.clauses import Subject
from everyday.understanding.cues import State, World, fold
from everyday.understanding.lexicon import Lexicon, match_at
from everyday.understanding.mentions import Mention
from everyday.understanding.proof import is_finite, is_proved, only_filler, unexplained
from everyday.understanding.reading import Reading
from everyday.understanding.tokens import words_between


def statements_in(reading: Reading, lex: Lexicon) -> tuple[list[Statement], list[Unsure]]:
    """What one clause proves of the habits named in it, and what it leaves in doubt."""
    statements: list[Statement] = []
    unsure: list[Unsure] = []
    if reading.clause.is_question or not _is_ones_own(reading, lex):
        return statements, unsure
    for i, mention in enumerate(reading.mentions):
        found = _judge(reading, i, mention, lex)
        if isinstance(found, Statement):
            statements.append(found)
        elif isinstance(found, Unsure):
            unsure.append(found)
    return statements, unsure


def _is_ones_own(reading: Reading, lex: Lexicon) -> bool:
    if reading.clause.subject is Subject.SELF:
        return True
    rests = any(c.cue.positive.world is World.REST for c in reading.cues)
    words = (t.text for t in reading.clause.tokens if t.text not in lex.word_set("fillers"))
    return rests and next(words, "") in lex.word_set("impersonal")


@dataclass(frozen=True, slots=True)
class _Folded:
    """What the cues before and behind a mention leave of the act."""

    state: State
    behind: str
    """What the cue behind the mention means: "no", "yes", "part", "plan", "pass" or ""."""
    cues: tuple[str, ...]


def _judge(reading: Reading, n: int, mention: Mention, lex: Lexicon) -> Statement | Unsure | None:
    folded = _fold_around(reading, n, mention, lex)
    state = folded.state
    if state.world is World.UNREAL or state.sign == 0:
        return None
    word = unexplained(reading, mention, folded.behind, lex)
    if state.world is not World.REAL:
        return None if word else _not_yet_or_rest(reading, n, mention, folded)
    status = _status(state, mention)
    doubt = word or _unproved(reading, mention, folded, lex)
    if doubt:
        return _doubt(reading, mention, status, doubt, lex)
    return _statement(reading, n, mention, status, folded.cues)


def _fold_around(reading: Reading, n: int, mention: Mention, lex: Lexicon) -> _Folded:
    before = [c for c in reading.cues if c.end <= mention.start]
    behind, behind_words = _cue_behind(reading, n, mention, lex)
    if behind == "pass":
        before = [c for c in before if c.cue.name != "not"]
    state = fold(c.cue for c in before)
    if behind == "plan" and state.world is World.REAL and not is_finite(reading, mention, lex):
        state = replace(state, world=World.PLAN)
    elif behind == "no":
        state = replace(state, sign=-state.sign, changes=state.changes + 1)
    elif behind == "part":
        state = replace(state, half=True)
    words = tuple(c.words for c in before) + ((behind_words,) if behind_words else ())
    return _Folded(state, behind, words)


def _not_yet_or_rest(
    reading: Reading, n: int, mention: Mention, folded: _Folded
) -> Statement | None:
    if mention.pattern.opposite or folded.state.sign < 0:
        return None
    status = Status.REST if folded.state.world is World.REST else Status.PLANNED
    return _statement(reading, n, mention, status, folded.cues)


def _status(state: State, mention: Mention) -> Status:
    if (state.sign > 0) is mention.pattern.opposite:
        return Status.MISSED
    return Status.PARTLY if state.half else Status.DONE


def _unproved(reading: Reading, mention: Mention, folded: _Folded, lex: Lexicon) -> str:
    """Why an act is not proved to have happened; "" where it is, or where it did not happen."""
    state = folded.state
    if state.sign < 0:
        return ""
    if mention.habit.kind is HabitKind.TIME and clock_of(reading.amounts, mention.habit) is None:
        return "no time of day"
    if state.soft or state.changes > _MOST_TURNS:
        return " + ".join(folded.cues)
    proved = folded.behind == "yes" or is_proved(reading, mention, lex)
    return "" if proved else "no verb that tells it happened"


_MOST_TURNS = 2
"""A sentence that turns its meaning more often than this is better asked about."""


def _doubt(
    reading: Reading, mention: Mention, guess: Status, why: str, lex: Lexicon
) -> Unsure | None:
    """A question is worth asking where the person may have told of their own act just now."""
    bare = not any(
        lex.base(t.text) in lex.base_forms.values() or lex.is_past(t.text)
        for i, t in enumerate(reading.clause.tokens)
        if not mention.start <= i < mention.end
    )
    if not bare and not is_finite(reading, mention, lex):
        return None
    day = min(reading.day, reading.today)
    words = words_between(reading.raw, reading.clause.tokens)
    return Unsure(mention.habit.name, guess, day, words, why)


def _cue_behind(reading: Reading, n: int, mention: Mention, lex: Lexicon) -> tuple[str, str]:
    """The cue behind a mention, before the next one: what it means, and its words."""
    tokens = reading.clause.tokens
    following = reading.mentions[n + 1].start if n + 1 < len(reading.mentions) else len(tokens)
    for i in range(mention.end, following):
        for meaning in ("pass", "part", "no", "plan", "yes"):
            length = match_at(tokens, i, lex.after_cues[meaning])
            if length and i + length <= following and only_filler(tokens, mention.end, i, lex):
                return meaning, " ".join(t.text for t in tokens[i : i + length])
    return "", ""


def _statement(
    reading: Reading, n: int, mention: Mention, status: Status, cues: tuple[str, ...]
) -> Statement:
    amount = amount_of(reading.amounts, mention, reading.mentions)
    clock = clock_of(reading.amounts, mention.habit)
    if clock and status is Status.DONE and not is_in_time(clock, mention.habit):
        status = Status.MISSED
    planned = status is Status.PLANNED
    return Statement(
        habit=mention.habit.name,
        status=status,
        day=reading.day if planned else min(reading.day, reading.today),
        quantity=amount.quantity if amount and not planned else None,
        fraction=fraction_of(amount, cues) if status is Status.PARTLY else None,
        clock=clock,
        day_words=reading.day_words,
        words=words_between(reading.raw, reading.clause.tokens),
        cues=cues,
    )
