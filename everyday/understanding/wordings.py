"""How one person's habits may be worded: by their own names for them, and by what is known of such
activities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from everyday.domain import Habit, HabitKind, Routine
from everyday.understanding.activities import KIN, Activities, Index, Pattern, Role, activities
from everyday.understanding.lexicon import Is, Lexicon

_M = TypeVar("_M")


@dataclass(frozen=True, eq=False)
class Wordings:
    """The wordings of one routine."""

    own: Index
    """Patterns from the person's own names and aliases."""
    table: Index
    """Patterns of the table of activities."""
    habits: Mapping[str, Habit]
    habit_of: Mapping[str, tuple[Habit, ...]]
    """The habits that an activity counts for."""
    activity: Mapping[str, str]
    """The activity of a habit, where one is known."""
    known: Activities

    def activity_of(self, pattern: Pattern) -> str:
        """The activity that `pattern` tells of; "" where none is known."""
        return self.activity.get(pattern.of, "") if pattern.own else pattern.of

    def mentions_of(
        self, pattern: Pattern, start: int, end: int, make: Callable[..., _M]
    ) -> Iterator[_M]:
        """What `pattern`, found from `start` to `end`, mentions: a habit, or an activity."""
        if pattern.own:
            habit = self.habits[pattern.of]
            lapse = habit.kind is HabitKind.AVOID and pattern.role is not Role.KEPT
            yield make(pattern, start, end, habit, lapse)
            return
        counted = self.habit_of.get(pattern.of, ())
        activity = self.known.known[pattern.of]
        for habit in counted[:1]:
            lapse = habit.kind is HabitKind.AVOID and pattern.role not in (Role.KEPT, Role.MISSED)
            if pattern.role is Role.KEPT and habit.kind is not HabitKind.AVOID:
                continue
            yield make(pattern, start, end, habit, lapse)
        if not counted and pattern.role in (Role.VERB, Role.ACT, Role.THING) and not activity.lapse:
            yield make(pattern, start, end, None, False)

    def by(self, pattern: Pattern) -> frozenset[str]:
        """Verbs by which the things of this pattern's activity are done."""
        activity = self.known.known.get(self.activity_of(pattern))
        return activity.by if activity else frozenset()


@lru_cache(maxsize=64)
def wordings(routine: Routine, language: str) -> Wordings:
    """The wordings of `routine`, made once for each routine."""
    known = activities(language)
    own = Index(lambda row: ())
    habit_of: dict[str, tuple[Habit, ...]] = {}
    activity: dict[str, str] = {}
    for habit in routine:
        for name in _activities_of(habit, known):
            activity.setdefault(habit.name, name)
            habit_of[name] = (*habit_of.get(name, ()), habit)
        for pattern in own_patterns(habit, known, is_known=habit.name in activity):
            own.add(pattern)
    for habit in routine:
        included = known.known[activity[habit.name]].includes if habit.name in activity else ()
        for name in included:
            habit_of.setdefault(name, (habit,))
    return Wordings(own, known.index, {h.name: h for h in routine}, habit_of, activity, known)


def _activities_of(habit: Habit, known: Activities) -> tuple[str, ...]:
    """The activity that a habit is, by its name; by its aliases where the name tells none."""
    lapses = habit.kind is HabitKind.AVOID
    for phrase in habit.names:
        for key in _keys(phrase, known, lapses=lapses):
            name = known.called.get(key)
            if name is not None and known.known[name].lapse is lapses:
                return (name,)
    return ()


def _keys(phrase: str, known: Activities, *, lapses: bool) -> Iterator[tuple[str, ...]]:
    key = known.key(phrase)
    if lapses:
        key = _kept_from(key, known.lex)
    yield key
    if len(key) > 1:
        yield key[1:] if known.lex.kind(key[0]) & (Is.VERB | Is.ADJECTIVE | Is.TIME) else key
        yield key[:-1] if key[-1] in known.lex.word_set("name_tails") else key
        yield key[-1:] if not lapses else key


def _kept_from(key: tuple[str, ...], lex: Lexicon) -> tuple[str, ...]:
    """What a habit keeps away from: "no phone in bed" → phone in bed; "alcohol-free" → alcohol."""
    heads = lex.word_set("keeps_away")
    while len(key) > 1 and key[0] in heads:
        key = key[1:]
    while len(key) > 1 and key[-1] in ("free",):
        key = key[:-1]
    return key


def own_patterns(habit: Habit, known: Activities, *, is_known: bool) -> Iterator[Pattern]:
    """The patterns of a habit's own name and aliases."""
    for phrase in habit.names:
        key = _without_tail(known.key(phrase), known.lex)
        if not key:
            continue
        if habit.kind is HabitKind.AVOID:
            yield from _avoid_patterns(habit, key, known.lex)
        else:
            verbs = known.index.starting(key[0]).single if is_known else ()
            tells = not is_known or any(p.role is Role.VERB for p in verbs)
            yield from _do_patterns(habit, key, phrase, known.lex, may_be_verb=tells)
    if habit.unit and habit.unit not in known.lex.word_set("common_units"):
        yield Pattern(habit.name, Role.THING, _slots(known.key(habit.unit), known.lex), own=True)


def _avoid_patterns(habit: Habit, key: tuple[str, ...], lex: Lexicon) -> Iterator[Pattern]:
    kept_from = _kept_from(key, lex)
    if kept_from != key:
        role = Role.ACT if _is_act(kept_from, lex) else Role.THING
        yield Pattern(habit.name, role, _slots(kept_from, lex), own=True)
        if key[-1] == "free":
            yield Pattern(habit.name, Role.KEPT, _slots(key, lex), own=True)
    else:
        yield Pattern(habit.name, Role.KEPT, _slots(key, lex), own=True)


def _do_patterns(
    habit: Habit, key: tuple[str, ...], phrase: str, lex: Lexicon, *, may_be_verb: bool
) -> Iterator[Pattern]:
    first = lex.tokens(phrase)[0].text
    if _is_act(key, lex) or (len(key) > 1 and lex.kind(first) & (Is.PAST | Is.ING)):
        yield Pattern(habit.name, Role.ACT, _slots(key, lex), own=True)
        if lex.kind(first) & Is.ING:
            yield Pattern(habit.name, Role.THING, _slots(key, lex), own=True)
        return
    tells = lex.kind(first) & (Is.PAST | Is.ING)
    if len(key) == 1 and (tells or (key[0] in lex.verbs and may_be_verb)):
        yield Pattern(habit.name, Role.VERB, _slots(key, lex), own=True)
    if len(key) > 1 or not lex.kind(first) & Is.PAST:
        yield Pattern(habit.name, Role.THING, _slots(key, lex), own=True)


def _is_act(key: Sequence[str], lex: Lexicon) -> bool:
    """ "Walk the dog" and "rang my sister" tell of an act; "guitar practice" is a thing."""
    return len(key) > 1 and (key[0] in lex.verbs or bool({"'s", "be"} & set(key)))


def _slots(key: Sequence[str], lex: Lexicon) -> tuple[frozenset[str], ...]:
    rows = []
    for i, word in enumerate(key):
        if i and lex.kind(word) & Is.KIN and word not in lex.word_set("animals"):
            rows.append(frozenset((word, KIN)))
        else:
            similar = lex.similar_verbs.get(word, ()) if not i and len(key) > 1 else ()
            rows.append(frozenset((word, *similar)))
    return tuple(rows)


def _without_tail(key: tuple[str, ...], lex: Lexicon) -> tuple[str, ...]:
    """ "In bed by" is "in bed", whatever time stands behind it."""
    while len(key) > 1 and _leads_to_a_time(lex.kind(key[-1])):
        key = key[:-1]
    return key


def _leads_to_a_time(kind: int) -> bool:
    return bool(kind & Is.PREPOSITION) and not kind & (Is.PARTICLE | Is.ADVERB)
