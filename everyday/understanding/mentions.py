"""Where a habit is named: by its name, an alias, or an inflection of either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from everyday.domain import Habit, HabitKind, Routine
from everyday.understanding.lexicon import Lexicon, spoken
from everyday.understanding.tokens import Token


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to name a habit, as base forms without determiners."""

    habit: Habit
    bases: tuple[str, ...]
    tells_act: bool
    """Whether it tells of an act by itself ("walked the dog"), not of a thing ("my stroll")."""
    opposite: bool = False
    """Whether it names what the habit keeps away from ("phone" for no phone)."""
    may_inflect: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A pattern found in a clause; `start` and `end` index the clause's tokens."""

    pattern: Pattern
    start: int
    end: int

    @property
    def habit(self) -> Habit:
        """The habit that is named."""
        return self.pattern.habit


def find_mentions(tokens: Sequence[Token], routine: Routine, lex: Lexicon) -> tuple[Mention, ...]:
    """The habits named in `tokens`, longest names first where they overlap, in order."""
    patterns = _patterns(routine, lex)
    bases = [lex.base(t.text) for t in tokens]
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        mention = _mention_at(tokens, bases, i, patterns.get(bases[i], ()), lex)
        if mention is None:
            i += 1
        else:
            found.append(mention)
            i = mention.end
    return tuple(found)


def _mention_at(
    tokens: Sequence[Token],
    bases: Sequence[str],
    i: int,
    patterns: Sequence[Pattern],
    lex: Lexicon,
) -> Mention | None:
    for pattern in patterns:
        end = _end_of_match(tokens, bases, i, pattern.bases, lex)
        if end and _form_fits(tokens[i], i, tokens, pattern, lex):
            return Mention(pattern, i, end)
    return None


def _end_of_match(
    tokens: Sequence[Token], bases: Sequence[str], i: int, wanted: Sequence[str], lex: Lexicon
) -> int:
    j = i
    for n, base in enumerate(wanted):
        while n and j < len(tokens) and tokens[j].text in lex.skippable:
            j += 1
        if j >= len(tokens) or bases[j] != base:
            return 0
        j += 1
    return j


def _form_fits(
    token: Token, i: int, tokens: Sequence[Token], pattern: Pattern, lex: Lexicon
) -> bool:
    """A verb is only an act in a verb's form or place; a plain noun is not inflected as a verb."""
    if pattern.tells_act:
        in_verb_place = i > 0 and tokens[i - 1].text not in lex.determiners
        return lex.is_past(token.text) or token.text in lex.participles or in_verb_place
    if not pattern.may_inflect:
        inflected = token.text.endswith(("ed", "ing")) and lex.base(token.text) != token.text
        return not inflected
    return True


@lru_cache(maxsize=64)
def _patterns(routine: Routine, lex: Lexicon) -> Mapping[str, tuple[Pattern, ...]]:
    by_first: dict[str, list[Pattern]] = {}
    for habit in routine:
        for pattern in _patterns_of(habit, lex):
            by_first.setdefault(pattern.bases[0], []).append(pattern)
    return {k: tuple(sorted(v, key=lambda p: -len(p.bases))) for k, v in by_first.items()}


def _patterns_of(habit: Habit, lex: Lexicon) -> list[Pattern]:
    patterns: list[Pattern] = []
    for phrase in habit.names:
        words = spoken(phrase)
        pattern = _pattern(habit, words, lex)
        if pattern is not None:
            patterns.append(pattern)
        opposite = _opposite(words) if habit.kind is HabitKind.AVOID else ()
        turned = _pattern(habit, opposite, lex, opposite=True)
        if turned is not None:
            patterns.append(turned)
    return patterns


def _pattern(
    habit: Habit, words: Sequence[str], lex: Lexicon, *, opposite: bool = False
) -> Pattern | None:
    bases = tuple(lex.base(w) for w in words if w not in lex.determiners)
    if not bases:
        return None
    first = words[0]
    return Pattern(
        habit,
        bases,
        tells_act=lex.is_past(first) or (opposite and first in lex.base_forms.values()),
        opposite=opposite,
        may_inflect=habit.kind is HabitKind.DO or first.endswith("ing"),
    )


def _opposite(words: Sequence[str]) -> Sequence[str]:
    """ "no screens" → "screens"; "didn't drink" → "drink"."""
    if words[0] == "no":
        return words[1:]
    return words[2:] if words[1:2] == ("n't",) else ()
