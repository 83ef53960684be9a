"""The gates that a "done" must pass: a verb that tells it happened, and no word unexplained."""

from __future__ import annotations

from collections.abc import Sequence

from everyday.domain import HabitKind
from everyday.understanding.attaching import amount_of
from everyday.understanding.lexicon import Lexicon
from everyday.understanding.mentions import Mention
from everyday.understanding.reading import Reading
from everyday.understanding.tokens import Token


def only_filler(tokens: Sequence[Token], start: int, end: int, lex: Lexicon) -> bool:
    """Whether the tokens from `start` to `end` neither prove nor hide anything."""
    return all(t.text in lex.transparent for t in tokens[start:end])


def is_finite(reading: Reading, mention: Mention, lex: Lexicon) -> bool:
    """Whether a verb up to the end of the mention tells of the past."""
    tokens = reading.clause.tokens[: mention.end]
    perfect = {"have", "'ve", "has", "had", "'d"}
    for i, token in enumerate(tokens):
        if token.text in lex.ambiguous:
            if _names_the_doer(tokens[:i], lex) or _in_amount(reading, i + 1):
                return True
        elif lex.is_past(token.text):
            return True
        opens = i == 0 or tokens[i - 1].text in perfect or _just_opens(tokens, i, lex)
        if opens and token.text in lex.participles and token.text not in lex.ambiguous:
            return True
    return False


def _names_the_doer(tokens: Sequence[Token], lex: Lexicon) -> bool:
    return any(t.text in lex.word_set("self") or lex.is_past(t.text) for t in tokens)


def _just_opens(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    fillers = lex.word_set("fillers") | lex.word_set("self") | {"'ve", "have", "already", "finally"}
    return all(t.text in fillers for t in tokens[:i])


def is_proved(reading: Reading, mention: Mention, lex: Lexicon) -> bool:
    """Whether the clause tells that the act happened: a past verb, or an amount of it by itself."""
    if is_finite(reading, mention, lex) or mention.habit.kind is HabitKind.TIME:
        return True
    if amount_of(reading.amounts, mention, reading.mentions) is None:
        return False
    before = enumerate(reading.clause.tokens[: mention.start])
    return all(t.text in lex.transparent or _in_amount(reading, i) for i, t in before)


def _in_amount(reading: Reading, i: int) -> bool:
    return any(a.start <= i < a.end for a in reading.amounts)


def unexplained(reading: Reading, mention: Mention, after: str, lex: Lexicon) -> str:
    """The first word that could make the clause mean something else; "" where all are explained."""
    tokens = reading.clause.tokens
    explained = {i for c in reading.cues for i in range(c.start, c.end)}
    explained |= {i for m in reading.mentions for i in range(m.start, m.end)}
    explained |= {i for a in reading.amounts for i in range(a.start, a.end)}
    explained |= set(range(*reading.day_span))
    for cue in reading.cues:
        if cue.cue.takes_next_only and cue.end <= mention.start:
            between = range(cue.end, mention.start)
            if not all(i in explained or tokens[i].text in lex.determiners for i in between):
                return cue.words
    for i in range(mention.start):
        word = tokens[i].text
        known = word in lex.transparent or lex.base(word) in lex.carriers
        if i not in explained and not known and not _is_company(tokens, i, lex):
            return word
    if mention.end < len(tokens) and not after and mention.end not in explained:
        word = tokens[mention.end].text
        if word not in lex.harmless_after and word not in lex.transparent:
            return word
    return ""


def _is_company(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """Somebody taken along, behind a verb of one's own: "took the dog for a walk"."""
    return i > 0 and tokens[i].text in lex.word_set("kin")
