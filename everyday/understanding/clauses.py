"""Tokens → clauses: where one statement ends, and whose act each one tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from everyday.understanding.lexicon import Lexicon
from everyday.understanding.tokens import Token


class Subject(StrEnum):
    """Who acts in a clause."""

    SELF = "self"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement's worth of words."""

    tokens: tuple[Token, ...]
    subject: Subject
    is_question: bool
    follows: str = ""
    """The word that joined it to what came before: "but", "and", or ""."""
    ends_sentence: bool = False
    """Whether a full stop, question mark or exclamation mark was written behind it."""


def split_clauses(tokens: Sequence[Token], lex: Lexicon) -> tuple[Clause, ...]:
    """The clauses of an utterance, in order; empty ones are left out."""
    clauses: list[Clause] = []
    current: list[Token] = []
    joined = ""
    for i, token in enumerate(tokens):
        if token.is_mark and _continues_behind(token, tokens, i, lex):
            continue
        if token.is_mark:
            _close(clauses, current, joined, lex, mark=token.text)
            joined = ""
        elif _breaks_before(tokens, i, current, lex):
            _close(clauses, current, joined, lex)
            joined = token.text
            if not _is_joiner(token, lex):
                current.append(token)
                joined = ""
        elif not current and _is_joiner(token, lex):
            joined = token.text
        else:
            current.append(token)
    _close(clauses, current, joined, lex)
    return tuple(clauses)


_SENTENCE_ENDS = frozenset({".", "!", "?"})


def _close(
    clauses: list[Clause], current: list[Token], joined: str, lex: Lexicon, *, mark: str = ""
) -> None:
    if not current:
        return
    inherited = clauses[-1].subject if clauses and joined in lex.words["joining"] else Subject.SELF
    clauses.append(
        Clause(
            tuple(current),
            _subject(current, lex) or inherited,
            mark == "?" or _opens_like_a_question(current, lex),
            joined,
            mark in _SENTENCE_ENDS,
        )
    )
    current.clear()


def _continues_behind(mark: Token, tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """ "My walk, twenty-five minutes, in the rain" is one statement."""
    if mark.text != "," or i + 1 >= len(tokens):
        return False
    following = tokens[i + 1].text
    if following in lex.words["number_words"]["repair"]:
        return _is_number(_next_word(tokens, i + 1), lex)
    return _is_number(following, lex) or following in lex.word_set("continuing")


def _next_word(tokens: Sequence[Token], i: int) -> str:
    """The word behind token `i`, whatever marks stand between; "" at the end."""
    return next((t.text for t in tokens[i + 1 : i + 3] if not t.is_mark), "")


def _is_number(word: str, lex: Lexicon) -> bool:
    return word[:1].isdecimal() or word in lex.words["numbers"]


def _is_joiner(token: Token, lex: Lexicon) -> bool:
    return token.text in lex.words["joining"] or token.text in lex.words["clause_breaks"]


def _breaks_before(tokens: Sequence[Token], i: int, current: Sequence[Token], lex: Lexicon) -> bool:
    if not current:
        return False
    word, following = tokens[i].text, _next_word(tokens, i)
    if word in ("so", "then"):
        return _starts_statement(following, lex)
    if word in lex.word_set("clause_breaks"):
        return True
    if word in lex.word_set("joining"):
        return _starts_statement(following, lex)
    if word == "i":
        asks_or_continues = (
            lex.word_set("auxiliaries") | lex.word_set("negation") | _COMPLEMENTIZERS
        )
        return _has_finite_verb(current, lex) and current[-1].text not in asks_or_continues
    return (
        word == "no"
        and bool(following)
        and not _is_number(following, lex)
        and _has_mentionable(current, lex)
    )


_COMPLEMENTIZERS = frozenset({"that", "if", "unless", "wish", "forgot", "and", "glad", "sorry"})


def _starts_statement(word: str, lex: Lexicon) -> bool:
    return (
        word in lex.word_set("self")
        or word in lex.word_set("others")
        or word in lex.word_set("auxiliaries")
        or word in ("no", "not", "never", "skipped", "missed", "forgot")
        or lex.is_past(word)
    )


def _has_finite_verb(tokens: Sequence[Token], lex: Lexicon) -> bool:
    return any(lex.is_past(t.text) or t.text in lex.word_set("auxiliaries") for t in tokens)


def _has_mentionable(tokens: Sequence[Token], lex: Lexicon) -> bool:
    return any(t.text not in lex.transparent for t in tokens)


def _subject(tokens: Sequence[Token], lex: Lexicon) -> Subject | None:
    """Whose clause it is, from the words before its first verb; None where nobody is named."""
    kin = lex.word_set("kin")
    for i, token in enumerate(tokens):
        word = token.text
        if word in lex.word_set("self") or word == "me":
            return Subject.SELF
        if word in kin:
            partner = {t.text for t in tokens[i + 1 : i + 3]}
            return Subject.SELF if partner & {"i", "me"} else Subject.OTHER
        if word in lex.word_set("others"):
            return Subject.OTHER
        if word not in lex.determiners and word not in lex.word_set("fillers"):
            return None
    return None


def _opens_like_a_question(tokens: Sequence[Token], lex: Lexicon) -> bool:
    words = [t.text for t in tokens if t.text not in lex.word_set("fillers")]
    if len(words) < 2:
        return False
    if words[0] in lex.word_set("asking_words"):
        return True
    named = words[2] if words[1] in lex.word_set("negation") and len(words) > 2 else words[1]
    subjects = lex.word_set("self") | lex.word_set("others") | lex.word_set("asking_subjects")
    return words[0] in lex.word_set("asking_verbs") and named in subjects
