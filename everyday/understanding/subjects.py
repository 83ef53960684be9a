"""Whose act a clause tells of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from everyday.understanding.clause import Clause
from everyday.understanding.lexicon import Is, Lexicon


class Subject(StrEnum):
    """Who acts in a clause."""

    ME = "me"
    OTHER = "other"
    """Somebody else."""
    THING = "thing"
    """Something: "my walk was cancelled", "the gym was shut"."""
    UNNAMED = "unnamed"
    """Nobody is named; a report at the head of an utterance is one's own."""
    FRAGMENT = "fragment"
    """There is no verb: "forty minutes of guitar"."""


@dataclass(frozen=True, slots=True)
class Found:
    """The subject and where it ends: the index of the first word of the predicate."""

    subject: Subject
    end: int


def find_subject(clause: Clause, lex: Lexicon, verb_cues: frozenset[int] = frozenset()) -> Found:
    """Who acts in `clause`, from the words before its first verb or verb-like cue."""
    if 0 in verb_cues:
        return Found(Subject.UNNAMED, 0)
    i = _behind_lead(clause, lex)
    named, start = False, i
    while i < len(clause):
        kind, word = clause.kinds[i], clause.words[i]
        if word in lex.word_set("me") or (word == "me" and not named):
            return Found(Subject.ME, i + 1)
        if word in ("that", "this") and not named and not _stands_alone(clause, i):
            i += 1  # "that class wore me out"
            continue
        if kind & Is.KIN or (kind & Is.OTHER and word in lex.word_set("subject_pronouns")):
            return _person(clause, i, lex)
        if _is_predicate(clause, i, named, start, lex):
            return Found(_kind_of(clause, start, i, named, lex), i)
        if kind & (Is.PREPOSITION | Is.CONJUNCTION) and named and word not in ("of", "and"):
            return Found(Subject.FRAGMENT, start)
        if word != "'s":
            counted = kind & Is.UNIT and not clause.kind(i - 1) & (Is.NUMBER | Is.UNIT)
            noun = not kind & (Is.LIGHT | Is.PREPOSITION | Is.NOT) or counted
            named = named or bool(noun) or bool(kind & Is.BASE)
        i += 1
    return Found(Subject.FRAGMENT, start)


def _stands_alone(clause: Clause, i: int) -> bool:
    """Whether "that" is the subject itself: "that was nice"."""
    return bool(clause.kind(i + 1) & (Is.AUXILIARY | Is.PAST | Is.ADVERB)) or clause.word(
        i + 1
    ) in ("'s", "")


def _behind_lead(clause: Clause, lex: Lexicon) -> int:
    """The index behind fillers, days and the phrase that leads in: "after lunch", "in the end"."""
    i = 0
    while i < len(clause) and clause.kinds[i] & Is.FILLER and not clause.kinds[i] & Is.OWN:
        i += 1
    if clause.kind(i) & Is.PREPOSITION and not clause.kind(i) & Is.ADVERB:
        for j in range(i + 1, min(i + 7, len(clause))):
            if clause.kinds[j] & (Is.ME | Is.OTHER) and clause.words[j] != "me":
                return j
            if (
                clause.kinds[j] & (Is.PAST | Is.MODAL | Is.DO)
                and not clause.kinds[j] & Is.ADJECTIVE
            ):
                return j
    return i


def _person(clause: Clause, i: int, lex: Lexicon) -> Found:
    """ "My wife and i" is oneself, "my son's homework" is a thing, "my wife" is somebody else."""
    window = clause.words[i + 1 : i + 4]
    if "i" in window[:2] or ("and" in window[:1] and set(window) & {"i", "me"}):
        return Found(Subject.ME, i + 1 + len(window))
    if i >= 2 and clause.words[i - 1] == "and" and clause.words[i - 2] in ("me", "i"):
        return Found(Subject.ME, i + 1)
    thing = clause.words[i] in ("it", "that", "there")
    return Found(Subject.THING if thing else Subject.OTHER, i + 1)


def _is_predicate(clause: Clause, i: int, named: bool, start: int, lex: Lexicon) -> bool:
    kind, word = clause.kinds[i], clause.words[i]
    if word == "'s":
        after = clause.kind(i + 1)
        return bool(
            after & (Is.DETERMINER | Is.NOT | Is.PREPOSITION | Is.PARTICIPLE | Is.ADVERB | Is.ING)
        ) and (not after & Is.ADJECTIVE or clause.word(i + 1) in ("all", "still"))
    if kind & (Is.AUXILIARY | Is.THIRD) and not (kind & Is.PARTICIPLE and not kind & Is.PAST):
        return True
    if kind & (Is.PAST | Is.PARTICIPLE) and not kind & Is.ADJECTIVE:
        return True
    if kind & Is.ING and (not named or i == start):
        return True
    if kind & Is.BASE and i == start and not named:
        return (
            clause.kind(i + 1)
            & (Is.DETERMINER | Is.OWN | Is.PREPOSITION | Is.OTHERS_OWN | Is.NUMBER)
            != 0
        )
    return False


def _kind_of(clause: Clause, start: int, end: int, named: bool, lex: Lexicon) -> Subject:
    if not named:
        return Subject.UNNAMED
    last = end - 1
    while last > start and clause.kinds[last] & Is.ADVERB and not clause.kinds[last] & Is.TIME:
        last -= 1
    if clause.kinds[last] & Is.TIME:
        return Subject.UNNAMED  # "long day, walked home"
    return Subject.THING
