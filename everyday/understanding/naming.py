"""The habits named in an answer to "what would you like in your days?"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from everyday.domain import Habit, HabitKind
from everyday.understanding.amounts import Amount, find_amounts
from everyday.understanding.lexicon import Lexicon, lexicon
from everyday.understanding.tokens import Token, tokenize, words_between

_MOST_WORDS = 4


def habits_in(text: str, language: str = "en") -> tuple[Habit, ...]:
    """The habits that `text` names, in order: "walk, my meds and reading" names three.

    A clock time makes it a habit with that limit: "go to bed by half past ten". Empty where nothing
    in `text` is short enough to be a name.
    """
    lex = lexicon(language)
    named = (_habit(text, part, lex) for part in _parts(tokenize(text), lex))
    return tuple({habit.name: habit for habit in named if habit is not None}.values())


def _parts(tokens: Sequence[Token], lex: Lexicon) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.is_mark or token.text in lex.words["joining"]:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _habit(raw: str, tokens: Sequence[Token], lex: Lexicon) -> Habit | None:
    limit = next((a for a in find_amounts(tokens, lex.words) if a.clock), None)
    name = _name(raw, tokens[: limit.start] if limit else tokens, lex)
    if not name or "n't" in {t.text for t in tokens}:
        return None
    if limit is None:
        avoids = name.split()[0] in lex.word_set("negation")
        return Habit(name, HabitKind.AVOID if avoids else HabitKind.DO)
    return Habit(name, HabitKind.TIME, by=_in_its_half_of_the_day(limit, name, lex))


def _in_its_half_of_the_day(limit: Amount, name: str, lex: Lexicon) -> time | None:
    """Half past ten is 22:30 for going to bed, unless "a.m." was said."""
    clock = limit.clock
    late = lex.word_set("evening_acts") & set(name.split())
    if clock is None or limit.half_day_known or not late:
        return clock
    return clock.replace(hour=clock.hour % 12 + 12)


def _name(raw: str, tokens: Sequence[Token], lex: Lexicon) -> str:
    """What is left when "i would like to go for a" and "every day" are taken off the ends."""
    trail = lex.word_set("naming_trail")
    first, last = 0, len(tokens)
    while last > first + 1 and tokens[last - 1].text in trail:
        last -= 1
    while first < last - 1 and _leads(tokens[first].text, lex):
        first += 1
    if 0 < first == last - 1 and tokens[first].text in lex.word_set("naming_light"):
        first -= 1  # "get up" is more than "up"
    more = lex.word_set("naming_more")
    kept = [t for t in tokens[first:last] if t.text not in more]
    if not 0 < len(kept) <= _MOST_WORDS:
        return ""
    return " ".join(words_between(raw, [token]) for token in kept).lower()


def _leads(word: str, lex: Lexicon) -> bool:
    """Whether `word` only leads up to a name: "went for a" as "would like to go for a"."""
    lead = lex.word_set("naming_lead")
    return word in lex.word_set("naming_light") or word in lead or lex.base(word) in lead
