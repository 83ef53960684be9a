"""Where a clause names a habit, or another activity: the longest wordings first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from everyday.domain import Habit
from everyday.understanding.activities import KIN, Pattern, Role
from everyday.understanding.clause import Clause
from everyday.understanding.lexicon import Is
from everyday.understanding.wordings import Wordings


@dataclass(frozen=True, slots=True)
class Mention:
    """A pattern found in a clause; `start` and `end` index the clause's words."""

    pattern: Pattern
    start: int
    end: int
    habit: Habit | None
    """The person's habit that it tells of; None for an activity outside the routine."""
    opposite: bool = False
    """Whether it tells of what the habit keeps away from ("a pint" for no alcohol)."""

    @property
    def is_thing(self) -> bool:
        """Whether it is a noun that needs a verb, an amount or an answer."""
        return self.pattern.role is Role.THING

    @property
    def missed(self) -> bool:
        """Whether it tells that the act was not done: "ordered in" for cooking."""
        return self.pattern.role is Role.MISSED


def find_mentions(clause: Clause, wordings: Wordings) -> tuple[Mention, ...]:
    """The habits and activities that `clause` names, in order, none overlapping another."""
    matches = [m for i in range(len(clause)) for m in _matches_at(clause, i, wordings)]
    if not matches:
        return ()
    masks = [(p.of, start, end) for p, start, end in matches if p.role is Role.NOT]
    found = [
        mention
        for p, start, end in matches
        if p.role is not Role.NOT and not _masked(p, start, end, masks, wordings)
        for mention in wordings.mentions_of(p, start, end, Mention)
    ]
    found.sort(key=lambda m: _rank(m, clause))
    chosen: list[Mention] = []
    for mention in found:
        if all(mention.end <= c.start or mention.start >= c.end for c in chosen):
            chosen.append(mention)
    return tuple(sorted(chosen, key=lambda m: m.start))


def _rank(mention: Mention, clause: Clause) -> tuple[int, ...]:
    words = len(mention.pattern.slots)
    return (
        -words if mention.habit is not None or words < 2 else 1 - words,
        -mention.pattern.own,
        mention.habit is None,
        mention.pattern.role is Role.THING,
        mention.end - mention.start,
    )


def _masked(
    pattern: Pattern,
    start: int,
    end: int,
    masks: Sequence[tuple[str, int, int]],
    wordings: Wordings,
) -> bool:
    """Whether a wording of the same activity that is something else covers it."""
    if not masks or len(pattern.slots) > 2 or (pattern.own and len(pattern.slots) > 1):
        return False
    of = wordings.activity_of(pattern)
    return any(
        mask == of and first < end and start < last and last - first >= end - start
        for mask, first, last in masks
    )


def _matches_at(clause: Clause, i: int, wordings: Wordings) -> Iterator[tuple[Pattern, int, int]]:
    base = clause.bases[i]
    for index in (wordings.own, wordings.table):
        starting = index.starting(base)
        for pattern in starting.single:
            if _form_fits(pattern, clause, i):
                yield pattern, i, i + 1
        if starting.longer:
            yield from _longer_at(clause, i, starting.longer)


def _longer_at(
    clause: Clause, i: int, seconds: Mapping[str, Sequence[Pattern]]
) -> Iterator[tuple[Pattern, int, int]]:
    for j in reachable(clause, i):
        fitting = seconds.get(clause.bases[j], ())
        if KIN in seconds and is_person(clause, j):
            fitting = (*fitting, *seconds[KIN])
        for pattern in fitting:
            end = _end_of(clause, pattern, 2, j)
            if end and _form_fits(pattern, clause, i) and _is_tight(pattern, clause, i, end):
                yield pattern, i, end


def _is_tight(pattern: Pattern, clause: Clause, start: int, end: int) -> bool:
    """What only looks like an act does so word by word: "a walk in the park", no more between."""
    if pattern.role is Role.THING:
        return not clause.kinds[end - 1] & Is.PAST or bool(clause.kinds[end - 1] & Is.ALIKE)
    if pattern.role is not Role.NOT:
        return True
    loose = Is.DETERMINER | Is.OWN
    skipped = sum(
        bool(clause.kinds[j] & loose) or clause.words[j] == "'s" for j in range(start, end)
    )
    return end - start <= len(pattern.slots) + skipped


def _end_of(clause: Clause, pattern: Pattern, slot: int, at: int) -> int:
    """The index behind the rest of `pattern` from its `slot` on; 0 where it does not go on."""
    if slot == len(pattern.slots):
        return at + 1
    wanted = pattern.slots[slot]
    for j in reachable(clause, at):
        if clause.bases[j] in wanted or (KIN in wanted and is_person(clause, j)):
            end = _end_of(clause, pattern, slot + 1, j)
            if end:
                return end
    return 0


def reachable(clause: Clause, i: int) -> Iterator[int]:
    """The places behind `i` that a pattern may go on at: articles, adjectives and amounts, small
    words of direction, and one or two unknown words ("the veg patch") may stand between."""
    unknown = 0
    for j in range(i + 1, min(len(clause), i + _REACH)):
        yield j
        if _is_passed(clause, i, j, after_unknown=unknown > 0):
            continue
        unknown += 1
        if unknown > _UNKNOWN or _stops(clause, j):
            return


def _is_passed(clause: Clause, i: int, j: int, *, after_unknown: bool) -> bool:
    """Whether the word at `j` may always stand inside a pattern that began at `i`."""
    kind, word = clause.kinds[j], clause.words[j]
    if word in _CUTS:
        return False
    if kind & Is.LIGHT or word == "of":
        return True
    if kind & Is.PARTICLE:
        return j == i + 1 or bool(clause.kinds[j - 1] & Is.PARTICLE)
    if word == "'s":
        return not clause.kinds[j - 1] & Is.KIN
    return word == "and" and after_unknown and not clause.kind(j + 1)


def _stops(clause: Clause, j: int) -> bool:
    """Whether no pattern reaches over the word at `j`: a verb, or a word that joins or turns."""
    kind = clause.kinds[j]
    if clause.words[j] in _CUTS or kind & ~(Is.BASE | Is.ING | Is.PARTICIPLE | Is.PAST):
        return True
    if kind & (Is.PAST | Is.PARTICIPLE) and not clause.kinds[j - 1] & _BEFORE_MODIFIERS:
        return True
    return _is_verb(clause, j)


_BEFORE_MODIFIERS = Is.DETERMINER | Is.OWN | Is.ADJECTIVE | Is.NUMBER | Is.UNIT
_CUTS = frozenset(("instead", "except", "bar", "without", "not", "n't", "never", "rather"))
"""What stands behind one of these is told of by itself."""
_REACH = 9
_UNKNOWN = 2


def is_person(clause: Clause, i: int) -> bool:
    """Whether somebody is named at `i`: kin, a pronoun, or a name, which nothing determines."""
    kind = clause.kinds[i]
    if kind & Is.OTHER:
        return clause.words[i] in ("him", "her", "them", "someone", "somebody", "everyone")
    if kind & Is.KIN:
        return not kind & Is.OFFICE
    return not kind and not clause.kind(i - 1) & (Is.DETERMINER | Is.OWN | Is.ADJECTIVE)


def before_noun(clause: Clause, i: int) -> bool:
    """Whether the word at `i` stands where a noun does: "a good long natter"."""
    j = i - 1
    while j >= 0 and clause.kinds[j] & Is.ADJECTIVE and not clause.kinds[j] & Is.DETERMINER:
        j -= 1
    return j < i - 1 and bool(clause.kind(j) & (Is.DETERMINER | Is.OWN | Is.NUMBER))


def _is_verb(clause: Clause, i: int) -> bool:
    kind = clause.kinds[i]
    if kind & Is.PAST and not kind & (Is.PARTICIPLE | Is.ALIKE):
        return True
    return bool(kind & Is.BASE) and stands_as_verb(clause, i) and not kind & Is.ALIKE


def stands_as_verb(clause: Clause, i: int) -> bool:
    """Whether the plain form at `i` stands where a verb does: "to walk", "didn't walk"."""
    before = clause.kind(i - 1)
    if clause.word(i - 1) == "to":
        return True
    if clause.word(i - 1) in ("or", "and") and clause.kind(i - 2) & Is.BASE:
        return i > 2 and stands_as_verb(clause, i - 2)
    if clause.word(i - 1) == "do" and clause.word(i - 2) in ("to", "n't", "not", "will", "'ll"):
        return False  # "to do walk"
    verbal = before & (Is.MODAL | Is.DO | Is.ME)
    return bool(verbal) or clause.word(i - 1) in ("n't", "not", "never")


def _form_fits(pattern: Pattern, clause: Clause, i: int) -> bool:
    """A verb pattern needs a verb's form or place, and a thing is no finite verb."""
    if pattern.role is Role.NOT or (pattern.role is Role.THING and len(pattern.slots) > 1):
        return True
    if pattern.role is Role.THING:
        return _stands_as_thing(clause, i)
    kind = clause.kinds[i]
    if kind & Is.ING and not kind & Is.PAST:
        return _stands_as_doing(clause, i)
    if kind & (Is.PAST | Is.PARTICIPLE):
        return True
    if clause.words[i] != clause.bases[i]:  # "walks"
        named = bool(clause.kind(i - 1) & (Is.OTHER | Is.KIN))
        return named or (i == 0 and pattern.role is not Role.VERB)
    if pattern.role is Role.VERB:
        return not before_noun(clause, i) and stands_as_verb(clause, i)
    return not before_noun(clause, i) and _may_open_an_act(clause, i)


def _stands_as_thing(clause: Clause, i: int) -> bool:
    kind = clause.kinds[i]
    finite = kind & Is.PAST and not kind & (Is.ALIKE | Is.BASE)
    return not finite and not (kind & Is.BASE and stands_as_verb(clause, i))


def _stands_as_doing(clause: Clause, i: int) -> bool:
    """ "Was weeding", "went swimming"; not "of stretching", "my reading", "going to walk"."""
    if clause.words[i] == "going" and clause.word(i + 1) == "to" and clause.kind(i + 2) & Is.BASE:
        return False
    named = Is.DETERMINER | Is.OWN | Is.NUMBER | Is.UNIT | Is.OTHERS_OWN
    return clause.word(i - 1) not in ("of", "no") and not clause.kind(i - 1) & named


def _may_open_an_act(clause: Clause, i: int) -> bool:
    before = clause.kind(i - 1)
    if before & (Is.ADVERB | Is.MODAL | Is.ME):
        return True
    noun_place = Is.DETERMINER | Is.OWN | Is.OTHERS_OWN | Is.ADJECTIVE | Is.NUMBER | Is.UNIT
    preposition = before & Is.PREPOSITION and clause.word(i - 1) != "to"
    return not before & noun_place and not preposition
