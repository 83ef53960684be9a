"""One clause with all that was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from everyday.understanding.amounts import Amount
from everyday.understanding.clauses import Clause
from everyday.understanding.cues import Cue
from everyday.understanding.lexicon import Lexicon, stands_at
from everyday.understanding.mentions import Mention
from everyday.understanding.tokens import Token


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue with its place among the clause's tokens."""

    cue: Cue
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One clause with all that was found in it."""

    raw: str
    clause: Clause
    mentions: tuple[Mention, ...]
    cues: tuple[FoundCue, ...]
    amounts: tuple[Amount, ...]
    today: date
    day: date
    day_words: str | None
    day_span: tuple[int, int] = (0, 0)


def find_cues(
    tokens: Sequence[Token], mentions: Sequence[Mention], lex: Lexicon
) -> tuple[FoundCue, ...]:
    """The cues in a clause, longest first where they overlap; words of a habit's name are none."""
    taken = {i for m in mentions for i in range(m.start, m.end)}
    found: list[FoundCue] = []
    i = 0
    while i < len(tokens):
        cue = None if i in taken else _cue_at(tokens, i, taken, lex)
        if cue is None:
            i += 1
        else:
            found.append(cue)
            i = cue.end
    return tuple(found)


def _cue_at(tokens: Sequence[Token], i: int, taken: set[int], lex: Lexicon) -> FoundCue | None:
    for sequence, cue in lex.cues.get(tokens[i].text, ()):
        end = i + len(sequence)
        if stands_at(tokens, i, sequence) and taken.isdisjoint(range(i, end)):
            return FoundCue(cue, i, end, " ".join(sequence))
    return None
