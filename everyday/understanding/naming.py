"""The names of habits in an answer to "what would you like in your days?"."""

from __future__ import annotations

from collections.abc import Sequence

from everyday.understanding.lexicon import Lexicon, lexicon
from everyday.understanding.tokens import Token, tokenize, words_between

_MOST_WORDS = 4


def names_in(text: str, language: str = "en") -> tuple[str, ...]:
    """The habits that `text` names, in order and as said: "walk, my meds and reading" has three.

    Empty where nothing in it is short enough to be a name.
    """
    lex = lexicon(language)
    named = (_name(text, part, lex) for part in _parts(tokenize(text), lex))
    return tuple(dict.fromkeys(name for name in named if name))


def _parts(tokens: Sequence[Token], lex: Lexicon) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.is_mark or token.text in lex.words["joining"]:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _name(raw: str, tokens: Sequence[Token], lex: Lexicon) -> str:
    """What is left when "i would like to go for a" and "every day" are taken off the ends."""
    trail = lex.word_set("naming_trail")
    first, last = 0, len(tokens)
    while first < last - 1 and _leads(tokens[first].text, lex):
        first += 1
    while last > first + 1 and tokens[last - 1].text in trail:
        last -= 1
    if not 0 < last - first <= _MOST_WORDS:
        return ""
    return words_between(raw, tokens[first:last]).lower()


def _leads(word: str, lex: Lexicon) -> bool:
    """Whether `word` only leads up to a name: "went for a" as "would like to go for a"."""
    lead = lex.word_set("naming_lead")
    return word in lex.transparent or word in lead or lex.base(word) in lead
